import {
  type Allergy,
  type Diagnosis,
  findBodyMeasure,
  type Observation,
  readAllergy,
  readDiagnosis,
  readObservation,
} from './clinical-facts.ts';
import { type Coverage, type Guarantor, readCoverages, readGuarantor } from './coverage.ts';
import type { Hl7Message } from './hl7-message.ts';
import type { Hl7Segment } from './hl7-segment.ts';
import { type Patient, readPatient } from './patient.ts';
import { hl7Problems } from './problems.ts';
import { note, type ReadingContext } from './typed-fields.ts';
import { keepPresent } from './value-types.ts';
import { readVisit, type Visit } from './visit.ts';

/** What a message says of its one patient, apart from the orders themselves. */
export interface PatientContext {
  readonly patient: Patient | null;
  readonly visit: Visit | null;
  readonly coverages: readonly Coverage[];
  readonly guarantor: Guarantor | null;
  readonly allergies: readonly Allergy[];
  readonly diagnoses: readonly Diagnosis[];
  readonly observations: readonly Observation[];
  readonly notes: readonly string[];
  readonly bodyWeight: Observation | null;
  readonly bodyHeight: Observation | null;
}

/**
 * Reads the patient of an order message. Insurance and allergies are the patient's wherever they stand; diagnoses,
 * observations and notes only before the first order. A second patient is an error: two are never mixed.
 */
export function readPatientContext(
  message: Hl7Message,
  beforeOrders: readonly Hl7Segment[],
  context: ReadingContext,
): PatientContext {
  const segments = message.segments();
  const [pid, further] = message.segmentsNamed('PID');
  if (pid === undefined) note(context, hl7Problems.noPatient, 'PID');
  if (further !== undefined) note(context, hl7Problems.severalPatients, further.where());
  const visit = message.segment('PV1');
  const guarantor = message.segment('GT1');
  const observations = listObservations(beforeOrders, context);
  return {
    patient: pid === undefined ? null : readPatient(pid, context),
    visit: visit === null ? null : readVisit(visit, context),
    coverages: readCoverages(segments, context),
    guarantor: guarantor === null ? null : readGuarantor(guarantor),
    allergies: listAllergies(segments, context),
    diagnoses: listDiagnoses(beforeOrders, context),
    observations,
    notes: listNotes(beforeOrders),
    bodyWeight: findBodyMeasure(observations, 'weight'),
    bodyHeight: findBodyMeasure(observations, 'height'),
  };
}

/** Lists the allergies of segments AL1 and IAM. */
export function listAllergies(segments: readonly Hl7Segment[], context: ReadingContext): readonly Allergy[] {
  const found = segments.filter(({ name }) => name === 'AL1' || name === 'IAM');
  return keepPresent(found.map((segment) => readAllergy(segment, context)));
}

/** Lists the diagnoses of segments DG1. */
export function listDiagnoses(segments: readonly Hl7Segment[], context: ReadingContext): readonly Diagnosis[] {
  return keepPresent(segments.filter(({ name }) => name === 'DG1').map((segment) => readDiagnosis(segment, context)));
}

/** Lists the observations of segments OBX. */
export function listObservations(segments: readonly Hl7Segment[], context: ReadingContext): readonly Observation[] {
  return keepPresent(segments.filter(({ name }) => name === 'OBX').map((segment) => readObservation(segment, context)));
}

/** Lists the texts of segments NTE; the repetitions of one are its lines. */
export function listNotes(segments: readonly Hl7Segment[]): readonly string[] {
  const found = segments.filter(({ name }) => name === 'NTE');
  return found
    .map((segment) =>
      segment
        .values(3)
        .map((value) => value.whole)
        .join('\n'),
    )
    .filter((text) => text !== '');
}
