import type { AsksForm, FormQuestion, FormSection, PrescriberMessage } from '../../modules/outreach/index.ts';
import { codeSystems, type FhirResource, formTaskCodes } from '../../standards/fhir/fhir.ts';
import type { WritingParts } from '../outbound/prescriber-way.ts';
import {
  composeActor,
  composeDrug,
  composeHeader,
  composePharmacy,
  composePlacer,
  composePrescriber,
  nameOf,
  ncpdpSystem,
  npiSystem,
  replaceEnd,
  toEntry,
  toMessageId,
} from './message-parts.ts';

interface Urls {
  readonly task: string;
  readonly form: string;
  readonly patient: string;
  readonly prescription: string;
  readonly pharmacy: string;
  readonly prescriber: string;
}

/**
 * Composes a form for a prescriber as an unsolicited message: its focus is a Task to complete the Questionnaire that it brings along, by the codes of
 * HL7's Structured Data Capture guide. The Specialty Medication Enrollment guide has Tasks for consents and SMART apps alone; this Task
 * is built as those are. Patient, drug and parties are named no further than the prescriber needs to know whom it is about.
 */
export function composeFormBundle(message: PrescriberMessage, says: AsksForm, parts: WritingParts): FhirResource {
  const id = toMessageId(parts.number);
  const urlOf = (place: number): string => `urn:uuid:${replaceEnd(id, place)}`;
  const urls: Urls = {
    ...{ task: urlOf(1), form: urlOf(2), patient: urlOf(3) },
    ...{ prescription: urlOf(4), pharmacy: urlOf(5), prescriber: urlOf(6) },
  };
  return {
    resourceType: 'Bundle',
    id,
    type: 'message',
    timestamp: parts.sentAt,
    entry: [
      toEntry(`urn:uuid:${id}`, composeHeader(message, { id, original: parts.original, focus: urls.task })),
      toEntry(urls.task, composeTask(message, says, { ...urls, sentAt: parts.sentAt })),
      toEntry(urls.form, composeQuestionnaire(message, says, urls)),
      toEntry(urls.patient, composePatient(message.patient)),
      toEntry(urls.prescription, composePrescription(message, urls)),
      toEntry(urls.pharmacy, composePharmacy(message.pharmacy)),
      toEntry(urls.prescriber, composePrescriber(message.prescriber)),
    ],
  };
}

function composeTask(message: PrescriberMessage, says: AsksForm, parts: Urls & { readonly sentAt: string }) {
  const { pharmacy, prescription, prescriber, drug } = message;
  return {
    resourceType: 'Task',
    identifier: [{ system: formTaskCodes.identifierSystem, value: message.reference }],
    status: 'requested',
    intent: 'plan',
    code: { coding: [{ system: formTaskCodes.system, code: formTaskCodes.task }] },
    description: 'Complete the form with what the pharmacy needs to go on with this prescription.',
    focus: { reference: parts.prescription },
    for: { reference: parts.patient },
    authoredOn: parts.sentAt,
    requester: composeActor(ncpdpSystem, pharmacy.ncpdpId, pharmacy.name),
    owner: composeActor(npiSystem, prescriber.npi, nameOf(prescriber)),
    reasonReference: { identifier: composePlacer(prescription.orderNumber), display: drug.name },
    ...(says.dueAt === null ? {} : { restriction: { period: { end: says.dueAt } } }),
    input: [
      { type: { coding: [{ system: formTaskCodes.system, code: formTaskCodes.form }] }, valueCanonical: parts.form },
    ],
  };
}

function composeQuestionnaire(message: PrescriberMessage, says: AsksForm, urls: Urls): FhirResource {
  return {
    resourceType: 'Questionnaire',
    url: urls.form,
    status: 'active',
    title: `What is missing for ${message.drug.name}`,
    subjectType: ['Patient'],
    publisher: message.pharmacy.name,
    item: says.sections.map(composeSection),
  };
}

function composeSection(section: FormSection) {
  const code = section.loincCodes.map((loinc) => ({ system: codeSystems.loinc, code: loinc }));
  return {
    linkId: section.itemCode,
    ...(code.length === 0 ? {} : { code }),
    text: section.label,
    type: 'group',
    item: section.questions.map((question) => composeQuestion(question, section)),
  };
}

/** How each kind of answer is called by FHIR R4. */
const itemTypes: Readonly<Record<FormQuestion['answer'], string>> = {
  text: 'string',
  measure: 'quantity',
  day: 'date',
  truth: 'boolean',
  choice: 'choice',
  file: 'attachment',
};

function composeQuestion(question: FormQuestion, { loincCodes }: FormSection) {
  const { linkId, text, answer, isRequired, isRepeated } = question;
  const options = loincCodes.map((code) => ({ valueCoding: { system: codeSystems.loinc, code } }));
  return {
    ...{ linkId, text, type: itemTypes[answer] },
    ...(isRequired ? { required: true } : {}),
    ...(isRepeated ? { repeats: true } : {}),
    ...(answer === 'choice' ? { answerOption: options } : {}),
  };
}

/** Name, birth date and the sender's own numbers: enough to find the patient, and nothing else. */
function composePatient({ familyName, givenName, birthDate, identifiers }: PrescriberMessage['patient']): FhirResource {
  return {
    resourceType: 'Patient',
    ...(identifiers.length === 0
      ? {}
      : {
          identifier: identifiers.map(({ kind, assigner, value }) => ({
            type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0203', code: kind }] },
            ...(assigner === '' ? {} : { assigner: { display: assigner } }),
            value,
          })),
        }),
    name: [{ family: familyName, given: [givenName] }],
    ...(birthDate === null ? {} : { birthDate }),
  };
}

function composePrescription({ prescription, drug }: PrescriberMessage, urls: Urls): FhirResource {
  return {
    resourceType: 'MedicationRequest',
    identifier: [composePlacer(prescription.orderNumber)],
    status: 'active',
    intent: 'order',
    medicationCodeableConcept: composeDrug(drug),
    subject: { reference: urls.patient },
    ...(prescription.writtenOn === null ? {} : { authoredOn: prescription.writtenOn }),
    requester: { reference: urls.prescriber },
  };
}
