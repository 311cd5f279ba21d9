import type { Id, StaffId } from '../../kernel/ids.ts';
import { addMinutes, type Instant } from '../../kernel/instant.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { PartnerId } from '../exchange/index.ts';
import type { ProviderId } from '../federation/index.ts';
import type { LaunchedPatient, LaunchOutcome } from './domain/chart-match.ts';

const table = 'charts.launch';

export type LaunchId = Id<'chart-launch'>;

/** The timer that forgets launches that are long over. */
export const forgetTimer = 'charts.forget-launches';

// A second factor, or the link to a person, is given meanwhile.
const launchMinutes = 20;
const keptMinutes = 24 * 60;

/** Saves a launch that was begun, with the attempt to sign in that belongs to it. */
export async function insertLaunch(
  tx: TenantTransaction,
  begun: {
    readonly launchId: LaunchId;
    readonly attemptId: Id<'sign-in-attempt'>;
    readonly partnerId: PartnerId;
    readonly providerId: ProviderId;
  },
): Promise<void> {
  await tx.database
    .insertInto(table)
    .values({
      tenant_id: tx.tenantId,
      launch_id: begun.launchId,
      attempt_id: begun.attemptId,
      partner_id: begun.partnerId,
      provider_id: begun.providerId,
      started_at: tx.now,
      expires_at: addMinutes(tx.now, launchMinutes),
    })
    .execute();
  const dueAt = addMinutes(tx.now, 2 * launchMinutes + keptMinutes + 1);
  await tx.setTimer({ kind: forgetTimer, subject: begun.launchId, dueAt, payload: {} });
}

/** A launch that was begun. */
export interface ChartLaunch {
  readonly launchId: LaunchId;
  readonly partnerId: PartnerId;
  readonly providerId: ProviderId;
  /** Whose account the EHR named; null while it has not answered. */
  readonly subject: string | null;
  readonly patient: LaunchedPatient | null;
  readonly expiresAt: Instant;
}

/** Finds the launch that an attempt to sign in belongs to; null when there is none. */
export async function findLaunchOfAttempt(
  tx: TenantTransaction,
  attemptId: Id<'sign-in-attempt'>,
): Promise<ChartLaunch | null> {
  const row = await tx.database
    .selectFrom(table)
    .selectAll()
    .where('tenant_id', '=', tx.tenantId)
    .where('attempt_id', '=', attemptId)
    .executeTakeFirst();
  return row === undefined ? null : toLaunch(tx, row);
}

/** Locks a launch that is not over; null when there is none. */
export async function lockLaunch(tx: TenantTransaction, launchId: LaunchId): Promise<ChartLaunch | null> {
  const row = await tx.database
    .selectFrom(table)
    .selectAll()
    .where('tenant_id', '=', tx.tenantId)
    .where('launch_id', '=', launchId)
    .where('expires_at', '>', tx.now)
    .forUpdate()
    .executeTakeFirst();
  return row === undefined ? null : toLaunch(tx, row);
}

/** Saves who launched and which patient the EHR had open. */
export async function saveLaunchContext(
  tx: TenantTransaction,
  said: { readonly launchId: LaunchId; readonly subject: string; readonly patient: LaunchedPatient },
): Promise<void> {
  const sealed = await tx.sealer.seal({ table, rowId: said.launchId }, { ...said.patient });
  await tx.database
    .updateTable(table)
    .set({ subject: said.subject, sealed_context: Buffer.from(sealed), expires_at: addMinutes(tx.now, launchMinutes) })
    .where('tenant_id', '=', tx.tenantId)
    .where('launch_id', '=', said.launchId)
    .execute();
}

/** Saves what a launch found, and who opened it. */
export function saveLaunchOutcome(
  tx: TenantTransaction,
  opened: { readonly launchId: LaunchId; readonly outcome: LaunchOutcome; readonly openedBy: StaffId },
): void {
  tx.write(
    tx.database
      .updateTable(table)
      .set({ outcome: opened.outcome, opened_by: opened.openedBy, opened_at: tx.now })
      .where('tenant_id', '=', tx.tenantId)
      .where('launch_id', '=', opened.launchId),
  );
}

/** Forgets every launch that was over a day ago. */
export async function forgetLaunches(tx: TenantTransaction): Promise<void> {
  await tx.database
    .deleteFrom(table)
    .where('tenant_id', '=', tx.tenantId)
    .where('expires_at', '<', addMinutes(tx.now, -keptMinutes))
    .execute();
}

async function toLaunch(
  tx: TenantTransaction,
  row: {
    readonly launch_id: string;
    readonly partner_id: string;
    readonly provider_id: string;
    readonly subject: string | null;
    readonly sealed_context: Buffer | null;
    readonly expires_at: Instant;
  },
): Promise<ChartLaunch> {
  const place = { table, rowId: row.launch_id };
  return {
    launchId: row.launch_id as LaunchId,
    partnerId: row.partner_id as PartnerId,
    providerId: row.provider_id as ProviderId,
    subject: row.subject,
    patient: row.sealed_context === null ? null : await tx.sealer.open<LaunchedPatient>(place, row.sealed_context),
    expiresAt: row.expires_at,
  };
}
