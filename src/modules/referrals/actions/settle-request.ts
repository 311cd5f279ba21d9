import type { PatientId, RawMessageId } from '../../../kernel/ids.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { getPatient, listFamilyIds } from '../../patients/index.ts';
import { getPrescription, recordClinicalFacts, type StatedFacts } from '../../prescriptions/index.ts';
import { endWait } from '../../therapies/index.ts';
import {
  closeMetItems,
  findNextWay,
  type InformationRequest,
  type RequestId,
  type RequestStepCode,
} from '../domain/information-request.ts';
import { dropUnsentLetters } from '../letter-store.ts';
import { lockOpenRequests, lockRequest, type RequestStep, saveRequest } from '../request-store.ts';
import { beginWay, listOpenWays, silenceTimer } from './ask-for-missing.ts';
import { checkCompleteness } from './gather-referral-facts.ts';
import { noteStep } from './note-step.ts';
import { followWork } from './referral-work.ts';

/** What an EHR said about a patient. */
export interface ChartAnswer {
  readonly requestId: RequestId;
  /** The stored answer; null where nothing came. */
  readonly rawMessageId: RawMessageId | null;
  /** Null where the EHR said nothing that could be read. */
  readonly said: { readonly familyName: string; readonly birthDate: string | null; readonly facts: StatedFacts } | null;
}

/**
 * Takes what an EHR answered: of the very patient alone, with the message as the source of each fact. What it closes is closed; for
 * the rest the next way begins at once.
 */
export async function takeChartAnswer(tx: TenantTransaction, answer: ChartAnswer): Promise<void> {
  const request = await lockRequest(tx, answer.requestId);
  if (request === null || request.state !== 'asked') return;
  const { patientId } = request;
  const source = answer.rawMessageId === null ? null : { kind: 'message', id: answer.rawMessageId };
  if (answer.said === null) return goOn(tx, request, { step: 'unreachable', source });
  if (!(await isAbout(tx, patientId, answer.said))) return goOn(tx, request, { step: 'other-person', source });
  const origin = { kind: 'message', id: answer.rawMessageId } as const;
  await recordClinicalFacts(tx, { patientId, origin }, answer.said.facts);
  const settled = await closeByChart(tx, request, source);
  if (settled.state === 'asked') await goOn(tx, settled, { step: 'nothing-new', source });
}

/** Ends the time of a way: the next one begins, or a person has to chase. */
export async function hearSilence(tx: TenantTransaction, requestId: RequestId): Promise<void> {
  const request = await lockRequest(tx, requestId);
  if (request === null || request.state !== 'asked') return;
  const settled = await closeByChart(tx, request, null);
  if (settled.state === 'asked') await goOn(tx, settled, { step: 'silent', source: null });
}

/** Looks whether what came to a patient's chart closes anything that is asked for. */
export async function lookAgain(tx: TenantTransaction, patientId: PatientId): Promise<void> {
  const requests = await lockOpenRequests(tx, await listFamilyIds(tx, patientId));
  for (const request of requests) await closeByChart(tx, request, null);
}

/** Takes a request back; its letter is not needed any more. */
export async function withdraw(tx: TenantTransaction, request: InformationRequest): Promise<void> {
  await noteStep(tx, request, { step: 'withdrawn' });
  await close(tx, { ...request, state: 'withdrawn', closedAt: tx.now, dueAt: null, isLate: false });
}

/** Tells whether an answer is about the very patient: family name and birth date have to agree. */
export async function isAbout(
  tx: TenantTransaction,
  patientId: PatientId,
  person: { readonly familyName: string; readonly birthDate: string | null },
): Promise<boolean> {
  const { demographics } = await getPatient(tx, patientId);
  return person.birthDate === demographics.birthDate && toPlain(person.familyName) === toPlain(demographics.familyName);
}

/** Closes what the chart meets by now; the request itself when nothing is left. @param way which brought it, where that is not the present one */
export async function closeByChart(
  tx: TenantTransaction,
  request: InformationRequest,
  source: RequestStep['source'],
  way = request.way,
): Promise<InformationRequest> {
  const prescription = await getPrescription(tx, request.prescriptionId);
  const completeness = await checkCompleteness(tx, prescription);
  const { request: after, closedCodes } = closeMetItems(request, completeness, tx.now);
  if (closedCodes.length === 0) return request;
  const [first] = after.items.flatMap(({ itemCode, closed }) =>
    closedCodes.includes(itemCode) && closed !== null && closed.origin.id !== null
      ? [{ kind: closed.origin.kind, id: closed.origin.id }]
      : [],
  );
  await noteStep(tx, request, { way, step: 'answered', itemCodes: closedCodes, source: source ?? first ?? null });
  if (after.state === 'answered') await close(tx, after);
  else saveRequest(tx, after);
  return after;
}

/**
 * Records that a way brought not everything, and goes on to the next; after the last one a person chases. After a form it is the
 * pharmacy's move again: the wait for the prescriber ends until the letter is sent.
 */
export async function goOn(
  tx: TenantTransaction,
  request: InformationRequest,
  happened: { readonly step: RequestStepCode; readonly source: RequestStep['source'] },
): Promise<void> {
  await noteStep(tx, request, happened);
  const prescription = await getPrescription(tx, request.prescriptionId);
  const next = findNextWay(request, await listOpenWays(tx, prescription));
  if (request.way === 'form' && prescription.therapyId !== null)
    await endWait(tx, { therapyId: prescription.therapyId, reason: 'awaiting_prescriber' });
  if (next !== null) return beginWay(tx, request, next);
  saveRequest(tx, { ...request, isLate: true });
  await followWork(tx, prescription);
}

async function close(tx: TenantTransaction, request: InformationRequest): Promise<void> {
  const { requestId } = request;
  const prescription = await getPrescription(tx, request.prescriptionId);
  const { therapyId } = prescription;
  saveRequest(tx, { ...request, therapyId });
  dropUnsentLetters(tx, requestId);
  await tx.cancelTimer(silenceTimer, requestId);
  // A wait that nobody began, or that a person ended, is refused and needs no end.
  if (therapyId !== null) await endWait(tx, { therapyId, reason: 'awaiting_prescriber' });
  await followWork(tx, prescription);
}

function toPlain(name: string): string {
  return name
    .normalize('NFD')
    .replace(/[^A-Za-z]/g, '')
    .toUpperCase();
}
