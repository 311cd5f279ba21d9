import { formatDirections, readDosages } from './dosage.ts';
import { type FhirDrug, readDrug } from './drug.ts';
import { partOf, textOf } from './element.ts';
import type { Report } from './problems.ts';
import type { IndexedResource, ResourceIndex } from './resource-index.ts';
import { type FhirMoment, readFirstMoment, readMoment } from './value-types.ts';

/** A drug that the patient takes or took, as ordered, reported or dispensed elsewhere. */
export interface FhirMedicationRecord {
  readonly where: string;
  readonly source: 'MedicationRequest' | 'MedicationStatement' | 'MedicationDispense';
  readonly status: string | null;
  readonly drug: FhirDrug;
  readonly directions: string | null;
  readonly start: FhirMoment | null;
  readonly end: FhirMoment | null;
}

const starts = ['authoredOn', 'effectiveDateTime', 'effectivePeriod.start', 'whenHandedOver', 'dateAsserted'];

/** Reads a MedicationRequest, MedicationStatement or MedicationDispense as history. */
export function readMedicationRecord(
  index: ResourceIndex,
  source: IndexedResource,
  report: Report,
): FhirMedicationRecord | null {
  const { type } = source;
  if (type !== 'MedicationRequest' && type !== 'MedicationStatement' && type !== 'MedicationDispense') return null;
  const dosageMember = type === 'MedicationStatement' ? 'dosage' : 'dosageInstruction';
  return {
    where: source.where,
    source: type,
    status: textOf(source, 'status'),
    drug: readDrug(index, source, report),
    directions: formatDirections(readDosages(source, dosageMember)),
    start: readFirstMoment(source, starts, report),
    end: readMoment(partOf(source, 'effectivePeriod', 'end'), report),
  };
}
