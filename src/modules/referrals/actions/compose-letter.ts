import type { PatientId, Uuid } from '../../../kernel/ids.ts';
import { dayIn } from '../../../kernel/instant.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { storeDocument } from '../../documents/index.ts';
import { getSite } from '../../identity/index.ts';
import { getPatient } from '../../patients/index.ts';
import type { Prescription } from '../../prescriptions/index.ts';
import { getDrug, getPrescriber, nameDrug } from '../../reference/index.ts';
import { type Letter, type LetterKind, type LetterText, letterKinds } from '../domain/letter.ts';
import { composeLetterPdf } from '../letter-pdf.ts';
import { insertLetter } from '../letter-store.ts';

/** What a letter says beside whom it is from and what it is about. */
export interface LetterBody {
  readonly kind: LetterKind;
  readonly subjectId: Uuid;
  readonly to: LetterText['to'];
  readonly opening: string;
  readonly sections: LetterText['sections'];
  readonly closing: string;
  readonly pictures?: readonly { readonly title: string; readonly bytes: Uint8Array }[];
}

/** Composes a letter about a referral, files it, and keeps it until a person has sent it. */
export async function composeLetter(
  tx: TenantTransaction,
  prescription: Prescription,
  body: LetterBody,
): Promise<Letter> {
  const { prescriptionId, siteId, patientId, therapyId } = prescription;
  const site = await getSite(tx, siteId);
  const { lines, city, state, postalCode } = site.address;
  const text: LetterText = {
    from: { name: site.name, address: `${lines.join(', ')}, ${city}, ${state} ${postalCode}`, phone: site.phone },
    to: body.to,
    date: dayIn(tx.now, site.timeZone),
    title: letterKinds[body.kind],
    about: await listSubject(tx, prescription),
    opening: body.opening,
    sections: body.sections,
    closing: body.closing,
  };
  const documentId = await storeDocument(tx, {
    kind: 'letter',
    subjectKind: 'prescription',
    subjectId: prescriptionId,
    siteId,
    mediaType: 'application/pdf',
    bytes: await composeLetterPdf(text, body.pictures),
    title: `${letterKinds[body.kind]}, ${body.to.name}`,
    ...(patientId === null ? {} : { patientId }),
    ...(therapyId === null ? {} : { therapyId }),
  });
  const letter: Letter = {
    letterId: tx.newId<'letter'>(),
    ...{ siteId, prescriptionId, patientId, therapyId, documentId },
    kind: body.kind,
    subjectId: body.subjectId,
    recipientName: body.to.name,
    recipientFax: body.to.fax,
    composedAt: tx.now,
    ...{ sentAt: null, sentBy: null, sentWay: null },
  };
  insertLetter(tx, letter);
  return letter;
}

/** Finds to whom letters about a prescription go: its prescriber, with the fax that the directory has. */
export async function findRecipient(
  tx: TenantTransaction,
  { prescriberId, incoming }: Prescription,
): Promise<LetterText['to']> {
  if (prescriberId === null) {
    const { familyName, givenName } = incoming.prescriber;
    return { name: [givenName, familyName].filter((part) => part !== null).join(' ') || 'Prescriber', fax: null };
  }
  const { givenName, familyName, credential, fax } = await getPrescriber(tx, prescriberId);
  return { name: `${givenName} ${familyName}${credential === null ? '' : `, ${credential}`}`, fax };
}

/** Names patient and drug as a prescriber or a pharmacy knows them. */
async function listSubject(
  tx: TenantTransaction,
  { patientId, drugId, incoming }: Prescription,
): Promise<LetterText['about']> {
  const drug = drugId === null ? null : await getDrug(tx, drugId);
  return [
    ['Patient', patientId === null ? statedName(incoming.patient) : await nameOf(tx, patientId)],
    ['Born', incoming.patient.birthDate ?? 'not stated'],
    ['Drug', drug === null ? (incoming.drug.description ?? 'not stated') : nameDrug(drug)],
    ['Written on', incoming.writtenOn ?? 'not stated'],
  ];
}

async function nameOf(tx: TenantTransaction, patientId: PatientId): Promise<string> {
  return (await getPatient(tx, patientId)).displayName;
}

function statedName({ familyName, givenName }: Prescription['incoming']['patient']): string {
  return `${familyName}, ${givenName}`;
}
