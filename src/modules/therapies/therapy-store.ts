import { CompiledQuery, sql } from 'kysely';
import type { PatientId, TherapyId } from '../../kernel/ids.ts';
import type { Json } from '../../kernel/json.ts';
import type { Cause } from '../../platform/transaction/actor.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import { loadPathways } from '../pathways/index.ts';
import { listFamilyIds } from '../patients/index.ts';
import { findBarrier } from './domain/barrier.ts';
import { findCostOfWaiting } from './domain/cost-of-waiting.ts';
import { readPosition } from './domain/journey-position.ts';
import { listNextActions } from './domain/next-action.ts';
import { computeSubStatus } from './domain/sub-status.ts';
import { readTaskClock } from './domain/task-clock.ts';
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

/** How many rows give out the therapy numbers of a tenant. */
export const numberSlots = 16;
const eventVersion = 1;

const projectedColumns = [
  ...(['patient_id', 'drug_id', 'indication_code', 'site_id', 'prescription_id', 'stage', 'stage_since'] as const),
  ...(['sub_status', 'cycle', 'holds', 'waits', 'barrier_code', 'barrier_party', 'barrier_since'] as const),
  ...(['owner_role', 'due_at', 'received_at', 'run_out_on', 'harm_on', 'ended_at', 'end_reason', 'sequence'] as const),
  ...(['pathway_id', 'pathway_version'] as const),
] as const;
const stateColumns = [...projectedColumns, 'state', 'last_hash'];
const fixedColumns = ['tenant_id', 'therapy_id', 'number', 'ingredient_rxcui', 'opened_at'];
const eventColumns = [
  ...['tenant_id', 'therapy_id', 'sequence', 'type', 'version', 'occurred_at', 'recorded_at', 'facts', 'agenda'],
  ...['sealed_note', 'actor_kind', 'actor_id', 'actor_name', 'source_kind', 'source_id', 'previous_hash', 'hash'],
];

// The two statements of every transition are constant texts: they are written once, not composed each time.
const lockText = 'select state, last_hash from therapies.therapy where tenant_id = $1 and therapy_id = $2 for update';

/** Locks a therapy until the transaction ends; null when there is none at the sites of this transaction. */
export async function lockTherapyRow(tx: TenantTransaction, therapyId: TherapyId): Promise<LockedTherapy | null> {
  const [row] = await run<{ readonly state: TherapyState; readonly last_hash: Buffer }>(tx, lockText, [
    tx.tenantId,
    therapyId,
  ]);
  if (row === undefined) return null;
  await loadPathways(tx, [row.state.pathway]);
  return { therapyId, state: row.state, lastHash: row.last_hash };
}

