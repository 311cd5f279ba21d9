import type { Uuid } from '../../../kernel/ids.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { getSite } from '../../identity/index.ts';
import { findPatient } from '../../patients/index.ts';
import { giveRxNumber, type Prescription } from '../../prescriptions/index.ts';
import { type Drug, findDrug, listPrescribers } from '../../reference/index.ts';
import type {
  PrescriberMessage,
  ToldDrug,
  ToldPatient,
  ToldPrescriber,
  ToldPrescription,
} from '../domain/prescriber-message.ts';

/** Composes what is said to the prescriber of a prescription, from how patient, drug and pharmacy are known now. */
export async function composeMessage(
  tx: TenantTransaction,
  said: {
    readonly referenceId: Uuid;
    readonly prescription: Prescription;
    readonly says: PrescriberMessage['says'];
  },
): Promise<PrescriberMessage> {
  const { prescription, says } = said;
  const site = await getSite(tx, prescription.siteId);
  const { name, npi, ncpdpId, phone, address } = site;
  return {
    reference: said.referenceId.replaceAll('-', ''),
    says,
    prescription: await describePrescription(tx, prescription),
    patient: await describePatient(tx, prescription),
    prescriber: await describePrescriber(tx, prescription),
    pharmacy: { name, npi, ncpdpId, phone, address },
    drug: await describeDrug(tx, prescription),
  };
}

/** Names a drug of the catalog to a prescriber. */
export function toToldDrug({ name, strengthText, ndc11, rxcui, route }: Drug): ToldDrug {
  return { name, strength: strengthText, ndc11, rxcui, route };
}

async function describePrescription(tx: TenantTransaction, prescription: Prescription): Promise<ToldPrescription> {
  const { incoming } = prescription;
  return {
    prescriptionId: prescription.prescriptionId,
    therapyId: prescription.therapyId,
    rxNumber: await giveRxNumber(tx, prescription.prescriptionId),
    orderNumber: prescription.orderNumber,
    originalMessageId: prescription.rawMessageId,
    writtenOn: prescription.writtenOn,
    quantityThousandths: prescription.quantityThousandths,
    quantityUnit: prescription.quantityUnit,
    daysSupply: prescription.daysSupply,
    refillsAuthorized: prescription.refillsAuthorized ?? 0,
    directions: incoming.directions,
    substitutionAllowed: prescription.substitutionAllowed,
  };
}

/** A patient who is not matched yet is named as the order named them. */
async function describePatient(tx: TenantTransaction, prescription: Prescription): Promise<ToldPatient> {
  const { patientId, incoming } = prescription;
  const known = patientId === null ? null : ((await findPatient(tx, patientId))?.demographics ?? null);
  const { familyName, givenName, birthDate, sex, addresses, phones } = known ?? incoming.patient;
  const home = addresses.find(({ use }) => use === 'home') ?? addresses[0] ?? null;
  return {
    ...{ patientId, familyName, givenName, birthDate, sex },
    address:
      home === null ? null : { lines: home.lines, city: home.city, state: home.state, postalCode: home.postalCode },
    phone: phones[0]?.number ?? null,
    // The sender knows its own numbers alone.
    identifiers: incoming.patient.identifiers,
  };
}

async function describePrescriber(tx: TenantTransaction, prescription: Prescription): Promise<ToldPrescriber> {
  const { prescriberId, incoming } = prescription;
  const [known] = prescriberId === null ? [] : await listPrescribers(tx, [prescriberId]);
  const { npi, familyName, givenName, phone } = known ?? incoming.prescriber;
  return { npi, familyName, givenName, phone };
}

async function describeDrug(tx: TenantTransaction, { drugId, incoming }: Prescription): Promise<ToldDrug> {
  const drug = drugId === null ? null : await findDrug(tx, drugId);
  if (drug !== null) return toToldDrug(drug);
  const { description, strength, ndc, rxcui } = incoming.drug;
  return { name: description ?? '', strength, ndc11: ndc, rxcui, route: null };
}
