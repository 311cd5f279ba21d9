import { importAccess } from '../../modules/access/index.ts';
import { type ClaimHistory, importClaims } from '../../modules/claims/index.ts';
import { importClinical } from '../../modules/clinical/index.ts';
import { importDeliveries } from '../../modules/delivery/index.ts';
import { importFills } from '../../modules/dispensing/index.ts';
import { followImported, importStandings } from '../../modules/flow/index.ts';
import { importLots, type LotHistory } from '../../modules/inventory/index.ts';
import { importPatients } from '../../modules/patients/index.ts';
import { importPrescriptions, listRxNumbers } from '../../modules/prescriptions/index.ts';
import { importTherapies } from '../../modules/therapies/index.ts';
import type { RandomBytes } from '../../platform/transaction/bulk.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { PastRecords } from './past-records.ts';

/** Brings many told pasts in through the bulk doors of the modules, with one entry in the audit; returns the claims as they were billed. */
export async function importPast(
  tx: TenantTransaction,
  past: { readonly records: readonly PastRecords[]; readonly lots: readonly LotHistory[] },
  random: RandomBytes,
): Promise<readonly ClaimHistory[]> {
  const { records, lots } = past;
  await importPatients(tx, listOf(records, 'patient'), random);
  await importLots(
    tx,
    lots.filter(({ movements }) => movements.length > 0),
    random,
  );
  await importTherapies(
    tx,
    records.map(({ history }) => history),
    random,
  );
  await importStandings(
    tx,
    records.map(({ history, payerId, prescriptions: [first] }) => ({
      standing: history.standing,
      payerId,
      prescriberId: first?.prescriberId ?? null,
      clinicId: first?.clinicId ?? null,
    })),
    random,
  );
  const prescriptions = records.flatMap((one) => one.prescriptions);
  await importPrescriptions(tx, prescriptions, random);
  const rxNumbers = await listRxNumbers(
    tx,
    prescriptions.map(({ prescriptionId }) => prescriptionId),
  );
  await importAccess(tx, listOf(records, 'access'), random);
  await importClinical(tx, listOf(records, 'clinical'), random);
  await importFills(
    tx,
    records.flatMap(({ fills }) => fills),
    random,
  );
  const claims = records
    .flatMap((one) => one.claims)
    .map((claim) => {
      const rxNumber = rxNumbers.get(claim.prescriptionId) ?? '';
      return { ...claim, submission: { ...claim.submission, rxNumber } };
    });
  await importClaims(tx, claims, random);
  await importDeliveries(
    tx,
    records.flatMap(({ deliveries }) => deliveries),
    random,
  );
  await followImported(
    tx,
    records.map(({ history }) => history.therapyId),
    random,
  );
  await tx.audit({
    action: 'demo.import-past',
    outcome: 'done',
    patientIds: records.map(({ patient }) => patient.patientId),
    facts: { therapies: records.length, fills: records.reduce((sum, { fills }) => sum + fills.length, 0) },
  });
  return claims;
}

function listOf<Key extends 'patient' | 'access' | 'clinical'>(
  records: readonly PastRecords[],
  key: Key,
): readonly PastRecords[Key][] {
  return records.map((one) => one[key]);
}
