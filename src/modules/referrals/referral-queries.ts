import type { PatientId, PrescriptionId, StaffId } from '../../kernel/ids.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import { listStaffNames } from '../identity/index.ts';
import { listPatientNames } from '../patients/index.ts';
import { findPharmacyLimits, getPrescription, type Prescription } from '../prescriptions/index.ts';
import { listDrugs, nameDrug, type OtherPharmacy } from '../reference/index.ts';
import { listOpenWays } from './actions/ask-for-missing.ts';
import { checkCompleteness } from './actions/gather-referral-facts.ts';
import { listContradictions } from './contradiction-store.ts';
import type { CheckedItem, FactOrigin } from './domain/completeness.ts';
import type { Contradiction } from './domain/contradiction.ts';
import { type InformationRequest, isAnswerable, isQueryable, listOpenItems } from './domain/information-request.ts';
import type { Letter } from './domain/letter.ts';
import type { TransferOut } from './domain/transfer-out.ts';
import { listLetters, listUnsentLetters } from './letter-store.ts';
import { listRequests, listSteps, listWaitingRequests, type RequestStep } from './request-store.ts';
import { listTransfers, listTransfersByState } from './transfer-store.ts';

const mostShown = 200;

type Names = ReadonlyMap<string, string>;

/** Describes a referral: what it lacks, what was asked, its letters, and where it may or does go. */
export async function describeReferral(tx: TenantTransaction, prescription: Prescription) {
  const { prescriptionId, status, patientId } = prescription;
  const [completeness, requests, letters, transfers, limits, contradictions] = await Promise.all([
    checkCompleteness(tx, prescription),
    listRequests(tx, prescriptionId),
    listLetters(tx, prescriptionId),
    listTransfers(tx, prescriptionId),
    findPharmacyLimits(tx, prescription),
    listContradictions(tx, prescriptionId),
  ]);
  const steps = await listSteps(
    tx,
    requests.map(({ requestId }) => requestId),
  );
  const staffIds = [
    ...requests.map(({ askedBy }) => askedBy),
    ...steps.map(({ actorId }) => actorId),
    ...letters.map(({ sentBy }) => sentBy),
    ...contradictions.map(({ settledBy }) => settledBy),
  ];
  const names = await nameStaff(tx, staffIds);
  const asked = new Set(
    requests
      .filter(({ state }) => state === 'asked')
      .flatMap((request) => listOpenItems(request).map(({ itemCode }) => itemCode)),
  );
  const { network, plan } = limits;
  const { hasEhr, hasForm } = await listOpenWays(tx, prescription);
  const labels = new Map(requests.flatMap(({ items }) => items.map(({ itemCode, label }) => [itemCode, label])));
  return {
    prescriptionId,
    isOver: status === 'refused' || status === 'cancelled',
    isPatientKnown: patientId !== null,
    percent: completeness.percent,
    metCount: completeness.metCount,
    items: completeness.items.map((item) => describeItem(item, asked)),
    canAskEhr: hasEhr,
    canSendForm: hasForm,
    contradictions: contradictions.map((each) => describeContradiction(each, labels, names)),
    requests: requests.map((request) => describeRequest(request, steps, names)),
    letters: letters.map((letter) => describeLetter(letter, names)),
    transfers: transfers.map(describeTransfer),
    network: network === null ? null : describeLimit(network),
    plan: plan === null ? null : { ...describeLimit(plan), planName: plan.planName },
  };
}

/** Describes what is under way about referrals of the sites of this transaction, with whose they are. */
export async function describeOpenReferrals(tx: TenantTransaction) {
  const [requests, letters, open, over] = await Promise.all([
    listWaitingRequests(tx, mostShown),
    listUnsentLetters(tx, mostShown),
    listTransfersByState(tx, { isOver: false, most: mostShown }),
    listTransfersByState(tx, { isOver: true, most: 50 }),
  ]);
  const transfers = [...open, ...over];
  const subjects = await nameSubjects(
    tx,
    [...requests, ...letters, ...transfers].map(({ prescriptionId }) => prescriptionId),
  );
  const body = {
    requests: requests.map((request) => ({
      ...subjects.of(request.prescriptionId),
      requestId: request.requestId,
      way: request.way,
      isLate: request.isLate,
      labels: listOpenItems(request).map(({ label }) => label),
      askedAt: request.askedAt,
      dueAt: request.dueAt,
    })),
    letters: letters.map(({ prescriptionId, letterId, kind, recipientName, recipientFax, composedAt }) => ({
      ...subjects.of(prescriptionId),
      ...{ letterId, kind, recipientName, recipientFax, composedAt },
    })),
    transfers: transfers.map((transfer) => {
      const { transferId, state, reasonCode, pharmacyName, composedAt, dueAt, isLate, daysHeld } = transfer;
      const said = { transferId, state, reasonCode, pharmacyName, composedAt, dueAt, isLate, daysHeld };
      return { ...subjects.of(transfer.prescriptionId), ...said };
    }),
  };
  return { body, patientIds: subjects.patientIds };
}

