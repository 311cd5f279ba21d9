import { type FhirElement, memberOf, textOf } from './element.ts';
import { fhirProblems, type Report } from './problems.ts';
import { type IndexedResource, listResources, type ResourceIndex, resolveReference } from './resource-index.ts';

/** The Patient resources that stand for one person in a document, and the texts by which others refer to that person. */
export interface PatientScope {
  readonly places: ReadonlySet<string>;
  readonly references: ReadonlySet<string>;
}

/**
 * Lists the resources of a type that belong to the person. One that belongs to somebody else, or to nobody in the
 * document, is left out and reported, because an allergy filed under the wrong name does harm.
 */
export function listRecords(
  index: ResourceIndex,
  scope: PatientScope,
  type: string,
  report: Report,
): readonly IndexedResource[] {
  return listResources(index, type).filter((resource) => {
    const reference = findSubject(resource);
    const subject = resolveReference(index, resource, reference);
    if (subject === null) {
      const isSameText = scope.references.has(textOf(reference, 'reference') ?? '');
      if (!isSameText) report(fhirProblems.factWithoutPatient, reference.where);
      return isSameText;
    }
    const isOwn = scope.places.has(subject.where);
    if (!isOwn) report(fhirProblems.factOfAnotherPatient, reference.where);
    return isOwn;
  });
}

/** Returns the reference to the person a record is about; its name differs between resource types. */
export function findSubject(resource: FhirElement): FhirElement {
  const names = ['subject', 'patient', 'beneficiary', 'for'];
  const found = names.map((name) => memberOf(resource, name)).find(({ value }) => value !== undefined);
  return found ?? memberOf(resource, 'subject');
}
