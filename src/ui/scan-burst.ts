/** The GS1 separator (ASCII 29) that ends an element of variable length. */
export const groupSeparator = '\u001d';

/** How a text came in: `wedge` in a burst that no hand can type, `camera`, or `typed`. */
type ScanSource = 'wedge' | 'camera' | 'typed';

/** One text that was scanned or typed. */
export interface Scan {
  readonly text: string;
  readonly source: ScanSource;
}

/** A key as it arrives, with the browser's time stamp in milliseconds. */
export interface ScanKey {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
  readonly at: number;
}

/** The text of a running burst and the times of its first and last key. */
export interface ScanBurst {
  readonly text: string;
  readonly startedAt: number;
  readonly lastAt: number;
}

/** No key has come yet. */
export const emptyBurst: ScanBurst = { text: '', startedAt: 0, lastAt: 0 };

/** The outcome of a key: the burst goes on, it ended with a scan, or the key is none of ours. */
export type ScanStep =
  | { readonly kind: 'more'; readonly burst: ScanBurst }
  | { readonly kind: 'scan'; readonly scan: Scan }
  | { readonly kind: 'ignored' };

const longestPauseMilliseconds = 80;
const wedgeMillisecondsPerKey = 35;
const shortestScan = 4;

/**
 * Returns the character that a key stands for in a scan; null for a key that writes nothing.
 * Scanners in keyboard mode send the separator as Ctrl ], as F8, or as the control character itself.
 */
export function characterOfKey(key: ScanKey): string | null {
  if (key.key === groupSeparator || key.key === 'F8') return groupSeparator;
  if (key.ctrlKey) return key.key === ']' ? groupSeparator : null;
  if (key.altKey || key.metaKey) return null;
  return key.key.length === 1 ? key.key : null;
}

/** Tells whether a text of this length in this time was written by a scanner: at most 35 ms a key, at least four keys. */
export function isWedgeSpeed(typed: { readonly length: number; readonly milliseconds: number }): boolean {
  return typed.length >= shortestScan && typed.milliseconds <= typed.length * wedgeMillisecondsPerKey;
}

/**
 * Takes one key that came while no field has the focus. A pause of more than 80 ms starts anew, so that what is left in
 * the burst at Enter or Tab was written by a scanner and not by hand.
 */
export function takeScanKey(burst: ScanBurst, key: ScanKey): ScanStep {
  const isFresh = burst.text !== '' && key.at - burst.lastAt <= longestPauseMilliseconds;
  if (key.key === 'Enter' || key.key === 'Tab') {
    const speed = { length: burst.text.length, milliseconds: key.at - burst.startedAt };
    return isFresh && isWedgeSpeed(speed)
      ? { kind: 'scan', scan: { text: burst.text, source: 'wedge' } }
      : { kind: 'ignored' };
  }
  const character = characterOfKey(key);
  if (character === null) return { kind: 'ignored' };
  return {
    kind: 'more',
    burst: isFresh
      ? { text: burst.text + character, startedAt: burst.startedAt, lastAt: key.at }
      : { text: character, startedAt: key.at, lastAt: key.at },
  };
}

/** Shows the separator, which has no glyph, as the symbol ␝. */
export function showSeparators(text: string): string {
  return text.replaceAll(groupSeparator, '␝');
}

/** Turns the symbol ␝ back into the separator. */
export function hideSeparators(text: string): string {
  return text.replaceAll('␝', groupSeparator);
}
