import { createContext, type ReactNode, use, useEffect, useId, useRef, useState, useSyncExternalStore } from 'react';
import {
  characterDelay,
  followRhythm,
  isCharacterShortcut,
  type KeyRhythm,
  matchShortcut,
  type PressedKey,
  type ShortcutMatch,
} from './shortcut-keys.ts';

const sequenceMilliseconds = 1_200;
const characterKeysStorageKey = 'theriac-character-keys';

/** Something a key does on this page. `group` is the heading under which the help lists it. */
export interface Shortcut {
  readonly keys: string;
  readonly label: string;
  readonly group?: string;
  readonly run: () => void;
  /** It was declared inside a dialog, and is heard while that dialog alone is open. */
  readonly isInDialog?: boolean;
}

interface ShortcutRegistry {
  readonly register: (owner: string, shortcuts: readonly Shortcut[]) => void;
  readonly unregister: (owner: string) => void;
  readonly list: () => readonly Shortcut[];
  readonly subscribe: (notify: () => void) => () => void;
}

/** Tells whatever stands inside a dialog that it does. */
export const InDialogContext = createContext(false);

const ShortcutContext = createContext<ShortcutRegistry | null>(null);

/** Listens to the keyboard and runs the shortcuts that components below declare. */
export function ShortcutProvider(props: { readonly children: ReactNode }): ReactNode {
  const [registry] = useState(createRegistry);
  useEffect(() => listenToKeys(registry), [registry]);
  return <ShortcutContext value={registry}>{props.children}</ShortcutContext>;
}

/** Declares what keys do while this component is on the page. A later declaration takes a key from an earlier one. */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  const registry = use(ShortcutContext);
  const isInDialog = use(InDialogContext);
  const owner = useId();
  const latest = useRef(shortcuts);
  useEffect(() => {
    latest.current = shortcuts;
  });
  const shape = shortcuts.map(({ keys, label, group }) => `${keys}\n${label}\n${group ?? ''}`).join('\t');
  // biome-ignore lint/correctness/useExhaustiveDependencies: declared again only when keys or labels change, not at each render
  useEffect(() => {
    if (registry === null) return;
    const declared = latest.current.map((shortcut, index) => ({
      ...{ ...shortcut, isInDialog },
      run: () => latest.current[index]?.run(),
    }));
    registry.register(owner, declared);
    return () => registry.unregister(owner);
  }, [registry, owner, shape, isInDialog]);
}

/** Returns all shortcuts that work at this moment, in order of declaration. */
export function useActiveShortcuts(): readonly Shortcut[] {
  const registry = use(ShortcutContext);
  return useSyncExternalStore(registry?.subscribe ?? subscribeToNothing, registry?.list ?? listNothing);
}

/** Tells whether single-character shortcuts are on; people who dictate or brush keys turn them off (WCAG 2.1.4). */
export function areCharacterKeysOn(): boolean {
  return localStorage.getItem(characterKeysStorageKey) !== 'off';
}

/** Turns single-character shortcuts on or off for this browser. */
export function setCharacterKeysOn(on: boolean): void {
  localStorage.setItem(characterKeysStorageKey, on ? 'on' : 'off');
}

const nothing: readonly Shortcut[] = [];
const listNothing = (): readonly Shortcut[] => nothing;
const subscribeToNothing = (): (() => void) => () => undefined;

function createRegistry(): ShortcutRegistry {
  const owners = new Map<string, readonly Shortcut[]>();
  const subscribers = new Set<() => void>();
  let all = nothing;
  const changed = (): void => {
    all = [...owners.values()].flat();
    for (const notify of subscribers) notify();
  };
  return {
    register: (owner, shortcuts) => {
      owners.set(owner, shortcuts);
      changed();
    },
    unregister: (owner) => {
      owners.delete(owner);
      changed();
    },
    list: () => all,
    subscribe: (notify) => {
      subscribers.add(notify);
      return () => subscribers.delete(notify);
    },
  };
}

/**
 * A scanner in keyboard mode writes letters too, and a lot number must never press a button: a single character counts
 * only when no other character comes right before or behind it.
 */
function listenToKeys(registry: ShortcutRegistry): () => void {
  let sequence: { readonly pressed: readonly PressedKey[]; readonly at: number } = { pressed: [], at: 0 };
  let rhythm: KeyRhythm | null = null;
  let waiting: ReturnType<typeof setTimeout> | undefined;
  const onKeyDown = (event: KeyboardEvent): void => {
    if (isBareModifier(event.key) || event.repeat) return;
    clearTimeout(waiting);
    rhythm = followRhythm(rhythm, event.key, event.timeStamp);
    const { isBurst } = rhythm;
    if (event.defaultPrevented || isTypedText(event)) return;
    const usable = registry
      .list()
      .filter(isHeard)
      .filter((shortcut) => areCharacterKeysOn() || !isCharacterShortcut(shortcut.keys));
    const running = event.timeStamp - sequence.at < sequenceMilliseconds ? sequence.pressed : [];
    const match = continueSequence(usable, running, event);
    sequence = { pressed: match.kind === 'partial' && !isBurst ? match.pressed : [], at: event.timeStamp };
    const shortcut = match.kind === 'complete' ? usable[match.index] : undefined;
    if (shortcut === undefined) return;
    const isCharacter = isCharacterShortcut(shortcut.keys);
    if (isCharacter && isBurst) return;
    event.preventDefault();
    if (isCharacter) waiting = setTimeout(shortcut.run, characterDelay);
    else shortcut.run();
  };
  document.addEventListener('keydown', onKeyDown);
  return () => {
    clearTimeout(waiting);
    document.removeEventListener('keydown', onKeyDown);
  };
}

/** Matches a press as the next of a running sequence, or else as the first of a new one. */
function continueSequence(
  shortcuts: readonly Shortcut[],
  running: readonly PressedKey[],
  pressed: PressedKey,
): ShortcutMatch {
  const texts = shortcuts.map((shortcut) => shortcut.keys);
  const continued = matchShortcut(texts, [...running, pressed]);
  return continued.kind === 'none' && running.length > 0 ? matchShortcut(texts, [pressed]) : continued;
}

function isBareModifier(key: string): boolean {
  return key === 'Shift' || key === 'Control' || key === 'Alt' || key === 'Meta';
}

/** Keys typed into a field are text, unless a modifier is held. */
function isTypedText(event: KeyboardEvent): boolean {
  const target = event.target;
  if (!(target instanceof HTMLElement) || event.ctrlKey || event.metaKey || event.altKey) return false;
  return target.isContentEditable || target.matches('input:not([type=checkbox], [type=radio]), textarea, select');
}

/** While a dialog is open the page behind it hears no keys; while one lies over another, as the lock does, neither hears any. */
function isHeard(shortcut: Shortcut): boolean {
  const dialogs = document.querySelectorAll('dialog:modal').length;
  return shortcut.isInDialog === true ? dialogs === 1 : dialogs === 0;
}
