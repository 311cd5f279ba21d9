import { type RawBuilder, sql } from 'kysely';
import type { PatientId, TherapyId } from '../../kernel/ids.ts';
import type { Json } from '../../kernel/json.ts';
import { actorIdOf } from '../../platform/transaction/actor.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import { findBarrier } from './domain/barrier.ts';
import { readPosition } from './domain/journey-position.ts';
import { listNextActions } from './domain/next-action.ts';
import { computeSubStatus } from './domain/sub-status.ts';
import type { TherapyEvent } from './domain/therapy-event.ts';
import type { TherapyState } from './domain/therapy-state.ts';
import { hashEvent, type StoredEvent } from './stream-hash.ts';

/** A therapy whose row is locked in this transaction. */
export interface LockedTherapy {
  readonly therapyId: TherapyId;
  readonly state: TherapyState;
  readonly lastHash: Uint8Array;
}

/** Events to append to a stream, the therapy as it stands after them, and what a person wrote about the last of them. */
export interface StreamChange {
  readonly therapyId: TherapyId;
  readonly events: readonly TherapyEvent[];
  readonly after: TherapyState;
  readonly note: string | null;
}

const numberSlots = 16;
const eventVersion = 1;

/** Locks a therapy until the transaction ends; null when there is none at the sites of this transaction. */
export async function lockTherapyRow(tx: TenantTransaction, therapyId: TherapyId): Promise<LockedTherapy | null> {
  const row = await tx.database
    .selectFrom('therapies.therapy')
    .select(['state', 'last_hash'])
    .where('tenant_id', '=', tx.tenantId)
    .where('therapy_id', '=', therapyId)
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) return null;
  return { therapyId, state: row.state as unknown as TherapyState, lastHash: row.last_hash };
}

