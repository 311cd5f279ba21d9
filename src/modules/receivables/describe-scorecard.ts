import type { CalendarDay } from '../../kernel/calendar-day.ts';
import type { ResponseOf } from '../../kernel/endpoint.ts';
import { dayIn, type TimeZone } from '../../kernel/instant.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import { countClaimOutcomes } from '../claims/index.ts';
import { listPayerNames, listPlans, type PlanId } from '../reference/index.ts';
import { measurePayerQuarters, measurePaySpeed } from '../revenue/index.ts';
import type * as api from './api.ts';
import { averageTenths } from './describe-receivables.ts';
import { listQuarters } from './domain/quarter.ts';

type Scorecard = ResponseOf<typeof api.getScorecard>;
type ShownQuarter = Scorecard['payers'][number]['quarters'][number];

const quartersShown = 4;

/** Describes how payers did in the last quarters, the one that runs included; those with most claims first. */
export async function describeScorecard(tx: TenantTransaction): Promise<Scorecard> {
  const quarters = listQuarters(dayIn(tx.now, 'UTC' as TimeZone), quartersShown);
  const from = quarters[0] as CalendarDay;
  const outcomes = await countClaimOutcomes(tx, from);
  const plans = await listPlans(tx, [...new Set(outcomes.flatMap(({ planId }) => planId ?? []))] as PlanId[]);
  const payerOf = new Map<string, string>(plans.map(({ planId, payerId }) => [planId, payerId]));
  const ended = outcomes.map((one) => ({ ...one, payerId: payerOf.get(one.planId ?? '') ?? null }));
  const measured = await measurePayerQuarters(tx, from);
  const speeds = await measurePaySpeed(tx, { period: 'quarter', from });
  const payerIds = [...new Set([...ended, ...measured, ...speeds].map(({ payerId }) => payerId))];
  const names = await listPayerNames(tx, payerIds);
  const payers = payerIds.map((payerId) => ({
    ...{ payerId, payerName: names.get(payerId ?? '') ?? null },
    quarters: quarters.map((quarter): ShownQuarter => {
      const counted = ended.filter((one) => one.payerId === payerId && one.quarter === quarter);
      const sum = (name: 'claims' | 'agreed' | 'rejected') => counted.reduce((total, one) => total + one[name], 0);
      const money = measured.find((one) => one.payerId === payerId && one.quarter === quarter);
      const speed = speeds.find((one) => one.payerId === payerId && one.period === quarter);
      return {
        ...{ quarter, claims: sum('claims'), agreed: sum('agreed'), rejected: sum('rejected') },
        ...{ averageDaysTenths: speed === undefined ? null : averageTenths(speed), paidCents: speed?.paidCents ?? 0 },
        ...{ costed: money?.costed ?? 0, underwater: money?.underwater ?? 0 },
        ...{ short: money?.short ?? 0, shortCents: money?.shortCents ?? 0 },
      };
    }),
  }));
  const countOf = (payer: (typeof payers)[number]): number =>
    payer.quarters.reduce((total, one) => total + one.claims, 0);
  return { quarters: [...quarters], payers: payers.sort((left, right) => countOf(right) - countOf(left)) };
}
