import type { Reading } from '../../kernel/problem.ts';
import type { Allergy, Diagnosis, Observation } from './clinical-facts.ts';
import { type Coverage, type Guarantor, readCoverages, readGuarantor } from './coverage.ts';
import type { Hl7Message } from './hl7-message.ts';
import type { Hl7Segment } from './hl7-segment.ts';
import { type Patient, type PriorIdentity, readPatient, readPriorIdentity } from './patient.ts';
import { listAllergies, listDiagnoses, listObservations } from './patient-context.ts';
import { hl7Problems, problemAt } from './problems.ts';
import type { TimeStamp } from './time-stamp.ts';
import { beginReading, note, type ReadingContext, readStampField, type TypedReadingOptions } from './typed-fields.ts';
import {
  type CodedElement,
  type IdentifiedPerson,
  keepPresent,
  type PersonName,
  readCodedElement,
  readIdentifiedPerson,
  readPersonName,
  readTelecom,
  type Telecom,
} from './value-types.ts';
import { readVisit, type Visit } from './visit.ts';

/** What a patient administration event amounts to. */
type AdmissionAction =
  | 'admit'
  | 'register'
  | 'pre-admit'
  | 'transfer'
  | 'discharge'
  | 'change-class'
  | 'update'
  | 'cancel'
  | 'leave'
  | 'add-person'
  | 'delete-person'
  | 'merge'
  | 'move'
  | 'link'
  | 'unlink'
  | 'update-allergies'
  | 'other';

/** A patient administration message: what happened, to whom, and everything it says of them. */
export interface Admission {
  /** The trigger event of MSH-9.2, else EVN-1, such as A08. */
  readonly trigger: string;
  readonly action: AdmissionAction;
  readonly recordedAt: TimeStamp | null;
  readonly occurredAt: TimeStamp | null;
  readonly reason: string;
  readonly patient: Patient | null;
  /** The second patient of a link (A24) or of its undoing (A37), or of a bed swap (A17). */
  readonly linkedPatient: Patient | null;
  /** Each surviving patient with the identity that is merged into it or moved from it. */
  readonly merges: readonly Merge[];
  readonly visit: Visit | null;
  readonly contacts: readonly Contact[];
  readonly primaryCare: readonly IdentifiedPerson[];
  readonly coverages: readonly Coverage[];
  readonly guarantor: Guarantor | null;
  readonly allergies: readonly Allergy[];
  readonly diagnoses: readonly Diagnosis[];
  readonly observations: readonly Observation[];
}

/** A merge: `surviving` keeps the data, `prior` is no longer to be used. */
interface Merge {
  readonly surviving: Patient;
  readonly prior: PriorIdentity;
}

/** A next of kin or other contact (NK1). */
interface Contact {
  readonly name: PersonName | null;
  readonly relationship: CodedElement | null;
  readonly telecoms: readonly Telecom[];
}

/** Trigger events of HL7 2.9 chapter 3 by what they amount to. */
const triggersByAction: Readonly<Record<Exclude<AdmissionAction, 'other'>, string>> = {
  admit: 'A01',
  register: 'A04',
  'pre-admit': 'A05 A14',
  transfer: 'A02 A15 A17',
  discharge: 'A03 A16',
  'change-class': 'A06 A07',
  update: 'A08 A31 A54 A55',
  cancel: 'A11 A12 A13 A25 A26 A27 A32 A33 A38 A52 A53',
  leave: 'A09 A10 A20 A21 A22',
  'add-person': 'A28',
  'delete-person': 'A23 A29',
  merge: 'A18 A30 A34 A35 A36 A39 A40 A41 A42 A46 A47 A48 A49 A50 A51',
  move: 'A43 A44 A45',
  link: 'A24',
  unlink: 'A37',
  'update-allergies': 'A60',
};

const actionsByTrigger = new Map(
  Object.entries(triggersByAction).flatMap(([action, triggers]) =>
    triggers.split(' ').map((trigger) => [trigger, action as AdmissionAction] as const),
  ),
);

