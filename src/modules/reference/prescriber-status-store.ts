import type { CalendarDay } from '../../kernel/calendar-day.ts';
import type { Npi } from '../../kernel/npi.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { PrescriberId } from './domain/prescriber.ts';
import { findStandingOn, type PrescriberStatus, type PrescriberStatusFact } from './domain/prescriber-status.ts';
import type { PrescriberStatusRow } from './domain/reference-row.ts';

/** Finds how a prescriber stood on a day; null when nothing is on record. */
export async function findPrescriberStanding(
  tx: TenantTransaction,
  asked: { readonly prescriberId: PrescriberId; readonly on: CalendarDay },
): Promise<PrescriberStatusFact | null> {
  const rows = await tx.database
    .selectFrom('reference.prescriber as prescriber')
    .innerJoin('reference.prescriber_status as standing', (join) =>
      join.onRef('standing.tenant_id', '=', 'prescriber.tenant_id').onRef('standing.npi', '=', 'prescriber.npi'),
    )
    .select(['standing.status', 'standing.valid_from', 'standing.source'])
    .where('prescriber.tenant_id', '=', tx.tenantId)
    .where('prescriber.prescriber_id', '=', asked.prescriberId)
    .where('standing.valid_from', '<=', asked.on)
    .execute();
  const facts = rows.map(({ status, valid_from: from, source }) => ({
    ...{ from, source },
    status: status as PrescriberStatus,
  }));
  return findStandingOn(facts, asked.on);
}

/** Finds the facts about prescribers that are kept, by `npi day source`. */
export async function findPrescriberStatusFacts(
  tx: TenantTransaction,
  npis: readonly Npi[],
): Promise<ReadonlyMap<string, { readonly status: PrescriberStatus }>> {
  if (npis.length === 0) return new Map();
  const rows = await tx.database
    .selectFrom('reference.prescriber_status')
    .select(['npi', 'valid_from', 'source', 'status'])
    .where('tenant_id', '=', tx.tenantId)
    .where('npi', 'in', npis)
    .execute();
  return new Map(
    rows.map((row) => [`${row.npi} ${row.valid_from} ${row.source}`, { status: row.status as PrescriberStatus }]),
  );
}

/** Saves facts about prescribers; one of the same source and day is replaced. */
export async function savePrescriberStatuses(
  tx: TenantTransaction,
  facts: readonly Omit<PrescriberStatusRow, 'place'>[],
): Promise<void> {
  if (facts.length === 0) return;
  await tx.database
    .insertInto('reference.prescriber_status')
    .values(
      facts.map(({ npi, status, from, source }) => ({
        ...{ tenant_id: tx.tenantId, npi, status, source, valid_from: from },
      })),
    )
    .onConflict((conflict) =>
      conflict
        .columns(['tenant_id', 'npi', 'source', 'valid_from'])
        .doUpdateSet((set) => ({ status: set.ref('excluded.status') })),
    )
    .execute();
}
