import { parseCalendarDay } from '../../kernel/calendar-day.ts';
import type { RequestOf } from '../../kernel/endpoint.ts';
import type { RawMessageId, SiteId } from '../../kernel/ids.ts';
import type { EnteredPrescription } from './actions/enter-prescription.ts';
import type { enterPrescription } from './api.ts';

/** The form on which a person types a prescription. */
export type EnteredForm = RequestOf<typeof enterPrescription>;

/** Translates the form to the words that all doors use. */
export function toEnteredPrescription(
  form: EnteredForm,
  at: { readonly siteId: SiteId; readonly rawMessageId: RawMessageId | null },
): EnteredPrescription {
  const { patient, prescriber, drug, diagnosisCode } = form;
  const [familyName = '', givenName = ''] = prescriber.name.split(',').map((part) => part.trim());
  const address = {
    lines: [patient.street].filter((line) => line !== ''),
    city: patient.city,
    state: patient.state,
    postalCode: patient.postalCode,
    use: 'home' as const,
  };
  return {
    channel: form.channel,
    rawMessageId: at.rawMessageId,
    siteId: at.siteId,
    receivedAt: null,
    patient: {
      familyName: patient.familyName,
      givenName: patient.givenName,
      middleName: null,
      suffix: null,
      birthDate: parseCalendarDay(patient.birthDate),
      sex: patient.sex,
      addresses: [address],
      phones: patient.phone === '' ? [] : [{ number: patient.phone, use: 'home' }],
      emails: [],
      language: null,
      identifiers: [],
      deceasedOn: null,
    },
    prescriber: {
      npi: prescriber.npi,
      deaNumber: null,
      familyName: orNull(familyName),
      givenName: orNull(givenName),
      state: null,
      phone: null,
    },
    drug: {
      ndc: orNull(drug.ndc),
      rxcui: null,
      description: orNull(drug.description),
      strength: null,
      deaSchedule: null,
    },
    writtenOn: parseCalendarDay(form.writtenOn),
    quantity: form.quantity,
    daysSupply: form.daysSupply,
    refills: form.refills,
    substitutionAllowed: form.substitutionAllowed,
    directions: form.directions,
    note: form.note,
    isUrgent: form.isUrgent,
    diagnoses:
      diagnosisCode === null
        ? []
        : [{ system: 'ICD-10-CM', code: withPoint(diagnosisCode), text: null, isPrimary: true, onsetOn: null }],
    coverages: [],
    allergies: [],
    noKnownAllergies: false,
    conditions: [],
    observations: [],
  };
}

/** The point of an ICD-10 code stands after its third character. */
function withPoint(code: string): string {
  return code.includes('.') || code.length <= 3 ? code : `${code.slice(0, 3)}.${code.slice(3)}`;
}

function orNull(text: string): string | null {
  return text === '' ? null : text;
}
