import type { PatientId, PrescriptionId, Uuid } from '../../kernel/ids.ts';
import { type Subscription, subscribe, type TimerAction } from '../../platform/events/subscription.ts';
import { documentFiled } from '../documents/events.ts';
import { listDocuments } from '../documents/index.ts';
import { coverageRecorded, demographicsChanged, resultRecorded } from '../patients/events.ts';
import { duplicateClosed, prescriptionAccepted } from '../prescriptions/events.ts';
import { getPrescription } from '../prescriptions/index.ts';
import { silenceTimer } from './actions/ask-for-missing.ts';
import { composeDuplicateNotice, transferTimer } from './actions/send-letter.ts';
import { hearSilence, lookAgain } from './actions/settle-request.ts';
import { hearTransferSilence } from './actions/transfer-referral.ts';
import type { RequestId } from './domain/information-request.ts';
import type { TransferId } from './domain/transfer-out.ts';

const lookAtChart = 'referrals.look-at-chart';

/** What referrals hear: what may close an item that was asked for, and duplicates whose prescriber is to be told. */
export const referralsSubscriptions: readonly Subscription[] = [
  ...[coverageRecorded, demographicsChanged, resultRecorded].map((kind) =>
    subscribe(kind, lookAtChart, (tx, { payload }) => lookAgain(tx, payload.patientId as PatientId)),
  ),
  subscribe(prescriptionAccepted, lookAtChart, async (tx, { payload }) => {
    const { patientId } = await getPrescription(tx, payload.prescriptionId as PrescriptionId);
    if (patientId !== null) await lookAgain(tx, patientId);
  }),
  subscribe(documentFiled, lookAtChart, async (tx, { payload }) => {
    const filed = await listDocuments(tx, { subjectId: payload.subjectId as Uuid });
    const patientId = filed.find(({ documentId }) => documentId === payload.documentId)?.patientId ?? null;
    if (patientId !== null) await lookAgain(tx, patientId);
  }),
  subscribe(duplicateClosed, 'referrals.tell-of-duplicate', (tx, { payload }) =>
    composeDuplicateNotice(tx, {
      prescriptionId: payload.prescriptionId as PrescriptionId,
      duplicateOf: payload.duplicateOf as PrescriptionId,
    }),
  ),
];

/** What happens when nobody answered in time. */
export const referralsTimerActions: readonly TimerAction[] = [
  { kind: silenceTimer, act: (tx, { subject }) => hearSilence(tx, subject as RequestId) },
  { kind: transferTimer, act: (tx, { subject }) => hearTransferSilence(tx, subject as TransferId) },
];
