import type { CalendarDay } from '../../kernel/calendar-day.ts';
import type { FillId, PatientId, PrescriptionId, TherapyId } from '../../kernel/ids.ts';
import { dayIn } from '../../kernel/instant.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type HttpAnswer, type Route, route } from '../../platform/http/route.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import { getSite } from '../identity/index.ts';
import { listFamilyIds } from '../patients/index.ts';
import { listPrescriptions } from '../prescriptions/index.ts';
import { billAgain, takeClaimBack } from './actions/bill-again.ts';
import { billNextPayer } from './actions/bill-next-payer.ts';
import { completeFilling } from './actions/complete-filling.ts';
import { findEarliestClaim } from './actions/compose-claim.ts';
import { cancelFill, returnFillToStock } from './actions/leave-fill.ts';
import { openFill } from './actions/open-fill.ts';
import { pickForFill, putBackFill } from './actions/pick-fill.ts';
import { printLabel, recordPaper } from './actions/record-papers.ts';
import { releaseFill } from './actions/release-fill.ts';
import { scanPackage } from './actions/scan-package.ts';
import { unverifyFill, verifyFill } from './actions/verify-fill.ts';
import * as api from './api.ts';
import { describeFill, describeFillAtBench } from './describe-fill.ts';
import type { Fill } from './domain/fill.ts';
import { isUnderWay } from './domain/fill-lifecycle.ts';
import type { ScannedPackage } from './domain/package-check.ts';
import { findFill, listFills, listFillsOfPatient } from './fill-store.ts';
import { dispensingRefusals } from './refusals.ts';

const mostFillsOfPatient = 100;

/** Reads what a scanner typed; null when it is no package barcode. Given by the gateway that knows the format. */
export type ReadPackageScan = (typed: string, today: CalendarDay) => ScannedPackage | null;

/** Creates what answers the endpoints of dispensing. */
export function createDispensingRoutes(parts: { readonly readScan: ReadPackageScan }): readonly Route[] {
  return [
    route(api.listFills, async (tx, call) => {
      const fills = await listFills(tx, { therapyId: call.request.therapyId as TherapyId });
      const described = [];
      for (const fill of fills) described.push(await describeFill(tx, fill));
      const openablePrescriptionId = await findOpenable(tx, fills, call.request.therapyId as TherapyId);
      return ok({
        body: { fills: described, openablePrescriptionId, earliestClaim: await describeEarliestClaim(tx, fills[0]) },
        patientIds: fills.slice(0, 1).map((fill) => fill.patientId),
      });
    }),
    route(api.listPatientFills, async (tx, call) => {
      const patientIds = await listFamilyIds(tx, call.request.patientId as PatientId);
      const fills = await listFillsOfPatient(tx, { patientIds, most: mostFillsOfPatient });
      const described = [];
      for (const fill of fills) described.push(await describeFill(tx, fill));
      return ok({ body: { fills: described }, patientIds: fills.length === 0 ? [] : patientIds });
    }),
    route(api.getFill, async (tx, call) => {
      const fill = await findFill(tx, call.request.fillId as FillId);
      if (fill === null) return refuse(dispensingRefusals.unknownFill);
      return ok({ body: await describeFillAtBench(tx, fill), patientIds: [fill.patientId] });
    }),
    route(api.openFill, async (tx, call) => {
      const { prescriptionId, owner, payment } = call.request;
      const opened = await openFill(tx, { prescriptionId: prescriptionId as PrescriptionId, owner, payment });
      if (!opened.ok) return opened;
      return ok({ body: { fillId: opened.value }, patientIds: await patientsOf(tx, opened.value) });
    }),
    route(api.releaseFill, (tx, call) => done(tx, call.request.fillId, releaseFill(tx, call.request.fillId as FillId))),
    route(api.pickFill, (tx, call) => done(tx, call.request.fillId, pickForFill(tx, call.request.fillId as FillId))),
    route(api.scanPackage, (tx, call) =>
      done(
        tx,
        call.request.fillId,
        scan(tx, parts.readScan, { ...call.request, fillId: call.request.fillId as FillId }),
      ),
    ),
    route(api.printLabel, async (tx, call) => {
      const fillId = call.request.fillId as FillId;
      const printed = await printLabel(tx, fillId);
      return printed.ok
        ? ok({ body: { documentId: printed.value }, patientIds: await patientsOf(tx, fillId) })
        : printed;
    }),
    route(api.recordPaper, (tx, call) =>
      done(tx, call.request.fillId, recordPaper(tx, { ...call.request, fillId: call.request.fillId as FillId })),
    ),
    route(api.completeFilling, (tx, call) =>
      done(tx, call.request.fillId, completeFilling(tx, call.request.fillId as FillId)),
    ),
    route(api.putBackFill, (tx, call) => done(tx, call.request.fillId, putBackFill(tx, reasoned(call.request)))),
    route(api.verifyFill, (tx, call) => done(tx, call.request.fillId, verifyFill(tx, call.request.fillId as FillId))),
    route(api.unverifyFill, (tx, call) => done(tx, call.request.fillId, unverifyFill(tx, reasoned(call.request)))),
    route(api.cancelFill, (tx, call) => done(tx, call.request.fillId, cancelFill(tx, reasoned(call.request)))),
    route(api.takeClaimBack, (tx, call) => done(tx, call.request.fillId, takeClaimBack(tx, reasoned(call.request)))),
    route(api.billAgain, async (tx, call) => {
      const fillId = call.request.fillId as FillId;
      const { correction = {}, reviewedRules = [] } = call.request;
      return answerBilled(tx, fillId, await billAgain(tx, fillId, { correction, reviewedRules }));
    }),
    route(api.billNextPayer, async (tx, call) => {
      const fillId = call.request.fillId as FillId;
      return answerBilled(tx, fillId, await billNextPayer(tx, fillId));
    }),
    route(api.returnFill, (tx, call) => done(tx, call.request.fillId, returnFillToStock(tx, reasoned(call.request)))),
  ];
}

