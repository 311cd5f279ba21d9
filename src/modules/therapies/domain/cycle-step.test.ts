import { describe, expect, it } from 'vitest';
import { factsToScheduled, SampleTherapy } from '../../../../test/support/sample-therapy.ts';
import { addMinutes, type Instant } from '../../../kernel/instant.ts';
import { readLearnedCycles } from './cycle-step.ts';
import { deliveryFacts, fillFacts } from './heard-facts.ts';

const start = '2026-03-02T15:00:00.000Z' as Instant;

describe('the cycles that history teaches', () => {
  it('are read from the stream with each stage and barrier, and their delivery', () => {
    const therapy = new SampleTherapy(start);
    for (const [index, fact] of factsToScheduled.entries()) therapy.hear(fact, addMinutes(start, (index + 1) * 60));
    const delivery = { deliveryId: 'delivery', fillId: 'fill' };
    therapy.hear(fillFacts.opened({ fillId: 'fill', fillNumber: 0 }), addMinutes(start, 600));
    therapy.hear(fillFacts.verified({ fillId: 'fill', daysSupply: 28 }), addMinutes(start, 660));
    const deliveredAt = addMinutes(start, 720);
    therapy.hear(deliveryFacts.delivered({ ...delivery, deliveredAt, daysSupply: 28 }), deliveredAt);
    const [cycle] = readLearnedCycles(therapy.events);
    expect(cycle).toMatchObject({ number: 1, kind: 'start', receivedAt: start, deliveredAt, closedAt: null });
    expect(cycle?.steps.at(0)).toMatchObject({ enteredAt: start });
    expect(cycle?.steps.map(({ stage }) => stage)).toContain('clinical-review');
    const gaps = (cycle?.steps ?? []).slice(1).filter((step, index) => step.enteredAt !== cycle?.steps[index]?.leftAt);
    expect(gaps).toEqual([]);
  });
});
