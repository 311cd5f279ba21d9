import { describe, expect, it } from 'vitest';
import { claimFacts, deliveryFacts } from './heard-facts.ts';

describe('holds that follow from a fact', () => {
  it('come with the reject codes that stand for them; other codes are worked by billing alone', () => {
    const { fact } = claimFacts.rejected({ claimId: 'c', fillId: 'fill', rejectCodes: ['88', '75', '70', '7C'] });
    expect(fact.entries).toEqual([{ lane: 'claim', outcome: 'rejected', fillId: 'fill', holds: ['DURSevere', 'PA'] }]);
    const plain = claimFacts.rejected({ claimId: 'c', fillId: 'fill', rejectCodes: ['7C'] });
    expect(plain.fact.entries).toEqual([{ lane: 'claim', outcome: 'rejected', fillId: 'fill' }]);
  });

  it('come with an exception of the delivery', () => {
    const { fact } = deliveryFacts.exception({ deliveryId: 'd', fillId: null, code: 'excursion' });
    expect(fact.entries).toEqual([{ lane: 'delivery', outcome: 'exception', holds: ['Excursion'] }]);
  });
});
