import { describe, expect, it } from 'vitest';
import { formatOverdue, nameReason, nameWork, pathOfItem } from './queue-words.ts';

describe('the words of a queue', () => {
  it('does not say that something is known when it has to be settled', () => {
    expect(nameReason({ reasonCode: 'drug-known' })).toBe('Settle which drug is meant');
    expect(nameReason({ reasonCode: 'chase-payer' })).toBe('Chase payer');
    expect(nameReason({ reasonCode: '75' })).toBe('Reject 75');
  });

  it('says first what stands in the way and whose move it is, where an item tells it', () => {
    const facts = { barrierClause: 'The payer has not decided', barrierParty: 'payer' };
    expect(nameWork({ reasonCode: 'first-fill-overdue', facts })).toBe(
      'The payer has not decided, payer’s move · First fill not handed over in time',
    );
    expect(nameWork({ reasonCode: 'chase-payer', facts: {} })).toBe('Chase payer');
  });

  it('opens an item where it is worked, and falls back to its therapy and its patient', () => {
    const item = { subjectKind: 'outbound', subjectId: 'a', therapyId: 'b', patientId: 'c' };
    expect(pathOfItem({ ...item, subjectKind: 'fill' })).toBe('/fills/a');
    expect(pathOfItem(item)).toBe('/therapies/b');
    expect(pathOfItem({ ...item, therapyId: null })).toBe('/patients/c');
    expect(pathOfItem({ ...item, therapyId: null, patientId: null })).toBeNull();
  });

  it('stops counting what is overdue at a thousand', () => {
    expect(formatOverdue(1_000)).toBe('1,000');
    expect(formatOverdue(1_001)).toBe('1,000+');
  });
});
