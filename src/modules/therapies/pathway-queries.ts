import type { TherapyId } from '../../kernel/ids.ts';
import type { Json } from '../../kernel/json.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import { loadPathways } from '../pathways/index.ts';
import type { PathwayReference } from '../pathways/language.ts';
import type { TherapyEvent } from './domain/therapy-event.ts';
import type { TherapyState } from './domain/therapy-state.ts';
import { toTherapyEvent } from './therapy-queries.ts';

/** A therapy with its state. */
export interface TherapyOnPathway {
  readonly therapyId: TherapyId;
  readonly state: TherapyState;
}

/** Counts the therapies that run or ran by versions of a pathway. */
export async function countTherapiesOn(tx: TenantTransaction, pathwayIds: readonly string[]): Promise<number> {
  const { count } = await tx.database
    .selectFrom('therapies.therapy')
    .select((select) => select.fn.countAll<string>().as('count'))
    .where('tenant_id', '=', tx.tenantId)
    .where('pathway_id', 'in', [...pathwayIds])
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Lists the therapies on versions of a pathway that began last, and their states. */
export async function listTherapiesOn(
  tx: TenantTransaction,
  wanted: { readonly pathwayIds: readonly string[]; readonly isOpen: boolean; readonly most: number },
): Promise<readonly TherapyOnPathway[]> {
  let query = tx.database
    .selectFrom('therapies.therapy')
    .select(['therapy_id', 'state'])
    .where('tenant_id', '=', tx.tenantId)
    .where('pathway_id', 'in', [...wanted.pathwayIds]);
  if (wanted.isOpen) query = query.where('ended_at', 'is', null);
  const rows = await query.orderBy('opened_at', 'desc').orderBy('therapy_id').limit(wanted.most).execute();
  const found = rows.map((row) => ({
    therapyId: row.therapy_id as TherapyId,
    state: row.state as unknown as TherapyState,
  }));
  await loadPathways(
    tx,
    found.map(({ state }) => state.pathway),
  );
  return found;
}

/** Lists the streams of several therapies, each in order. */
export async function listStreams(
  tx: TenantTransaction,
  therapyIds: readonly TherapyId[],
): Promise<ReadonlyMap<TherapyId, readonly TherapyEvent[]>> {
  if (therapyIds.length === 0) return new Map();
  const rows = await tx.database
    .selectFrom('therapies.therapy_event')
    .select(['therapy_id', 'sequence', 'type', 'version', 'occurred_at', 'recorded_at', 'facts', 'agenda'])
    .select(['source_kind', 'source_id', 'actor_kind', 'actor_id', 'actor_name'])
    .where('tenant_id', '=', tx.tenantId)
    .where('therapy_id', 'in', [...therapyIds])
    .orderBy('therapy_id')
    .orderBy('sequence')
    .execute();
  const named = rows.filter(({ type }) => type === 'therapy-opened' || type === 'pathway-moved');
  await loadPathways(
    tx,
    named.map(({ facts }) => (facts as unknown as { readonly pathway: PathwayReference }).pathway),
  );
  const events = rows.map((row) => ({
    therapyId: row.therapy_id as TherapyId,
    event: toTherapyEvent({
      sequence: row.sequence,
      type: row.type,
      version: row.version,
      occurredAt: row.occurred_at,
      recordedAt: row.recorded_at,
      facts: row.facts as Json,
      agenda: row.agenda as Json,
      sealedNote: null,
      actorKind: row.actor_kind,
      actorId: row.actor_id,
      actorName: row.actor_name,
      sourceKind: row.source_kind,
      sourceId: row.source_id,
    }),
  }));
  const grouped = Map.groupBy(events, ({ therapyId }) => therapyId);
  return new Map([...grouped].map(([therapyId, of]) => [therapyId, of.map(({ event }) => event)]));
}
