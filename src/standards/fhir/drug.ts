import { type Ndc11, readNdc } from '../../kernel/ndc.ts';
import { isPresent, memberOf, textOf } from './element.ts';
import { fhirProblems, type Report } from './problems.ts';
import { type IndexedResource, type ResourceIndex, resolveReference } from './resource-index.ts';
import { type Concept, codeSystems, findCode, labelOf, readConcept } from './value-types.ts';

/** A drug as it was ordered, given or reported. */
export interface FhirDrug {
  readonly where: string;
  readonly ndc: Ndc11 | null;
  readonly rxcui: string | null;
  readonly name: string | null;
  readonly concept: Concept | null;
}

/** Reads `medication[x]`: a concept, or a Medication inside the resource, in the bundle or named by its reference. */
export function readDrug(index: ResourceIndex, source: IndexedResource, report: Report): FhirDrug {
  const reference = memberOf(source, 'medicationReference');
  const inline = memberOf(source, 'medicationCodeableConcept');
  const medication = isPresent(reference) ? resolveReference(index, source, reference) : null;
  const place = isPresent(inline) || !isPresent(reference) ? inline : reference;
  const concept = readConcept(medication === null ? inline : memberOf(medication, 'code'));
  if (isPresent(reference) && medication === null && !isPresent(inline)) {
    report(fhirProblems.referenceUnresolved, reference.where);
  }
  return {
    where: place.where,
    ndc: readDrugNdc(concept, place.where, report),
    rxcui: findCode(concept, codeSystems.rxNorm),
    name: labelOf(concept) ?? textOf(reference, 'display'),
    concept,
  };
}

/** Reports a drug that cannot be known by a code, or not at all. */
export function checkDrug(drug: FhirDrug, report: Report): void {
  if (drug.ndc !== null || drug.rxcui !== null) return;
  report(drug.name === null ? fhirProblems.drugMissing : fhirProblems.drugUncoded, drug.where);
}

function readDrugNdc(concept: Concept | null, where: string, report: Report): Ndc11 | null {
  const text = findCode(concept, codeSystems.ndc);
  if (text === null) return null;
  const reading = readNdc(text);
  if (reading.ok) return reading.ndc;
  report(reading.fault === 'ambiguous' ? fhirProblems.ndcAmbiguous : fhirProblems.ndcInvalid, where);
  return null;
}
