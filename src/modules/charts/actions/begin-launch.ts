import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { findProvider, type OpenedAttempt, openAttempt, type Provider } from '../../federation/index.ts';
import { listReachedConnections, type ReachedConnection } from '../connection-store.ts';
import { toBaseAddress } from '../domain/chart-connection.ts';
import { insertLaunch, type LaunchId } from '../launch-store.ts';

/** An EHR that may launch Theriac, with who vouches for its people. */
export interface LaunchPlace {
  readonly connection: ReachedConnection;
  readonly provider: Provider;
}

/** Why a launch is refused, as the last part of the address of the page that says so. */
export type LaunchRefusal = 'unknown-issuer' | 'ehr-away' | 'begin-again' | 'refused' | 'no-patient';

/** Finds the EHR that launches by its FHIR address, exactly as it was entered; null where it may not launch Theriac. */
export async function findLaunchPlace(tx: TenantTransaction, issuer: string): Promise<LaunchPlace | null> {
  const wanted = toBaseAddress(issuer);
  const connection = (await listReachedConnections(tx)).find(({ baseAddress }) => baseAddress === wanted);
  const provider = connection?.launch == null ? null : await findProvider(tx, connection.launch.providerId);
  return connection === undefined || provider === null || !provider.isEnabled ? null : { connection, provider };
}

/** Begins a launch: an attempt to sign in that comes back to the patient whom the EHR has open. */
export async function beginLaunch(tx: TenantTransaction, place: LaunchPlace): Promise<OpenedAttempt> {
  const launchId: LaunchId = tx.newId<'chart-launch'>();
  const { providerId } = place.provider;
  const { partnerId } = place.connection;
  const attempt = await openAttempt(tx, { providerId, purpose: 'launch', returnPath: `/launch/${launchId}` });
  await insertLaunch(tx, { launchId, attemptId: attempt.attemptId, partnerId, providerId });
  await tx.audit({
    ...{ kind: 'sign-in', action: 'charts.begin-launch', outcome: 'done', patientIds: [] },
    object: { kind: 'partner', id: partnerId },
  });
  return attempt;
}

/** Records that a launch was refused before or beside its sign-in. */
export function auditLaunchRefusal(
  tx: TenantTransaction,
  refused: { readonly reason: LaunchRefusal; readonly partnerId: string | null },
): Promise<void> {
  const { reason, partnerId } = refused;
  return tx.audit({
    ...{ kind: 'sign-in', action: 'charts.launch', outcome: 'refused', patientIds: [], reason },
    ...(partnerId === null ? {} : { object: { kind: 'partner', id: partnerId } }),
  });
}
