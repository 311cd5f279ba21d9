import { describe, expect, it } from 'vitest';
import { formatOverdue, nameReason, pathOfItem } from './queue-words.ts';

describe('the words of a queue', () => {
  it('does not say that something is known when it has to be settled', () => {
    expect(nameReason({ reasonCode: 'drug-known' })).toBe('Settle which drug is meant');
    expect(nameReason({ reasonCode: 'chase-payer' })).toBe('Chase payer');
    expect(nameReason({ reasonCode: '75' })).toBe('Reject 75');
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
