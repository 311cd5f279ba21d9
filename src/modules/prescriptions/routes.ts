import type { Id, PatientId, PrescriptionId, RawMessageId, SiteId } from '../../kernel/ids.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type Route, route } from '../../platform/http/route.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import { findScan, type ScanId, settleScanAsPrescription } from '../documents/index.ts';
import { listSites } from '../identity/index.ts';
import { resolveDrug } from '../reference/index.ts';
import { acceptPrescription, clarifyPrescription, refusePrescription } from './actions/accept-prescription.ts';
import { cancelPrescription } from './actions/cancel-prescription.ts';
import type { SeenPrescription } from './actions/change-prescription.ts';
import { correctPatient } from './actions/correct-patient.ts';
import { enterPrescription, patientIdsOf } from './actions/enter-prescription.ts';
import { resolveDrugMatch, resolvePatientMatch, resolvePrescriberMatch } from './actions/resolve-match.ts';
import { settleDuplicate } from './actions/settle-duplicate.ts';
import * as api from './api.ts';
import { describeDuplicate } from './describe-duplicate.ts';
import { describeDetail, describeDrug, describeIntakeRow, describeSummary } from './describe-prescription.ts';
import type { Clarification, Prescription } from './domain/prescription.ts';
import { type EnteredForm, toEnteredPrescription } from './entered-form.ts';
import { listIntake, lookUpMatched } from './prescription-queries.ts';
import { findPrescription, listByNumber, listPrescriptions, type PrescriptionFilter } from './prescription-store.ts';
import { prescriptionRefusals } from './refusals.ts';
import { findRxNumber } from './rx-number-store.ts';

/** What answers the endpoints of prescriptions. */
export const prescriptionsRoutes: readonly Route[] = [
  route(api.listIntake, async (tx, call) => {
    const { status, before } = call.request;
    const prescriptions = await listIntake(tx, { status, before: (before ?? null) as PrescriptionId | null });
    const named = await lookUpMatched(tx, prescriptions);
    const rows = prescriptions.map((prescription) => describeIntakeRow(prescription, named));
    return ok({ body: { prescriptions: rows }, patientIds: listPatientIds(prescriptions) });
  }),
  route(api.getPrescription, async (tx, call) => {
    const prescription = await findPrescription(tx, call.request.prescriptionId as PrescriptionId);
    if (prescription === null) return refuse(prescriptionRefusals.unknownPrescription);
    const candidates = prescription.matches.patient.candidateIds as readonly PatientId[];
    const patientIds = [...new Set([...patientIdsOf(prescription), ...candidates])];
    const detail = await describeDetail(tx, prescription);
    return ok({ body: { ...detail, duplicate: await describeDuplicate(tx, prescription) }, patientIds });
  }),
  route(api.listPrescriptions, async (tx, call) => {
    const prescriptions = await listPrescriptions(tx, call.request as PrescriptionFilter);
    const named = await lookUpMatched(tx, prescriptions);
    const rows = prescriptions.map((prescription) => describeSummary(prescription, named));
    return ok({ body: { prescriptions: rows }, patientIds: listPatientIds(prescriptions) });
  }),
  route(api.findByNumber, async (tx, call) => {
    const prescriptions = await listByNumber(tx, call.request.number.trim());
    const named = await lookUpMatched(tx, prescriptions);
    const rows = [];
    for (const prescription of prescriptions) {
      const { prescriptionId, therapyId } = prescription;
      const { patientName, drugText, status } = describeIntakeRow(prescription, named);
      const rxNumber = await findRxNumber(tx, prescriptionId);
      rows.push({ prescriptionId, therapyId, rxNumber, drugName: drugText, patientName, status });
    }
    return ok({ body: { prescriptions: rows }, patientIds: listPatientIds(prescriptions) });
  }),
  route(api.resolvePatientMatch, async (tx, call) => {
    const patientId = call.request.patientId as PatientId | 'new';
    return finish(await resolvePatientMatch(tx, { ...seenOf(call.request), patientId }));
  }),
  route(api.resolveDrug, async (tx, call) => {
    const drugId = call.request.drugId as Id<'drug'>;
    return finish(await resolveDrugMatch(tx, { ...seenOf(call.request), drugId }));
  }),
  route(api.suggestDrugs, async (tx, call) => {
    const { text } = call.request;
    const { candidates } = await resolveDrug(tx, /^[\d-]+$/.test(text) ? { ndc: text } : { description: text });
    return ok({ body: { drugs: candidates.map((drug) => describeDrug(drug, drug.drugId)) }, patientIds: [] });
  }),
  route(api.resolvePrescriber, async (tx, call) =>
    finish(await resolvePrescriberMatch(tx, { ...seenOf(call.request), npi: call.request.npi })),
  ),
  route(api.clarifyPrescription, async (tx, call) => {
    const clarification = call.request.clarification as Clarification;
    return finish(await clarifyPrescription(tx, { ...seenOf(call.request), clarification }));
  }),
  route(api.acceptPrescription, async (tx, call) => {
    const { overrides } = call.request;
    const clarification = call.request.clarification as Clarification;
    return finish(await acceptPrescription(tx, { ...seenOf(call.request), clarification, overrides }));
  }),
  route(api.settleDuplicate, async (tx, call) => {
    const { duplicateOf, resolution, reasonCode } = call.request;
    const settled = { ...seenOf(call.request), duplicateOf: duplicateOf as PrescriptionId, resolution, reasonCode };
    return finish(await settleDuplicate(tx, settled));
  }),
  route(api.refusePrescription, async (tx, call) =>
    finish(await refusePrescription(tx, { ...seenOf(call.request), reasonCode: call.request.reasonCode })),
  ),
  route(api.cancelPrescription, async (tx, call) => {
    const { prescriptionId, reasonCode } = call.request;
    return finish(await cancelPrescription(tx, { prescriptionId: prescriptionId as PrescriptionId, reasonCode }));
  }),
  route(api.correctPatient, async (tx, call) => {
    const { patientId, reasonCode } = call.request;
    const correction = { ...seenOf(call.request), patientId: patientId as PatientId, reasonCode };
    return finish(await correctPatient(tx, correction));
  }),
  route(api.enterPrescription, async (tx, call) => enterByForm(tx, call.request)),
];

