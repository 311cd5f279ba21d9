import type { CalendarDay } from '../../kernel/calendar-day.ts';
import type { Reading } from '../../kernel/problem.ts';
import {
  type FhirAllergy,
  type FhirCondition,
  type FhirImmunization,
  type FhirObservation,
  isEnteredInError,
  readAllergy,
  readCondition,
  readImmunization,
  readObservation,
} from './clinical-facts.ts';
import { type FhirCoverage, readCoverage } from './coverage.ts';
import { type FhirElement, itemsOf, memberOf, partOf, textOf } from './element.ts';
import { type FhirMedicationRecord, readMedicationRecord } from './medication-record.ts';
import { type FhirPatient, readPatient } from './patient.ts';
import { listRecords } from './patient-scope.ts';
import { collectProblems, fhirProblems, type Report } from './problems.ts';
import type { FhirResource } from './read-fhir.ts';
import {
  type IndexedResource,
  indexResources,
  listResources,
  type ResourceIndex,
  resolveReference,
} from './resource-index.ts';
import { readMoment } from './value-types.ts';

/** One patient's record as another system keeps it. */
export interface PatientRecord {
  readonly patient: FhirPatient;
  readonly coverages: readonly FhirCoverage[];
  /** Payers known from claims alone. */
  readonly claimPayers: readonly ClaimPayer[];
  readonly conditions: readonly FhirCondition[];
  readonly allergies: readonly FhirAllergy[];
  readonly medications: readonly FhirMedicationRecord[];
  readonly observations: readonly FhirObservation[];
  readonly immunizations: readonly FhirImmunization[];
}

/** A payer with the days of the first and last service that it was billed for. */
interface ClaimPayer {
  readonly payerName: string;
  readonly firstDay: CalendarDay | null;
  readonly lastDay: CalendarDay | null;
}

/** What Synthea writes in place of a payer. */
const noInsurance = 'NO_INSURANCE';

/**
 * Reads a bundle of one patient's whole record, as test-data generators and record exports write it. Nothing is taken
 * from a document with no patient or with several.
 */
export function readPatientRecord(resource: FhirResource): Reading<PatientRecord> {
  const index = indexResources(resource);
  const { problems, report } = collectProblems(index.problems);
  const [person, ...others] = listResources(index, 'Patient');
  if (person === undefined || others.length > 0) {
    report(person === undefined ? fhirProblems.patientMissing : fhirProblems.patientAmbiguous, index.root.where);
    return { message: null, problems };
  }
  const scope = { places: new Set([person.where]), references: new Set<string>() };
  const records = (type: string): readonly IndexedResource[] =>
    listRecords(index, scope, type, report).filter((record) => !isEnteredInError(record));
  const medications = ['MedicationRequest', 'MedicationStatement', 'MedicationDispense'].flatMap(records);
  const record: PatientRecord = {
    patient: readPatient(person, report),
    coverages: records('Coverage').map((each) => readCoverage(index, each, report)),
    claimPayers: listClaimPayers(index, [...records('Claim'), ...records('ExplanationOfBenefit')], report),
    conditions: records('Condition').map((each) => readCondition(each, report)),
    allergies: records('AllergyIntolerance').map((each) => readAllergy(each, report)),
    medications: medications.flatMap((each) => readMedicationRecord(index, each, report) ?? []),
    observations: records('Observation').flatMap((each) => readObservation(each, report)),
    immunizations: records('Immunization').map((each) => readImmunization(each, report)),
  };
  return { message: record, problems };
}

function listClaimPayers(
  index: ResourceIndex,
  claims: readonly IndexedResource[],
  report: Report,
): readonly ClaimPayer[] {
  const payers = new Map<string, ClaimPayer>();
  for (const claim of claims) {
    const day = readMoment(partOf(claim, 'billablePeriod', 'start'), report)?.day ?? null;
    for (const insurance of itemsOf(claim, 'insurance')) {
      const payerName = findPayerName(index, claim, memberOf(insurance, 'coverage'));
      if (payerName !== null && payerName !== noInsurance)
        payers.set(payerName, widen(payers.get(payerName), payerName, day));
    }
  }
  return [...payers.values()];
}

function widen(known: ClaimPayer | undefined, payerName: string, day: CalendarDay | null): ClaimPayer {
  const days = [known?.firstDay, known?.lastDay, day].filter((each) => each !== null && each !== undefined).sort();
  return { payerName, firstDay: days[0] ?? null, lastDay: days.at(-1) ?? null };
}

function findPayerName(index: ResourceIndex, claim: IndexedResource, reference: FhirElement): string | null {
  const coverage = resolveReference(index, claim, reference);
  const [payor] = coverage === null ? [] : itemsOf(coverage, 'payor');
  const named = payor === undefined ? null : textOf(payor, 'display');
  return named ?? textOf(reference, 'display');
}
