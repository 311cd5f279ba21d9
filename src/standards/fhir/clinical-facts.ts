import { type FhirElement, itemsOf, memberOf, numberOf, textOf, textsOf, truthOf } from './element.ts';
import type { Report } from './problems.ts';
import type { IndexedResource } from './resource-index.ts';
import {
  type Concept,
  codeSystems,
  type FhirMoment,
  findCode,
  firstCode,
  labelOf,
  type Measure,
  readConcept,
  readConcepts,
  readFirstMoment,
  readMeasure,
  readMoment,
} from './value-types.ts';

export interface FhirAllergy {
  readonly where: string;
  readonly substance: Concept | null;
  /** True for a record that says the patient has no known allergies (to drugs, food or surroundings). */
  readonly isNoKnownAllergy: boolean;
  readonly clinicalStatus: string | null;
  readonly verificationStatus: string | null;
  readonly criticality: string | null;
  readonly categories: readonly string[];
  readonly reactions: readonly { readonly manifestation: string; readonly severity: string | null }[];
  readonly onset: FhirMoment | null;
}

export interface FhirCondition {
  readonly where: string;
  readonly code: Concept | null;
  readonly icd10Code: string | null;
  readonly snomedCode: string | null;
  readonly clinicalStatus: string | null;
  readonly verificationStatus: string | null;
  readonly onset: FhirMoment | null;
  readonly abatement: FhirMoment | null;
}

/** A measurement, a laboratory result or one part of either; a part carries the status and time of its whole. */
export interface FhirObservation {
  readonly where: string;
  readonly code: Concept | null;
  readonly loincCode: string | null;
  readonly status: string | null;
  readonly categories: readonly string[];
  readonly effective: FhirMoment | null;
  readonly value: ObservedValue | null;
  readonly interpretations: readonly string[];
}

type ObservedValue =
  | { readonly kind: 'measure'; readonly measure: Measure }
  | { readonly kind: 'concept'; readonly concept: Concept }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'number'; readonly number: number }
  | { readonly kind: 'truth'; readonly truth: boolean };

export interface FhirImmunization {
  readonly where: string;
  readonly vaccine: Concept | null;
  readonly cvxCode: string | null;
  readonly status: string | null;
  readonly occurred: FhirMoment | null;
  readonly lotNumber: string | null;
  readonly isPrimarySource: boolean | null;
}

/** Tells whether a record says that it should never have been written. */
export function isEnteredInError(resource: FhirElement): boolean {
  const verification = firstCode(readConcept(memberOf(resource, 'verificationStatus')));
  return textOf(resource, 'status') === 'entered-in-error' || verification === 'entered-in-error';
}

/** SNOMED CT: no known allergy, and none to drugs, food, or the environment. */
const noKnownAllergyCodes = new Set(['716186003', '409137002', '429625007', '428607008']);

/** Reads an AllergyIntolerance. */
export function readAllergy(allergy: IndexedResource, report: Report): FhirAllergy {
  const reactions = itemsOf(allergy, 'reaction').flatMap((reaction) =>
    readConcepts(reaction, 'manifestation').flatMap((concept) => {
      const manifestation = labelOf(concept);
      return manifestation === null ? [] : [{ manifestation, severity: textOf(reaction, 'severity') }];
    }),
  );
  const [firstReaction] = itemsOf(allergy, 'reaction');
  const substance =
    readConcept(memberOf(allergy, 'code')) ??
    (firstReaction === undefined ? null : readConcept(memberOf(firstReaction, 'substance')));
  return {
    where: allergy.where,
    substance,
    isNoKnownAllergy: noKnownAllergyCodes.has(findCode(substance, codeSystems.snomed) ?? ''),
    clinicalStatus: firstCode(readConcept(memberOf(allergy, 'clinicalStatus'))),
    verificationStatus: firstCode(readConcept(memberOf(allergy, 'verificationStatus'))),
    criticality: textOf(allergy, 'criticality'),
    categories: textsOf(allergy, 'category'),
    reactions,
    onset: readFirstMoment(allergy, ['onsetDateTime', 'onsetPeriod.start', 'recordedDate'], report),
  };
}

/** Reads a Condition. */
export function readCondition(condition: IndexedResource, report: Report): FhirCondition {
  const code = readConcept(memberOf(condition, 'code'));
  return {
    where: condition.where,
    code,
    icd10Code: findCode(code, codeSystems.icd10),
    snomedCode: findCode(code, codeSystems.snomed),
    clinicalStatus: firstCode(readConcept(memberOf(condition, 'clinicalStatus'))),
    verificationStatus: firstCode(readConcept(memberOf(condition, 'verificationStatus'))),
    onset: readFirstMoment(condition, ['onsetDateTime', 'onsetPeriod.start', 'recordedDate'], report),
    abatement: readFirstMoment(condition, ['abatementDateTime', 'abatementPeriod.start'], report),
  };
}

/** Reads an Observation as the list of its values: its own, and one for each component that has a value. */
export function readObservation(observation: IndexedResource, report: Report): readonly FhirObservation[] {
  const whole = {
    status: textOf(observation, 'status'),
    categories: readConcepts(observation, 'category').flatMap((category) => firstCode(category) ?? []),
    effective: readFirstMoment(
      observation,
      ['effectiveDateTime', 'effectivePeriod.start', 'effectiveInstant', 'issued'],
      report,
    ),
  };
  const own = readObserved(observation);
  const parts = itemsOf(observation, 'component').map(readObserved);
  const observed = parts.length > 0 && own.value === null ? parts : [own, ...parts];
  return observed.map((each) => ({ ...each, ...whole }));
}

/** Reads an Immunization. */
export function readImmunization(immunization: IndexedResource, report: Report): FhirImmunization {
  const vaccine = readConcept(memberOf(immunization, 'vaccineCode'));
  return {
    where: immunization.where,
    vaccine,
    cvxCode: findCode(vaccine, codeSystems.cvx),
    status: textOf(immunization, 'status'),
    occurred: readMoment(memberOf(immunization, 'occurrenceDateTime'), report),
    lotNumber: textOf(immunization, 'lotNumber'),
    isPrimarySource: truthOf(immunization, 'primarySource'),
  };
}

function readObserved(
  element: FhirElement,
): Pick<FhirObservation, 'where' | 'code' | 'loincCode' | 'value' | 'interpretations'> {
  const code = readConcept(memberOf(element, 'code'));
  return {
    where: element.where,
    code,
    loincCode: findCode(code, codeSystems.loinc),
    value: readObservedValue(element),
    interpretations: readConcepts(element, 'interpretation').flatMap((concept) => firstCode(concept) ?? []),
  };
}

function readObservedValue(element: FhirElement): ObservedValue | null {
  const measure = readMeasure(memberOf(element, 'valueQuantity'));
  if (measure !== null) return { kind: 'measure', measure };
  const concept = readConcept(memberOf(element, 'valueCodeableConcept'));
  if (concept !== null) return { kind: 'concept', concept };
  const text = textOf(element, 'valueString') ?? textOf(element, 'valueDateTime') ?? textOf(element, 'valueTime');
  if (text !== null) return { kind: 'text', text };
  const number = numberOf(element, 'valueInteger');
  if (number !== null) return { kind: 'number', number };
  const truth = truthOf(element, 'valueBoolean');
  return truth === null ? null : { kind: 'truth', truth };
}
