import { sql } from 'kysely';
import type { Json } from '../../kernel/json.ts';
import { type Actor, toCause } from '../../platform/transaction/actor.ts';
import type { Bulk } from '../../platform/transaction/bulk.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { HistoryEvent, TherapyHistory } from './domain/therapy-history.ts';
import { hashEvent } from './stream-hash.ts';
import { notePlace, numberSlots, projectTherapy, toStoredEvent } from './therapy-store.ts';

/** Takes many therapy numbers of the tenant at once, the lowest first. */
export async function takeTherapyNumbers(tx: TenantTransaction, count: number): Promise<readonly number[]> {
  await sql`
    insert into therapies.number_slot (tenant_id, slot, next_number)
    select ${tx.tenantId}::integer, slot, slot from generate_series(1, ${numberSlots}) as slot
    on conflict do nothing`.execute(tx.database);
  const rounds = Math.ceil(count / numberSlots);
  const { rows } = await sql<{ first: number }>`
    update therapies.number_slot set next_number = next_number + ${numberSlots * rounds}
    where tenant_id = ${tx.tenantId}
    returning next_number - ${numberSlots * rounds} as first`.execute(tx.database);
  const numbers = rows.flatMap(({ first }) =>
    Array.from({ length: rounds }, (_, round) => first + round * numberSlots),
  );
  return numbers.sort((left, right) => left - right).slice(0, count);
}

/** Inserts a therapy with its whole stream, chained as if each event had been appended on its own. */
export async function insertHistory(tx: TenantTransaction, bulk: Bulk, history: TherapyHistory<Actor>): Promise<void> {
  const { therapyId, state, events } = history;
  const rows = await toEventRows(tx, history, events);
  const lastHash = rows.at(-1)?.hash;
  const [first] = events;
  if (lastHash === undefined || first === undefined) throw new Error('a therapy begins with an event');
  const { database } = bulk.at(state.openedAt, first.actor);
  await database
    .insertInto('therapies.therapy')
    .values({
      tenant_id: tx.tenantId,
      therapy_id: therapyId,
      number: state.number,
      ingredient_rxcui: state.ingredientRxcui,
      opened_at: state.openedAt,
      ...projectTherapy(state),
      holds: [...projectTherapy(state).holds],
      state: JSON.stringify(state),
      last_hash: lastHash,
    })
    .execute();
  await database.insertInto('therapies.therapy_event').values(rows).execute();
}

async function toEventRows(
  tx: TenantTransaction,
  { therapyId }: TherapyHistory<Actor>,
  events: readonly HistoryEvent<Actor>[],
) {
  const rows = [];
  let previousHash: Buffer | null = null;
  for (const { event, actor, note } of events) {
    const { sequence } = event;
    const sealedNote =
      note === null ? null : Buffer.from(await tx.sealer.seal(notePlace({ therapyId, sequence }), note satisfies Json));
    const stored = toStoredEvent(toCause(actor), event, sealedNote);
    const hash: Buffer = hashEvent({ tenantId: tx.tenantId, therapyId }, stored, previousHash);
    rows.push({
      tenant_id: tx.tenantId,
      therapy_id: therapyId,
      sequence,
      type: stored.type,
      version: stored.version,
      occurred_at: stored.occurredAt,
      recorded_at: stored.recordedAt,
      facts: JSON.stringify(stored.facts),
      agenda: stored.agenda === null ? null : JSON.stringify(stored.agenda),
      sealed_note: sealedNote,
      actor_kind: stored.actorKind,
      actor_id: stored.actorId,
      actor_name: stored.actorName,
      source_kind: stored.sourceKind,
      source_id: stored.sourceId,
      previous_hash: previousHash,
      hash,
    });
    previousHash = hash;
  }
  return rows;
}