/** Finds the accepted prescription of a therapy of which a fill may be opened: none while another fill is under way. */
async function describeEarliestClaim(tx: TenantTransaction, newest: Fill | undefined) {
  if (newest === undefined) return null;
  const earliest = await findEarliestClaim(tx, newest);
  if (earliest === null) return null;
  const { timeZone } = await getSite(tx, newest.siteId);
  return { ...earliest, isReached: earliest.from <= dayIn(tx.now, timeZone) };
}

async function findOpenable(
  tx: TenantTransaction,
  fills: readonly Fill[],
  therapyId: TherapyId,
): Promise<string | null> {
  if (fills.some((fill) => isUnderWay(fill.state))) return null;
  const prescriptions = await listPrescriptions(tx, { therapyId });
  return prescriptions.find((prescription) => prescription.status === 'accepted')?.prescriptionId ?? null;
}

async function scan(
  tx: TenantTransaction,
  readScan: ReadPackageScan,
  request: {
    readonly fillId: FillId;
    readonly scan: string;
    readonly quantityThousandths: number;
    readonly method: 'scanner' | 'camera' | 'typed';
  },
): Promise<Result<null>> {
  const fill = await findFill(tx, request.fillId);
  if (fill === null) return refuse(dispensingRefusals.unknownFill);
  const read = readScan(request.scan, dayIn(tx.now, (await getSite(tx, fill.siteId)).timeZone));
  return read === null ? refuse(dispensingRefusals.unreadableScan) : scanPackage(tx, { ...read, ...request });
}

function reasoned(request: { readonly fillId: string; readonly reasonCode: string }): {
  readonly fillId: FillId;
  readonly reasonCode: string;
} {
  return { fillId: request.fillId as FillId, reasonCode: request.reasonCode };
}

async function answerBilled(tx: TenantTransaction, fillId: FillId, billed: Result<string>) {
  return billed.ok ? ok({ body: { claimId: billed.value }, patientIds: await patientsOf(tx, fillId) }) : billed;
}

async function done(
  tx: TenantTransaction,
  fillId: string,
  acting: Promise<Result<null>>,
): Promise<Result<HttpAnswer<Record<string, never>>>> {
  const acted = await acting;
  return acted.ok ? ok({ body: {}, patientIds: await patientsOf(tx, fillId as FillId) }) : acted;
}

async function patientsOf(tx: TenantTransaction, fillId: FillId): Promise<readonly PatientId[]> {
  const fill = await findFill(tx, fillId);
  return fill === null ? [] : [fill.patientId];
}