/** Locks all therapies of a patient with an ingredient, and the making of another, until the transaction ends. */
export async function lockTherapiesOf(
  tx: TenantTransaction,
  wanted: { readonly patientId: PatientId; readonly ingredientRxcui: string },
): Promise<readonly LockedTherapy[]> {
  const family = [...(await listFamilyIds(tx, wanted.patientId))];
  const key = `therapy ${tx.tenantId} ${family[0] ?? wanted.patientId} ${wanted.ingredientRxcui}`;
  tx.write(sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`.compile(tx.database));
  const rows = await tx.database
    .selectFrom('therapies.therapy')
    .select(['therapy_id', 'state', 'last_hash'])
    .where('tenant_id', '=', tx.tenantId)
    .where('patient_id', 'in', family)
    .where('ingredient_rxcui', '=', wanted.ingredientRxcui)
    .orderBy('therapy_id')
    .forUpdate()
    .execute();
  const locked = rows.map((row) => ({
    therapyId: row.therapy_id as TherapyId,
    state: row.state as unknown as TherapyState,
    lastHash: row.last_hash,
  }));
  await loadPathways(
    tx,
    locked.map(({ state }) => state.pathway),
  );
  return locked;
}

/** Saves a new therapy with its first event in one statement. */
export async function insertTherapy(tx: TenantTransaction, change: StreamChange): Promise<void> {
  const { values, lastHash } = await toEventValues(tx, change, null);
  const { therapyId, after, events } = change;
  const { number, ingredientRxcui, openedAt } = after;
  const fixed = [tx.tenantId, therapyId, number, ingredientRxcui, openedAt];
  const written = [...fixed, ...toProjectedValues(after, lastHash), ...values];
  tx.write(CompiledQuery.raw(insertText(events.length), written));
}

/** Appends events to the stream of a locked therapy and brings its row up to date, in one statement. */
export async function saveChange(tx: TenantTransaction, locked: LockedTherapy, change: StreamChange): Promise<void> {
  const { values, lastHash } = await toEventValues(tx, change, locked.lastHash);
  const { therapyId, after, events } = change;
  const written = [tx.tenantId, therapyId, ...toProjectedValues(after, lastHash), ...values];
  tx.write(CompiledQuery.raw(updateText(events.length), written));
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

/** The columns of a therapy that follow from its state, with what each holds. */
export function projectTherapy(state: TherapyState) {
  const position = readPosition(state);
  const barrier = findBarrier(state);
  const [next] = listNextActions(state);
  const dueTimes = position.tasks.flatMap(({ code }) => readTaskClock(state, code).dueAt ?? []).sort();
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
    holds: position.blockingHolds,
    waits: [...new Set(position.waits.map(({ reason }) => reason))],
    barrier_code: barrier?.code ?? null,
    barrier_party: barrier?.party ?? null,
    barrier_since: barrier?.since ?? null,
    owner_role: next?.role ?? null,
    due_at: dueTimes[0] ?? null,
    received_at: state.cycle.receivedAt,
    run_out_on: state.supply?.runOutOn ?? state.priorRunOutOn,
    harm_on: findCostOfWaiting(state)?.harmOn ?? null,
    ended_at: state.ended?.at ?? null,
    end_reason: state.ended?.reasonCode ?? null,
    sequence: state.sequence,
    pathway_id: state.pathway.id,
    pathway_version: state.pathway.version,
  } satisfies Record<(typeof projectedColumns)[number], unknown>;
}

function toProjectedValues(state: TherapyState, lastHash: Uint8Array): readonly unknown[] {
  const projected = projectTherapy(state);
  return [...projectedColumns.map((name) => projected[name]), JSON.stringify(state), lastHash];
}

/** Computes the column values of events, one after the other, and the hash of the last. */
async function toEventValues(
  tx: TenantTransaction,
  { therapyId, events, note }: StreamChange,
  before: Uint8Array | null,
): Promise<{ readonly values: readonly unknown[]; readonly lastHash: Uint8Array }> {
  let previousHash = before;
  const values: unknown[] = [];
  for (const event of events) {
    const isNoted = note !== null && event === events.at(-1);
    const sealedNote = isNoted ? await sealNote(tx, { therapyId, sequence: event.sequence, note }) : null;
    const stored = toStoredEvent(tx.cause, event, sealedNote);
    const hash = hashEvent({ tenantId: tx.tenantId, therapyId }, stored, previousHash);
    const agenda = stored.agenda === null ? null : JSON.stringify(stored.agenda);
    values.push(
      ...[tx.tenantId, therapyId, stored.sequence, stored.type, stored.version, stored.occurredAt, stored.recordedAt],
      ...[JSON.stringify(stored.facts), agenda, sealedNote, stored.actorKind, stored.actorId, stored.actorName],
      ...[stored.sourceKind, stored.sourceId, previousHash, hash],
    );
    previousHash = hash;
  }
  if (previousHash === null) throw new Error('a change of a therapy has at least one event');
  return { values, lastHash: previousHash };
}

/** Puts an event into the form in which its row holds it. */
export function toStoredEvent(cause: Cause, event: TherapyEvent, sealedNote: Uint8Array | null): StoredEvent {
  const { sequence, type, occurredAt, recordedAt, facts, agenda, source } = event;
  return {
    ...{ sequence, type, version: eventVersion, occurredAt, recordedAt, sealedNote },
    facts: facts as unknown as Json,
    agenda: (agenda ?? null) as Json,
    actorKind: cause.kind,
    actorId: cause.id,
    actorName: cause.name,
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

function updateText(eventCount: number): string {
  const assignments = stateColumns.map((name, index) => `${name} = $${index + 3}`);
  return `with projected as (
      update therapies.therapy set ${assignments.join(', ')} where tenant_id = $1 and therapy_id = $2)
    ${eventsText(stateColumns.length + 3, eventCount)}`;
}

function insertText(eventCount: number): string {
  const columns = [...fixedColumns, ...stateColumns];
  return `with opened as (
      insert into therapies.therapy (${columns.join(', ')}) values (${listPlaces(1, columns.length)}))
    ${eventsText(columns.length + 1, eventCount)}`;
}

function eventsText(firstPlace: number, eventCount: number): string {
  const width = eventColumns.length;
  const rows = Array.from({ length: eventCount }, (_, row) => `(${listPlaces(firstPlace + row * width, width)})`);
  return `insert into therapies.therapy_event (${eventColumns.join(', ')}) values ${rows.join(', ')}`;
}

function listPlaces(first: number, count: number): string {
  return Array.from({ length: count }, (_, index) => `$${first + index}`).join(', ');
}

async function run<Row>(tx: TenantTransaction, text: string, values: readonly unknown[]): Promise<readonly Row[]> {
  return (await tx.database.executeQuery<Row>(CompiledQuery.raw(text, [...values]) as CompiledQuery<Row>)).rows;
}
