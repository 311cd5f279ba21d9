import type { Hl7Segment } from './hl7-segment.ts';
import type { TimeStamp } from './time-stamp.ts';
import { type ReadingContext, readStampField } from './typed-fields.ts';
import {
  type IdentifiedPerson,
  type Identifier,
  keepPresent,
  type PatientLocation,
  readIdentifiedPerson,
  readIdentifier,
  readLocation,
} from './value-types.ts';

/** A visit (PV1). `patientClass` is of HL7 table 0004, such as I inpatient, O outpatient, E emergency. */
export interface Visit {
  readonly patientClass: string;
  readonly location: PatientLocation | null;
  readonly priorLocation: PatientLocation | null;
  readonly admissionType: string;
  readonly attending: readonly IdentifiedPerson[];
  readonly referring: readonly IdentifiedPerson[];
  readonly hospitalService: string;
  readonly visitNumber: Identifier | null;
  readonly dischargeDisposition: string;
  readonly admittedAt: TimeStamp | null;
  readonly dischargedAt: TimeStamp | null;
}

/** Reads a PV1 segment. */
export function readVisit(segment: Hl7Segment, context: ReadingContext): Visit {
  return {
    patientClass: segment.text(2).trim(),
    location: readLocation(segment.value(3)),
    priorLocation: readLocation(segment.value(6)),
    admissionType: segment.text(4),
    attending: keepPresent(segment.values(7).map(readIdentifiedPerson)),
    referring: keepPresent(segment.values(8).map(readIdentifiedPerson)),
    hospitalService: segment.text(10),
    visitNumber: readIdentifier(segment.value(19)),
    dischargeDisposition: segment.text(36),
    admittedAt: readStampField(segment, 44, context),
    dischargedAt: readStampField(segment, 45, context),
  };
}
