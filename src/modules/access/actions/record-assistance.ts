import type { PatientId, TherapyId } from '../../../kernel/ids.ts';
import { dayIn } from '../../../kernel/instant.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { getSite } from '../../identity/index.ts';
import { isCoverageInForce, listCoverages } from '../../patients/index.ts';
import { getPlan } from '../../reference/index.ts';
import type { TherapySubject } from '../access-record.ts';
import { type AssistanceId, insertAssistance, type KeptAssistance } from '../assistance-store.ts';
import { listBenefits } from '../benefits-store.ts';
import { decideAssistance } from '../domain/assistance.ts';
import type { PayerKind } from '../domain/payer-kind.ts';
import { assistanceRecorded } from '../events.ts';
import { accessRefusals } from '../refusals.ts';
import { findTherapySubject } from './find-therapy-subject.ts';

/** An entry about assistance. */
export type NewAssistance = Omit<KeptAssistance, 'assistanceId' | 'recordedAt' | 'recordedBy'> & {
  readonly therapyId: TherapyId;
};

/** Records whether a patient can pay and with which help. A manufacturer card on a government payer is refused. */
export async function recordAssistance(tx: TenantTransaction, wanted: NewAssistance): Promise<Result<AssistanceId>> {
  const { therapyId, outcome } = wanted;
  const subject = await findTherapySubject(tx, therapyId);
  if (subject === null) return refuse(accessRefusals.unknownTherapy);
  const decided = decideAssistance(wanted, { payerKinds: await listPayerKinds(tx, subject) });
  if (!decided.ok) return decided;
  const assistanceId = tx.newId<'assistance'>();
  await insertAssistance(tx, { ...wanted, ...subject, assistanceId });
  await tx.announce(assistanceRecorded, { therapyId, assistanceId, outcome }, therapyId);
  tx.touch(`therapy:${therapyId}`);
  return ok(assistanceId);
}

/** Lists the kinds of payer that a patient has: of every coverage in force, and of the newest benefits check; null stands for an unknown one. */
export async function listPayerKinds(
  tx: TenantTransaction,
  subject: TherapySubject,
): Promise<readonly (PayerKind | null)[]> {
  const today = dayIn(tx.now, (await getSite(tx, subject.siteId)).timeZone);
  const checks = await listBenefits(tx, subject.therapyId);
  const checked = checks[0]?.planKind ?? null;
  const covered = await listCoverageKinds(tx, subject.patientId, today);
  return [...new Set([...covered, ...(checked === null ? [] : [checked])])];
}

async function listCoverageKinds(
  tx: TenantTransaction,
  patientId: PatientId,
  today: Parameters<typeof isCoverageInForce>[1],
): Promise<readonly (PayerKind | null)[]> {
  const inForce = (await listCoverages(tx, patientId)).filter((coverage) => isCoverageInForce(coverage, today));
  return Promise.all(inForce.map(async ({ planId }) => (planId === null ? null : (await getPlan(tx, planId)).kind)));
}
