import type { PatientId, Uuid } from '../../kernel/ids.ts';
import { hasErrors, type Problem } from '../../kernel/problem.ts';
import {
  findReceivingSite,
  type InboundSettlement,
  isAllowedSender,
  type MessageLink,
  openIntakeOfMessage,
} from '../../modules/exchange/index.ts';
import { receivePrescription } from '../../modules/prescriptions/index.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import {
  type FhirMessageHeader,
  type FhirResource,
  isAppointmentMessage,
  isFormAnswer,
  readAppointments,
  readFhir,
  readFormAnswer,
  readSpecialtyEnrollment,
  type SpecialtyEnrollment,
} from '../../standards/fhir/fhir.ts';
import type { DocumentFormat } from '../inbound/document-intake.ts';
import type { Applied, MessageVerdict, StoredMessage } from '../inbound/inbound-format.ts';
import { applyAppointments } from './apply-appointments.ts';
import { applyFormAnswer } from './apply-form-answer.ts';
import { writeAnswer } from './compose-answer.ts';
import { loadR4Validator } from './r4-validator.ts';
import { toIncomingPrescriptions } from './to-incoming-prescription.ts';

const notABundle: Problem = {
  code: 'fhir.not-a-bundle',
  where: 'Bundle.type',
  severity: 'error',
  text: 'A bundle of type message, transaction, batch or collection is taken here.',
};

const senderNotAllowed: Problem = {
  code: 'fhir.sender-not-allowed',
  where: 'MessageHeader.source.endpoint',
  severity: 'error',
  text: 'This client does not belong to the sender that the message names.',
};

const takenTypes: ReadonlySet<unknown> = new Set(['message', 'transaction', 'batch', 'collection']);

/** What the machinery of inbound documents knows of bundles in FHIR: enrollments, answers to forms and appointments. */
export const enrollmentFormat: DocumentFormat = {
  format: 'fhir-r4',
  part: 'fhir-r4',
  apply: applyBundle,
  findControlId,
  composeRefusal: (_message, { problem, at }) =>
    writeAnswer({ header: null, problems: [toFhirProblem(problem)], answerId: '', at }),
};

/** A message is numbered by its header, any other bundle by its identifier; without either its bytes tell repeats. */
function findControlId(bytes: Uint8Array): string {
  const bundle = readFhir(bytes).message;
  if (bundle === null) return '';
  const header = bundle['type'] === 'message' ? findHeaderId(bundle) : null;
  const identifier = (bundle['identifier'] as { readonly value?: unknown } | undefined)?.value;
  return header ?? (typeof identifier === 'string' ? identifier : '');
}

function findHeaderId(bundle: FhirResource): string | null {
  const entries = Array.isArray(bundle['entry']) ? (bundle['entry'] as readonly unknown[]) : [];
  const [first] = entries as readonly { readonly resource?: FhirResource }[];
  const id = first?.resource?.resourceType === 'MessageHeader' ? first.resource['id'] : null;
  return typeof id === 'string' ? id : null;
}

/** What a bundle says, and how it takes effect; null where it cannot. */
interface ReadBundle {
  readonly header: FhirMessageHeader | null;
  readonly problems: readonly Problem[];
  /** Lets it take effect, and says what is wrong with it beyond its form; null where nobody was asked what it answers. */
  readonly apply:
    | ((tx: TenantTransaction, stored: StoredMessage) => Promise<Applied & { readonly problems?: readonly Problem[] }>)
    | null;
  /** Its type where the message itself gives none. */
  readonly usualType: string;
}

/** Reads a stored bundle and lets it take effect; what cannot be used becomes a task with the original beside it. */
async function applyBundle(tx: TenantTransaction, stored: StoredMessage): Promise<MessageVerdict> {
  const reading = readFhir(stored.bytes);
  const bundle = reading.message;
  const unread = { header: null, usualType: 'enrollment' } as const;
  if (bundle === null) return settleUnusable(tx, stored, { ...unread, problems: reading.problems });
  if (bundle.resourceType !== 'Bundle' || !takenTypes.has(bundle['type']))
    return {
      settlement: settle(tx, stored, { ...unread, problems: [notABundle], applied: null }),
      quarantine: null,
    };
  const read = readBundle(bundle);
  const { header, usualType } = read;
  const structure = (await loadR4Validator()).validate(bundle);
  if (header !== null && !isAllowedSender(stored.partner, header.sourceEndpoint ?? '')) {
    const settlement = settle(tx, stored, { header, usualType, problems: [senderNotAllowed], applied: null });
    return { settlement, quarantine: 'sender-not-allowed' };
  }
  const problems = joinProblems([...reading.problems, ...structure, ...read.problems]);
  if (read.apply === null || hasErrors(problems)) return settleUnusable(tx, stored, { ...read, problems });
  const applied = await read.apply(tx, stored);
  const all = joinProblems([...problems, ...(applied.problems ?? [])]);
  if (hasErrors(all)) return settleUnusable(tx, stored, { ...read, problems: all });
  return { settlement: settle(tx, stored, { header, usualType, problems: all, applied }), quarantine: null };
}

