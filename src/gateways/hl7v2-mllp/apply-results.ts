import type { PatientId } from '../../kernel/ids.ts';
import { openIntakeOfMessage } from '../../modules/exchange/index.ts';
import { matchPatient, recordResult, withdrawResult } from '../../modules/patients/index.ts';
import { lockIdentities } from '../../modules/prescriptions/index.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { PatientResult } from '../../standards/hl7v2/hl7v2.ts';
import type { Applied } from '../inbound/inbound-format.ts';
import { toIncomingPatient } from './to-incoming-patient.ts';
import type { MessageSource } from './to-incoming-prescription.ts';
import { toReportedResult } from './to-laboratory-result.ts';

/**
 * Records laboratory results under the patient whose they surely are. What cannot be recorded as it stands (nobody sure, no LOINC
 * code, no time, no value) becomes one task with the original, beside what could.
 */
export async function applyResults(
  tx: TenantTransaction,
  results: readonly PatientResult[],
  source: MessageSource,
): Promise<Applied> {
  const patientIds = new Set<PatientId>();
  const unclear = new Set<string>();
  const described = results.map(({ patient }) => (patient === null ? null : toIncomingPatient(patient)));
  await lockIdentities(
    tx,
    described.filter((person) => person !== null),
  );
  for (const [index, result] of results.entries()) {
    const person = described[index] ?? null;
    const match = person === null ? null : await matchPatient(tx, person);
    if (match?.decision !== 'matched' || match.patientId === null) {
      unclear.add(match?.decision === 'review' ? 'patient-unclear' : 'result-patient-unknown');
      continue;
    }
    patientIds.add(match.patientId);
    for (const reasonCode of await recordAll(tx, result, { patientId: match.patientId, source }))
      unclear.add(reasonCode);
  }
  const [reasonCode] = unclear;
  const { rawMessageId, siteId } = source;
  if (reasonCode !== undefined)
    await openIntakeOfMessage(tx, { rawMessageId, siteId, reasonCode, facts: { codes: [...unclear] } });
  return {
    outcome: reasonCode === undefined ? 'applied' : 'work-item',
    links: [...patientIds].map((id) => ({ kind: 'patient', id })),
    patientIds: [...patientIds],
  };
}

async function recordAll(
  tx: TenantTransaction,
  { reports }: PatientResult,
  of: { readonly patientId: PatientId; readonly source: MessageSource },
): Promise<readonly string[]> {
  const { patientId, source } = of;
  const origin = { kind: 'message', id: source.rawMessageId } as const;
  const unclear: string[] = [];
  for (const report of reports)
    for (const observation of report.observations) {
      const reported = toReportedResult(observation, report);
      if (reported.kind === 'unclear') unclear.push(reported.reasonCode);
      else if (reported.kind === 'withdraw') await withdrawResult(tx, { patientId, ...reported });
      else if (reported.kind === 'result') {
        const recorded = await recordResult(tx, { ...reported.facts, patientId, origin });
        if (!recorded.ok) unclear.push(recorded.refusal.code);
      }
    }
  return unclear;
}
