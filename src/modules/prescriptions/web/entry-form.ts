import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { RequestOf } from '../../../kernel/endpoint.ts';
import type { RawMessageId } from '../../../kernel/ids.ts';
import type { FormValues } from '../../../ui/form-fields.ts';
import type { enterPrescription } from '../api.ts';
import { prescriptionChannels } from '../domain/incoming-prescription.ts';
import { toOptions } from './intake-words.ts';
import { orderFields } from './order-fields.ts';

const { phone, paper, fax } = prescriptionChannels;

const sexes = { female: 'Female', male: 'Male', other: 'Other', unknown: 'Unknown' } as const;

/** The fields by which a prescription is typed, in the order in which it is read aloud. */
export const entryFields = {
  channel: {
    kind: 'choice',
    label: 'It came',
    isRequired: true,
    layout: 'row',
    options: toOptions({ phone, paper, fax }),
  },
  isUrgent: { kind: 'check', label: 'It is urgent' },
  familyName: { kind: 'text', label: 'Family name of the patient', isRequired: true, longest: 80 },
  givenName: { kind: 'text', label: 'Given name', isRequired: true, longest: 80 },
  birthDate: { kind: 'date', label: 'Birth date', isRequired: true, earliest: '1900-01-01' as CalendarDay },
  sex: { kind: 'choice', label: 'Sex', isRequired: true, options: toOptions(sexes) },
  street: { kind: 'text', label: 'Street', longest: 120 },
  city: { kind: 'text', label: 'City', longest: 80 },
  state: { ...orderFields.state, label: 'State', isRequired: true },
  postalCode: { kind: 'text', label: 'ZIP code', isCode: true, longest: 12 },
  phone: { kind: 'text', label: 'Phone', isCode: true, longest: 30 },
  diagnosisCode: {
    kind: 'text',
    label: 'Diagnosis',
    hint: 'ICD-10-CM code such as M05.79',
    isCode: true,
    pattern: {
      matches: /^[A-Za-z][0-9A-Za-z](\.?[0-9A-Za-z]){1,6}$/,
      sentence: 'A diagnosis is written as its ICD-10-CM code.',
    },
  },
  npi: {
    kind: 'text',
    label: 'NPI of the prescriber',
    isRequired: true,
    isCode: true,
    pattern: { matches: /^\d{10}$/, sentence: 'An NPI has ten digits.' },
  },
  prescriberName: { kind: 'text', label: 'Name of the prescriber', hint: 'Family name, given name', longest: 120 },
  description: { kind: 'text', label: 'Drug with strength', isRequired: true, longest: 200 },
  ndc: { kind: 'text', label: 'NDC', hint: 'When it is written', isCode: true, longest: 14 },
  writtenOn: { ...orderFields.writtenOn, isRequired: true },
  daysSupply: { ...orderFields.daysSupply, isRequired: true },
  quantity: { ...orderFields.quantity, isRequired: true },
  unit: orderFields.unit,
  refills: { ...orderFields.refills, isRequired: true },
  directions: { ...orderFields.directions, isRequired: true },
  note: { kind: 'text', label: 'Note', isLong: true, longest: 2000 },
  substitutionAllowed: { kind: 'check', label: 'Substitution is allowed' },
} as const;

/** Writes what was typed as the endpoint takes it; the pharmacy is the one that the person works at. */
export function toEntry(
  values: FormValues<typeof entryFields>,
  from: { readonly rawMessageId: RawMessageId | null; readonly scanId?: string },
): RequestOf<typeof enterPrescription> {
  return {
    channel: values.channel,
    siteId: null,
    ...from,
    patient: {
      familyName: values.familyName,
      givenName: values.givenName,
      birthDate: values.birthDate,
      sex: values.sex,
      phone: values.phone ?? '',
      street: values.street ?? '',
      city: values.city ?? '',
      state: values.state.toUpperCase(),
      postalCode: values.postalCode ?? '',
    },
    prescriber: { npi: values.npi, name: values.prescriberName ?? '' },
    drug: { ndc: values.ndc ?? '', description: values.description },
    writtenOn: values.writtenOn,
    quantity: { quantityThousandths: values.quantity, unit: values.unit },
    daysSupply: values.daysSupply / 1000,
    refills: values.refills / 1000,
    substitutionAllowed: values.substitutionAllowed,
    directions: values.directions,
    note: values.note,
    isUrgent: values.isUrgent,
    diagnosisCode: values.diagnosisCode?.toUpperCase() ?? null,
  };
}
