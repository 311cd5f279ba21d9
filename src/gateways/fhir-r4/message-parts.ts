import type { PrescriberMessage } from '../../modules/outreach/index.ts';
import { codeSystems, type FhirResource, readFhir } from '../../standards/fhir/fhir.ts';

/** The guide of HL7 for the enrollment of patients for specialty medicines. */
export const guide = 'http://hl7.org/fhir/us/specialty-rx';
export const npiSystem = 'http://hl7.org/fhir/sid/us-npi';
export const ncpdpSystem = 'http://terminology.hl7.org/CodeSystem/NCPDPProviderIdentificationNumber';

/** Composes the header of an unsolicited message about an order to whom the order came from. */
export function composeHeader(
  { pharmacy }: PrescriberMessage,
  parts: { readonly id: string; readonly original: Uint8Array | null; readonly focus: string },
): FhirResource {
  const endpoint = findSender(parts.original);
  return {
    resourceType: 'MessageHeader',
    id: parts.id,
    eventCoding: { system: `${guide}/CodeSystem/specialty-rx-event-type`, code: 'query-response-unsolicited' },
    ...(endpoint === null ? {} : { destination: [{ endpoint }] }),
    source: { name: pharmacy.name, endpoint: 'urn:theriac' },
    focus: [{ reference: parts.focus }],
  };
}

/** Finds the endpoint from which the order came. */
function findSender(original: Uint8Array | null): string | null {
  const bundle = original === null ? null : readFhir(original).message;
  const entries = (bundle?.['entry'] ?? []) as readonly { readonly resource?: FhirResource }[];
  const header = entries[0]?.resource;
  const source = header?.['source'] as { readonly endpoint?: unknown } | undefined;
  return typeof source?.endpoint === 'string' ? source.endpoint : null;
}

/** Composes the pharmacy. */
export function composePharmacy(pharmacy: PrescriberMessage['pharmacy']): FhirResource {
  const { name, npi, ncpdpId, phone, address } = pharmacy;
  return {
    resourceType: 'Organization',
    identifier: [
      { system: npiSystem, value: npi },
      { system: ncpdpSystem, value: ncpdpId },
    ],
    name,
    telecom: [{ system: 'phone', value: phone }],
    address: [composeAddress(address)],
  };
}

/** Composes the prescriber as far as the order names them. */
export function composePrescriber(prescriber: PrescriberMessage['prescriber']): FhirResource {
  const { npi, familyName, givenName } = prescriber;
  return {
    resourceType: 'Practitioner',
    ...(npi === null ? {} : { identifier: [{ system: npiSystem, value: npi }] }),
    name: [
      { ...(familyName === null ? {} : { family: familyName }), ...(givenName === null ? {} : { given: [givenName] }) },
    ],
  };
}

/** Composes an address of the United States. */
export function composeAddress(address: PrescriberMessage['pharmacy']['address']) {
  const { lines, city, state, postalCode } = address;
  return { line: [...lines], city, state, postalCode, country: 'US' };
}

/** Composes a drug by its codes and its name. */
export function composeDrug({ name, ndc11, rxcui }: PrescriberMessage['drug']) {
  const coding = [
    ...(ndc11 === null ? [] : [{ system: codeSystems.ndc, code: ndc11 }]),
    ...(rxcui === null ? [] : [{ system: codeSystems.rxNorm, code: rxcui }]),
  ];
  return { ...(coding.length === 0 ? {} : { coding }), text: name };
}

/** Composes the number that the prescriber gave to the order. */
export function composePlacer(orderNumber: string | null) {
  return {
    type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0203', code: 'PLAC' }] },
    value: orderNumber ?? 'unknown',
  };
}

/** Composes a reference to a party that is named by a number. */
export function composeActor(system: string, value: string | null, display: string) {
  return { ...(value === null ? {} : { identifier: { system, value } }), display };
}

/** Names a prescriber in words. */
export function nameOf({ givenName, familyName }: PrescriberMessage['prescriber']): string {
  return [givenName, familyName].filter((part) => part !== null).join(' ') || 'Prescriber';
}

/** Composes an entry of a bundle. */
export function toEntry(fullUrl: string, resource: FhirResource) {
  return { fullUrl, resource };
}

/** Writes the number of a message as the id of its header; one that is sent anew under another number has another id. */
export function toMessageId(number: string): string {
  const [digits = '', resends = '0'] = number.split('R');
  const told = digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  return resends === '0'
    ? told
    : `${told.slice(0, 20)}${Number(resends).toString(16).padStart(3, '0')}${told.slice(23)}`;
}

/** Ids inside one message differ in their end alone, so that the same message has the same ids at every attempt. */
export function replaceEnd(id: string, place: number): string {
  return `${id.slice(0, -2)}${place.toString(16).padStart(2, '0')}`;
}
