import { sql } from 'kysely';
import { composeUuidV7, type PatientId } from '../../kernel/ids.ts';
import { type Instant, millisecondsOf } from '../../kernel/instant.ts';
import type { Json } from '../../kernel/json.ts';
import type { TenantTransaction } from '../transaction/tenant-transaction.ts';

/** Which entries are asked for; what is left out does not narrow the list. */
export interface AuditFilter {
  readonly patientId?: PatientId;
  /** Who acted, or who signed in: before a sign-in nobody is proven, so that its entry names the person as its object. */
  readonly actorId?: string;
  readonly kind?: string;
  /** A whole action such as `patients.get-patient`, or a module's actions by its name and a dot: `patients.`. */
  readonly action?: string;
  readonly outcome?: string;
  readonly from?: Instant;
  /** Exclusive. */
  readonly to?: Instant;
  /** The last entry of the page before: the list goes on with the entries before it. */
  readonly before?: string;
  readonly most: number;
}

/** An entry as a person reads it. `chainSequence` is null until the entry is chained. */
export interface AuditRecord {
  readonly entryId: string;
  readonly occurredAt: Instant;
  readonly kind: string;
  readonly action: string;
  readonly outcome: string;
  readonly actorKind: string;
  readonly actorId: string | null;
  readonly actorRoles: readonly string[];
  readonly sessionId: string | null;
  readonly siteId: string | null;
  readonly objectKind: string | null;
  readonly objectId: string | null;
  readonly patientIds: readonly string[];
  readonly subjectCount: number;
  readonly reason: string | null;
  readonly requestId: string | null;
  readonly facts: Json;
  readonly chainSequence: number | null;
}

/** Lists audit entries, newest first, without the audit's own book-keeping unless that is asked for. */
export async function listAuditEntries(tx: TenantTransaction, filter: AuditFilter): Promise<readonly AuditRecord[]> {
  let query = tx.database
    .selectFrom('audit.entry as e')
    .leftJoin('audit.link as l', (join) =>
      join.onRef('l.tenant_id', '=', 'e.tenant_id').onRef('l.entry_id', '=', 'e.entry_id'),
    )
    .where('e.tenant_id', '=', tx.tenantId)
    .where('e.kind', filter.kind === undefined ? '<>' : '=', filter.kind ?? 'settlement')
    .select([
      'e.entry_id as entryId',
      'e.occurred_at as occurredAt',
      'e.kind',
      'e.action',
      'e.outcome',
      'e.actor_kind as actorKind',
      'e.actor_id as actorId',
      'e.actor_roles as actorRoles',
      'e.session_id as sessionId',
      'e.site_id as siteId',
      'e.object_kind as objectKind',
      'e.object_id as objectId',
      'e.patient_ids as patientIds',
      'e.subject_count as subjectCount',
      'e.reason',
      'e.request_id as requestId',
      'e.facts',
      'l.sequence as chainSequence',
    ])
    .orderBy('e.entry_id', 'desc')
    .limit(filter.most);
  if (filter.before !== undefined) query = query.where('e.entry_id', '<', filter.before);
  // An entry's id begins with its moment, so a period is a range of ids.
  if (filter.from !== undefined) query = query.where('e.entry_id', '>=', firstIdOf(filter.from));
  if (filter.to !== undefined) query = query.where('e.entry_id', '<', firstIdOf(filter.to));
  const { actorId } = filter;
  if (actorId !== undefined) {
    query = query.where((is) =>
      is.or([is('e.actor_id', '=', actorId), is.and([is('e.kind', '=', 'sign-in'), is('e.object_id', '=', actorId)])]),
    );
  }
  if (filter.outcome !== undefined) query = query.where('e.outcome', '=', filter.outcome);
  const { action, patientId } = filter;
  if (action?.endsWith('.') === true) query = query.where(sql<boolean>`starts_with(e.action, ${action})`);
  else if (action !== undefined) query = query.where('e.action', '=', action);
  if (patientId !== undefined) {
    query = query
      .innerJoin('audit.patient_entry as p', (join) =>
        join.onRef('p.tenant_id', '=', 'e.tenant_id').onRef('p.entry_id', '=', 'e.entry_id'),
      )
      .where('p.patient_id', '=', patientId);
  }
  return (await query.execute()) as readonly AuditRecord[];
}

function firstIdOf(instant: Instant): string {
  return composeUuidV7({ milliseconds: millisecondsOf(instant), random: new Uint8Array(10) });
}
