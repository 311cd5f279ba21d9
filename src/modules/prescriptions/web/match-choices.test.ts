import { describe, expect, it, vi } from 'vitest';
import type { ShownMatch } from './intake-words.ts';
import { listChoices } from './match-choices.ts';

function match(candidateCount: number, isSettled: boolean): ShownMatch {
  const candidates = Array.from({ length: candidateCount }, (_, index) => ({
    id: `id-${index}`,
    key: `key-${index}`,
    label: `candidate ${index}`,
    detail: '',
  }));
  const chosen = isSettled ? (candidates[0] ?? null) : null;
  return { decision: isSettled ? 'matched' : 'review', score: 60, reasons: [], chosen, candidates };
}

const commands = { patient: vi.fn(), prescriber: vi.fn(), drug: vi.fn() };

describe('choices of unsettled matches', () => {
  it('are numbered across the matches, and a new patient is 0', () => {
    const choices = listChoices(
      { patient: match(2, false), prescriber: match(1, true), drug: match(2, false) },
      commands,
    );
    expect(choices.map(({ subject, keys }) => `${keys} ${subject}`)).toEqual([
      '1 patient',
      '2 patient',
      '3 drug',
      '4 drug',
      '0 patient',
    ]);
  });

  it('give the command the key of the candidate', () => {
    const choices = listChoices(
      { patient: match(1, true), prescriber: match(2, false), drug: match(1, true) },
      commands,
    );
    choices[1]?.run();
    expect(commands.prescriber).toHaveBeenCalledWith('key-1');
  });

  it('never need more than the nine digits', () => {
    const choices = listChoices(
      { patient: match(8, false), prescriber: match(8, false), drug: match(8, true) },
      commands,
    );
    expect(choices.filter(({ keys }) => keys !== '0')).toHaveLength(9);
    expect(new Set(choices.map(({ keys }) => keys)).size).toBe(10);
  });
});
