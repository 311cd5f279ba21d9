import { describe, expect, it } from 'vitest';
import {
  followRhythm,
  isCharacterShortcut,
  type KeyRhythm,
  matchShortcut,
  type PressedKey,
  parseShortcut,
} from './shortcut-keys.ts';

const press = (key: string, held: Partial<PressedKey> = {}): PressedKey => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...held,
});

describe('shortcuts', () => {
  it('read modifiers, sequences and the plus key itself', () => {
    expect(parseShortcut('g q')).toHaveLength(2);
    expect(parseShortcut('ctrl+k')).toEqual([{ key: 'k', ctrl: true, alt: false }]);
    expect(parseShortcut('+')).toEqual([{ key: '+', ctrl: false, alt: false }]);
  });

  it('wait for the second key of a sequence', () => {
    const shortcuts = ['g h', 'g q', 'v'];
    expect(matchShortcut(shortcuts, [press('g')]).kind).toBe('partial');
    expect(matchShortcut(shortcuts, [press('g'), press('q')])).toEqual({ kind: 'complete', index: 1 });
    expect(matchShortcut(shortcuts, [press('g'), press('x')]).kind).toBe('none');
  });

  it('let the last declared take the key', () => {
    expect(matchShortcut(['v', 'v'], [press('v')])).toEqual({ kind: 'complete', index: 1 });
  });

  it('tell a letter from the same letter held with a modifier', () => {
    expect(matchShortcut(['k'], [press('k', { ctrlKey: true })]).kind).toBe('none');
    expect(matchShortcut(['ctrl+k'], [press('k', { metaKey: true })]).kind).toBe('complete');
  });

  it('count as character shortcuts only without a modifier', () => {
    expect(isCharacterShortcut('g q')).toBe(true);
    expect(isCharacterShortcut('ctrl+k')).toBe(false);
    expect(isCharacterShortcut('enter')).toBe(false);
  });
});

describe('the rhythm of the keys', () => {
  /** Presses keys one after another and returns which of them belong to a burst. */
  const press = (...keys: readonly (readonly [key: string, at: number])[]): string => {
    let rhythm: KeyRhythm | null = null;
    let bursts = '';
    for (const [key, at] of keys) {
      rhythm = followRhythm(rhythm, key, at);
      bursts += rhythm.isBurst ? 'b' : '-';
    }
    return bursts;
  };

  it('is a burst from the second character of a scanner on, across a space too', () => {
    expect(press(['L', 0], ['4', 8], [' ', 16], ['h', 24], ['Enter', 32])).toBe('-bbbb');
  });

  it('is none when a hand marks a row and presses a letter at once', () => {
    expect(press([' ', 0], ['h', 20])).toBe('--');
    expect(press(['ArrowDown', 0], ['t', 5])).toBe('--');
  });

  it('is none at the pace of a hand', () => {
    expect(press(['g', 0], ['w', 60], ['t', 400])).toBe('---');
  });
});
