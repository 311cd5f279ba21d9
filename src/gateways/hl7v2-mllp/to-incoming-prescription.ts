import type { Id, RawMessageId, SiteId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { IncomingDrug, IncomingPrescriber, IncomingPrescription } from '../../modules/prescriptions/index.ts';
import type { PatientLocation, PharmacyOrder, Prescriber } from '../../standards/hl7v2/hl7v2.ts';
import { readAllergyList } from './read-allergy-list.ts';
import {
  orNull,
  toIncomingCoverages,
  toIncomingDiagnoses,
  toIncomingObservations,
  toIncomingPatient,
} from './to-incoming-patient.ts';

/** Where a message came from, for what is made of it. */
export interface MessageSource {
  readonly rawMessageId: RawMessageId;
  readonly partnerId: Id<'partner'>;
  readonly siteId: SiteId;
  readonly receivedAt: Instant;
}

/** Translates a pharmacy order; null when the message has no patient, which the reader has reported as an error. */
export function toIncomingPrescription(order: PharmacyOrder, source: MessageSource): IncomingPrescription | null {
  if (order.patient === null) return null;
  const { dispense } = order;
  const notes = [order.sig.pharmacyInstructions, ...order.notes].filter((text) => text !== '');
  return {
    channel: 'hl7v2',
    rawMessageId: source.rawMessageId,
    partnerId: source.partnerId,
    orderNumber: orderNumberOf(order),
    receivedAt: source.receivedAt,
    siteId: source.siteId,
    clinicCodes: listPlaceCodes(order.visit?.location ?? null),
    patient: toIncomingPatient(order.patient),
    prescriber: toIncomingPrescriber(order.prescriber),
    drug: toIncomingDrug(order),
    writtenOn: order.writtenAt?.day ?? null,
    quantity:
      dispense === null || dispense.amount === null
        ? null
        : {
            quantityThousandths: dispense.amount.quantityThousandths,
            unit: orNull(dispense.amount.unit?.code ?? dispense.amount.unit?.text),
          },
    daysSupply: dispense?.daysSupply ?? null,
    refills: dispense?.refills ?? null,
    substitutionAllowed: toSubstitution(dispense?.substitution ?? ''),
    directions: orNull(order.sig.text),
    note: orNull(notes.join('\n')),
    isUrgent: order.sig.timings.some(({ priority }) => /^(S|STAT|A|ASAP)\b/i.test(priority)),
    diagnoses: toIncomingDiagnoses(order.diagnoses, true),
    coverages: toIncomingCoverages(order.coverages),
    ...readAllergyList(order.allergies),
    conditions: toIncomingDiagnoses(order.diagnoses, false),
    observations: toIncomingObservations(order.observations),
    medications: [],
  };
}

/** The codes by which a sender names a place (PL): facility with point of care, then the point of care alone. */
export function listPlaceCodes(location: PatientLocation | null): readonly string[] {
  if (location === null || location.pointOfCare.trim() === '') return [];
  const { pointOfCare, facility } = location;
  return facility.namespace === '' ? [pointOfCare] : [`${facility.namespace}/${pointOfCare}`, pointOfCare];
}

/** The number by which the sender speaks of an order: the placer's, else the filler's. */
export function orderNumberOf(order: Pick<PharmacyOrder, 'placerNumber' | 'fillerNumber'>): string | null {
  return order.placerNumber?.id ?? order.fillerNumber?.id ?? null;
}

function toIncomingPrescriber(prescriber: Prescriber | null): IncomingPrescriber {
  return {
    npi: prescriber?.npi ?? null,
    deaNumber: prescriber?.dea ?? null,
    familyName: orNull(prescriber?.name.family),
    givenName: orNull(prescriber?.name.given),
    state: orNull(prescriber?.address?.state),
    phone: orNull(prescriber?.telecoms.find(({ number }) => number !== '')?.number),
  };
}

function toIncomingDrug(order: PharmacyOrder): IncomingDrug {
  const codes = order.drug?.codes ?? [];
  const ndc = codes.find(({ system }) => system === 'NDC');
  const strength = order.give?.strength ?? null;
  return {
    ndc: ndc?.ndc ?? orNull(ndc?.code),
    rxcui: orNull(codes.find(({ system }) => system === 'RxNorm')?.code),
    description: orNull(order.drug?.text),
    strength: strength === null ? null : `${strength.value} ${strength.unit?.code ?? ''}`.trim(),
    deaSchedule: toSchedule(order.dispense?.controlledSubstanceSchedule ?? ''),
  };
}

/** RXE-35 writes a schedule as a roman or an arabic number (HL7 user-defined table 0477). */
function toSchedule(text: string): IncomingDrug['deaSchedule'] {
  const schedules: Readonly<Record<string, IncomingDrug['deaSchedule']>> = {
    II: '2',
    III: '3',
    IV: '4',
    V: '5',
    '2': '2',
    '3': '3',
    '4': '4',
    '5': '5',
  };
  return schedules[text.trim().toUpperCase().replace(/^C-?/, '')] ?? null;
}

/** HL7 tables 0161 and 0167: N and 1 forbid substitution, G, T and 0 allow it. */
function toSubstitution(code: string): boolean | null {
  if (code === 'N' || code === '1') return false;
  return code === 'G' || code === 'T' || code === '0' ? true : null;
}
