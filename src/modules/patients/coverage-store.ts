import type { CalendarDay } from '../../kernel/calendar-day.ts';
import type { Id, PatientId } from '../../kernel/ids.ts';
import type { Json } from '../../kernel/json.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { Coverage, CoverageId, CoverageMember, NewCoverage } from './domain/coverage.ts';
import { familyOf } from './merge-store.ts';
import { toOrigin, toOriginColumns } from './record-columns.ts';

/** Lists the coverages of a patient in the order in which they pay, ended ones last. */
export async function listCoverages(tx: TenantTransaction, patientId: PatientId): Promise<readonly Coverage[]> {
  const rows = await tx.database
    .selectFrom('patients.coverage')
    .selectAll()
    .where('tenant_id', '=', tx.tenantId)
    .where('patient_id', 'in', familyOf(tx, patientId))
    .where('state', '!=', 'entered-in-error')
    .orderBy('state')
    .orderBy('payer_order')
    .orderBy('recorded_at', 'desc')
    .orderBy('coverage_id')
    .execute();
  const coverages: Coverage[] = [];
  for (const row of rows) {
    const coverageId = row.coverage_id as CoverageId;
    const member = await tx.sealer.open<CoverageMember>(placeOf(coverageId), row.sealed_member);
    coverages.push({
      ...member,
      coverageId,
      patientId,
      planId: row.plan_id as Id<'plan'> | null,
      payerOrder: row.payer_order,
      relationship: row.relationship as Coverage['relationship'],
      validFrom: row.valid_from,
      validTo: row.valid_to,
      state: row.state as Coverage['state'],
      origin: toOrigin(row),
      recordedAt: row.recorded_at,
    });
  }
  return coverages;
}

/** Lists the plan that pays first for each of many patients on a day, without opening what is sealed; one without such a plan is absent. */
export async function listFirstPlans(
  tx: TenantTransaction,
  of: { readonly patientIds: readonly PatientId[]; readonly on: CalendarDay },
): Promise<ReadonlyMap<PatientId, Id<'plan'>>> {
  if (of.patientIds.length === 0) return new Map();
  const rows = await tx.database
    .selectFrom('patients.coverage')
    .select(['patient_id', 'plan_id'])
    .distinctOn('patient_id')
    .where('tenant_id', '=', tx.tenantId)
    .where('patient_id', 'in', [...of.patientIds])
    .where('state', '=', 'active')
    .where('plan_id', 'is not', null)
    .where((where) => where.or([where('valid_from', 'is', null), where('valid_from', '<=', of.on)]))
    .where((where) => where.or([where('valid_to', 'is', null), where('valid_to', '>=', of.on)]))
    .orderBy('patient_id')
    .orderBy('payer_order')
    .orderBy('recorded_at', 'desc')
    .execute();
  return new Map(rows.map((row) => [row.patient_id as PatientId, row.plan_id as Id<'plan'>]));
}

/** Adds a coverage. */
export async function insertCoverage(
  tx: TenantTransaction,
  coverage: NewCoverage & { readonly coverageId: CoverageId },
): Promise<void> {
  tx.write(
    tx.database.insertInto('patients.coverage').values({
      tenant_id: tx.tenantId,
      coverage_id: coverage.coverageId,
      patient_id: coverage.patientId,
      ...(await toColumns(tx, coverage)),
      state: 'active',
      ...toOriginColumns(tx, coverage.origin),
    }),
  );
}

/** Replaces what a coverage says. */
export async function saveCoverage(
  tx: TenantTransaction,
  coverage: NewCoverage & { readonly coverageId: CoverageId; readonly state: Coverage['state'] },
): Promise<void> {
  tx.write(
    tx.database
      .updateTable('patients.coverage')
      .set({ ...(await toColumns(tx, coverage)), state: coverage.state })
      .where('tenant_id', '=', tx.tenantId)
      .where('coverage_id', '=', coverage.coverageId),
  );
}

/** Marks a coverage as entered in error; tells whether there was one of this patient. */
export async function markCoverageInError(
  tx: TenantTransaction,
  mark: { readonly patientId: PatientId; readonly recordId: string },
): Promise<boolean> {
  const marked = await tx.database
    .updateTable('patients.coverage')
    .set({ state: 'entered-in-error' })
    .where('tenant_id', '=', tx.tenantId)
    .where('patient_id', 'in', familyOf(tx, mark.patientId))
    .where('coverage_id', '=', mark.recordId)
    .where('state', '!=', 'entered-in-error')
    .executeTakeFirst();
  return marked.numUpdatedRows === 1n;
}

async function toColumns(tx: TenantTransaction, coverage: NewCoverage & { readonly coverageId: CoverageId }) {
  const { memberId, groupNumber, personCode, payerName } = coverage;
  const member: Json = { memberId, groupNumber, personCode, payerName };
  return {
    plan_id: coverage.planId,
    payer_order: coverage.payerOrder,
    relationship: coverage.relationship,
    valid_from: coverage.validFrom,
    valid_to: coverage.validTo,
    sealed_member: Buffer.from(await tx.sealer.seal(placeOf(coverage.coverageId), member)),
  };
}

function placeOf(coverageId: CoverageId) {
  return { table: 'patients.coverage', rowId: coverageId };
}
