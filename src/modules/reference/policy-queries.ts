import type { CalendarDay } from '../../kernel/calendar-day.ts';
import type { Json } from '../../kernel/json.ts';
import { readOnce } from '../../platform/transaction/read-once.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { DuplicateThresholds, MatchKind, MatchThresholds } from './domain/match-threshold.ts';
import type { Holiday, StatePolicy } from './domain/state-policy.ts';
import { dayOf } from './drug-queries.ts';

/** Gets the thresholds of a kind of match that count today. Without any, nothing matches by itself and everything is looked at. */
export function getMatchThresholds(tx: TenantTransaction, kind: MatchKind): Promise<MatchThresholds> {
  return readOnce(tx, `match thresholds ${kind}`, () => findMatchThresholds(tx, kind));
}

async function findMatchThresholds(tx: TenantTransaction, kind: MatchKind): Promise<MatchThresholds> {
  const row = await selectThresholds(tx, kind).executeTakeFirst();
  return row === undefined ? { matchAt: 101, reviewAt: 1 } : { matchAt: row.match_at, reviewAt: row.review_at };
}

/** Gets what counts today as a duplicate referral. Without any, each referral of a year is looked at. */
export function getDuplicateThresholds(tx: TenantTransaction): Promise<DuplicateThresholds> {
  return readOnce(tx, 'duplicate thresholds', async () => {
    const row = await selectThresholds(tx, 'duplicate-referral').executeTakeFirst();
    return { matchAt: row?.match_at ?? 101, reviewAt: row?.review_at ?? 1, withinDays: row?.within_days ?? 366 };
  });
}

function selectThresholds(tx: TenantTransaction, kind: MatchKind | 'duplicate-referral') {
  return tx.database
    .selectFrom('reference.match_threshold')
    .select(['match_at', 'review_at', 'within_days'])
    .where('tenant_id', '=', tx.tenantId)
    .where('kind', '=', kind)
    .where('valid_from', '<=', dayOf(tx))
    .orderBy('valid_from', 'desc')
    .limit(1);
}

/** Finds the rule of a state on a topic that counts on a day. */
export async function findStatePolicy(
  tx: TenantTransaction,
  policy: { readonly state: string; readonly topic: string; readonly on: CalendarDay },
): Promise<StatePolicy | null> {
  const row = await tx.database
    .selectFrom('reference.state_policy')
    .selectAll()
    .where('tenant_id', '=', tx.tenantId)
    .where('state', '=', policy.state)
    .where('topic', '=', policy.topic)
    .where('valid_from', '<=', policy.on)
    .where((where) => where.or([where('valid_to', 'is', null), where('valid_to', '>=', policy.on)]))
    .orderBy('valid_from', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (row === undefined) return null;
  return {
    state: row.state,
    topic: row.topic,
    rule: row.rule as Json,
    validFrom: row.valid_from,
    source: row.source,
    isVerified: row.is_verified,
  };
}

/** Lists the days between two days, both included, on which those who follow a calendar do not work. */
export async function listHolidays(
  tx: TenantTransaction,
  calendar: { readonly calendarCode: string; readonly from: CalendarDay; readonly to: CalendarDay },
): Promise<readonly Holiday[]> {
  const rows = await tx.database
    .selectFrom('reference.holiday')
    .select(['calendar_code', 'day', 'name', 'source'])
    .where('tenant_id', '=', tx.tenantId)
    .where('calendar_code', '=', calendar.calendarCode)
    .where('day', '>=', calendar.from)
    .where('day', '<=', calendar.to)
    .orderBy('day')
    .execute();
  return rows.map((row) => ({ calendarCode: row.calendar_code, day: row.day, name: row.name, source: row.source }));
}
