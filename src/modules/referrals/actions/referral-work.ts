import { addBusinessMinutes } from '../../../kernel/business-calendar.ts';
import type { SiteId } from '../../../kernel/ids.ts';
import { addMinutes, type Instant } from '../../../kernel/instant.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { getSite } from '../../identity/index.ts';
import type { Prescription } from '../../prescriptions/index.ts';
import { findReferralClock, type ReferralClockCode } from '../../reference/index.ts';
import { closeWorkItem, openWorkItem } from '../../work/index.ts';
import { listContradictions } from '../contradiction-store.ts';
import { findReferralTask } from '../domain/referral-work.ts';
import { listLetters } from '../letter-store.ts';
import { listRequests } from '../request-store.ts';
import { listTransfers } from '../transfer-store.ts';

/** Computes until when something has time, by the clock that counts today; null where none is on record, which waits without end. */
export async function computeDueAt(
  tx: TenantTransaction,
  of: { readonly clock: ReferralClockCode; readonly siteId: SiteId; readonly from?: Instant },
): Promise<Instant | null> {
  const clock = await findReferralClock(tx, of.clock);
  if (clock === null) return null;
  const { from = tx.now } = of;
  if (clock.counts === 'elapsed') return addMinutes(from, clock.minutes);
  const { calendar } = await getSite(tx, of.siteId);
  return addBusinessMinutes(calendar, { from, minutes: clock.minutes });
}

/** Opens, changes or closes the work on a referral by what it needs from a person now, and tells browsers. */
export async function followWork(tx: TenantTransaction, prescription: Prescription): Promise<void> {
  const { prescriptionId, siteId, patientId, therapyId } = prescription;
  const [requests, letters, transfers, contradictions] = await Promise.all([
    listRequests(tx, prescriptionId),
    listLetters(tx, prescriptionId),
    listTransfers(tx, prescriptionId),
    listContradictions(tx, prescriptionId),
  ]);
  const task = findReferralTask({ requests, letters, transfers, contradictions });
  const place = { queue: 'missing-information', subjectId: prescriptionId } as const;
  tx.touch(`prescription:${prescriptionId}`);
  tx.touch('referrals');
  if (therapyId !== null) tx.touch(`therapy:${therapyId}`);
  if (task === null) return closeWorkItem(tx, { ...place, outcome: 'done' });
  const isSending = task.reasonCode.endsWith('-to-send');
  const clock = task.reasonCode === 'transfer-to-send' ? 'transfer-to-send' : 'letter-to-send';
  const dueAt = isSending ? await computeDueAt(tx, { clock, siteId, from: task.since }) : task.since;
  await openWorkItem(tx, {
    ...place,
    subjectKind: 'prescription',
    siteId,
    patientId,
    therapyId,
    reasonCode: task.reasonCode,
    dueAt: dueAt ?? task.since,
  });
}
