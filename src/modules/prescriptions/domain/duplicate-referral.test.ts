import { describe, expect, it } from 'vitest';
import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { Id, PrescriptionId, TherapyId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { chooseDuplicate, compareReferrals, decideSettlement, type EarlierReferral } from './duplicate-referral.ts';

const thresholds = { matchAt: 85, reviewAt: 50, withinDays: 30 };

function referral(changes: Partial<EarlierReferral> = {}): EarlierReferral {
  return {
    prescriptionId: 'p1' as PrescriptionId,
    prescriberId: 'd1' as Id<'prescriber'>,
    drugId: 'n1' as Id<'drug'>,
    quantityThousandths: 2_000,
    directions: 'Inject 40 mg every other week.',
    writtenOn: '2026-03-01' as CalendarDay,
    receivedAt: '2026-03-02T15:00:00.000Z' as Instant,
    status: 'accepted',
    therapyId: 't1' as TherapyId,
    ...changes,
  };
}

describe('two referrals of one patient and ingredient', () => {
  it('are surely the same when prescriber, product, directions and day agree', () => {
    const compared = compareReferrals(
      referral(),
      referral({ directions: 'INJECT 40 MG every other week' }),
      thresholds,
    );
    expect(compared).toMatchObject({ score: 100, decision: 'matched', daysApart: 0 });
    expect(compared.likenesses).toEqual(['prescriber', 'drug', 'directions', 'written']);
  });

  it('are looked at even when another prescriber ordered another strength', () => {
    const other = { prescriberId: 'd2', drugId: 'n2', quantityThousandths: 1_000, writtenOn: '2026-02-20' };
    const compared = compareReferrals(referral(), referral(other as Partial<EarlierReferral>), thresholds);
    expect(compared).toMatchObject({ score: 50, decision: 'review', likenesses: [] });
  });

  it('share nothing by what neither of them says', () => {
    const silent = { prescriberId: null, drugId: null, quantityThousandths: null, directions: null, writtenOn: null };
    expect(compareReferrals(referral(silent), referral(silent), thresholds).score).toBe(50);
  });

  it('are no duplicates when they came further apart than the threshold says, to the day', () => {
    const at = (instant: string) => referral({ receivedAt: instant as Instant });
    const first = at('2026-03-02T15:00:00.000Z');
    expect(chooseDuplicate(at('2026-04-02T14:59:00.000Z'), [first], thresholds)?.daysApart).toBe(30);
    expect(chooseDuplicate(at('2026-04-02T15:00:00.000Z'), [first], thresholds)).toBeNull();
  });

  it('are compared with the one that is most alike, and of equals with the earliest', () => {
    const unlike = referral({ prescriptionId: 'unlike' as PrescriptionId, prescriberId: null });
    const late = referral({ prescriptionId: 'late' as PrescriptionId });
    const early = referral({
      prescriptionId: 'early' as PrescriptionId,
      receivedAt: '2026-02-28T15:00:00.000Z' as Instant,
    });
    expect(chooseDuplicate(referral(), [unlike, late, early], thresholds)?.duplicateOf).toBe('early');
  });
});

describe('a decision about a possible duplicate', () => {
  const waiting = { status: 'needs-person', therapyId: null } as const;

  it('goes on with a therapy only where the earlier one has any', () => {
    const goOn = { resolution: 'continue', reasonCode: null } as const;
    expect(decideSettlement(referral(), goOn).ok).toBe(true);
    expect(decideSettlement(waiting, goOn)).toMatchObject({
      refusal: { code: 'prescriptions.nothing-to-continue' },
    });
  });

  it('keeps both only for a reason, which nothing else takes', () => {
    const refused = { refusal: { code: 'prescriptions.reason-of-second' } };
    expect(decideSettlement(waiting, { resolution: 'second', reasonCode: null })).toMatchObject(refused);
    expect(decideSettlement(waiting, { resolution: 'second', reasonCode: 'supply-lost' }).ok).toBe(true);
    const closed = { resolution: 'duplicate', reasonCode: 'supply-lost' } as const;
    expect(decideSettlement(waiting, closed)).toMatchObject(refused);
  });
});
