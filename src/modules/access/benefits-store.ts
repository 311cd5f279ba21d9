import type { Id, TherapyId } from '../../kernel/ids.ts';
import type { Cents } from '../../kernel/money.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import {
  type Recorded,
  type TherapySubject,
  toRecorded,
  toRecordedColumns,
  toSubjectColumns,
} from './access-record.ts';
import type { BaggingModel, BenefitsFacts, BenefitsOutcome } from './domain/benefits.ts';

const table = 'access.benefits_check';

export type BenefitsCheckId = Id<'benefits-check'>;

/** What is said in words about a benefits check. */
export interface BenefitsDetail {
  readonly callReference: string;
  readonly note: string;
}

/** A benefits check as it stands in the record. */
export interface KeptBenefits extends BenefitsFacts, BenefitsDetail, Recorded {
  readonly benefitsCheckId: BenefitsCheckId;
  readonly outcome: BenefitsOutcome;
  readonly coverageId: Id<'coverage'> | null;
  readonly planId: Id<'plan'> | null;
}

/** Adds a benefits check. */
export async function insertBenefits(
  tx: TenantTransaction,
  check: TherapySubject & Omit<KeptBenefits, keyof Recorded>,
): Promise<void> {
  const { benefitsCheckId, callReference, note } = check;
  const sealed = await tx.sealer.seal({ table, rowId: benefitsCheckId }, { callReference, note });
  await tx.database
    .insertInto(table)
    .values({
      ...toSubjectColumns(tx, check),
      benefits_check_id: benefitsCheckId,
      outcome: check.outcome,
      coverage_id: check.coverageId,
      plan_id: check.planId,
      plan_kind: check.planKind,
      benefit: check.benefit,
      coverage_state: check.coverageState,
      authorization_need: check.authorizationNeed,
      patient_pay_cents: check.patientPayCents,
      mandated_pharmacy: check.mandatedPharmacy,
      bagging_model: check.baggingModel,
      sealed_detail: Buffer.from(sealed),
      ...toRecordedColumns(tx),
    })
    .execute();
}

/** Lists the benefits checks of a therapy, the newest first. */
export async function listBenefits(tx: TenantTransaction, therapyId: TherapyId): Promise<readonly KeptBenefits[]> {
  const rows = await tx.database
    .selectFrom(table)
    .selectAll()
    .where('tenant_id', '=', tx.tenantId)
    .where('therapy_id', '=', therapyId)
    .orderBy('recorded_at', 'desc')
    .orderBy('benefits_check_id', 'desc')
    .limit(50)
    .execute();
  return Promise.all(
    rows.map(async (row) => ({
      benefitsCheckId: row.benefits_check_id as BenefitsCheckId,
      outcome: row.outcome as BenefitsOutcome,
      coverageId: row.coverage_id as Id<'coverage'> | null,
      planId: row.plan_id as Id<'plan'> | null,
      planKind: row.plan_kind as BenefitsFacts['planKind'],
      benefit: row.benefit as BenefitsFacts['benefit'],
      coverageState: row.coverage_state as BenefitsFacts['coverageState'],
      authorizationNeed: row.authorization_need as BenefitsFacts['authorizationNeed'],
      patientPayCents: row.patient_pay_cents as Cents | null,
      mandatedPharmacy: row.mandated_pharmacy as BenefitsFacts['mandatedPharmacy'],
      baggingModel: row.bagging_model as BaggingModel | null,
      ...(await tx.sealer.open<BenefitsDetail>({ table, rowId: row.benefits_check_id }, row.sealed_detail)),
      ...toRecorded(row),
    })),
  );
}

/** Finds the bagging model of each of these therapies whose newest benefits check names one. */
export async function listBaggingModels(
  tx: TenantTransaction,
  therapyIds: readonly TherapyId[],
): Promise<ReadonlyMap<TherapyId, BaggingModel>> {
  if (therapyIds.length === 0) return new Map();
  const rows = await tx.database
    .selectFrom(table)
    .distinctOn('therapy_id')
    .select(['therapy_id', 'bagging_model'])
    .where('tenant_id', '=', tx.tenantId)
    .where('therapy_id', 'in', [...therapyIds])
    .where('bagging_model', 'is not', null)
    .orderBy('therapy_id')
    .orderBy('recorded_at', 'desc')
    .orderBy('benefits_check_id', 'desc')
    .execute();
  return new Map(rows.map((row) => [row.therapy_id as TherapyId, row.bagging_model as BaggingModel]));
}
