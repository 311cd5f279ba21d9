import type { Selectable } from 'kysely';
import type { PatientId, PrescriptionId, RawMessageId, SiteId, StaffId } from '../../kernel/ids.ts';
import type { Json } from '../../kernel/json.ts';
import type { ReferralsContradiction } from '../../platform/database/schema.gen.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { FactOrigin } from './domain/completeness.ts';
import type { Contradiction, ContradictionId } from './domain/contradiction.ts';
import type { RequestId } from './domain/information-request.ts';

const table = 'referrals.contradiction';

type Statement = Pick<Contradiction, 'known' | 'said' | 'facts'>;

/** Saves an answer that contradicts what is known; what it says is sealed. */
export async function insertContradiction(tx: TenantTransaction, found: Contradiction): Promise<void> {
  const { known, said, facts, origin } = found;
  const statement: Statement = { known, said, facts };
  const sealed = await tx.sealer.seal({ table, rowId: found.contradictionId }, statement as unknown as Json);
  tx.write(
    tx.database.insertInto(table).values({
      tenant_id: tx.tenantId,
      contradiction_id: found.contradictionId,
      site_id: found.siteId,
      request_id: found.requestId,
      prescription_id: found.prescriptionId,
      patient_id: found.patientId,
      item_code: found.itemCode,
      sealed_statement: Buffer.from(sealed),
      known_kind: origin.kind,
      known_id: origin.id,
      message_id: found.messageId,
      found_at: found.foundAt,
    }),
  );
}

/** Records what a person decided about a contradiction. */
export function saveSettlement(tx: TenantTransaction, settled: Contradiction): void {
  tx.write(
    tx.database
      .updateTable(table)
      .set({ settled_at: settled.settledAt, settled_by: settled.settledBy, settled_as: settled.settledAs })
      .where('tenant_id', '=', tx.tenantId)
      .where('contradiction_id', '=', settled.contradictionId),
  );
}

/** Finds a contradiction and keeps others from settling it until the transaction ends. */
export async function lockContradiction(
  tx: TenantTransaction,
  contradictionId: ContradictionId,
): Promise<Contradiction | null> {
  const row = await selectAll(tx).where('contradiction_id', '=', contradictionId).forUpdate().executeTakeFirst();
  return row === undefined ? null : toContradiction(tx, row);
}

/** Lists what answers about a referral contradicted, the newest first. */
export async function listContradictions(
  tx: TenantTransaction,
  prescriptionId: PrescriptionId,
): Promise<readonly Contradiction[]> {
  const rows = await selectAll(tx)
    .where('prescription_id', '=', prescriptionId)
    .orderBy('found_at', 'desc')
    .orderBy('contradiction_id', 'desc')
    .execute();
  return Promise.all(rows.map((row) => toContradiction(tx, row)));
}

function selectAll(tx: TenantTransaction) {
  return tx.database.selectFrom(table).selectAll().where('tenant_id', '=', tx.tenantId);
}

async function toContradiction(tx: TenantTransaction, row: Selectable<ReferralsContradiction>): Promise<Contradiction> {
  const rowId = row.contradiction_id;
  const { known, said, facts } = await tx.sealer.open<Statement>({ table, rowId }, row.sealed_statement);
  return {
    ...{ known, said, facts },
    contradictionId: rowId as ContradictionId,
    siteId: row.site_id as SiteId,
    requestId: row.request_id as RequestId,
    prescriptionId: row.prescription_id as PrescriptionId,
    patientId: row.patient_id as PatientId,
    itemCode: row.item_code,
    origin: { kind: row.known_kind as FactOrigin['kind'], id: row.known_id },
    messageId: row.message_id as RawMessageId,
    foundAt: row.found_at,
    settledAt: row.settled_at,
    settledBy: row.settled_by as StaffId | null,
    settledAs: row.settled_as as Contradiction['settledAs'],
  };
}
