import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  characterOfKey,
  emptyBurst,
  groupSeparator,
  hideSeparators,
  type Scan,
  type ScanBurst,
  type ScanKey,
  showSeparators,
  takeScanKey,
} from './scan-burst.ts';

const key = (name: string, at: number, held: Partial<ScanKey> = {}): ScanKey => ({
  key: name,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  at,
  ...held,
});

function play(keys: readonly ScanKey[]): readonly Scan[] {
  const scans: Scan[] = [];
  let burst: ScanBurst = emptyBurst;
  for (const pressed of keys) {
    const step = takeScanKey(burst, pressed);
    if (step.kind === 'more') burst = step.burst;
    if (step.kind === 'scan') {
      scans.push(step.scan);
      burst = emptyBurst;
    }
  }
  return scans;
}

const typeAt = (text: string, milliseconds: number, start = 0): ScanKey[] =>
  [...text].map((character, index) => key(character, start + index * milliseconds));

describe('a keyboard-wedge scan', () => {
  it('is a fast burst that Enter or Tab ends', () => {
    const keys = typeAt('0100300740554028', 5);
    expect(play([...keys, key('Enter', 80)])).toEqual([{ text: '0100300740554028', source: 'wedge' }]);
    expect(play([...keys, key('Tab', 80)])).toHaveLength(1);
  });

  it('keeps the group separator however the scanner sends it', () => {
    for (const separator of [key(']', 20, { ctrlKey: true }), key('F8', 20), key(groupSeparator, 20)]) {
      expect(play([...typeAt('10AB', 5), separator, ...typeAt('2112', 5, 25), key('Enter', 45)])).toEqual([
        { text: `10AB${groupSeparator}2112`, source: 'wedge' },
      ]);
    }
  });

  it('is not what a hand types', () => {
    expect(play([...typeAt('next', 60), key('Enter', 240)])).toEqual([]);
    expect(play([...typeAt('abcd', 200), key('Enter', 900)])).toEqual([]);
  });

  it('starts anew after a pause, so a stray key before it is not part of it', () => {
    expect(play([key('v', 0), ...typeAt('12345678', 5, 500), key('Enter', 545)])).toEqual([
      { text: '12345678', source: 'wedge' },
    ]);
  });

  it('ignores keys that write nothing', () => {
    expect(characterOfKey(key('Shift', 0))).toBeNull();
    expect(characterOfKey(key('c', 0, { ctrlKey: true }))).toBeNull();
  });

  it('shows the separator and takes it back without loss', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('0', 'A', groupSeparator) }), (text) => {
        expect(hideSeparators(showSeparators(text))).toBe(text);
      }),
    );
  });
});
