import type { PatientId } from '../../../kernel/ids.ts';
import { canonicalJson, type Json } from '../../../kernel/json.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { dayOf } from '../../reference/index.ts';
import type { Demographics } from '../domain/demographics.ts';
import { decideDemographics } from '../domain/registration.ts';
import { demographicsChanged } from '../events.ts';
import { findPatient } from '../patient-queries.ts';
import { advanceVersion, appendDemographics } from '../patient-store.ts';
import { patientsRefusals } from '../refusals.ts';
import { topicOfPatient } from './patient-topic.ts';

/** Appends a version of the demographics of a patient, or of the one a merged record answers under; what was known before stays. Saying the same again changes nothing. */
export async function updateDemographics(
  tx: TenantTransaction,
  command: {
    readonly patientId: PatientId;
    readonly expectedVersion: number;
    readonly demographics: Demographics;
    /** Why, as a code: `corrected`, `moved`, `renamed`, `message`. */
    readonly reasonCode: string;
  },
): Promise<Result<{ readonly version: number }>> {
  const { expectedVersion, reasonCode } = command;
  const patient = await findPatient(tx, command.patientId);
  if (patient === null) return refuse(patientsRefusals.unknownPatient);
  const patientId = patient.survivorId;
  if (patient.version !== expectedVersion) return refuse(patientsRefusals.recordMovedOn);
  const decided = decideDemographics(command.demographics, dayOf(tx));
  if (!decided.ok) return decided;
  const demographics = decided.value;
  if (isSame(demographics, patient.demographics)) return ok({ version: patient.version });
  if (!(await advanceVersion(tx, { patientId, from: expectedVersion }))) return refuse(patientsRefusals.recordMovedOn);
  const version = expectedVersion + 1;
  await appendDemographics(tx, [{ patientId, version, demographics, reasonCode }]);
  await tx.announce(demographicsChanged, { patientId, version, reasonCode }, patientId);
  tx.touch(topicOfPatient(patientId));
  return ok({ version });
}

function isSame(left: Demographics, right: Demographics): boolean {
  return canonicalJson(left as unknown as Json) === canonicalJson(right as unknown as Json);
}
