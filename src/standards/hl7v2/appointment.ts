import { parseNpi } from '../../kernel/npi.ts';
import type { Reading } from '../../kernel/problem.ts';
import type { Diagnosis } from './clinical-facts.ts';
import { type Coverage, readCoverages } from './coverage.ts';
import type { Hl7Message } from './hl7-message.ts';
import type { Hl7Segment } from './hl7-segment.ts';
import { type Patient, readPatient } from './patient.ts';
import { listDiagnoses } from './patient-context.ts';
import { hl7Problems, problemAt } from './problems.ts';
import type { TimeStamp } from './time-stamp.ts';
import {
  beginReading,
  note,
  type ReadingContext,
  readStampComponent,
  readStampField,
  type TypedReadingOptions,
} from './typed-fields.ts';
import {
  type CodedElement,
  type EntityIdentifier,
  type IdentifiedPerson,
  keepPresent,
  type PatientLocation,
  readCodedElement,
  readEntityIdentifier,
  readIdentifiedPerson,
  readLocation,
} from './value-types.ts';

/** What a scheduling message says of its appointment. */
type AppointmentAction = 'book' | 'move' | 'change' | 'cancel' | 'no-show' | 'other';

/** An appointment as a scheduling message has it. */
export interface Appointment {
  readonly trigger: string;
  readonly action: AppointmentAction;
  /** When the sender said it, by which a late message is told from a newer one. */
  readonly saidAt: TimeStamp | null;
  readonly placerNumber: EntityIdentifier | null;
  readonly fillerNumber: EntityIdentifier | null;
  readonly startsAt: TimeStamp | null;
  readonly reason: CodedElement | null;
  readonly type: CodedElement | null;
  /** Of HL7 table 0278, as sent. */
  readonly status: string;
  readonly patient: Patient | null;
  /** Where it takes place: of the location resources (AIL-3), then of the visit (PV1-3). */
  readonly locations: readonly PatientLocation[];
  /** Whom it is with: of the personnel resources (AIP-3), then who attends the visit (PV1-7). */
  readonly people: readonly IdentifiedPerson[];
  /** The first NPI among them. */
  readonly npi: string | null;
  readonly diagnoses: readonly Diagnosis[];
  readonly coverages: readonly Coverage[];
}

/** Trigger events of HL7 2.9 chapter 10 by what they say; a deleted or discontinued appointment does not take place either. */
const actions: Readonly<Record<string, AppointmentAction>> = {
  S12: 'book',
  S13: 'move',
  S14: 'change',
  S15: 'cancel',
  S16: 'cancel',
  S17: 'cancel',
  S26: 'no-show',
};

/** More resources than an appointment has. */
const resourceLimit = 200;

/**
 * Reads an SIU message. Patient and number are required; so is the start, unless the appointment does not take place. The start is
 * looked for where versions 2.1 to 2.9 put it: TQ1-7, SCH-11, then the resources.
 */
export function readAppointment(message: Hl7Message, options: TypedReadingOptions = {}): Reading<Appointment> {
  if (message.code !== 'SIU') return { message: null, problems: [problemAt(hl7Problems.notAppointment, 'MSH-9')] };
  const context = beginReading(message, options);
  const segments = message.segments();
  const event = readEvent(message, context);
  const [pid, further] = message.segmentsNamed('PID');
  if (pid === undefined) note(context, hl7Problems.noPatient, 'PID');
  if (further !== undefined) note(context, hl7Problems.severalPatients, further.where());
  const schedule = message.segment('SCH');
  if (schedule === null) note(context, hl7Problems.noSchedule, 'SCH');
  const people = listPeople(message);
  const appointment: Appointment = {
    ...event,
    saidAt: readStampField(message.header, 7, context),
    ...readSchedule(schedule),
    startsAt: findStart(message, context),
    patient: pid === undefined ? null : readPatient(pid, context),
    locations: listLocations(message),
    people,
    npi: people.map(({ id }) => parseNpi(id)).find((npi) => npi !== null) ?? null,
    diagnoses: listDiagnoses(segments, context),
    coverages: readCoverages(segments, context),
  };
  checkAppointment(appointment, { schedule, context });
  return { message: appointment, problems: context.problems };
}

