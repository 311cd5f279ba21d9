import { formatThousandths } from '../../../kernel/quantity.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { listDocuments, readDocument } from '../../documents/index.ts';
import { getPatient, isCoverageInForce, listAllergies, listCoverages } from '../../patients/index.ts';
import type { Prescription } from '../../prescriptions/index.ts';
import { getPrescriber, listPlans } from '../../reference/index.ts';
import type { Letter } from '../domain/letter.ts';
import { type TransferId, type TransferReason, transferReasons } from '../domain/transfer-out.ts';
import { composeLetter } from './compose-letter.ts';

const mostPictures = 10;

/** Composes the packet of a transfer: prescription, patient, coverage, allergies, and what documents there are. */
export async function composePacket(
  tx: TenantTransaction,
  prescription: Prescription,
  transfer: {
    readonly transferId: TransferId;
    readonly pharmacy: { readonly name: string; readonly fax: string | null };
    readonly reasonCode: TransferReason;
  },
): Promise<Letter> {
  const { pharmacy, reasonCode, transferId } = transfer;
  const documents = await listFiled(tx, prescription);
  return composeLetter(tx, prescription, {
    kind: 'transfer-packet',
    subjectId: transferId,
    to: pharmacy,
    opening: `We transfer this referral to you: ${transferReasons[reasonCode].toLowerCase()}. Please tell us by phone that you have it.`,
    sections: [
      { title: 'Prescription', lines: await listPrescriptionLines(tx, prescription) },
      { title: 'Patient', lines: await listPatientLines(tx, prescription) },
      { title: 'Coverage', lines: await listCoverageLines(tx, prescription) },
      { title: 'Allergies', lines: await listAllergyLines(tx, prescription) },
      { title: 'Documents', lines: documents.lines },
    ],
    closing: 'Until you have acknowledged it the patient stays with us.',
    pictures: documents.pictures,
  });
}

async function listPrescriptionLines(tx: TenantTransaction, prescription: Prescription): Promise<readonly string[]> {
  const { incoming, prescriberId, daysSupply, refillsAuthorized, quantityThousandths, indicationCode } = prescription;
  const prescriber = prescriberId === null ? null : await getPrescriber(tx, prescriberId);
  const amount = quantityThousandths ?? incoming.quantity?.quantityThousandths ?? null;
  return keepSaid([
    ['Directions', incoming.directions],
    ['Quantity', amount === null ? null : `${formatThousandths(amount)} ${incoming.quantity?.unit ?? ''}`.trim()],
    ['Days’ supply', (daysSupply ?? incoming.daysSupply)?.toString() ?? null],
    ['Refills', (refillsAuthorized ?? incoming.refills)?.toString() ?? null],
    ['Diagnosis', indicationCode ?? incoming.diagnoses[0]?.code ?? null],
    ['Prescriber', prescriber === null ? null : `${prescriber.givenName} ${prescriber.familyName}`],
    ['NPI', prescriber?.npi ?? incoming.prescriber.npi],
    ['Phone', prescriber?.phone ?? incoming.prescriber.phone],
    ['Note', incoming.note],
  ]);
}

async function listPatientLines(tx: TenantTransaction, { patientId }: Prescription): Promise<readonly string[]> {
  if (patientId === null) return [];
  const { demographics } = await getPatient(tx, patientId);
  const [address] = demographics.addresses;
  const place =
    address === undefined
      ? null
      : `${address.lines.join(', ')}, ${address.city}, ${address.state} ${address.postalCode}`;
  return keepSaid([
    ['Sex', demographics.sex],
    ['Address', place],
    ['Phone', demographics.phones[0]?.number ?? null],
    ['Language', demographics.language ?? null],
  ]);
}

async function listCoverageLines(tx: TenantTransaction, { patientId }: Prescription): Promise<readonly string[]> {
  if (patientId === null) return [];
  const today = tx.now.slice(0, 10) as Parameters<typeof isCoverageInForce>[1];
  const coverages = (await listCoverages(tx, patientId)).filter((each) => isCoverageInForce(each, today));
  const planIds = coverages.flatMap(({ planId }) => planId ?? []);
  const plans = await listPlans(tx, planIds);
  if (coverages.length === 0) return ['None on record'];
  return coverages.map(({ planId, payerName, memberId, groupNumber, payerOrder }) => {
    const plan = plans.find((each) => each.planId === planId);
    const card = plan === undefined ? [] : [`BIN ${plan.bin}`, `PCN ${plan.pcn}`];
    const group = groupNumber === null ? [] : [`group ${groupNumber}`];
    return [
      `${payerOrder}. ${plan?.name ?? payerName ?? 'Payer not named'}`,
      ...card,
      ...group,
      `member ${memberId}`,
    ].join(', ');
  });
}

async function listAllergyLines(tx: TenantTransaction, { patientId }: Prescription): Promise<readonly string[]> {
  const allergies = patientId === null ? [] : await listAllergies(tx, patientId);
  const lines = allergies
    .filter(({ state }) => state === 'active')
    .map(({ substance, reaction }) => (reaction === null ? substance : `${substance}: ${reaction}`));
  return lines.length === 0 ? ['Not recorded'] : lines;
}

/** Pictures are put into the packet; what is no picture is named, so that the person who sends it adds it. */
async function listFiled(tx: TenantTransaction, { patientId, prescriptionId, therapyId }: Prescription) {
  const filed = [
    ...(await listDocuments(tx, { subjectId: prescriptionId })),
    ...(therapyId === null ? [] : await listDocuments(tx, { therapyId })),
  ].filter((document) => document.patientId === patientId && document.kind !== 'label' && document.kind !== 'letter');
  const distinct = [...new Map(filed.map((document) => [document.documentId, document])).values()];
  const pictures: { title: string; bytes: Uint8Array }[] = [];
  const lines: string[] = [];
  for (const { documentId, title, mediaType } of distinct) {
    const isPicture = mediaType === 'image/png' || mediaType === 'image/jpeg';
    const document = isPicture && pictures.length < mostPictures ? await readDocument(tx, documentId) : null;
    if (document !== null) pictures.push({ title, bytes: document.bytes });
    lines.push(document === null ? `${title} (to be added by hand)` : `${title} (attached)`);
  }
  return { pictures, lines: lines.length === 0 ? ['None on file'] : lines };
}

function keepSaid(lines: readonly (readonly [string, string | null])[]): readonly string[] {
  return lines.flatMap(([label, value]) => (value === null || value === '' ? [] : [`${label}: ${value}`]));
}
