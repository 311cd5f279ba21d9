import type { Id } from '../../kernel/ids.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { DatedThresholds } from './domain/match-threshold.ts';
import type { Holiday, StatePolicy } from './domain/state-policy.ts';

/** Saves the thresholds of matches from a day on. */
export async function saveMatchThresholds(
  tx: TenantTransaction,
  thresholds: readonly DatedThresholds[],
): Promise<void> {
  if (thresholds.length === 0) return;
  await tx.database
    .insertInto('reference.match_threshold')
    .values(
      thresholds.map((threshold) => ({
        tenant_id: tx.tenantId,
        kind: threshold.kind,
        valid_from: threshold.validFrom,
        match_at: threshold.matchAt,
        review_at: threshold.reviewAt,
        within_days: threshold.kind === 'duplicate-referral' ? threshold.withinDays : null,
        source: threshold.source,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['tenant_id', 'kind', 'valid_from']).doUpdateSet((set) => ({
        match_at: set.ref('excluded.match_at'),
        review_at: set.ref('excluded.review_at'),
        within_days: set.ref('excluded.within_days'),
        source: set.ref('excluded.source'),
      })),
    )
    .execute();
}

/** Saves days on which nobody works who follows a calendar. */
export async function saveHolidays(tx: TenantTransaction, holidays: readonly Holiday[]): Promise<void> {
  if (holidays.length === 0) return;
  await tx.database
    .insertInto('reference.holiday')
    .values(
      holidays.map(({ calendarCode, day, name, source }) => ({
        tenant_id: tx.tenantId,
        calendar_code: calendarCode,
        day,
        name,
        source,
      })),
    )
    .onConflict((conflict) =>
      conflict
        .columns(['tenant_id', 'calendar_code', 'day'])
        .doUpdateSet((set) => ({ name: set.ref('excluded.name'), source: set.ref('excluded.source') })),
    )
    .execute();
}

/** Saves rules of states from a day on. */
export async function saveStatePolicies(tx: TenantTransaction, policies: readonly StatePolicy[]): Promise<void> {
  if (policies.length === 0) return;
  await tx.database
    .insertInto('reference.state_policy')
    .values(
      policies.map(({ state, topic, validFrom, rule, source, isVerified }) => ({
        tenant_id: tx.tenantId,
        state,
        topic,
        valid_from: validFrom,
        rule: JSON.stringify(rule),
        source,
        is_verified: isVerified,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['tenant_id', 'state', 'topic', 'valid_from']).doUpdateSet((set) => ({
        rule: set.ref('excluded.rule'),
        source: set.ref('excluded.source'),
        is_verified: set.ref('excluded.is_verified'),
      })),
    )
    .execute();
}

/** Records that a reference file was read to its end. */
export async function insertReferenceImport(
  tx: TenantTransaction,
  outcome: {
    readonly importId: Id<'reference-import'>;
    readonly kind: string;
    readonly source: string;
    readonly added: number;
    readonly changed: number;
    readonly unchanged: number;
    readonly refused: number;
  },
): Promise<void> {
  await tx.database
    .insertInto('reference.reference_import')
    .values({
      tenant_id: tx.tenantId,
      import_id: outcome.importId,
      kind: outcome.kind,
      source: outcome.source,
      rows_added: outcome.added,
      rows_changed: outcome.changed,
      rows_unchanged: outcome.unchanged,
      rows_refused: outcome.refused,
      imported_at: tx.now,
    })
    .execute();
}
