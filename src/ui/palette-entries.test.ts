import { describe, expect, it } from 'vitest';
import { findEntries } from './palette-entries.ts';

const entries = ['Work queues', 'Home', 'Queue of prior authorizations', 'Audit'].map((label) => ({
  id: label,
  label,
  run: () => undefined,
}));
const find = (typed: string) => findEntries(entries, typed).map((entry) => entry.label);

describe('the command palette', () => {
  it('finds by the beginnings of words, the beginning of the label first', () => {
    expect(find('que')).toEqual(['Queue of prior authorizations', 'Work queues']);
    expect(find('prior qu')).toEqual(['Queue of prior authorizations']);
  });

  it('shows everything before something is typed, and nothing that does not fit', () => {
    expect(find(' ')).toHaveLength(4);
    expect(find('eue')).toEqual([]);
  });
});
