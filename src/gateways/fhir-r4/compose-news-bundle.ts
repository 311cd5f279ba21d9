import type { PrescriberMessage } from '../../modules/outreach/index.ts';
import type { FhirResource } from '../../standards/fhir/fhir.ts';
import type { WritingParts } from '../outbound/prescriber-way.ts';
import {
  composeActor,
  composeAddress,
  composeDrug,
  composeHeader,
  composePharmacy,
  composePlacer,
  composePrescriber,
  guide,
  nameOf,
  ncpdpSystem,
  npiSystem,
  replaceEnd,
  toEntry,
  toMessageId,
} from './message-parts.ts';

type News = Extract<PrescriberMessage['says'], { readonly kind: 'status' }>;

/**
 * Composes what became of an order as an unsolicited message of HL7's Specialty Medication Enrollment guide: Parameters name patient,
 * prescription, pharmacy and prescriber, and search results hold the Task of the order and what was dispensed.
 */
export function composeNewsBundle(message: PrescriberMessage, parts: WritingParts): FhirResource {
  const { says } = message;
  if (says.kind !== 'status') throw new Error('these are no news');
  const id = toMessageId(parts.number);
  const urlOf = (place: number): string => `urn:uuid:${replaceEnd(id, place)}`;
  const urls = { patient: urlOf(2), prescription: urlOf(3), pharmacy: urlOf(4), prescriber: urlOf(5) };
  const task = composeTask(message, says, urls);
  const dispense = says.fill === null ? null : composeDispense(message, says, urls);
  const results = [task, ...(dispense === null ? [] : [dispense])];
  const parameters = {
    resourceType: 'Parameters',
    meta: { profile: [`${guide}/StructureDefinition/specialty-rx-parameters-query-response-unsolicited`] },
    parameter: [
      toParameter('source-patient', urls.patient),
      toParameter('prescription', urls.prescription),
      toParameter('pharmacy', urls.pharmacy),
      toParameter('prescriber', urls.prescriber),
      ...results.map((_result, index) => toParameter('search-result', urlOf(6 + 2 * index))),
    ],
  };
  return {
    resourceType: 'Bundle',
    id,
    type: 'message',
    timestamp: parts.sentAt,
    entry: [
      toEntry(`urn:uuid:${id}`, {
        ...composeHeader(message, { id, original: parts.original, focus: urlOf(1) }),
        meta: { profile: [`${guide}/StructureDefinition/specialty-rx-messageheader-query-response-unsolicited`] },
      }),
      toEntry(urlOf(1), parameters),
      toEntry(urls.patient, composePatient(message.patient)),
      toEntry(urls.prescription, composePrescription(message, urls)),
      toEntry(urls.pharmacy, composePharmacy(message.pharmacy)),
      toEntry(urls.prescriber, composePrescriber(message.prescriber)),
      ...results.map((resource, index) =>
        toEntry(urlOf(6 + 2 * index), {
          resourceType: 'Bundle',
          type: 'searchset',
          total: 1,
          entry: [{ fullUrl: urlOf(7 + 2 * index), resource, search: { mode: 'match' } }],
        }),
      ),
    ],
  };
}

interface Urls {
  readonly patient: string;
  readonly prescription: string;
  readonly pharmacy: string;
  readonly prescriber: string;
}

/** How the order stands as a Task, and what was dispensed as a MedicationDispense, by the value sets of FHIR R4. */
const states: Readonly<Record<News['status'], { readonly task: string; readonly dispense: string }>> = {
  dispensed: { task: 'in-progress', dispense: 'in-progress' },
  'partially-dispensed': { task: 'in-progress', dispense: 'in-progress' },
  delivered: { task: 'completed', dispense: 'completed' },
  'not-dispensed': { task: 'failed', dispense: 'declined' },
  'waiting-on-prescriber': { task: 'on-hold', dispense: 'on-hold' },
};

const businessWords: Readonly<Record<News['status'], string>> = {
  dispensed: 'Dispensed and on its way',
  'partially-dispensed': 'Partly dispensed and on its way',
  delivered: 'Delivered',
  'not-dispensed': 'Not dispensed',
  'waiting-on-prescriber': 'Waits for the prescriber',
};

