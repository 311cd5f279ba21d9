/** One key press of a shortcut: `?`, `g`, `ctrl+k`, `alt+l`, `enter`. Shift is part of the character it makes. */
export interface KeyPress {
  readonly key: string;
  readonly ctrl: boolean;
  readonly alt: boolean;
}

/** What the browser says about a key press, as far as shortcuts care. */
export interface PressedKey {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/** Reads shortcut text: presses separated by a space, modifiers joined by `+`: `g q`, `ctrl+k`. */
export function parseShortcut(keys: string): readonly KeyPress[] {
  return keys.split(' ').map((press) => {
    const parts = press === '+' ? ['+'] : press.split('+');
    return { key: (parts.at(-1) ?? '').toLowerCase(), ctrl: parts.includes('ctrl'), alt: parts.includes('alt') };
  });
}

/** Tells whether a pressed key is the press that a shortcut asks for; the command key of a Mac counts as Ctrl. */
function matchesPress(pressed: PressedKey, press: KeyPress): boolean {
  return (
    pressed.key.toLowerCase() === press.key &&
    (pressed.ctrlKey || pressed.metaKey) === press.ctrl &&
    pressed.altKey === press.alt
  );
}

/** Tells whether a shortcut is made of characters alone, which people may turn off (WCAG 2.1.4). */
export function isCharacterShortcut(keys: string): boolean {
  return parseShortcut(keys).every((press) => !press.ctrl && !press.alt && press.key.length === 1);
}

/** The outcome of a press against all shortcuts: one is complete, one may still become complete, or none fits. */
export type ShortcutMatch =
  | { readonly kind: 'complete'; readonly index: number }
  | { readonly kind: 'partial'; readonly pressed: readonly PressedKey[] }
  | { readonly kind: 'none' };

/**
 * Finds the shortcut that the presses so far complete; the last declared wins, so a page may take a key from the shell.
 * @param shortcuts texts in order of declaration
 * @param pressed the presses of the running sequence, the newest last
 */
export function matchShortcut(shortcuts: readonly string[], pressed: readonly PressedKey[]): ShortcutMatch {
  const parsed = shortcuts.map(parseShortcut);
  const fits = (presses: readonly KeyPress[]): boolean =>
    presses.length >= pressed.length &&
    pressed.every((key, index) => {
      const press = presses[index];
      return press !== undefined && matchesPress(key, press);
    });
  const complete = parsed.findLastIndex((presses) => presses.length === pressed.length && fits(presses));
  if (complete >= 0) return { kind: 'complete', index: complete };
  return parsed.some(fits) ? { kind: 'partial', pressed } : { kind: 'none' };
}

const scannerMilliseconds = 40;

/** What came last from the keyboard, and whether it came too fast for a person. */
export interface KeyRhythm {
  readonly key: string;
  readonly at: number;
  readonly isBurst: boolean;
}

/**
 * Tells whether a key belongs to a burst, as a scanner in keyboard mode writes: it came right behind another character.
 * Keys that move or mark (arrows, Space) begin no burst: a quick hand marks a row and presses a letter at once.
 * @param at time of the press, in milliseconds
 */
export function followRhythm(before: KeyRhythm | null, key: string, at: number): KeyRhythm {
  const isClose = before !== null && at - before.at < scannerMilliseconds;
  return { key, at, isBurst: isClose && (before.isBurst || (before.key.length === 1 && before.key !== ' ')) };
}

/** How long a single character waits whether another follows, as only a scanner sends it; in milliseconds. */
export const characterDelay = scannerMilliseconds;
