import { addBusinessMinutes } from '../../../kernel/business-calendar.ts';
import type { PatientId, RawMessageId, SiteId } from '../../../kernel/ids.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { getDefaultSite, getSite } from '../../identity/index.ts';
import { closeWorkItem, openWorkItem, type WorkFacts, type WorkRequest } from '../../work/index.ts';
import type { OutboundId } from '../domain/outbound-message.ts';

// A referral is acknowledged within two hours of business, and whatever nobody could use may be one.
const answerMinutes = 120;

/** Asks a person to make use of a message that no program could use; the original stands beside the task. */
export async function openIntakeOfMessage(
  tx: TenantTransaction,
  asked: {
    readonly rawMessageId: RawMessageId;
    readonly siteId: SiteId | null;
    readonly patientId?: PatientId;
    readonly reasonCode: string;
    readonly facts?: WorkFacts;
  },
): Promise<void> {
  const { rawMessageId, ...rest } = asked;
  await openItem(tx, { ...rest, queue: 'intake', subjectKind: 'raw-message', subjectId: rawMessageId });
}

/** Asks a person to look at what stays undone: a message that is quarantined or breaks again and again, a partner that stays silent. */
export async function openDeadLetter(
  tx: TenantTransaction,
  asked: {
    readonly subjectKind: 'raw-message' | 'outbound';
    readonly subjectId: RawMessageId | OutboundId;
    readonly siteId: SiteId | null;
    readonly reasonCode: string;
    readonly facts?: WorkFacts;
  },
): Promise<void> {
  await openItem(tx, { ...asked, queue: 'dead-letters' });
}

/** Closes what was asked about a message. */
export async function closeMessageWork(
  tx: TenantTransaction,
  closed: { readonly rawMessageId: RawMessageId; readonly outcome: string },
): Promise<void> {
  const { rawMessageId: subjectId, outcome } = closed;
  await closeWorkItem(tx, { queue: 'intake', subjectId, outcome });
  await closeWorkItem(tx, { queue: 'dead-letters', subjectId, outcome });
}

async function openItem(
  tx: TenantTransaction,
  item: Omit<WorkRequest, 'dueAt' | 'siteId'> & { readonly siteId: SiteId | null },
): Promise<void> {
  const site = item.siteId === null ? await getDefaultSite(tx) : await getSite(tx, item.siteId);
  const dueAt = addBusinessMinutes(site.calendar, { from: tx.now, minutes: answerMinutes }) ?? tx.now;
  await openWorkItem(tx, { ...item, siteId: site.siteId, dueAt });
}
