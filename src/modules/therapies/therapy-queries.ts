import type { Id, PatientId, TherapyId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { Json } from '../../kernel/json.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import { loadPathways } from '../pathways/index.ts';
import type { PathwayReference } from '../pathways/language.ts';
import { listFamilyIds } from '../patients/index.ts';
import type { TherapyEvent } from './domain/therapy-event.ts';
import type { TherapyState } from './domain/therapy-state.ts';
import type { StoredEvent } from './stream-hash.ts';

/** A stored event with the hashes that chain it. */
export interface ChainedEvent extends StoredEvent {
  readonly previousHash: Uint8Array | null;
  readonly hash: Uint8Array;
}

/** A therapy as its row holds it. */
export interface TherapyRow {
  readonly therapyId: TherapyId;
  readonly state: TherapyState;
  readonly sequence: number;
  readonly lastHash: Uint8Array;
}

const rowColumns = ['therapy_id', 'state', 'sequence', 'last_hash'] as const;

/** Finds a therapy at the sites of this transaction. */
export async function findTherapyRow(tx: TenantTransaction, therapyId: TherapyId): Promise<TherapyRow | null> {
  const row = await tx.database
    .selectFrom('therapies.therapy')
    .select(rowColumns)
    .where('tenant_id', '=', tx.tenantId)
    .where('therapy_id', '=', therapyId)
    .executeTakeFirst();
  return row === undefined ? null : readRow(tx, row);
}

/** Finds a therapy by its number. */
export async function findTherapyByNumber(tx: TenantTransaction, number: number): Promise<TherapyRow | null> {
  const row = await tx.database
    .selectFrom('therapies.therapy')
    .select(rowColumns)
    .where('tenant_id', '=', tx.tenantId)
    .where('number', '=', number)
    .executeTakeFirst();
  return row === undefined ? null : readRow(tx, row);
}

/** Lists therapies by their ids, in no order; one that is not at the sites of this transaction is left out. */
export async function listTherapyRowsById(
  tx: TenantTransaction,
  therapyIds: readonly TherapyId[],
): Promise<readonly TherapyRow[]> {
  if (therapyIds.length === 0) return [];
  const rows = await tx.database
    .selectFrom('therapies.therapy')
    .select(rowColumns)
    .where('tenant_id', '=', tx.tenantId)
    .where('therapy_id', 'in', therapyIds)
    .execute();
  return Promise.all(rows.map((row) => readRow(tx, row)));
}

/** A therapy as a line of another page names it. */
export interface NamedTherapy {
  readonly therapyId: TherapyId;
  readonly number: number;
  readonly patientId: PatientId;
  readonly drugId: Id<'drug'>;
}

/** Lists what names therapies, by their ids, in no order; one that is not at the sites of this transaction is left out. */
export async function listNamedTherapies(
  tx: TenantTransaction,
  therapyIds: readonly TherapyId[],
): Promise<readonly NamedTherapy[]> {
  const rows = await tx.database
    .selectFrom('therapies.therapy')
    .select(['therapy_id', 'number', 'patient_id', 'drug_id'])
    .where('tenant_id', '=', tx.tenantId)
    .where('therapy_id', 'in', therapyIds)
    .execute();
  return rows.map((row) => ({
    therapyId: row.therapy_id as TherapyId,
    number: row.number,
    patientId: row.patient_id as PatientId,
    drugId: row.drug_id as Id<'drug'>,
  }));
}

/** Lists the therapies of a patient and of records merged with it, open ones first, then the latest. */
export async function listTherapyRows(tx: TenantTransaction, patientId: PatientId): Promise<readonly TherapyRow[]> {
  const rows = await tx.database
    .selectFrom('therapies.therapy')
    .select(rowColumns)
    .where('tenant_id', '=', tx.tenantId)
    .where('patient_id', 'in', [...(await listFamilyIds(tx, patientId))])
    .orderBy('ended_at', (order) => order.desc().nullsFirst())
    .orderBy('opened_at', 'desc')
    .execute();
  return Promise.all(rows.map((row) => readRow(tx, row)));
}

/** Lists the events of a stream in order, with their hashes; as of an instant, those that were recorded by then. */
export async function listChainedEvents(
  tx: TenantTransaction,
  therapyId: TherapyId,
  asOf: Instant | null,
): Promise<readonly ChainedEvent[]> {
  let query = tx.database
    .selectFrom('therapies.therapy_event')
    .selectAll()
    .where('tenant_id', '=', tx.tenantId)
    .where('therapy_id', '=', therapyId);
  if (asOf !== null) query = query.where('recorded_at', '<=', asOf);
  const rows = await query.orderBy('sequence').execute();
  const named = rows.filter(({ type }) => type === 'therapy-opened' || type === 'pathway-moved');
  await loadPathways(
    tx,
    named.map(({ facts }) => (facts as unknown as { readonly pathway: PathwayReference }).pathway),
  );
  return rows.map((row) => ({
    sequence: row.sequence,
    type: row.type,
    version: row.version,
    occurredAt: row.occurred_at,
    recordedAt: row.recorded_at,
    facts: row.facts as Json,
    agenda: row.agenda as Json,
    sealedNote: row.sealed_note,
    actorKind: row.actor_kind,
    actorId: row.actor_id,
    actorName: row.actor_name,
    sourceKind: row.source_kind,
    sourceId: row.source_id,
    previousHash: row.previous_hash,
    hash: row.hash,
  }));
}

/** Lists the instants at which anything was recorded of a therapy, in order. */
export async function listRecordedInstants(tx: TenantTransaction, therapyId: TherapyId): Promise<readonly Instant[]> {
  const rows = await tx.database
    .selectFrom('therapies.therapy_event')
    .select('recorded_at')
    .distinct()
    .where('tenant_id', '=', tx.tenantId)
    .where('therapy_id', '=', therapyId)
    .orderBy('recorded_at')
    .execute();
  return rows.map((row) => row.recorded_at);
}

/** Reads a stored event as what happened. */
export function toTherapyEvent(stored: StoredEvent): TherapyEvent {
  const { sequence, type, occurredAt, recordedAt, facts, agenda, sourceKind, sourceId } = stored;
  const source = sourceKind === null || sourceId === null ? null : { kind: sourceKind, id: sourceId };
  const event = { sequence, type, occurredAt, recordedAt, facts, source };
  return (agenda === null ? event : { ...event, agenda }) as TherapyEvent;
}

async function readRow(
  tx: TenantTransaction,
  row: {
    readonly therapy_id: string;
    readonly state: unknown;
    readonly sequence: number;
    readonly last_hash: Buffer;
  },
): Promise<TherapyRow> {
  const state = row.state as TherapyState;
  await loadPathways(tx, [state.pathway]);
  return {
    therapyId: row.therapy_id as TherapyId,
    state,
    sequence: row.sequence,
    lastHash: row.last_hash,
  };
}