function readEvent(message: Hl7Message, context: ReadingContext): Pick<Appointment, 'trigger' | 'action'> {
  const trigger = message.trigger.trim().toUpperCase();
  const action = actions[trigger] ?? 'other';
  if (trigger === '') note(context, hl7Problems.noTriggerEvent, 'MSH-9.2');
  else if (action === 'other') note(context, hl7Problems.unknownTriggerEvent, 'MSH-9.2');
  return { trigger, action };
}

function readSchedule(
  schedule: Hl7Segment | null,
): Pick<Appointment, 'placerNumber' | 'fillerNumber' | 'reason' | 'type' | 'status'> {
  if (schedule === null) return { placerNumber: null, fillerNumber: null, reason: null, type: null, status: '' };
  return {
    placerNumber: readEntityIdentifier(schedule.value(1)),
    fillerNumber: readEntityIdentifier(schedule.value(2)),
    reason: readCodedElement(schedule.value(7)) ?? readCodedElement(schedule.value(6)),
    type: readCodedElement(schedule.value(8)),
    status: schedule.text(25).trim(),
  };
}

function findStart(message: Hl7Message, context: ReadingContext): TimeStamp | null {
  const timing = message.segment('TQ1');
  const schedule = message.segment('SCH');
  const resources = [
    ['AIS', 4],
    ['AIL', 6],
    ['AIP', 6],
    ['AIG', 8],
  ] as const;
  const readers: readonly (() => TimeStamp | null)[] = [
    () => (timing === null ? null : readStampField(timing, 7, context)),
    () => (schedule === null ? null : readStampComponent(schedule.value(11), 4, context)),
    ...resources.map(([name, field]) => () => {
      const segment = message.segment(name);
      return segment === null ? null : readStampField(segment, field, context);
    }),
  ];
  for (const read of readers) {
    const start = read();
    if (start !== null) return start;
  }
  return null;
}

function listLocations(message: Hl7Message): readonly PatientLocation[] {
  const visit = message.segment('PV1');
  const resources = message.segmentsNamed('AIL').slice(0, resourceLimit);
  return keepPresent([
    ...resources.map((segment) => readLocation(segment.value(3))),
    ...(visit === null ? [] : [readLocation(visit.value(3))]),
  ]);
}

function listPeople(message: Hl7Message): readonly IdentifiedPerson[] {
  const visit = message.segment('PV1');
  const resources = message.segmentsNamed('AIP').slice(0, resourceLimit);
  return keepPresent([
    ...resources.flatMap((segment) => segment.values(3).map(readIdentifiedPerson)),
    ...(visit === null ? [] : visit.values(7).map(readIdentifiedPerson)),
  ]);
}

function checkAppointment(
  appointment: Appointment,
  read: { readonly schedule: Hl7Segment | null; readonly context: ReadingContext },
): void {
  const { placerNumber, fillerNumber, startsAt, action, locations } = appointment;
  const { schedule, context } = read;
  if (schedule !== null && placerNumber === null && fillerNumber === null)
    note(context, hl7Problems.noAppointmentNumber, schedule.where(1));
  const takesPlace = action !== 'cancel' && action !== 'no-show';
  if (takesPlace && startsAt === null) note(context, hl7Problems.noAppointmentStart, schedule?.where(11) ?? 'TQ1-7');
  else if (takesPlace && startsAt !== null && !startsAt.local.includes('T'))
    note(context, hl7Problems.coarseAppointmentStart, 'TQ1-7');
  if (locations.length === 0) note(context, hl7Problems.noAppointmentPlace, 'AIL-3');
}
