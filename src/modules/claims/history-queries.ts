import { sql } from 'kysely';
import type { CalendarDay } from '../../kernel/calendar-day.ts';
import type { FillId, PatientId, PrescriptionId, SiteId, TherapyId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { Cents } from '../../kernel/money.ts';
import type { Ndc11 } from '../../kernel/ndc.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { ClaimId } from './claim-store.ts';
import type { ClaimState } from './domain/claim-lifecycle.ts';

/** A claim with its amounts and every step between it and the payer. */
export interface ClaimWithSteps {
  readonly claimId: ClaimId;
  readonly siteId: SiteId;
  readonly therapyId: TherapyId;
  readonly patientId: PatientId;
  readonly prescriptionId: PrescriptionId;
  readonly fillId: FillId;
  readonly planId: string | null;
  /** 1 for the payer that is billed first for the fill. */
  readonly payerOrder: number;
  readonly ndc11: Ndc11;
  readonly quantityThousandths: number;
  readonly daysSupply: number;
  readonly serviceOn: CalendarDay;
  readonly state: ClaimState;
  readonly authorizationNumber: string | null;
  readonly submittedCents: Cents;
  readonly totalPaidCents: Cents | null;
  readonly patientPayCents: Cents | null;
  readonly ingredientPaidCents: Cents | null;
  readonly feePaidCents: Cents | null;
  readonly submittedAt: Instant;
  readonly steps: readonly {
    readonly sequence: number;
    readonly from: ClaimState | null;
    readonly to: ClaimState;
    readonly reasonCode: string | null;
    readonly rejectCodes: readonly string[];
    readonly at: Instant;
  }[];
}

type Wanted =
  | { readonly claimIds: readonly string[] }
  | { readonly fillIds: readonly string[] }
  | { readonly therapyIds: readonly string[] };

/** Lists claims with all their steps, by their ids, fills or therapies; the oldest first. */
export async function listClaimsWithSteps(tx: TenantTransaction, by: Wanted): Promise<readonly ClaimWithSteps[]> {
  const [column, ids] =
    'claimIds' in by
      ? (['claim_id', by.claimIds] as const)
      : 'fillIds' in by
        ? (['fill_id', by.fillIds] as const)
        : (['therapy_id', by.therapyIds] as const);
  const { rows } = await sql<ClaimWithSteps>`
    select c.claim_id as "claimId", c.site_id as "siteId", c.therapy_id as "therapyId", c.patient_id as "patientId",
      c.prescription_id as "prescriptionId", c.fill_id as "fillId",
      c.plan_id as "planId", c.payer_order as "payerOrder", c.ndc11, c.quantity_thousandths as "quantityThousandths", c.days_supply as "daysSupply",
      c.date_of_service as "serviceOn", c.state, c.authorization_number as "authorizationNumber", c.submitted_cents as "submittedCents",
      c.total_paid_cents as "totalPaidCents", c.patient_pay_cents as "patientPayCents", c.ingredient_paid_cents as "ingredientPaidCents",
      c.fee_paid_cents as "feePaidCents", c.submitted_at as "submittedAt",
      (select coalesce(jsonb_agg(jsonb_build_object('sequence', s.sequence, 'from', s.from_state, 'to', s.to_state, 'reasonCode', s.reason_code,
          'rejectCodes', s.reject_codes, 'at', to_char(s.occurred_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) order by s.sequence), '[]')
        from claims.claim_step s where s.tenant_id = c.tenant_id and s.claim_id = c.claim_id) as steps
    from claims.claim c
    where c.tenant_id = ${tx.tenantId} and c.${sql.ref(column)} = any(${sql.val([...ids])}::uuid[])
    order by c.submitted_at, c.claim_id`.execute(tx.database);
  return rows;
}

/** Lists ids of claims in their order, so many after one. */
export async function listClaimIds(
  tx: TenantTransaction,
  by: { readonly after: ClaimId | null; readonly most: number },
): Promise<readonly ClaimId[]> {
  const { rows } = await sql<{ claim_id: ClaimId }>`
    select claim_id from claims.claim where tenant_id = ${tx.tenantId} and (${by.after}::uuid is null or claim_id > ${by.after}::uuid)
    order by claim_id limit ${by.most}`.execute(tx.database);
  return rows.map((row) => row.claim_id);
}
