import type { TherapyId } from '../../../kernel/ids.ts';
import { dayIn } from '../../../kernel/instant.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { getSite } from '../../identity/index.ts';
import { type CareRecord, decideCareRecord } from '../domain/care-record.ts';
import { monitoringRecorded, startConfirmed } from '../events.ts';
import { clinicalRefusals } from '../refusals.ts';
import { type CareRecordId, insertCareRecord } from '../review-store.ts';
import { findTherapySubject } from './find-therapy-subject.ts';

/** Records an intervention, the confirmed start, a monitoring call or an adverse event of a therapy. */
export async function recordCare(
  tx: TenantTransaction,
  wanted: { readonly therapyId: TherapyId; readonly record: CareRecord; readonly note: string },
): Promise<Result<CareRecordId>> {
  const { therapyId, record, note } = wanted;
  const subject = await findTherapySubject(tx, therapyId);
  if (subject === null) return refuse(clinicalRefusals.unknownTherapy);
  const { isDelivered } = subject;
  const today = dayIn(tx.now, (await getSite(tx, subject.siteId)).timeZone);
  const decided = decideCareRecord(record, { today, isDelivered });
  if (!decided.ok) return decided;
  const recordId = tx.newId<'care-record'>();
  await insertCareRecord(tx, { ...subject, recordId, record, note });
  if (record.kind === 'start-confirmation') await announceStart(tx, { therapyId, recordId, record });
  else await tx.announce(monitoringRecorded, { therapyId, recordId, kind: record.kind }, therapyId);
  tx.touch(`therapy:${therapyId}`);
  return ok(recordId);
}

async function announceStart(
  tx: TenantTransaction,
  confirmed: {
    readonly therapyId: TherapyId;
    readonly recordId: CareRecordId;
    readonly record: CareRecord & { readonly kind: 'start-confirmation' };
  },
): Promise<void> {
  const { therapyId, recordId, record } = confirmed;
  const { startedOn, administeredBy } = record;
  const by = administeredBy === undefined ? {} : { administeredBy };
  await tx.announce(startConfirmed, { therapyId, recordId, startedOn, ...by }, therapyId);
}
