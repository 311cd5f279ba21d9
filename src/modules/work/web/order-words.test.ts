import { describe, expect, it } from 'vitest';
import { describeOtherFacts, explainOrder } from './order-words.ts';

const facts = {
  ...{ needByOn: '2026-03-05', needByFrom: 'agreed-delivery', runOutOn: '2026-03-08' },
  ...{ clinicalRisk: 'high', isRiskVerified: false, atRiskCents: 692_450, atRiskFrom: 'paid-claim' },
};

describe('the words of an order', () => {
  it('say by which rules an item was moved forward and how far', () => {
    const orderReasons = [
      { code: 'urgent', minutesEarlier: 1_440 },
      { code: 'money-at-risk', minutesEarlier: 240 },
    ];
    expect(explainOrder({ orderReasons, facts: {} })).toBe('Urgent, 1 d forward; Money at risk, 4 h forward');
    expect(explainOrder({ orderReasons: [], facts })).toBe('By due time');
  });
  it('name the fact itself and from what it follows', () => {
    const orderReasons = [
      { code: 'run-out', minutesEarlier: 60 },
      { code: 'clinical-risk', minutesEarlier: 480 },
    ];
    expect(explainOrder({ orderReasons, facts })).toBe(
      'Supply runs out Mar 8, 2026, 1 h forward; High clinical risk, unverified, 8 h forward',
    );
    expect(describeOtherFacts({ orderReasons, facts })).toBe('Needed by Mar 5, 2026 · $6,924.50 at risk (paid claim)');
  });
  it('tell the day on which a start was due from a day that a patient agreed to', () => {
    expect(describeOtherFacts({ orderReasons: [], facts: { ...facts, needByFrom: 'expected-start' } })).toMatch(
      /^Start due Mar 5, 2026 · /,
    );
    expect(describeOtherFacts({ orderReasons: [], facts: {} })).toBe('');
  });
});
