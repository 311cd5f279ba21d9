import { describe, expect, test } from 'vitest';
import type { Id, PatientId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/instant.ts';
import {
  type CaptureDimension,
  captureDimensions,
  countCapture,
  type DecidedCapture,
  findCaptureOutcome,
  findMonthRange,
  groupCapture,
  isInPart,
} from './capture.ts';

let count = 0;
function decided(
  outcome: DecidedCapture['outcome'],
  change: { readonly clinic?: string; readonly payer?: string; readonly reason?: string } = {},
): DecidedCapture {
  count += 1;
  return {
    ...{ kind: outcome === 'elsewhere' ? 'prospect' : 'prescription', id: `d${count}`, patientId: 'p' as PatientId },
    ...{ prescriptionId: null, therapyId: null, outcome, reasonCode: change.reason ?? null },
    clinicId: (change.clinic ?? null) as Id<'clinic'> | null,
    payerId: (change.payer ?? null) as Id<'payer'> | null,
    ...{ subject: 'Humira Pen', at: '2026-03-02T15:00:00.000Z' as Instant },
  };
}

const all = [
  decided('kept', { clinic: 'rheumatology', payer: 'meridian' }),
  decided('kept', { clinic: 'rheumatology', payer: 'meridian' }),
  decided('transferred', { clinic: 'rheumatology', payer: 'union', reason: 'plan-mandates' }),
  decided('kept', { clinic: 'dermatology', payer: 'union' }),
  decided('elsewhere', { clinic: 'dermatology', reason: 'plan-mandates' }),
  decided('elsewhere', { clinic: 'dermatology', reason: 'patient-asked' }),
  decided('kept'),
];

describe('the capture rate', () => {
  test('is what was kept of what was decided, as an exact fraction, and is no number where nothing was', () => {
    expect(countCapture(all)).toMatchObject({ kept: 4, transferred: 1, elsewhere: 2, decided: 7 });
    expect(countCapture(all).rate).toEqual({ numerator: 4n, denominator: 7n });
    expect(countCapture([]).rate).toBeNull();
  });

  test('by clinic stands with the most lost first, and what has no clinic is a group of its own', () => {
    expect(groupCapture(all, 'clinic').map(({ key, kept, decided: of }) => [key, kept, of])).toEqual([
      ['dermatology', 1, 3],
      ['rheumatology', 2, 3],
      [null, 1, 1],
    ]);
  });

  test('by reason is the share that each reason cost of everything decided', () => {
    expect(groupCapture(all, 'reason').map(({ key, rate }) => [key, rate])).toEqual([
      ['plan-mandates', { numerator: 2n, denominator: 7n }],
      ['patient-asked', { numerator: 1n, denominator: 7n }],
    ]);
  });

  test('each number counts exactly the rows that it opens', () => {
    for (const by of Object.keys(captureDimensions) as CaptureDimension[])
      for (const group of groupCapture(all, by)) {
        const rowsOf = (outcome: 'kept' | 'transferred' | 'elsewhere' | 'lost' | null) =>
          all.filter((one) => isInPart(one, { by, key: group.key, outcome })).length;
        expect([rowsOf(null), rowsOf('kept'), rowsOf('transferred'), rowsOf('elsewhere'), rowsOf('lost')]).toEqual([
          ...[group.decided, group.kept, group.transferred, group.elsewhere],
          group.transferred + group.elsewhere,
        ]);
      }
    expect(all.filter((one) => isInPart(one, { by: 'clinic', key: undefined, outcome: 'kept' }))).toHaveLength(4);
  });

  test('leaves out what says nothing of where the drug comes from', () => {
    const outcomeOf = (status: string, ...statusReasons: string[]) => findCaptureOutcome({ status, statusReasons });
    expect(outcomeOf('accepted')).toBe('kept');
    expect(outcomeOf('cancelled', 'transferred-out')).toBe('transferred');
    expect(outcomeOf('refused', 'transferred-out')).toBe('transferred');
    expect(outcomeOf('refused', 'duplicate')).toBeNull();
    expect(outcomeOf('needs-person', 'transferred-out')).toBeNull();
  });

  test('counts whole months', () => {
    expect(findMonthRange('2026-01', '2026-03')).toEqual({ from: '2026-01-01', until: '2026-04-01' });
    expect(findMonthRange('2026-12', '2026-12')).toEqual({ from: '2026-12-01', until: '2027-01-01' });
    expect(findMonthRange('2026-03', '2026-02')).toBeNull();
  });
});
