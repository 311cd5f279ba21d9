import { sql } from 'kysely';
import type { CalendarDay } from '../../kernel/calendar-day.ts';
import type { Id } from '../../kernel/ids.ts';
import type { Cents } from '../../kernel/money.ts';
import { actorIdOf } from '../../platform/transaction/actor.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { DetectorCode, FoundRisk } from './domain/detector.ts';
import type { FindingState } from './domain/finding-lifecycle.ts';

export type FindingId = Id<'finding'>;

/** A finding as its steps need it. */
export interface KnownFinding {
  readonly findingId: FindingId;
  readonly detector: DetectorCode;
  readonly subjectId: string;
  readonly claimId: string | null;
  readonly state: FindingState;
  readonly atRiskCents: Cents;
  readonly snoozedUntil: CalendarDay | null;
}

/** What a finding is about, beside the risk itself. */
export interface FindingSubject {
  readonly version: number;
  readonly owner: string;
  readonly paymentId: string | null;
  readonly therapyId: string | null;
  readonly siteId: string | null;
  readonly payerId: string | null;
  readonly payerName: string | null;
  readonly serviceOn: CalendarDay | null;
}

const selected = sql`finding_id as "findingId", detector, subject_id as "subjectId", claim_id as "claimId", state,
  at_risk_cents as "atRiskCents", snoozed_until as "snoozedUntil"`;

/** Locks the findings about these subjects. */
export async function lockFindings(
  tx: TenantTransaction,
  subjectIds: readonly string[],
): Promise<readonly KnownFinding[]> {
  const { rows } = await sql<KnownFinding>`
    select ${selected} from revenue.finding where tenant_id = ${tx.tenantId} and subject_id = any(${sql.val([...subjectIds])}::text[])
    order by finding_id for update`.execute(tx.database);
  return rows;
}

/** Locks a finding; null when there is none at a site of this transaction. */
export async function lockFinding(tx: TenantTransaction, findingId: FindingId): Promise<KnownFinding | null> {
  const { rows } = await sql<KnownFinding>`
    select ${selected} from revenue.finding where tenant_id = ${tx.tenantId} and finding_id = ${findingId} for update`.execute(
    tx.database,
  );
  return rows[0] ?? null;
}

/** Inserts a new finding with its first step. */
export function insertFinding(tx: TenantTransaction, found: FoundRisk, about: FindingSubject): void {
  const findingId = tx.newId<'finding'>();
  tx.write(
    sql`
    insert into revenue.finding (tenant_id, finding_id, detector, detector_version, subject_id, claim_id, payment_id, therapy_id, site_id,
      payer_id, payer_name, service_on, owner, at_risk_cents, facts, state, opened_at, changed_at)
    values (${tx.tenantId}, ${findingId}, ${found.detector}, ${about.version}, ${found.subjectId}, ${found.claimId}, ${about.paymentId},
      ${about.therapyId}, ${about.siteId}, ${about.payerId}, ${about.payerName}, ${about.serviceOn}, ${about.owner}, ${found.atRiskCents},
      ${JSON.stringify(found.facts)}::jsonb, 'open', ${tx.now}, ${tx.now})`.compile(tx.database),
  );
  appendStep(tx, { findingId, from: null, to: 'open', atRiskCents: found.atRiskCents });
}

/** Saves how a finding stands now, and the step that led there. */
export function saveFinding(
  tx: TenantTransaction,
  before: KnownFinding,
  change: {
    readonly state: FindingState;
    readonly atRiskCents?: Cents;
    readonly facts?: FoundRisk['facts'];
    readonly snoozedUntil?: CalendarDay | null;
    readonly assigneeId?: string | null;
  },
): void {
  const { state, atRiskCents = before.atRiskCents, facts, snoozedUntil = null, assigneeId } = change;
  tx.write(
    sql`
    update revenue.finding set state = ${state}, at_risk_cents = ${atRiskCents}, snoozed_until = ${snoozedUntil}::date,
      facts = coalesce(${facts === undefined ? null : JSON.stringify(facts)}::jsonb, facts), changed_at = ${tx.now},
      assignee_id = coalesce(${assigneeId ?? null}::uuid, assignee_id)
    where tenant_id = ${tx.tenantId} and finding_id = ${before.findingId}`.compile(tx.database),
  );
  appendStep(tx, { findingId: before.findingId, from: before.state, to: state, atRiskCents });
}

function appendStep(
  tx: TenantTransaction,
  step: {
    readonly findingId: FindingId;
    readonly from: FindingState | null;
    readonly to: FindingState;
    readonly atRiskCents: Cents;
  },
): void {
  tx.write(
    sql`
    insert into revenue.finding_step (tenant_id, finding_id, sequence, from_state, to_state, at_risk_cents, actor_id, occurred_at)
    select ${tx.tenantId}, ${step.findingId}, coalesce(max(sequence), 0) + 1, ${step.from}::text, ${step.to}, ${step.atRiskCents},
      ${actorIdOf(tx.actor)}::uuid, ${tx.now}
    from revenue.finding_step where tenant_id = ${tx.tenantId} and finding_id = ${step.findingId}`.compile(tx.database),
  );
}
