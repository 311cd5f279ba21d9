import { hasErrors, type Problem, type Reading } from '../../kernel/problem.ts';
import { isJsonObject, type JsonObject } from './element.ts';
import { fhirProblems, problemAt } from './problems.ts';
import { resourceTypes } from './resource-types.ts';
import { defaultJsonLimits, type JsonLimits, readStrictJson } from './strict-json.ts';

/** A resource as it arrived: of a known type, with nothing else checked yet. */
export interface FhirResource extends JsonObject {
  readonly resourceType: string;
}

/**
 * Reads the bytes of one FHIR R4 resource in JSON and never throws. XML is refused by name. Whether its content follows
 * the definitions of FHIR is asked separately, of a validator.
 */
export function readFhir(bytes: Uint8Array, limits: JsonLimits = defaultJsonLimits): Reading<FhirResource> {
  const first = findFirstMark(bytes);
  if (first === undefined) return { message: null, problems: [problemAt(fhirProblems.empty, 'line 1 column 1')] };
  if (first === '<') return { message: null, problems: [problemAt(fhirProblems.xmlUnsupported, 'line 1 column 1')] };
  const { message, problems } = readStrictJson(bytes, limits);
  if (message === null && hasErrors(problems)) return { message: null, problems };
  const problem = findTypeProblem(message, '');
  return problem === null
    ? { message: message as FhirResource, problems }
    : { message: null, problems: [...problems, problem] };
}

/** Returns what is wrong with a value that should be a resource; null when it is an object of a known type. */
export function findTypeProblem(value: unknown, where: string): Problem | null {
  if (!isJsonObject(value)) return problemAt(fhirProblems.notAnObject, where === '' ? '$' : where);
  const type = value['resourceType'];
  const place = where === '' ? 'resourceType' : `${where}.resourceType`;
  if (typeof type !== 'string') return problemAt(fhirProblems.resourceTypeMissing, place);
  return resourceTypes.has(type) ? null : problemAt(fhirProblems.resourceTypeUnknown, place);
}

function findFirstMark(bytes: Uint8Array): string | undefined {
  const start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  const first = bytes.subarray(start).find((byte) => byte !== 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d);
  return first === undefined ? undefined : String.fromCharCode(first);
}
