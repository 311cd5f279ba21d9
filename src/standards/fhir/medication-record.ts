import { formatDirections, readDosages } from './dosage.ts';
import { type FhirDrug, readDrug } from './drug.ts';
import { memberOf, partOf, textOf } from './element.ts';
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

const startMembers = ['authoredOn', 'effectiveDateTime', 'whenHandedOver', 'whenPrepared', 'dateAsserted'];

/** Reads a MedicationRequest, MedicationStatement or MedicationDispense as history. */
export function readMedicationRecord(
  index: ResourceIndex,
  source: IndexedResource,
  report: Report,
): FhirMedicationRecord | null {
  const { type } = source;
  if (type !== 'MedicationRequest' && type !== 'MedicationStatement' && type !== 'MedicationDispense') return null;
  const dosageMember = type === 'MedicationStatement' ? 'dosage' : 'dosageInstruction';
  const period = memberOf(source, 'effectivePeriod');
  return {
    where: source.where,
    source: type,
    status: textOf(source, 'status'),
    drug: readDrug(index, source, report),
    directions: formatDirections(readDosages(source, dosageMember)),
    start: readFirstMoment(source, startMembers, report) ?? readMoment(partOf(period, 'start'), report),
    end: readMoment(partOf(period, 'end'), report),
  };
}
