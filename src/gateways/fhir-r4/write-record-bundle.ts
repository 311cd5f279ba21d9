import type { ExportedRecord, WrittenBundle } from '../../modules/portability/index.ts';
import { type FhirResource, toReference, urlOfId } from './record-elements.ts';
import { composeAccount } from './record-person.ts';
import { composeTreatment } from './record-treatment.ts';

/**
 * Writes the record of a person as one FHIR R4 Bundle of the type collection, resource by resource. Nothing in it is a reference to
 * anywhere else: whatever is named stands in the bundle, or by its own identifier and name.
 */
export function writeRecordBundle(record: ExportedRecord): WrittenBundle {
  const subject = toReference(record.patient.patientId);
  const resources = [...composeAccount(record, subject), ...composeTreatment(record, subject)];
  const counts: Record<string, number> = {};
  for (const { resourceType } of resources) counts[resourceType] = (counts[resourceType] ?? 0) + 1;
  return { pieces: writePieces(record, resources), counts };
}

function* writePieces(record: ExportedRecord, resources: readonly FhirResource[]): Generator<string> {
  yield `{"resourceType":"Bundle","type":"collection","timestamp":${JSON.stringify(record.exportedAt)},"entry":[`;
  for (const [index, resource] of resources.entries())
    yield `${index === 0 ? '' : ','}\n${JSON.stringify({ fullUrl: urlOfId(resource.id), resource })}`;
  yield '\n]}\n';
}