/** Locks all therapies of a patient with an ingredient, and the making of another, until the transaction ends. */
export async function lockTherapiesOf(
  tx: TenantTransaction,
  wanted: { readonly patientId: PatientId; readonly ingredientRxcui: string },
): Promise<readonly LockedTherapy[]> {
  const key = `therapy ${tx.tenantId} ${wanted.patientId} ${wanted.ingredientRxcui}`;
  await sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`.execute(tx.database);
  const rows = await tx.database
    .selectFrom('therapies.therapy')
    .select(['therapy_id', 'state', 'last_hash'])
    .where('tenant_id', '=', tx.tenantId)
    .where('patient_id', '=', wanted.patientId)
    .where('ingredient_rxcui', '=', wanted.ingredientRxcui)
    .orderBy('therapy_id')
    .forUpdate()
    .execute();
  return rows.map((row) => ({
    therapyId: row.therapy_id as TherapyId,
    state: row.state as unknown as TherapyState,
    lastHash: row.last_hash,
  }));
}

/** Saves a new therapy with its first event in one statement. */
export async function insertTherapy(tx: TenantTransaction, change: StreamChange): Promise<void> {
  const { rows, lastHash } = await toEventRows(tx, change, null);
  const { after } = change;
  const columns = toColumns(after, lastHash);
  await sql`
    with opened as (
      insert into therapies.therapy (tenant_id, therapy_id, number, ingredient_rxcui, pathway_id, pathway_version, opened_at,
        ${sql.join(Object.keys(columns).map((name) => sql.ref(name)))})
      values (${tx.tenantId}, ${change.therapyId}, ${after.number}, ${after.ingredientRxcui}, ${after.pathway.id},
        ${after.pathway.version}, ${after.openedAt}, ${sql.join(Object.values(columns))}))
    ${insertEvents(rows)}`.execute(tx.database);
}

/** Appends events to the stream of a locked therapy and brings its row up to date, in one statement. */
export async function saveChange(tx: TenantTransaction, locked: LockedTherapy, change: StreamChange): Promise<void> {
  const { rows, lastHash } = await toEventRows(tx, change, locked.lastHash);
  const assignments = Object.entries(toColumns(change.after, lastHash)).map(
    ([name, value]) => sql`${sql.ref(name)} = ${value}`,
  );
  await sql`
    with projected as (
      update therapies.therapy set ${sql.join(assignments)}
      where tenant_id = ${tx.tenantId} and therapy_id = ${change.therapyId})
    ${insertEvents(rows)}`.execute(tx.database);
}

/**
 * Takes the next therapy number of the tenant. Numbers come from several rows, the lowest free one first, so that they are
 * dense when therapies are opened one by one, and nobody waits when many are opened at once.
 */
export async function takeTherapyNumber(tx: TenantTransaction): Promise<number> {
  const take = async (waits: boolean): Promise<number | null> => {
    const { rows } = await sql<{ number: number }>`
      update therapies.number_slot set next_number = next_number + ${numberSlots}
      where tenant_id = ${tx.tenantId} and slot = (
        select slot from therapies.number_slot where tenant_id = ${tx.tenantId}
        order by next_number limit 1 for update ${sql.raw(waits ? '' : 'skip locked')})
      returning next_number - ${numberSlots} as number`.execute(tx.database);
    return rows[0]?.number ?? null;
  };
  const free = await take(false);
  if (free !== null) return free;
  await sql`
    insert into therapies.number_slot (tenant_id, slot, next_number)
    select ${tx.tenantId}::integer, slot, slot from generate_series(1, ${numberSlots}) as slot
    on conflict do nothing`.execute(tx.database);
  const number = (await take(false)) ?? (await take(true));
  if (number === null) throw new Error('there is no therapy number to take');
  return number;
}

/** The columns of a therapy that follow from its state. */
export function toColumns(state: TherapyState, lastHash: Uint8Array) {
  const position = readPosition(state);
  const barrier = findBarrier(state);
  const [next] = listNextActions(state);
  const dueTimes = Object.values(state.dues).sort();
  return {
    patient_id: state.patientId,
    drug_id: state.drugId,
    indication_code: state.indicationCode,
    site_id: state.siteId,
    prescription_id: state.prescriptionId,
    stage: state.stage,
    stage_since: state.stageSince,
    sub_status: computeSubStatus(position, state.stage).code,
    cycle: state.cycle.number,
    holds: [...position.blockingHolds],
    waits: [...new Set(position.waits.map(({ reason }) => reason))],
    barrier_code: barrier?.code ?? null,
    barrier_party: barrier?.party ?? null,
    barrier_since: barrier?.since ?? null,
    owner_role: next?.role ?? null,
    due_at: dueTimes[0] ?? null,
    received_at: state.cycle.receivedAt,
    run_out_on: state.supply?.runOutOn ?? state.priorRunOutOn,
    ended_at: state.ended?.at ?? null,
    end_reason: state.ended?.reasonCode ?? null,
    state: JSON.stringify(state),
    sequence: state.sequence,
    last_hash: Buffer.from(lastHash),
  };
}

type EventRow = readonly (string | number | Buffer | null)[];

async function toEventRows(
  tx: TenantTransaction,
  { therapyId, events, note }: StreamChange,
  before: Uint8Array | null,
): Promise<{ readonly rows: readonly EventRow[]; readonly lastHash: Uint8Array }> {
  let previousHash = before;
  const rows: EventRow[] = [];
  for (const event of events) {
    const isNoted = note !== null && event === events.at(-1);
    const sealedNote = isNoted ? await sealNote(tx, { therapyId, sequence: event.sequence, note }) : null;
    const stored = toStoredEvent(tx, event, sealedNote);
    const hash = hashEvent({ tenantId: tx.tenantId, therapyId }, stored, previousHash);
    rows.push([
      ...[tx.tenantId, therapyId, stored.sequence, stored.type, stored.version, stored.occurredAt, stored.recordedAt],
      ...[JSON.stringify(stored.facts), stored.agenda === null ? null : JSON.stringify(stored.agenda)],
      ...[sealedNote === null ? null : Buffer.from(sealedNote), stored.actorKind, stored.actorId],
      ...[stored.sourceKind, stored.sourceId, previousHash === null ? null : Buffer.from(previousHash), hash],
    ]);
    previousHash = hash;
  }
  if (previousHash === null) throw new Error('a change of a therapy has at least one event');
  return { rows, lastHash: previousHash };
}

function insertEvents(rows: readonly EventRow[]): RawBuilder<unknown> {
  const values = rows.map((row) => sql`(${sql.join(row)})`);
  return sql`
    insert into therapies.therapy_event (tenant_id, therapy_id, sequence, type, version, occurred_at, recorded_at, facts, agenda,
      sealed_note, actor_kind, actor_id, source_kind, source_id, previous_hash, hash)
    values ${sql.join(values)}`;
}

function toStoredEvent(tx: TenantTransaction, event: TherapyEvent, sealedNote: Uint8Array | null): StoredEvent {
  const { sequence, type, occurredAt, recordedAt, facts, agenda, source } = event;
  return {
    ...{ sequence, type, version: eventVersion, occurredAt, recordedAt, sealedNote },
    facts: facts as unknown as Json,
    agenda: (agenda ?? null) as Json,
    actorKind: tx.actor.kind,
    actorId: actorIdOf(tx.actor),
    sourceKind: source?.kind ?? null,
    sourceId: source?.id ?? null,
  };
}

/** The place of a note, to which its sealing binds it. */
export function notePlace(event: { readonly therapyId: TherapyId; readonly sequence: number }) {
  return { table: 'therapies.therapy_event', rowId: `${event.therapyId}/${event.sequence}` };
}

function sealNote(
  tx: TenantTransaction,
  { note, ...event }: { readonly therapyId: TherapyId; readonly sequence: number; readonly note: string },
): Promise<Uint8Array> {
  return tx.sealer.seal(notePlace(event), note);
}
