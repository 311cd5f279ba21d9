import type { StaffId } from '../../kernel/ids.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import { explainRejects, findClaimOfFill, listRulesToReview } from '../claims/index.ts';
import { listStaffNames } from '../identity/index.ts';
import { listPatientNames } from '../patients/index.ts';
import { findPrescription, findRxNumber } from '../prescriptions/index.ts';
import { getDrug } from '../reference/index.ts';
import { findNextPayer } from './actions/bill-next-payer.ts';
import { describeVerification } from './actions/verify-fill.ts';
import type { Fill } from './domain/fill.ts';
import { listFillStepsTaken } from './fill-queries.ts';
import { listPapers, listScans } from './scan-store.ts';

/** Describes a fill as lists show it. */
export async function describeFill(tx: TenantTransaction, fill: Fill) {
  const drug = await getDrug(tx, fill.drugId);
  const patient = (await listPatientNames(tx, [fill.patientId])).get(fill.patientId);
  const names = await listStaffNames(
    tx,
    [fill.filledBy, fill.verifiedBy].flatMap((staffId) => staffId ?? []),
  );
  const named = (staffId: StaffId | null) =>
    staffId === null ? null : { staffId, name: names.get(staffId) ?? 'Former staff' };
  const { lotId: _lotId, drugId: _drugId, openedBy: _openedBy, ...shown } = fill;
  return {
    ...shown,
    rxNumber: (await findRxNumber(tx, fill.prescriptionId)) ?? 'not numbered yet',
    patientName: patient?.displayName ?? '',
    drugText: `${drug.name} ${drug.strengthText} ${drug.doseForm}`,
    ucumUnit: drug.ucumUnit,
    filledBy: named(fill.filledBy),
    verifiedBy: named(fill.verifiedBy),
  };
}

/** Describes a fill with everything that the bench needs. */
export async function describeFillAtBench(tx: TenantTransaction, fill: Fill) {
  const drug = await getDrug(tx, fill.drugId);
  const prescription = await findPrescription(tx, fill.prescriptionId);
  const scans = await listScans(tx, fill.fillId);
  const steps = await listFillStepsTaken(tx, fill.fillId);
  const names = await listStaffNames(
    tx,
    steps.flatMap((step) => step.actorId ?? []),
  );
  const { verifier } = await describeVerification(tx, fill);
  return {
    fill: await describeFill(tx, fill),
    storage: drug.storage,
    isHazardous: drug.isHazardous,
    needsMedicationGuide: drug.medicationGuide,
    directions: prescription?.incoming.directions ?? null,
    scannedThousandths: scans.reduce((sum, scan) => sum + scan.quantityThousandths, 0),
    scans: scans.map(({ lotNumber, expiresOn, serial, method, quantityThousandths, scannedAt }) => ({
      lotNumber,
      expiresOn,
      serial,
      method,
      quantityThousandths,
      scannedAt,
    })),
    papers: [...(await listPapers(tx, fill.fillId))],
    steps: steps.map(({ actorId, ...step }) => ({
      ...step,
      actorName: actorId === null ? null : (names.get(actorId) ?? null),
    })),
    claim: await describeClaim(tx, fill),
    verifier,
  };
}

async function describeClaim(tx: TenantTransaction, fill: Fill) {
  const claim = await findClaimOfFill(tx, fill.fillId);
  if (claim === null) return null;
  const { claimId, state, authorizationNumber, patientPayCents, totalPaidCents, rejectCodes } = claim;
  const toReview = [...(await listRulesToReview(tx, claim))];
  const rejects = explainRejects(claim).map(({ code, sentence, firstAction }) => ({ code, sentence, firstAction }));
  return {
    ...{ claimId, state, authorizationNumber, patientPayCents, totalPaidCents, toReview },
    ...{ rejectCodes: [...rejectCodes], rejects },
    hasNextPayer: (await findNextPayer(tx, fill)) !== null,
  };
}
