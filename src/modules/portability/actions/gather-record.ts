import { isUuid, type PatientId, type RawMessageId } from '../../../kernel/ids.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { listFillsOfPatient } from '../../dispensing/index.ts';
import { listDocuments } from '../../documents/index.ts';
import { readRawMessage } from '../../exchange/index.ts';
import {
  findPatient,
  getPatient,
  listAllergies,
  listConditions,
  listConsents,
  listCoverages,
  listFamilyIds,
  listMedications,
  listObservations,
  type RecordOrigin,
} from '../../patients/index.ts';
import { listPrescriptions, type Prescription } from '../../prescriptions/index.ts';
import { listDrugs, listPlans, listPrescribers } from '../../reference/index.ts';
import { getJourney, type Journey, listTherapies } from '../../therapies/index.ts';
import type { ExportedRecord } from '../domain/exported-record.ts';

/** No record is cut: more than so many entries of one kind are a fault, not an export that lacks some. */
const mostOfOneKind = 100_000;

/** Gathers everything that is known of a person; null when there is no such patient. */
export async function gatherRecord(tx: TenantTransaction, patientId: PatientId): Promise<ExportedRecord | null> {
  const found = await findPatient(tx, patientId);
  if (found === null) return null;
  const patient = await getPatient(tx, found.survivorId);
  const recordIds = await listFamilyIds(tx, patientId);
  const coverages = await listCoverages(tx, patientId);
  const health = {
    allergies: await listAllergies(tx, patientId),
    conditions: await listConditions(tx, patientId),
    medications: await listMedications(tx, patientId),
    observations: await listObservations(tx, { patientId, most: mostOfOneKind }),
  };
  const prescriptions = await listPrescriptions(tx, { patientId }, mostOfOneKind);
  const fills = await listFillsOfPatient(tx, { patientIds: recordIds, most: mostOfOneKind });
  const therapies = await gatherTherapies(tx, patientId);
  const origins = [coverages, ...Object.values(health)].flatMap((kind) => kind.map(({ origin }) => origin));
  return {
    ...health,
    ...{ patient, recordIds, coverages, prescriptions, fills, therapies },
    exportedAt: tx.now,
    plans: toMap(await listPlans(tx, listPresent(coverages.map(({ planId }) => planId))), ({ planId }) => planId),
    consents: await listConsents(tx, patientId),
    prescribers: toMap(
      await listPrescribers(tx, listPresent(prescriptions.map(({ prescriberId }) => prescriberId))),
      ({ prescriberId }) => prescriberId,
    ),
    drugs: toMap(
      await listDrugs(tx, [
        ...new Set([
          ...listPresent(prescriptions.map(({ drugId }) => drugId)),
          ...fills.map(({ drugId }) => drugId),
          ...therapies.map(({ summary }) => summary.drugId),
        ]),
      ]),
      ({ drugId }) => drugId,
    ),
    documents: await gatherDocuments(tx, recordIds),
    messages: await gatherMessages(tx, { prescriptions, origins }),
  };
}

async function gatherTherapies(tx: TenantTransaction, patientId: PatientId): Promise<readonly Journey[]> {
  const journeys: Journey[] = [];
  for (const { therapyId } of await listTherapies(tx, { patientId })) {
    const journey = await getJourney(tx, therapyId, { asOf: null });
    if (!journey.ok) throw new Error('a therapy that was listed has no journey');
    journeys.push(journey.value);
  }
  return journeys;
}

async function gatherDocuments(
  tx: TenantTransaction,
  recordIds: readonly PatientId[],
): Promise<ExportedRecord['documents']> {
  const documents = [];
  for (const patientId of recordIds) documents.push(...(await listDocuments(tx, { patientId }, mostOfOneKind)));
  return documents;
}

/** The messages with which the record came: those of its prescriptions, and those that parts of it name as their origin. */
async function gatherMessages(
  tx: TenantTransaction,
  from: { readonly prescriptions: readonly Prescription[]; readonly origins: readonly RecordOrigin[] },
): Promise<ExportedRecord['messages']> {
  const named = from.origins.flatMap(({ kind, id }) => (kind === 'message' && id !== null && isUuid(id) ? [id] : []));
  const ids = [...listPresent(from.prescriptions.map(({ rawMessageId }) => rawMessageId)), ...named];
  const messages = [];
  for (const id of [...new Set<string>(ids)].toSorted()) {
    const message = await readRawMessage(tx, id as RawMessageId);
    if (message === null) continue;
    const { bytes: _bytes, ...described } = message;
    messages.push(described);
  }
  return messages;
}

function toMap<Item>(items: readonly Item[], keyOf: (item: Item) => string): ReadonlyMap<string, Item> {
  return new Map(items.map((item) => [keyOf(item), item]));
}

function listPresent<Item>(items: readonly (Item | null)[]): readonly Item[] {
  return [...new Set(items)].flatMap((item) => (item === null ? [] : [item]));
}
