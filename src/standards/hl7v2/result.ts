import type { Reading } from '../../kernel/problem.ts';
import type { Observation } from './clinical-facts.ts';
import type { Hl7Message } from './hl7-message.ts';
import type { Hl7Segment } from './hl7-segment.ts';
import { type Patient, readPatient } from './patient.ts';
import { listNotes, listObservations } from './patient-context.ts';
import { hl7Problems, problemAt } from './problems.ts';
import type { TimeStamp } from './time-stamp.ts';
import { beginReading, note, type ReadingContext, readStampField, type TypedReadingOptions } from './typed-fields.ts';
import {
  type CodedElement,
  type EntityIdentifier,
  type IdentifiedPerson,
  keepPresent,
  readCodedElement,
  readEntityIdentifier,
  readIdentifiedPerson,
} from './value-types.ts';

/** The results of one order (ORC, OBR and their OBX). `status` is of HL7 table 0123, such as F final, C corrected. */
interface ResultReport {
  readonly placerNumber: EntityIdentifier | null;
  readonly fillerNumber: EntityIdentifier | null;
  readonly service: CodedElement | null;
  readonly observedAt: TimeStamp | null;
  readonly reportedAt: TimeStamp | null;
  readonly status: string;
  readonly orderingProviders: readonly IdentifiedPerson[];
  readonly observations: readonly Observation[];
  readonly notes: readonly string[];
  readonly where: string;
}

/** The results of one patient; a message may carry several. */
export interface PatientResult {
  readonly patient: Patient | null;
  readonly reports: readonly ResultReport[];
}

interface ResultPart {
  readonly patient: Hl7Segment | null;
  readonly reports: {
    readonly common: Hl7Segment | null;
    readonly request: Hl7Segment | null;
    readonly followers: Hl7Segment[];
  }[];
}

/**
 * Reads the observations of an ORU^R01 message (and R30, R32, R40 of the same shape). The standard lets the patient be
 * absent, so that is a warning; observations without their OBR are an error.
 */
export function readResults(message: Hl7Message, options: TypedReadingOptions = {}): Reading<readonly PatientResult[]> {
  if (message.code !== 'ORU') return { message: null, problems: [problemAt(hl7Problems.notResult, 'MSH-9')] };
  const context = beginReading(message, options);
  const parts = splitParts(message);
  if (parts.some(lacksRequest)) note(context, hl7Problems.noObservationRequest, 'OBR');
  if (parts.every((part) => part.patient === null)) note(context, hl7Problems.noResultPatient, 'PID');
  const results = parts.map((part) => ({
    patient: part.patient === null ? null : readPatient(part.patient, context),
    reports: part.reports.map((report) => readReport(report, context)),
  }));
  const count = results
    .flatMap(({ reports }) => reports)
    .reduce((sum, { observations }) => sum + observations.length, 0);
  if (count === 0) note(context, hl7Problems.noObservation, 'OBX');
  return { message: results, problems: context.problems };
}

/** Each PID begins a patient, each OBR a report; an ORC belongs to the OBR after it. */
function splitParts(message: Hl7Message): readonly ResultPart[] {
  const parts: ResultPart[] = [];
  let pending: Hl7Segment | null = null;
  let isPatientLevel = true;
  for (const segment of message.segments()) {
    if (segment.name === 'MSH' || segment.name === 'SFT' || segment.name === 'UAC') continue;
    if (segment.name === 'PID' || parts.length === 0) {
      parts.push({ patient: segment.name === 'PID' ? segment : null, reports: [] });
      isPatientLevel = true;
      if (segment.name === 'PID') continue;
    }
    const reports = parts.at(-1)?.reports ?? [];
    if (segment.name === 'ORC') pending = segment;
    else if (segment.name === 'OBR') {
      reports.push({ common: pending, request: segment, followers: [] });
      pending = null;
      isPatientLevel = false;
    } else if (!isPatientLevel) reports.at(-1)?.followers.push(segment);
    else if (segment.name === 'OBX') {
      reports.push({ common: pending, request: null, followers: [segment] });
      isPatientLevel = false;
    }
  }
  return parts;
}

/** Observations of the patient may stand before the first OBR (2.7 and later), but not without any. */
function lacksRequest(part: ResultPart): boolean {
  return part.reports.length > 0 && part.reports.every((report) => report.request === null);
}

function readReport(report: ResultPart['reports'][number], context: ReadingContext): ResultReport {
  const { common, request, followers } = report;
  const numberOf = (field: number): EntityIdentifier | null => {
    const own = request === null ? null : readEntityIdentifier(request.value(field));
    return own ?? (common === null ? null : readEntityIdentifier(common.value(field)));
  };
  const providers = [
    ...(request === null ? [] : keepPresent(request.values(16).map(readIdentifiedPerson))),
    ...(common === null ? [] : keepPresent(common.values(12).map(readIdentifiedPerson))),
  ];
  return {
    placerNumber: numberOf(2),
    fillerNumber: numberOf(3),
    service: request === null ? null : readCodedElement(request.value(4)),
    observedAt: request === null ? null : readStampField(request, 7, context),
    reportedAt: request === null ? null : readStampField(request, 22, context),
    status: request?.text(25) ?? '',
    orderingProviders: providers,
    observations: listObservations(followers, context),
    notes: listNotes(followers),
    where: request?.where() ?? followers[0]?.where() ?? 'OBR',
  };
}