/** Reads a bundle as what it is: the answer to a form, appointments, else an enrollment. */
function readBundle(bundle: FhirResource): ReadBundle {
  if (isFormAnswer(bundle)) {
    const { message, problems } = readFormAnswer(bundle);
    const header = message?.header ?? null;
    const apply =
      message === null ? null : (tx: TenantTransaction, stored: StoredMessage) => applyFormAnswer(tx, stored, message);
    return { header, problems, usualType: 'form-answer', apply };
  }
  if (isAppointmentMessage(bundle)) {
    const { message, problems } = readAppointments(bundle);
    const header = message?.header ?? null;
    const apply =
      message === null
        ? null
        : (tx: TenantTransaction, stored: StoredMessage) => applyAppointments(tx, stored, message);
    return { header, problems, usualType: 'appointment', apply };
  }
  const { message, problems } = readSpecialtyEnrollment(bundle);
  const header = message?.header ?? null;
  const apply =
    message === null ? null : (tx: TenantTransaction, stored: StoredMessage) => receiveAll(tx, stored, message);
  return { header, problems, usualType: 'enrollment', apply };
}

/** What is wrong with the text comes first, then what the definitions of FHIR R4 say, then what is missing; each is said once for its place. */
function joinProblems(problems: readonly Problem[]): readonly Problem[] {
  return [...new Map(problems.map((problem) => [`${problem.code} ${problem.where}`, problem])).values()];
}

async function receiveAll(
  tx: TenantTransaction,
  stored: StoredMessage,
  enrollment: SpecialtyEnrollment,
): Promise<Applied> {
  const { rawMessageId, partner, receivedAt } = stored;
  const pharmacyIds = enrollment.prescriptions.flatMap(({ pharmacy }) => [pharmacy?.npi, pharmacy?.ncpdpId]);
  const { siteId } = await findReceivingSite(tx, { partner, pharmacyIds });
  const source = { rawMessageId, partnerId: partner.partnerId, siteId, receivedAt };
  const links: MessageLink[] = [];
  const patientIds = new Set<PatientId>();
  let needsPerson = false;
  for (const incoming of toIncomingPrescriptions(enrollment, source)) {
    const received = await receivePrescription(tx, incoming);
    if (!received.ok) throw new Error(received.refusal.code);
    const { prescriptionId, therapyId, patientId, status } = received.value.prescription;
    links.push(linkOf('prescription', prescriptionId));
    if (therapyId !== null) links.push(linkOf('therapy', therapyId));
    if (patientId !== null) patientIds.add(patientId);
    needsPerson ||= status === 'needs-person' || status === 'parked';
  }
  for (const patientId of patientIds) links.push(linkOf('patient', patientId));
  return { outcome: needsPerson ? 'work-item' : 'applied', links, patientIds: [...patientIds] };
}

async function settleUnusable(
  tx: TenantTransaction,
  stored: StoredMessage,
  read: Pick<ReadBundle, 'header' | 'problems' | 'usualType'>,
): Promise<MessageVerdict> {
  const errors = read.problems.filter(({ severity }) => severity === 'error');
  await openIntakeOfMessage(tx, {
    rawMessageId: stored.rawMessageId,
    siteId: stored.partner.siteId,
    reasonCode: 'message-errors',
    facts: { codes: [...new Set(errors.map(({ code }) => code))].slice(0, 10) },
  });
  const applied: Applied = { outcome: 'work-item', links: [], patientIds: [] };
  const { header, problems, usualType } = read;
  return { settlement: settle(tx, stored, { header, problems, usualType, applied }), quarantine: null };
}

function settle(
  tx: TenantTransaction,
  { rawMessageId }: StoredMessage,
  parts: Pick<ReadBundle, 'header' | 'problems' | 'usualType'> & { readonly applied: Applied | null },
): InboundSettlement {
  const { header, problems, applied, usualType } = parts;
  const eventCode = header?.eventCode ?? '';
  return {
    rawMessageId,
    outcome: applied?.outcome ?? 'refused',
    messageType: usualType === 'enrollment' && /^[a-z-]{1,60}$/.test(eventCode) ? eventCode : usualType,
    problems,
    links: applied?.links ?? [],
    patientIds: applied?.patientIds ?? [],
    answer: writeAnswer({ header, problems, answerId: rawMessageId, at: tx.now }),
  };
}

/** The problems that all formats share, at the place that FHIR gives them. */
function toFhirProblem(problem: Problem): Problem {
  return { ...problem, where: 'Bundle' };
}

function linkOf(kind: MessageLink['kind'], id: Uuid): MessageLink {
  return { kind, id };
}
