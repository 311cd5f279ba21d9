import type { PatientId, StaffId, TherapyId } from '../../../kernel/ids.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { findLinkedPerson, findProvider } from '../../federation/index.ts';
import { comparePatients, listPatients, listPatientsByIdentifier } from '../../patients/index.ts';
import { listTherapies } from '../../therapies/index.ts';
import { findConnection } from '../connection-store.ts';
import {
  decideLaunchMatch,
  type LaunchedPatient,
  type LaunchOutcome,
  type MatchedRecord,
} from '../domain/chart-match.ts';
import { type ChartLaunch, type LaunchId, lockLaunch, saveLaunchOutcome } from '../launch-store.ts';
import { chartRefusals } from '../refusals.ts';

/** Whom a launch opens: a patient and, where exactly one therapy of theirs is open, that therapy. */
export interface OpenedLaunch {
  readonly outcome: LaunchOutcome;
  readonly patientId: PatientId | null;
  readonly therapyId: TherapyId | null;
  /** Whom the EHR had open, for the person who looks for them by hand; null where the patient was found. */
  readonly patient: LaunchedPatient | null;
  readonly partnerId: ChartLaunch['partnerId'];
}

/** Opens the patient whom the EHR had open, for the person whose account there launched Theriac, and for nobody else. */
export async function openLaunch(
  tx: TenantTransaction,
  opened: { readonly launchId: LaunchId; readonly staffId: StaffId },
): Promise<Result<OpenedLaunch>> {
  const launch = await lockLaunch(tx, opened.launchId);
  if (launch === null || launch.patient === null || (await findLauncher(tx, launch)) !== opened.staffId)
    return refuse(chartRefusals.unknownLaunch);
  const match = decideLaunchMatch(launch.patient, await listMatches(tx, launch, launch.patient));
  const { outcome, patientId } = match;
  saveLaunchOutcome(tx, { launchId: launch.launchId, outcome, openedBy: opened.staffId });
  const therapies = patientId === null ? [] : await listTherapies(tx, { patientId });
  const [only, ...others] = therapies.filter(({ ended }) => ended === null);
  return ok({
    ...{ outcome, patientId, partnerId: launch.partnerId },
    therapyId: only !== undefined && others.length === 0 ? only.therapyId : null,
    patient: patientId === null ? launch.patient : null,
  });
}

async function findLauncher(tx: TenantTransaction, launch: ChartLaunch): Promise<StaffId | null> {
  const provider = await findProvider(tx, launch.providerId);
  if (provider === null || launch.subject === null || !provider.isEnabled) return null;
  return findLinkedPerson(tx, { issuer: provider.issuer, subject: launch.subject });
}

async function listMatches(
  tx: TenantTransaction,
  launch: ChartLaunch,
  patient: LaunchedPatient,
): Promise<readonly MatchedRecord[]> {
  const connection = await findConnection(tx, launch.partnerId);
  if (connection === null || patient.recordNumber === null) return [];
  const number = { kind: 'MR', assigner: connection.identifierAssigner, value: patient.recordNumber };
  const records = await listPatients(tx, await listPatientsByIdentifier(tx, number));
  return records.map(({ survivorId, demographics }) => {
    const { familyName, givenName, birthDate } = patient;
    const described = { ...demographics, familyName, givenName, birthDate, identifiers: [number] };
    return { patientId: survivorId, isConflict: comparePatients(described, demographics).isConflict };
  });
}
