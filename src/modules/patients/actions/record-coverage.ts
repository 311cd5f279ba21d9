import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { PatientId } from '../../../kernel/ids.ts';
import { canonicalJson, type Json } from '../../../kernel/json.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { listPlans } from '../../reference/index.ts';
import { insertCoverage, listCoverages, saveCoverage } from '../coverage-store.ts';
import { type Coverage, type CoverageId, isSameCard, type NewCoverage } from '../domain/coverage.ts';
import { coverageRecorded } from '../events.ts';
import { findPatient } from '../patient-queries.ts';
import { replaceMemberTokens } from '../patient-store.ts';
import { patientsRefusals } from '../refusals.ts';
import { topicOfPatient } from './patient-topic.ts';

/** Records insurance of a patient. The same card again keeps its id and takes over what is newly said. */
export async function recordCoverage(tx: TenantTransaction, coverage: NewCoverage): Promise<Result<CoverageId>> {
  const { patientId, planId, validFrom, validTo } = coverage;
  const [patient, plans, coverages] = await Promise.all([
    findPatient(tx, patientId),
    planId === null ? null : listPlans(tx, [planId]),
    listCoverages(tx, patientId),
  ]);
  if (patient === null) return refuse(patientsRefusals.unknownPatient);
  if (plans?.length === 0) return refuse(patientsRefusals.unknownPlan);
  if (validFrom !== null && validTo !== null && validTo < validFrom) return refuse(patientsRefusals.datesReversed);
  const known = coverages.find((each) => isSameCard(each, coverage));
  if (known !== undefined && saysNothingNew(known, coverage)) return ok(known.coverageId);
  const coverageId = known?.coverageId ?? tx.newId<'coverage'>();
  if (known === undefined) await insertCoverage(tx, { ...coverage, coverageId });
  else await saveCoverage(tx, { ...mergeCoverage(known, coverage), coverageId, state: 'active' });
  await refreshMemberTokens(tx, patientId);
  await tx.announce(coverageRecorded, { patientId, coverageId, planId, state: 'active' }, patientId);
  tx.touch(topicOfPatient(patientId));
  return ok(coverageId);
}

/** Ends a coverage with its last day. */
export async function endCoverage(
  tx: TenantTransaction,
  command: { readonly patientId: PatientId; readonly coverageId: CoverageId; readonly validTo: CalendarDay },
): Promise<Result<null>> {
  const { patientId, coverageId, validTo } = command;
  const known = (await listCoverages(tx, patientId)).find((coverage) => coverage.coverageId === coverageId);
  if (known === undefined) return refuse(patientsRefusals.unknownRecord);
  if (known.validFrom !== null && validTo < known.validFrom) return refuse(patientsRefusals.datesReversed);
  if (known.state === 'ended' && known.validTo === validTo) return ok(null);
  await saveCoverage(tx, { ...known, validTo, state: 'ended' });
  await tx.announce(coverageRecorded, { patientId, coverageId, planId: known.planId, state: 'ended' }, patientId);
  tx.touch(topicOfPatient(patientId));
  return ok(null);
}

/** Lets a patient be found by the member ids of the coverages that stand. */
export async function refreshMemberTokens(tx: TenantTransaction, patientId: PatientId): Promise<void> {
  const coverages = await listCoverages(tx, patientId);
  await replaceMemberTokens(
    tx,
    patientId,
    coverages.map(({ memberId }) => memberId),
  );
}

/** What is not said anew stays: a message without a group number does not erase one. */
function mergeCoverage(known: Coverage, said: NewCoverage): NewCoverage {
  return {
    ...said,
    planId: said.planId ?? known.planId,
    groupNumber: said.groupNumber ?? known.groupNumber,
    personCode: said.personCode ?? known.personCode,
    payerName: said.payerName ?? known.payerName,
    validFrom: said.validFrom ?? known.validFrom,
    validTo: said.validTo ?? (known.state === 'ended' ? null : known.validTo),
    origin: known.origin,
  };
}

function saysNothingNew(known: Coverage, said: NewCoverage): boolean {
  return known.state === 'active' && toText(mergeCoverage(known, said)) === toText(known);
}

function toText(coverage: NewCoverage): string {
  const { planId, payerOrder, relationship, validFrom, validTo, memberId, groupNumber, personCode, payerName } =
    coverage;
  const said: Json = {
    planId,
    payerOrder,
    relationship,
    validFrom,
    validTo,
    memberId,
    groupNumber,
    personCode,
    payerName,
  };
  return canonicalJson(said);
}
