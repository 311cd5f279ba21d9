import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { Id, PatientId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/instant.ts';
import type { RecordOrigin } from './record-origin.ts';

/** How far a laboratory stands behind a result. */
export type ResultStatus = 'preliminary' | 'final' | 'corrected';

/** What a laboratory says of a measurement beside its value. */
export interface ResultDetail {
  readonly status: ResultStatus;
  readonly observedAt: Instant | null;
  /** Abnormal flag of HL7 table 0078, such as H, LL or A. */
  readonly flag: string | null;
  readonly referenceRange: string | null;
  /** The laboratory's order number with code and sub-id: one result under which corrections come; null when it has none. */
  readonly resultNumber: string | null;
}

interface Recorded {
  readonly patientId: PatientId;
  readonly origin: RecordOrigin;
  readonly recordedAt: Instant;
}

/** What is said of an allergy. With `no-known-allergies` the text says who asked; a substance recorded later outweighs it. */
export interface AllergyFacts {
  readonly kind: 'substance' | 'no-known-allergies';
  readonly ingredientRxcui: string | null;
  readonly snomedCode: string | null;
  readonly severity: 'mild' | 'moderate' | 'severe' | null;
  readonly substance: string;
  readonly reaction: string | null;
}

export interface Allergy extends AllergyFacts, Recorded {
  readonly allergyId: Id<'allergy'>;
  readonly state: 'active' | 'resolved';
}

/** What is said of a condition. */
export interface ConditionFacts {
  readonly codeSystem: 'ICD-10-CM' | 'SNOMED CT' | 'other';
  readonly code: string | null;
  readonly text: string;
  readonly onsetOn: CalendarDay | null;
  readonly endedOn: CalendarDay | null;
}

export interface Condition extends ConditionFacts, Recorded {
  readonly conditionId: Id<'condition'>;
  readonly state: 'active' | 'resolved';
}

/** What is said of a medicine that the patient takes beside those that we dispense. */
export interface MedicationFacts {
  readonly rxcui: string | null;
  readonly ingredientRxcui: string | null;
  readonly text: string;
  readonly directions: string | null;
  readonly startedOn: CalendarDay | null;
  readonly endedOn: CalendarDay | null;
}

export interface Medication extends MedicationFacts, Recorded {
  readonly medicationId: Id<'medication'>;
  readonly state: 'active' | 'stopped';
}

/** A measured value: its LOINC code and decimal text, such as body weight 29463-7; a laboratory may answer in words. */
export interface ObservationFacts {
  readonly loincCode: string;
  readonly value: string;
  readonly ucumUnit: string | null;
  readonly observedOn: CalendarDay;
  readonly text: string | null;
  /** What the laboratory says beside the value; absent or null for what no laboratory reported. */
  readonly result?: ResultDetail | null | undefined;
}

export interface Observation extends ObservationFacts, Recorded {
  readonly observationId: Id<'observation'>;
}

/** What every new record says beside its facts. */
export interface RecordOf {
  readonly patientId: PatientId;
  readonly origin: RecordOrigin;
}

/** Tells whether two allergies name one substance. */
export function isSameAllergy(left: AllergyFacts, right: AllergyFacts): boolean {
  if (left.kind !== right.kind) return false;
  return (
    left.kind === 'no-known-allergies' ||
    isSameNamed(left.ingredientRxcui, right.ingredientRxcui, [left.substance, right.substance])
  );
}

/** Tells whether two conditions are one. */
export function isSameCondition(left: ConditionFacts, right: ConditionFacts): boolean {
  const isCoded = left.code !== null && right.code !== null;
  return isCoded ? left.code === right.code && left.codeSystem === right.codeSystem : isSameText(left.text, right.text);
}

/** Tells whether two medicines are one. */
export function isSameMedication(left: MedicationFacts, right: MedicationFacts): boolean {
  return isSameNamed(left.rxcui, right.rxcui, [left.text, right.text]);
}

/** Tells whether two values are one measurement. */
export function isSameObservation(left: ObservationFacts, right: ObservationFacts): boolean {
  return left.loincCode === right.loincCode && left.observedOn === right.observedOn && left.value === right.value;
}

function isSameNamed(left: string | null, right: string | null, texts: readonly [string, string]): boolean {
  return left !== null && right !== null ? left === right : isSameText(texts[0], texts[1]);
}

function isSameText(left: string, right: string): boolean {
  const [first, second] = [left, right].map((text) => text.trim().toLowerCase().replace(/\s+/g, ' '));
  return first === second;
}
