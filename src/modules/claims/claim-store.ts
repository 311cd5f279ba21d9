import { type Insertable, type RawBuilder, sql } from 'kysely';
import type { CalendarDay } from '../../kernel/calendar-day.ts';
import type { FillId, Id, PatientId, PrescriptionId, SiteId, StaffId, TherapyId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { Cents } from '../../kernel/money.ts';
import type { Ndc11 } from '../../kernel/ndc.ts';
import type { ClaimsClaim } from '../../platform/database/schema.gen.ts';
import { actorIdOf } from '../../platform/transaction/actor.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { ClaimState } from './domain/claim-lifecycle.ts';

export type ClaimId = Id<'claim'>;

/** A claim as it stands. */
export interface Claim {
  readonly claimId: ClaimId;
  readonly siteId: SiteId;
  readonly therapyId: TherapyId;
  readonly patientId: PatientId;
  readonly prescriptionId: PrescriptionId;
  readonly fillId: FillId;
  readonly coverageId: string | null;
  readonly planId: string | null;
  readonly ndc11: Ndc11;
  readonly quantityThousandths: number;
  readonly daysSupply: number;
  readonly fillNumber: number;
  readonly dateOfService: CalendarDay;
  /** The place of the payer among those billed for the fill: 1 pays first. */
  readonly payerOrder: number;
  /** Why the claim is to be taken back once those of later payers are; null while nobody wants that. */
  readonly reversalWanted: string | null;
  readonly state: ClaimState;
  readonly authorizationNumber: string | null;
  readonly priorAuthorizationNumber: string | null;
  readonly rejectCodes: readonly string[];
  readonly submittedCents: Cents;
  readonly patientPayCents: Cents | null;
  readonly ingredientPaidCents: Cents | null;
  readonly feePaidCents: Cents | null;
  readonly totalPaidCents: Cents | null;
  readonly submittedAt: Instant;
  readonly answeredAt: Instant | null;
}

const columns = {
  claim_id: 'claimId',
  site_id: 'siteId',
  therapy_id: 'therapyId',
  patient_id: 'patientId',
  prescription_id: 'prescriptionId',
  fill_id: 'fillId',
  coverage_id: 'coverageId',
  plan_id: 'planId',
  ndc11: 'ndc11',
  quantity_thousandths: 'quantityThousandths',
  days_supply: 'daysSupply',
  fill_number: 'fillNumber',
  date_of_service: 'dateOfService',
  payer_order: 'payerOrder',
  reversal_wanted: 'reversalWanted',
  state: 'state',
  authorization_number: 'authorizationNumber',
  prior_authorization_number: 'priorAuthorizationNumber',
  reject_codes: 'rejectCodes',
  submitted_cents: 'submittedCents',
  patient_pay_cents: 'patientPayCents',
  ingredient_paid_cents: 'ingredientPaidCents',
  fee_paid_cents: 'feePaidCents',
  total_paid_cents: 'totalPaidCents',
  submitted_at: 'submittedAt',
  answered_at: 'answeredAt',
} as const;

const selected = sql.join(Object.entries(columns).map(([column, name]) => sql`${sql.ref(column)} as ${sql.id(name)}`));

/** Saves a new claim. */
export async function insertClaim(tx: TenantTransaction, claim: Claim): Promise<void> {
  await insertClaimRow(tx, claim, 1);
  await appendStepAt(tx, {
    ...{ claimId: claim.claimId, sequence: 1, from: null, to: claim.state },
    ...{ reasonCode: null, rejectCodes: [] },
  });
}

/** Inserts the row of a claim after so many steps. */
export async function insertClaimRow(tx: TenantTransaction, claim: Claim, version: number): Promise<void> {
  const names = Object.keys(columns) as (keyof typeof columns)[];
  const row = Object.fromEntries(names.map((column) => [column, claim[columns[column]]])) as Omit<
    Insertable<ClaimsClaim>,
    'tenant_id' | 'version'
  >;
  await tx.database
    .insertInto('claims.claim')
    .values({ ...row, tenant_id: tx.tenantId, version })
    .execute();
}

/** Inserts a step of a claim at its place. */
export async function appendStepAt(
  tx: TenantTransaction,
  step: {
    readonly claimId: ClaimId;
    readonly sequence: number;
    readonly from: ClaimState | null;
    readonly to: ClaimState;
    readonly reasonCode: string | null;
    readonly rejectCodes: readonly string[];
  },
): Promise<void> {
  await tx.database
    .insertInto('claims.claim_step')
    .values({
      tenant_id: tx.tenantId,
      claim_id: step.claimId,
      sequence: step.sequence,
      from_state: step.from,
      to_state: step.to,
      reason_code: step.reasonCode,
      reject_codes: [...step.rejectCodes],
      actor_id: actorIdOf(tx.actor),
      occurred_at: tx.now,
    })
    .execute();
}

/** Saves the changed parts of a claim and the step that changed it. */
export async function saveClaim(
  tx: TenantTransaction,
  before: Claim,
  change: Partial<
    Pick<
      Claim,
      | 'authorizationNumber'
      | 'rejectCodes'
      | 'patientPayCents'
      | 'ingredientPaidCents'
      | 'feePaidCents'
      | 'totalPaidCents'
      | 'answeredAt'
    >
  > & {
    readonly state: ClaimState;
    readonly reasonCode: string | null;
  },
): Promise<Claim> {
  const { reasonCode, ...fields } = change;
  const after: Claim = { ...before, ...fields };
  await tx.database
    .updateTable('claims.claim')
    .set({
      state: after.state,
      authorization_number: after.authorizationNumber,
      reject_codes: [...after.rejectCodes],
      patient_pay_cents: after.patientPayCents,
      ingredient_paid_cents: after.ingredientPaidCents,
      fee_paid_cents: after.feePaidCents,
      total_paid_cents: after.totalPaidCents,
      answered_at: after.answeredAt,
      version: sql<number>`version + 1`,
    })
    .where('tenant_id', '=', tx.tenantId)
    .where('claim_id', '=', after.claimId)
    .execute();
  await appendClaimStep(tx, {
    claimId: after.claimId,
    from: before.state,
    to: after.state,
    reasonCode,
    rejectCodes: after.rejectCodes,
  });
  return after;
}

/** Locks a claim and reads it. */
export async function lockClaim(tx: TenantTransaction, claimId: ClaimId): Promise<Claim | null> {
  const { rows } =
    await sql<Claim>`select ${selected} from claims.claim where tenant_id = ${tx.tenantId} and claim_id = ${claimId} for update`.execute(
      tx.database,
    );
  return rows[0] ?? null;
}

/** Finds a claim. */
export async function findClaim(tx: TenantTransaction, claimId: ClaimId): Promise<Claim | null> {
  const { rows } =
    await sql<Claim>`select ${selected} from claims.claim where tenant_id = ${tx.tenantId} and claim_id = ${claimId}`.execute(
      tx.database,
    );
  return rows[0] ?? null;
}

/** Lists the newest claim of a fill at each of its payers, the one that pays first before the others, and keeps others from changing them. */
export function lockClaimsOfFill(tx: TenantTransaction, fillId: FillId): Promise<readonly Claim[]> {
  return readPayersOfFill(tx, fillId, sql`for update`);
}

/** Lists the newest claim of a fill at each of its payers, the one that pays first before the others. */
export function listPayersOfFill(tx: TenantTransaction, fillId: FillId): Promise<readonly Claim[]> {
  return readPayersOfFill(tx, fillId, sql``);
}

async function readPayersOfFill(
  tx: TenantTransaction,
  fillId: FillId,
  lock: RawBuilder<unknown>,
): Promise<readonly Claim[]> {
  const { rows } = await sql<Claim>`
    select ${selected} from claims.claim where tenant_id = ${tx.tenantId} and fill_id = ${fillId}
    order by payer_order, submitted_at desc, claim_id desc ${lock}`.execute(tx.database);
  return rows.filter((claim, index) => rows.findIndex(({ payerOrder }) => payerOrder === claim.payerOrder) === index);
}

/** Lists all claims of a fill, the newest first. */
export async function listClaimsOfFill(tx: TenantTransaction, fillId: FillId): Promise<readonly Claim[]> {
  const { rows } = await sql<Claim>`
    select ${selected} from claims.claim where tenant_id = ${tx.tenantId} and fill_id = ${fillId}
    order by submitted_at desc, claim_id desc limit 20`.execute(tx.database);
  return rows;
}

/** Finds the newest claim of a fill at the payer that pays first. */
export async function findClaimOfFill(tx: TenantTransaction, fillId: FillId): Promise<Claim | null> {
  const { rows } = await sql<Claim>`
    select ${selected} from claims.claim where tenant_id = ${tx.tenantId} and fill_id = ${fillId} and payer_order = 1 order by submitted_at desc, claim_id desc limit 1`.execute(
    tx.database,
  );
  return rows[0] ?? null;
}

/** Lists the newest claim of each of these therapies that has one. */
export async function listLastClaims(
  tx: TenantTransaction,
  therapyIds: readonly TherapyId[],
): Promise<readonly Claim[]> {
  const { rows } = await sql<Claim>`
    select ${selected} from (
      select distinct on (therapy_id) * from claims.claim
      where tenant_id = ${tx.tenantId} and payer_order = 1 and therapy_id = any(${sql.val([...therapyIds])}::uuid[])
      order by therapy_id, submitted_at desc, claim_id desc) as newest`.execute(tx.database);
  return rows;
}

/** Lists up to five claims to which a payer gave an authorization number, the newest first. */
export async function listClaimsByAuthorizationNumber(
  tx: TenantTransaction,
  authorizationNumber: string,
): Promise<readonly Claim[]> {
  const { rows } = await sql<Claim>`
    select ${selected} from claims.claim
    where tenant_id = ${tx.tenantId} and authorization_number = ${authorizationNumber.trim()}
    order by submitted_at desc limit 5`.execute(tx.database);
  return rows;
}

/** Finds from which state, and for which reason, a claim was last asked to be taken back. */
export async function findReversal(
  tx: TenantTransaction,
  claimId: ClaimId,
): Promise<{ readonly fromState: ClaimState; readonly reasonCode: string | null } | null> {
  const { rows } = await sql<{ fromState: ClaimState; reasonCode: string | null }>`
    select from_state as "fromState", reason_code as "reasonCode" from claims.claim_step
    where tenant_id = ${tx.tenantId} and claim_id = ${claimId} and to_state = 'reversing' and from_state <> 'reversing'
    order by sequence desc limit 1`.execute(tx.database);
  return rows[0] ?? null;
}

/** Finds the person who had a claim sent; null where the program did by itself. */
export async function findSubmitter(tx: TenantTransaction, claimId: ClaimId): Promise<StaffId | null> {
  const row = await tx.database
    .selectFrom('claims.claim_step')
    .select('actor_id')
    .where('tenant_id', '=', tx.tenantId)
    .where('claim_id', '=', claimId)
    .where('sequence', '=', 1)
    .executeTakeFirst();
  return (row?.actor_id ?? null) as StaffId | null;
}

/** Counts the claims of a fill that were taken back because no payer answered them. */
export async function countUnanswered(tx: TenantTransaction, fillId: FillId): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(distinct step.claim_id)::integer as count from claims.claim_step as step
    join claims.claim using (tenant_id, claim_id)
    where tenant_id = ${tx.tenantId} and fill_id = ${fillId} and payer_order = 1 and step.to_state = 'reversing' and step.from_state = 'unanswered'`.execute(
    tx.database,
  );
  return rows[0]?.count ?? 0;
}

/** Notes that a claim is to be taken back as soon as those of later payers are. */
export async function saveReversalWanted(
  tx: TenantTransaction,
  wanted: { readonly claimId: ClaimId; readonly reasonCode: string },
): Promise<void> {
  await tx.database
    .updateTable('claims.claim')
    .set({ reversal_wanted: wanted.reasonCode, version: sql<number>`version + 1` })
    .where('tenant_id', '=', tx.tenantId)
    .where('claim_id', '=', wanted.claimId)
    .execute();
}

async function appendClaimStep(
  tx: TenantTransaction,
  step: {
    readonly claimId: ClaimId;
    readonly from: ClaimState | null;
    readonly to: ClaimState;
    readonly reasonCode: string | null;
    readonly rejectCodes: readonly string[];
  },
): Promise<void> {
  await sql`
    insert into claims.claim_step (tenant_id, claim_id, sequence, from_state, to_state, reason_code, reject_codes, actor_id, occurred_at)
    select ${tx.tenantId}, ${step.claimId}, coalesce(max(sequence), 0) + 1, ${step.from}::text, ${step.to}, ${step.reasonCode}::text, ${[...step.rejectCodes]}::text[],
      ${actorIdOf(tx.actor)}::uuid, ${tx.now}
    from claims.claim_step where tenant_id = ${tx.tenantId} and claim_id = ${step.claimId}`.execute(tx.database);
}
