import type { PatientId } from '../../kernel/ids.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import { listStaffNames } from '../identity/index.ts';
import { type Coverage, listCoverages } from '../patients/index.ts';
import { getPlan, type PlanId } from '../reference/index.ts';
import { describeEligibility } from './domain/eligibility.ts';
import { listChecks } from './eligibility-store.ts';

/** Describes for each coverage in force of a patient what its payer was asked and answered, the newest first. */
export async function describeEligibilities(tx: TenantTransaction, patientId: PatientId) {
  const active = (await listCoverages(tx, patientId)).filter(({ state }) => state === 'active');
  const described = [];
  for (const coverage of active) described.push(await describeCoverage(tx, coverage));
  return described;
}

async function describeCoverage(tx: TenantTransaction, coverage: Coverage) {
  const { coverageId, payerOrder, planId, payerName } = coverage;
  const checks = await listChecks(tx, coverageId);
  const names = await listStaffNames(
    tx,
    checks.flatMap(({ askedBy }) => askedBy ?? []),
  );
  return {
    ...{ coverageId, payerOrder, isAskable: planId !== null },
    planName: planId === null ? (payerName ?? 'Plan not known') : (await getPlan(tx, planId as PlanId)).name,
    checks: checks.map((check) => ({
      ...{ checkId: check.checkId, askedOn: check.askedOn, askedAt: check.askedAt, state: check.state },
      askedBy: check.askedBy === null ? null : (names.get(check.askedBy) ?? null),
      sentence: describeEligibility(check, check.askedOn),
      lines: [...check.lines],
    })),
  };
}