function composeTask(message: PrescriberMessage, says: News, urls: Urls): FhirResource {
  const { pharmacy, prescription, drug, prescriber } = message;
  const isRefused = says.status === 'not-dispensed' && says.fill === null;
  return {
    resourceType: 'Task',
    identifier: [{ system: 'urn:theriac:news', value: message.reference }],
    status: isRefused ? 'rejected' : states[says.status].task,
    ...(says.reasonText === null ? {} : { statusReason: { text: says.reasonText } }),
    businessStatus: { text: businessWords[says.status] },
    intent: 'order',
    code: { coding: [{ system: 'http://hl7.org/fhir/CodeSystem/task-code', code: 'fulfill' }] },
    focus: { reference: urls.prescription },
    for: { reference: urls.patient },
    lastModified: says.occurredAt,
    requester: composeActor(npiSystem, prescriber.npi, nameOf(prescriber)),
    owner: composeActor(ncpdpSystem, pharmacy.ncpdpId, pharmacy.name),
    reasonReference: { identifier: composePlacer(prescription.orderNumber), display: drug.name },
  };
}

function composeDispense(message: PrescriberMessage, says: News, urls: Urls): FhirResource {
  const { fill } = says;
  if (fill === null) throw new Error('there is no fill');
  const { drug, prescription, pharmacy } = message;
  const wasRefused = says.status === 'not-dispensed';
  return {
    resourceType: 'MedicationDispense',
    identifier: [{ system: 'urn:theriac:fill', value: fill.fillId }],
    status: states[says.status].dispense,
    ...(wasRefused && says.reasonText !== null ? { statusReasonCodeableConcept: { text: says.reasonText } } : {}),
    medicationCodeableConcept: composeDrug({ ...drug, ndc11: fill.ndc11 }),
    subject: { reference: urls.patient },
    performer: [{ actor: composeActor(ncpdpSystem, pharmacy.ncpdpId, pharmacy.name) }],
    authorizingPrescription: [{ reference: urls.prescription }],
    type: { text: fill.fillNumber === 0 ? 'First fill' : `Refill ${fill.fillNumber}` },
    quantity: toQuantity(fill.quantityThousandths, prescription.quantityUnit),
    daysSupply: { value: fill.daysSupply, unit: 'days', system: 'http://unitsofmeasure.org', code: 'd' },
    ...(fill.dispensedAt === null ? {} : { whenPrepared: fill.dispensedAt }),
    ...(fill.deliveredAt === null ? {} : { whenHandedOver: fill.deliveredAt }),
    ...(fill.trackingNumber === null
      ? {}
      : { note: [{ text: `Parcel ${fill.carrier ?? ''} ${fill.trackingNumber}`.trim() }] }),
  };
}

function composePrescription({ prescription, drug }: PrescriberMessage, urls: Urls): FhirResource {
  const { writtenOn, quantityThousandths, quantityUnit, refillsAuthorized, directions } = prescription;
  return {
    resourceType: 'MedicationRequest',
    identifier: [
      composePlacer(prescription.orderNumber),
      { system: 'urn:theriac:rx-number', value: prescription.rxNumber },
    ],
    status: 'active',
    intent: 'order',
    medicationCodeableConcept: composeDrug(drug),
    subject: { reference: urls.patient },
    ...(writtenOn === null ? {} : { authoredOn: writtenOn }),
    requester: { reference: urls.prescriber },
    ...(directions === null ? {} : { dosageInstruction: [{ text: directions }] }),
    dispenseRequest: {
      numberOfRepeatsAllowed: refillsAuthorized,
      ...(quantityThousandths === null ? {} : { quantity: toQuantity(quantityThousandths, quantityUnit) }),
      performer: { reference: urls.pharmacy },
    },
  };
}

function composePatient(patient: PrescriberMessage['patient']): FhirResource {
  const { familyName, givenName, birthDate, sex, address, identifiers } = patient;
  return {
    resourceType: 'Patient',
    identifier: identifiers.map(({ kind, assigner, value }) => ({
      type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0203', code: kind }] },
      ...(assigner === '' ? {} : { assigner: { display: assigner } }),
      value,
    })),
    name: [{ family: familyName, given: [givenName] }],
    gender: sex,
    ...(birthDate === null ? {} : { birthDate }),
    ...(address === null ? {} : { address: [composeAddress(address)] }),
  };
}

function toQuantity(thousandths: number, unit: string | null) {
  return { value: thousandths / 1000, ...(unit === null ? {} : { unit }) };
}

function toParameter(name: string, reference: string) {
  return { name, valueReference: { reference } };
}