async function enterByForm(tx: TenantTransaction, form: EnteredForm) {
  const actorSite = tx.actor.kind === 'staff' ? tx.actor.siteId : null;
  const sites = await listSites(tx);
  const scan = form.scanId === undefined ? null : await findScan(tx, form.scanId as ScanId);
  if (form.scanId !== undefined && scan === null) return refuse(prescriptionRefusals.scanNotOpen);
  const wanted = (scan?.siteId ?? form.siteId ?? actorSite ?? sites[0]?.siteId) as SiteId | undefined;
  const site = sites.find(({ siteId }) => siteId === wanted);
  if (site === undefined) return refuse(prescriptionRefusals.unknownSite);
  const rawMessageId = form.rawMessageId as RawMessageId | null;
  const entered = toEnteredPrescription(form, { siteId: site.siteId, rawMessageId });
  const received = await enterPrescription(tx, { ...entered, receivedAt: scan?.receivedAt ?? null });
  if (!received.ok) return received;
  const { prescriptionId } = received.value.prescription;
  const settled = scan === null ? null : await settleScanAsPrescription(tx, { scanId: scan.scanId, prescriptionId });
  return settled?.ok === false ? refuse(prescriptionRefusals.scanNotOpen) : finish(ok(received.value.prescription));
}

function seenOf(request: { readonly prescriptionId: string; readonly expectedVersion: number }): SeenPrescription {
  return { prescriptionId: request.prescriptionId as PrescriptionId, expectedVersion: request.expectedVersion };
}

function finish(result: Result<Prescription>) {
  if (!result.ok) return result;
  const { prescriptionId, version, status, statusReasons, therapyId } = result.value;
  const body = { prescriptionId, version, status, statusReasons: [...statusReasons], therapyId };
  return ok({ body, patientIds: patientIdsOf(result.value) });
}

function listPatientIds(prescriptions: readonly Prescription[]): readonly PatientId[] {
  return [...new Set(prescriptions.flatMap(patientIdsOf))];
}
