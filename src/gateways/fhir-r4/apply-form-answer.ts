import type { Problem } from '../../kernel/problem.ts';
import type { MessageLink } from '../../modules/exchange/index.ts';
import { type FormAnswer, type FormValue, type RequestId, takeFormAnswer } from '../../modules/referrals/index.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { FilledForm, FormItem, FormItemValue } from '../../standards/fhir/fhir.ts';
import type { Applied, StoredMessage } from '../inbound/inbound-format.ts';

const unknownForm: Omit<Problem, 'where'> = {
  code: 'fhir.unknown-form',
  severity: 'error',
  text: 'This partner was sent no form with this number.',
};
const otherPerson: Omit<Problem, 'where'> = {
  code: 'fhir.form-of-another-person',
  severity: 'warning',
  text: 'The answers are about another person than the form; nothing was taken from them.',
};

/** How each status of a Task (http://hl7.org/fhir/task-status) stands for the one who asked. */
const states: Readonly<Record<string, 'worked-on' | 'declined' | 'completed'>> = {
  completed: 'completed',
  rejected: 'declined',
  failed: 'declined',
  cancelled: 'declined',
  'entered-in-error': 'declined',
};

/** Has the answer to a form take effect for the request that asked, and says what of it cannot be used. */
export async function applyFormAnswer(
  tx: TenantTransaction,
  stored: StoredMessage,
  form: FilledForm,
): Promise<Applied & { readonly problems: readonly Problem[] }> {
  const { task, patient } = form;
  const requestId = toRequestId(task.number);
  const where = `${task.where}.identifier`;
  const nothing: Applied = { outcome: 'applied', links: [], patientIds: [] };
  if (requestId === null) return { ...nothing, problems: [{ ...unknownForm, where }] };
  const taken = await takeFormAnswer(tx, {
    requestId,
    ...{ rawMessageId: stored.rawMessageId, partnerId: stored.partner.partnerId, receivedAt: stored.receivedAt },
    state: states[task.status] ?? 'worked-on',
    person: patient === null ? null : { familyName: patient.name?.family ?? '', birthDate: patient.birthDate },
    answers: form.items.map(toAnswer),
  });
  if (taken.of === null) return { ...nothing, problems: [{ ...unknownForm, where }] };
  const { prescription, patientId } = taken.of;
  const { prescriptionId, therapyId } = prescription;
  const links: readonly MessageLink[] = [
    { kind: 'prescription', id: prescriptionId },
    ...(therapyId === null ? [] : [{ kind: 'therapy', id: therapyId } as const]),
    { kind: 'patient', id: patientId },
  ];
  const other = taken.outcome === 'other-person' ? [{ ...otherPerson, where: patient?.where ?? task.where }] : [];
  return { outcome: 'applied', links, patientIds: [patientId], problems: [...taken.problems, ...other] };
}

/** The number of a form is the id of its request without hyphens. */
function toRequestId(number: string | null): RequestId | null {
  const match = /^([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})$/.exec(number ?? '');
  return match === null ? null : (match.slice(1).join('-') as RequestId);
}

function toAnswer({ linkId, where, values }: FormItem): FormAnswer {
  return { linkId, where, values: values.map(toValue) };
}

function toValue(value: FormItemValue): FormValue {
  if (value.kind !== 'file') return value;
  const { title, mediaType, base64 } = value;
  return { kind: 'file', title, mediaType, bytes: new Uint8Array(Buffer.from(base64, 'base64')) };
}