function describeItem({ requirement, status, fact }: CheckedItem, asked: ReadonlySet<string>) {
  const { itemCode, label, maximumAgeDays, source, isVerified } = requirement;
  return {
    ...{ itemCode, label, status, maximumAgeDays, source, isVerified },
    text: fact?.text ?? null,
    on: fact?.on ?? null,
    origin: toSource(fact?.origin ?? null),
    isQueryable: isQueryable(requirement),
    isAnswerable: isAnswerable(requirement),
    isAsked: asked.has(itemCode),
  };
}

function describeContradiction(found: Contradiction, labels: Names, names: Names) {
  const { contradictionId, itemCode, known, said, origin, messageId, foundAt, settledAt, settledAs, settledBy } = found;
  return {
    ...{ contradictionId, known, said, foundAt, settledAt, settledAs },
    label: labels.get(itemCode) ?? itemCode,
    knownOrigin: toSource(origin),
    saidOrigin: { kind: 'message', id: messageId },
    settledByName: nameOf(names, settledBy),
  };
}

function describeRequest(request: InformationRequest, steps: readonly RequestStep[], names: Names) {
  const { requestId, state, way, isLate, askedAt, askedBy, dueAt, closedAt, items } = request;
  return {
    ...{ requestId, state, way, isLate, askedAt, dueAt, closedAt },
    askedByName: nameOf(names, askedBy),
    items: items.map(({ label, closed }) => ({
      label,
      closedAt: closed?.at ?? null,
      origin: toSource(closed?.origin ?? null),
    })),
    steps: steps
      .filter((step) => step.requestId === requestId)
      .map(({ step, way: by, happenedAt, actorId, source }) => ({
        ...{ step, happenedAt, source },
        way: by,
        actorName: nameOf(names, actorId),
      })),
  };
}

function describeLetter(letter: Letter, names: Names) {
  const { letterId, kind, documentId, recipientName, recipientFax, composedAt, sentAt, sentWay, sentBy } = letter;
  const said = { letterId, kind, documentId, recipientName, recipientFax, composedAt, sentAt, sentWay };
  return { ...said, sentByName: nameOf(names, sentBy) };
}

function describeTransfer(transfer: TransferOut) {
  const { transferId, state, reasonCode, pharmacyName, letterId, composedAt, sentAt, dueAt, isLate } = transfer;
  const { acknowledgedAt, acknowledgedBy, daysHeld } = transfer;
  const began = { transferId, state, reasonCode, pharmacyName, letterId, composedAt, sentAt, dueAt, isLate };
  return { ...began, acknowledgedAt, acknowledgedBy, daysHeld };
}

function describeLimit(limit: { readonly includesUs: boolean; readonly pharmacies: readonly OtherPharmacy[] }) {
  return {
    includesUs: limit.includesUs,
    pharmacies: limit.pharmacies.map(({ pharmacyNpi, pharmacyName, phone, fax, source, isVerified }) => ({
      npi: pharmacyNpi,
      name: pharmacyName,
      ...{ phone, fax, source, isVerified },
    })),
  };
}

async function nameSubjects(tx: TenantTransaction, prescriptionIds: readonly PrescriptionId[]) {
  const prescriptions = new Map<string, Prescription>();
  for (const prescriptionId of new Set(prescriptionIds))
    prescriptions.set(prescriptionId, await getPrescription(tx, prescriptionId));
  const known = [...prescriptions.values()];
  const patientIds = [...new Set(known.flatMap(({ patientId }) => patientId ?? []))];
  const patients = await listPatientNames(tx, patientIds);
  const drugs = await listDrugs(tx, [...new Set(known.flatMap(({ drugId }) => drugId ?? []))]);
  const of = (prescriptionId: PrescriptionId) => {
    const prescription = prescriptions.get(prescriptionId);
    const drug = drugs.find(({ drugId }) => drugId === prescription?.drugId);
    const stated = prescription?.incoming.drug.description ?? '';
    return {
      prescriptionId,
      patientName: patients.get((prescription?.patientId ?? '') as PatientId)?.displayName ?? '',
      drugName: drug === undefined ? stated : nameDrug(drug),
    };
  };
  return { of, patientIds };
}

async function nameStaff(tx: TenantTransaction, staffIds: readonly (StaffId | null)[]): Promise<Names> {
  const ids = [...new Set(staffIds.flatMap((staffId) => staffId ?? []))];
  return ids.length === 0 ? new Map() : listStaffNames(tx, ids);
}

function nameOf(names: Names, staffId: StaffId | null): string | null {
  return staffId === null ? null : (names.get(staffId) ?? null);
}

function toSource(origin: FactOrigin | null) {
  return origin === null ? null : { kind: origin.kind, id: origin.id };
}