/** More patients than a message of merges has. */
const patientLimit = 500;

/**
 * Reads an ADT message of any trigger event. The patient is required; a merge or a move needs its MRG, a link its
 * second PID. EVN, PV1 and everything else may be missing.
 */
export function readAdmission(message: Hl7Message, options: TypedReadingOptions = {}): Reading<Admission> {
  if (message.code !== 'ADT') return { message: null, problems: [problemAt(hl7Problems.notAdmission, 'MSH-9')] };
  const context = beginReading(message, options);
  const event = readEvent(message, context);
  const segments = message.segments();
  const patients = message
    .segmentsNamed('PID')
    .slice(0, patientLimit)
    .map((segment) => readPatient(segment, context));
  if (patients.length === 0) note(context, hl7Problems.noPatient, 'PID');
  const [patient = null, second = null] = patients;
  const isPair = event.action === 'link' || event.action === 'unlink' || event.trigger === 'A17';
  if (isPair && second === null) note(context, hl7Problems.noLinkedPatient, 'PID[2]');
  const [visit, guarantor, primary] = [message.segment('PV1'), message.segment('GT1'), message.segment('PD1')];
  const admission: Admission = {
    ...event,
    patient,
    linkedPatient: isPair ? second : null,
    merges: listMerges(message, { patients, action: event.action }, context),
    visit: visit === null ? null : readVisit(visit, context),
    contacts: message.segmentsNamed('NK1').map(readContact),
    primaryCare: primary === null ? [] : keepPresent(primary.values(4).map(readIdentifiedPerson)),
    coverages: readCoverages(segments, context),
    guarantor: guarantor === null ? null : readGuarantor(guarantor),
    allergies: listAllergies(segments, context),
    diagnoses: listDiagnoses(segments, context),
    observations: listObservations(segments, context),
  };
  const isMany = patients.length > 1 && !isPair && admission.merges.length < patients.length;
  if (isMany) note(context, hl7Problems.severalPatients, 'PID[2]');
  return { message: admission, problems: context.problems };
}

function readEvent(
  message: Hl7Message,
  context: ReadingContext,
): Pick<Admission, 'trigger' | 'action' | 'recordedAt' | 'occurredAt' | 'reason'> {
  const segment = message.segment('EVN');
  if (segment === null) note(context, hl7Problems.noEventSegment, 'EVN');
  const trigger = (message.trigger || (segment?.text(1) ?? '')).trim().toUpperCase();
  const action = actionsByTrigger.get(trigger) ?? 'other';
  if (trigger === '') note(context, hl7Problems.noTriggerEvent, 'MSH-9.2');
  else if (action === 'other') note(context, hl7Problems.unknownTriggerEvent, 'MSH-9.2');
  const times = {
    recordedAt: segment === null ? null : readStampField(segment, 2, context),
    occurredAt: segment === null ? null : readStampField(segment, 6, context),
  };
  return { trigger, action, ...times, reason: segment?.text(4) ?? '' };
}

/** Each MRG belongs to the PID before it. */
function listMerges(
  message: Hl7Message,
  event: { readonly patients: readonly Patient[]; readonly action: AdmissionAction },
  context: ReadingContext,
): readonly Merge[] {
  const merges: Merge[] = [];
  let position = -1;
  for (const segment of message.segments()) {
    if (segment.name === 'PID') position += 1;
    const surviving = event.patients[position];
    if (segment.name !== 'MRG' || surviving === undefined) continue;
    merges.push({ surviving, prior: readPriorIdentity(segment, context) });
  }
  const isMerge = event.action === 'merge' || event.action === 'move';
  if (isMerge && merges.length === 0) note(context, hl7Problems.noMergeSource, 'MRG');
  return merges;
}

function readContact(segment: Hl7Segment): Contact {
  return {
    name: readPersonName(segment.value(2)),
    relationship: readCodedElement(segment.value(3)),
    telecoms: keepPresent([5, 6].flatMap((field) => segment.values(field).map(readTelecom))),
  };
}
