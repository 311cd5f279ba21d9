import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findActive } from './table-active-row.ts';
import { decideTableMove } from './table-keys.ts';

describe('keys in a table', () => {
  it('never leave the table', () => {
    const keys = fc.constantFrom('ArrowDown', 'ArrowUp', 'PageDown', 'PageUp', 'Home', 'End', 'j', 'k');
    fc.assert(
      fc.property(keys, fc.integer({ min: 1, max: 100_000 }), fc.nat(), (key, rows, seed) => {
        const move = decideTableMove(key, { active: (seed % (rows + 1)) - 1, rows, page: 20 });
        expect(move.kind === 'move' && move.to >= 0 && move.to < rows).toBe(true);
      }),
    );
  });

  it('start at the first row', () => {
    expect(decideTableMove('ArrowDown', { active: -1, rows: 5, page: 3 })).toEqual({ kind: 'move', to: 0 });
  });

  it('open and mark only an active row', () => {
    expect(decideTableMove('Enter', { active: -1, rows: 5, page: 3 }).kind).toBe('none');
    expect(decideTableMove('Enter', { active: 0, rows: 5, page: 3 }).kind).toBe('open');
    expect(decideTableMove(' ', { active: 0, rows: 5, page: 3 }).kind).toBe('mark');
  });

  it('do nothing in an empty table', () => {
    expect(decideTableMove('End', { active: -1, rows: 0, page: 3 }).kind).toBe('none');
  });
});

describe('the active row', () => {
  const rowId = (row: string): string => row;

  it('is followed when rows come in before it', () => {
    expect(findActive(['new', 'a', 'b'], rowId, { index: 1, rowId: 'b' })).toBe(2);
  });

  it('is gone when its row is gone, and never becomes another row', () => {
    expect(findActive(['a', 'c'], rowId, { index: 1, rowId: 'b' })).toBe(-1);
  });
});
