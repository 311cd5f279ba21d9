import type { CalendarDay } from '../../kernel/calendar-day.ts';
import type { SiteId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import { formatNdc } from '../../kernel/ndc.ts';
import type { IncomingCoverage, IncomingPatient, IncomingPrescription } from '../../modules/prescriptions/index.ts';
import type { Drug } from '../../modules/reference/index.ts';
import { type DemoRegimen, getRegimen } from './demo-regimens.ts';

/** A prescriber who writes for a programme. */
export interface DemoPrescriber {
  readonly npi: string;
  readonly familyName: string;
  readonly givenName: string;
  readonly state: string;
}

/** Where an order came from: over which way, and from which partner. */
export type OrderSource = Pick<IncomingPrescription, 'channel' | 'partnerId'>;

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
  /** The EHR unless said. */
  readonly source?: OrderSource;
  readonly refills?: number;
  readonly regimen?: DemoRegimen;
}): IncomingPrescription {
  const { drug, person, card, prescriber } = parts;
  const { diagnosis, quantityThousandths, daysSupply, directions, ages } = parts.regimen ?? getRegimen(drug.ndc11);
  return {
    ...(parts.source ?? { channel: 'hl7v2', partnerId: null }),
    rawMessageId: null,
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
    quantity: { quantityThousandths, unit: drug.ucumUnit },
    daysSupply,
    refills: parts.refills ?? 5,
    substitutionAllowed: true,
    directions,
    note: null,
    isUrgent: parts.number % 11 === 0,
    diagnoses: [{ system: 'ICD-10-CM', ...diagnosis, isPrimary: true, onsetOn: null }],
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
        value: String((ages[1] < 18 ? 24 : 58) + (parts.number % (ages[1] < 18 ? 20 : 35))),
        unit: 'kg',
        observedOn: parts.writtenOn,
      },
    ],
    medications: parts.number % 4 === 0 ? [{ rxcui: '11289', ndc: null, text: 'Warfarin', directions: null }] : [],
  };
}
