import type { PatientId, RawMessageId } from '../../../kernel/ids.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { getPatient, listFamilyIds } from '../../patients/index.ts';
import { getPrescription, recordClinicalFacts, type StatedFacts } from '../../prescriptions/index.ts';
import { endWait } from '../../therapies/index.ts';
import {
  closeMetItems,
  findNextWay,
  type InformationRequest,
  listOpenItems,
  type RequestId,
  type RequestStepCode,
} from '../domain/information-request.ts';
import { dropUnsentLetters } from '../letter-store.ts';
import { appendStep, lockOpenRequests, lockRequest, saveRequest } from '../request-store.ts';
import { beginWay, silenceTimer } from './ask-for-missing.ts';
import { checkCompleteness } from './gather-referral-facts.ts';
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
  const { demographics } = await getPatient(tx, patientId);
  const isSame =
    answer.said.birthDate === demographics.birthDate &&
    toPlain(answer.said.familyName) === toPlain(demographics.familyName);
  if (!isSame) return goOn(tx, request, { step: 'other-person', source });
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
  const { requestId, way } = request;
  const itemCodes = listOpenItems(request).map(({ itemCode }) => itemCode);
  appendStep(tx, { requestId, way, step: 'withdrawn', itemCodes });
  await close(tx, { ...request, state: 'withdrawn', closedAt: tx.now, dueAt: null, isLate: false });
}

async function closeByChart(
  tx: TenantTransaction,
  request: InformationRequest,
  source: { readonly kind: string; readonly id: string } | null,
): Promise<InformationRequest> {
  const prescription = await getPrescription(tx, request.prescriptionId);
  const completeness = await checkCompleteness(tx, prescription);
  const { request: after, closedCodes } = closeMetItems(request, completeness, tx.now);
  if (closedCodes.length === 0) return request;
  const { requestId, way } = request;
  const [first] = after.items.flatMap(({ itemCode, closed }) =>
    closedCodes.includes(itemCode) && closed !== null && closed.origin.id !== null
      ? [{ kind: closed.origin.kind, id: closed.origin.id }]
      : [],
  );
  appendStep(tx, { requestId, way, step: 'answered', itemCodes: closedCodes, source: source ?? first ?? null });
  if (after.state === 'answered') await close(tx, after);
  else saveRequest(tx, after);
  return after;
}

/** Records that a way brought not everything, and goes on to the next; after the last one a person chases. */
async function goOn(
  tx: TenantTransaction,
  request: InformationRequest,
  happened: { readonly step: RequestStepCode; readonly source: { readonly kind: string; readonly id: string } | null },
): Promise<void> {
  const { requestId, way } = request;
  const itemCodes = listOpenItems(request).map(({ itemCode }) => itemCode);
  appendStep(tx, { requestId, way, itemCodes, ...happened });
  const next = findNextWay(way);
  if (next !== null) return beginWay(tx, request, next);
  saveRequest(tx, { ...request, isLate: true });
  await followWork(tx, await getPrescription(tx, request.prescriptionId));
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
