import type { CalendarDay } from '../../kernel/calendar-day.ts';
import type { SiteId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import { formatNdc } from '../../kernel/ndc.ts';
import type { IncomingCoverage, IncomingPatient, IncomingPrescription } from '../../modules/prescriptions/index.ts';
import type { Drug } from '../../modules/reference/index.ts';

/** What each clinical programme of the demonstration treats (ICD-10-CM). */
const indications: Readonly<Record<string, { readonly code: string; readonly text: string }>> = {
  'asthma-allergy': { code: 'J45.50', text: 'Severe persistent asthma' },
  dermatology: { code: 'L40.0', text: 'Psoriasis vulgaris' },
  gastroenterology: { code: 'K50.90', text: 'Crohn disease' },
  hepatitis: { code: 'B18.2', text: 'Chronic viral hepatitis C' },
  hiv: { code: 'B20', text: 'HIV disease' },
  neurology: { code: 'G35', text: 'Multiple sclerosis' },
  oncology: { code: 'C92.10', text: 'Chronic myeloid leukemia' },
  'pulmonary-hypertension': { code: 'I27.0', text: 'Primary pulmonary hypertension' },
  rheumatology: { code: 'M05.79', text: 'Rheumatoid arthritis' },
  transplant: { code: 'Z94.0', text: 'Kidney transplant status' },
};

/** A prescriber who writes for a programme. */
export interface DemoPrescriber {
  readonly npi: string;
  readonly familyName: string;
  readonly givenName: string;
  readonly state: string;
}

/** Makes the order of a drug for a person, as an EHR would send it. */
export function makeOrder(parts: {
  readonly drug: Drug;
  readonly person: IncomingPatient;
  readonly card: IncomingCoverage;
  readonly prescriber: DemoPrescriber;
  readonly siteId: SiteId;
  readonly receivedAt: Instant;
  readonly writtenOn: CalendarDay;
  readonly number: number;
}): IncomingPrescription {
  const { drug, person, card, prescriber } = parts;
  const indication = indications[drug.programme] ?? { code: 'Z79.899', text: 'Long-term drug therapy' };
  return {
    channel: 'hl7v2',
    rawMessageId: null,
    partnerId: null,
    orderNumber: `DEMO-${parts.number}`,
    receivedAt: parts.receivedAt,
    siteId: parts.siteId,
    patient: person,
    prescriber: {
      npi: prescriber.npi,
      deaNumber: null,
      familyName: prescriber.familyName,
      givenName: prescriber.givenName,
      state: prescriber.state,
      phone: null,
    },
    drug: {
      ndc: formatNdc(drug.ndc11),
      rxcui: drug.rxcui,
      description: `${drug.name} ${drug.strengthText}`,
      strength: drug.strengthText,
      deaSchedule: null,
    },
    writtenOn: parts.writtenOn,
    quantity: { quantityThousandths: drug.packageSizeThousandths, unit: drug.ucumUnit },
    daysSupply: 28,
    refills: 5,
    substitutionAllowed: true,
    directions:
      drug.route === 'oral' || /tablet|capsule/i.test(drug.doseForm)
        ? 'Take as directed by the clinic, at the same time each day.'
        : 'Inject under the skin as directed by the clinic.',
    note: null,
    isUrgent: parts.number % 11 === 0,
    diagnoses: [{ system: 'ICD-10-CM', ...indication, isPrimary: true, onsetOn: null }],
    coverages: [card],
    allergies:
      parts.number % 6 === 0
        ? [{ rxcui: '7980', snomedCode: null, text: 'Penicillin', reaction: 'Rash', severity: 'moderate' }]
        : [],
    noKnownAllergies: parts.number % 6 !== 0,
    conditions: [],
    observations: [
      {
        loincCode: '29463-7',
        text: 'Body weight',
        value: String(58 + (parts.number % 35)),
        unit: 'kg',
        observedOn: parts.writtenOn,
      },
    ],
    medications: parts.number % 4 === 0 ? [{ rxcui: '11289', ndc: null, text: 'Warfarin', directions: null }] : [],
  };
}
