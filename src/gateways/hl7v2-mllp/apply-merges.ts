import type { PatientId } from '../../kernel/ids.ts';
import { openIntakeOfMessage } from '../../modules/exchange/index.ts';
import {
  comparePatients,
  getPatient,
  listPatientsByIdentifier,
  mergePatients,
  type PatientIdentifier,
} from '../../modules/patients/index.ts';
import { lockIdentities } from '../../modules/prescriptions/index.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { Admission } from '../../standards/hl7v2/hl7v2.ts';
import type { Applied } from '../inbound/inbound-format.ts';
import { toIncomingIdentifiers, toIncomingPatient } from './to-incoming-patient.ts';
import type { MessageSource } from './to-incoming-prescription.ts';

type Merge = Admission['merges'][number];

/** What became of a merge: the records that are one now, or why a person has to look. `absent` means that one of them is not known here. */
type MergeOutcome =
  | { readonly kind: 'merged'; readonly patientIds: readonly PatientId[] }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unclear' };

/**
 * Merges the records that a hospital merges. Both are found by their record numbers alone; where the two do not seem to be one
 * person, where a number is not one record's, or where the merge is refused, a person decides. An identity that is not known here needs no
 * merge; a known one whose survivor is not known is for a person, too.
 */
export async function applyMerges(
  tx: TenantTransaction,
  admission: Admission,
  source: MessageSource,
): Promise<Applied> {
  const described = admission.merges.map(({ surviving }) => toIncomingPatient(surviving));
  await lockIdentities(tx, described);
  const outcomes: MergeOutcome[] = [];
  for (const merge of admission.merges) outcomes.push(await applyMerge(tx, merge, source));
  const patientIds = [...new Set(outcomes.flatMap((each) => (each.kind === 'merged' ? each.patientIds : [])))];
  const needsPerson = outcomes.length === 0 || outcomes.some(({ kind }) => kind === 'unclear');
  const { rawMessageId, siteId } = source;
  if (needsPerson) await openIntakeOfMessage(tx, { rawMessageId, siteId, reasonCode: 'patient-merge' });
  return {
    outcome: needsPerson ? 'work-item' : 'applied',
    links: patientIds.map((id) => ({ kind: 'patient', id })),
    patientIds,
  };
}

async function applyMerge(tx: TenantTransaction, merge: Merge, source: MessageSource): Promise<MergeOutcome> {
  const prior = await listBearers(tx, toIncomingIdentifiers(merge.prior.identifiers));
  const surviving = await listBearers(tx, toIncomingPatient(merge.surviving).identifiers);
  const [patientId] = prior;
  if (patientId === undefined) return { kind: 'absent' };
  const [survivorId] = surviving;
  if (survivorId === undefined || prior.length > 1 || surviving.length > 1) return { kind: 'unclear' };
  const [left, right] = [await getPatient(tx, patientId), await getPatient(tx, survivorId)];
  // That the two have different record numbers is why they are merged; anything else that differs is a doubt.
  const unnumbered = { ...left.demographics, identifiers: [] };
  if (comparePatients(unnumbered, right.demographics).doubts.length > 0) return { kind: 'unclear' };
  const origin = { kind: 'message', id: source.rawMessageId } as const;
  const merged = await mergePatients(tx, { patientId, survivorId, reasonCode: 'sender-merged', origin });
  return merged.ok ? { kind: 'merged', patientIds: [patientId, survivorId] } : { kind: 'unclear' };
}

/** Lists the records that bear any of the record numbers. */
async function listBearers(
  tx: TenantTransaction,
  identifiers: readonly PatientIdentifier[],
): Promise<readonly PatientId[]> {
  const found = new Set<PatientId>();
  for (const identifier of identifiers)
    for (const patientId of await listPatientsByIdentifier(tx, identifier)) found.add(patientId);
  return [...found];
}
