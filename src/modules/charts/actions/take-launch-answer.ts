import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import {
  findProvider,
  type ProviderAnswer,
  type SettledAnswer,
  type TakenAttempt,
  takeAttempt,
  takeProviderAnswer,
} from '../../federation/index.ts';
import { listReachedConnections } from '../connection-store.ts';
import type { LaunchedPatient } from '../domain/chart-match.ts';
import { findLaunchOfAttempt, saveLaunchContext } from '../launch-store.ts';
import type { LaunchPlace } from './begin-launch.ts';

/** A launch that the EHR has answered, with the attempt to sign in that belongs to it. */
export interface AnsweredLaunch extends LaunchPlace {
  readonly attempt: TakenAttempt;
}

/** Takes the launch that an answer belongs to, once, from the browser that began it; null when there is none that waits. */
export async function takeLaunch(
  tx: TenantTransaction,
  answer: { readonly state: string; readonly browserToken: string },
): Promise<AnsweredLaunch | null> {
  const attempt = await takeAttempt(tx, { ...answer, purposes: ['launch'] });
  const launch = attempt === null ? null : await findLaunchOfAttempt(tx, attempt.attemptId);
  if (attempt === null || launch === null) return null;
  const connection = (await listReachedConnections(tx)).find(({ partnerId }) => partnerId === launch.partnerId);
  const provider = await findProvider(tx, launch.providerId);
  return connection === undefined || provider === null ? null : { attempt, connection, provider };
}

/** Settles the answer of an EHR as the sign-in that it is, and keeps which patient was open there. */
export async function takeLaunchAnswer(
  tx: TenantTransaction,
  answer: ProviderAnswer & { readonly patient: LaunchedPatient | null },
): Promise<SettledAnswer> {
  const { patient, ...said } = answer;
  // Without a patient nobody is signed in: the person asked for one.
  const settled = await takeProviderAnswer(tx, patient === null ? { ...said, said: null } : said);
  const launch = await findLaunchOfAttempt(tx, said.attempt.attemptId);
  if (launch !== null && patient !== null && said.said !== null && settled.outcome !== 'refused')
    await saveLaunchContext(tx, { launchId: launch.launchId, subject: said.said.subject, patient });
  return settled;
}
