import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { SiteId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/instant.ts';
import type { IncomingPrescription } from './incoming-prescription.ts';

/** A complete prescription for a synthetic patient, as tests and demonstrations vary it. NDC of Humira Pen: openFDA, 0074-0554-02. */
export const exampleIncoming: IncomingPrescription = {
  channel: 'phone',
  rawMessageId: null,
  partnerId: null,
  orderNumber: null,
  receivedAt: '2026-03-02T15:00:00.000Z' as Instant,
  siteId: '01890000-0000-7000-8000-0000000000aa' as SiteId,
  patient: {
    familyName: 'Testwell',
    givenName: 'Nadia',
    middleName: null,
    suffix: null,
    birthDate: '1984-05-17' as CalendarDay,
    sex: 'female',
    addresses: [{ lines: ['12 Elm Street'], city: 'Albany', state: 'NY', postalCode: '12207', use: 'home' }],
    phones: [{ number: '5185550123', use: 'mobile' }],
    emails: [],
    language: 'en',
    identifiers: [{ kind: 'MR', assigner: 'MERCY', value: '445566' }],
    deceasedOn: null,
  },
  prescriber: {
    npi: '1999990017',
    deaNumber: null,
    familyName: 'Okafor',
    givenName: 'Amara',
    state: 'NY',
    phone: null,
  },
  drug: {
    ndc: '00074055402',
    rxcui: null,
    description: 'Humira Pen 40 mg/0.4 mL',
    strength: null,
    deaSchedule: null,
  },
  writtenOn: '2026-03-01' as CalendarDay,
  quantity: { quantityThousandths: 2000, unit: null },
  daysSupply: 28,
  refills: 5,
  substitutionAllowed: true,
  directions: 'Inject 40 mg under the skin every other week.',
  note: null,
  isUrgent: false,
  diagnoses: [{ system: 'ICD-10-CM', code: 'M06.9', text: 'Rheumatoid arthritis', isPrimary: true, onsetOn: null }],
  coverages: [],
  allergies: [],
  noKnownAllergies: false,
  conditions: [],
  observations: [],
  medications: [],
};
