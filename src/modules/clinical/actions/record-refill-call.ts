import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { PatientId, TherapyId } from '../../../kernel/ids.ts';
import { dayIn } from '../../../kernel/instant.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { getSite } from '../../identity/index.ts';
import {
  type ConsentUse,
  findContactPreference,
  isConsentInForce,
  listConsents,
  listLatestConsents,
} from '../../patients/index.ts';
import { lockTherapy } from '../../therapies/index.ts';
import { type ContactChannel, findCadence, type NextAttempt, planNextAttempt } from '../domain/contact-cadence.ts';
import { decideRefillCall, findRefillStatus, type RefillAnswers, type RefillOutcome } from '../domain/refill-call.ts';
import { findReviewRules, listFiredRules } from '../domain/refill-review-rule.ts';
import { refillCallRecorded } from '../events.ts';
import { insertRefillCall, type KeptRefillCall, listRefillCalls, type RefillCallId } from '../refill-call-store.ts';
import { clinicalRefusals } from '../refusals.ts';
import { announceRunOut, readDoseLedger } from './read-doses.ts';

/** How a refill call went, as it is entered. */
export interface RefillCallEntry {
  readonly therapyId: TherapyId;
  readonly channel: ContactChannel;
  readonly outcome: RefillOutcome;
  readonly answers: RefillAnswers | null;
}

/** Records a refill call or an attempt at one: the therapy moves on, waits for a pharmacist, or is tried again. */
export async function recordRefillCall(tx: TenantTransaction, entry: RefillCallEntry): Promise<Result<RefillCallId>> {
  const { therapyId, channel, outcome, answers } = entry;
  const therapy = await lockTherapy(tx, therapyId);
  if (therapy === null) return refuse(clinicalRefusals.unknownTherapy);
  const { patientId, siteId, cycle } = therapy;
  const today = dayIn(tx.now, (await getSite(tx, siteId)).timeZone);
  const calls = await listRefillCalls(tx, therapyId);
  const contact = await readContact(tx, patientId, today);
  const attempts = listAttempts(calls, cycle);
  const { isExhausted } = planNextAttempt({ ...contact, attempts }, findCadence(today));
  const isDue = therapy.isRefillToConfirm && !isSettled(calls, cycle);
  const decided = decideRefillCall({ outcome, answers }, { today, isDue, attempts, isExhausted });
  if (!decided.ok) return decided;
  if (outcome === 'not-reached' && contact.barred.includes(channel)) return refuse(clinicalRefusals.channelBarred);
  const rules = findReviewRules(today);
  const kept = outcome === 'not-reached' || outcome === 'prescriber-told' ? null : answers;
  const ruleCodes = kept === null ? [] : listFiredRules(kept, rules).map(({ code }) => code);
  const after = planNextAttempt({ ...contact, attempts: [...attempts, { channel, on: today }] }, findCadence(today));
  const status = findRefillStatus({ outcome, ruleCodes, isExhausted: after.isExhausted });
  const callId = tx.newId<'refill-call'>();
  await insertRefillCall(tx, {
    ...{ callId, therapyId, patientId, siteId, cycle, channel, outcome, status, ruleCodes },
    ...{ rulesVersion: rules.version, calledOn: today, answers: kept },
  });
  await tx.announce(refillCallRecorded, { therapyId, callId, outcome: status, ruleCodes }, therapyId);
  if (kept !== null && tellsOfDoses(kept)) {
    const reasonCode = kept.onHandThousandths === null ? 'doses-reported' : 'patient-count';
    await announceRunOut(tx, therapyId, { ledger: await readDoseLedger(tx, therapyId), today, reasonCode });
  }
  tx.touch(`therapy:${therapyId}`);
  return ok(callId);
}

/** Plans the next attempt to reach a patient about the refill of a cycle. */
export async function planRefillContact(
  tx: TenantTransaction,
  about: {
    readonly patientId: PatientId;
    readonly cycle: number;
    readonly calls: readonly KeptRefillCall[];
    readonly today: CalendarDay;
  },
): Promise<NextAttempt & { readonly barred: readonly ContactChannel[]; readonly bestTime: string | null }> {
  const contact = await readContact(tx, about.patientId, about.today);
  const attempts = listAttempts(about.calls, about.cycle);
  const { barred, bestTime } = contact;
  return { ...planNextAttempt({ ...contact, attempts }, findCadence(about.today)), barred, bestTime };
}

/** Tells whether a call settled the refill of a cycle, though the therapy may not have heard of it yet. */
function isSettled(calls: readonly KeptRefillCall[], cycle: number): boolean {
  const [newest] = calls;
  return newest !== undefined && newest.cycle === cycle && newest.status === 'confirmed';
}

function listAttempts(calls: readonly KeptRefillCall[], cycle: number) {
  return calls
    .filter((call) => call.cycle === cycle && call.outcome === 'not-reached')
    .map(({ channel, calledOn }) => ({ channel, on: calledOn }))
    .toReversed();
}

const usesByChannel: readonly (readonly [ContactChannel, ConsentUse])[] = [
  ['phone', 'calls'],
  ['text-message', 'text-messages'],
  ['email', 'email'],
];

/** Text messages and email need consent; calls go on until the patient declines them. */
async function readContact(tx: TenantTransaction, patientId: PatientId, today: CalendarDay) {
  const [preference, consents] = [await findContactPreference(tx, patientId), await listConsents(tx, patientId)];
  const latest = listLatestConsents(consents);
  const barred = usesByChannel.flatMap(([channel, use]) => {
    const decision = latest.find((consent) => consent.use === use)?.decision;
    const isAllowed = channel === 'phone' ? decision === undefined || decision === 'given' : isGiven(use);
    return isAllowed ? [] : [channel];
  });
  function isGiven(use: ConsentUse): boolean {
    return isConsentInForce(consents, { use, on: today });
  }
  return { preferred: preference?.channel ?? null, bestTime: preference?.bestTime ?? null, barred };
}

function tellsOfDoses({ onHandThousandths, dosesMissed, dosesLost }: RefillAnswers): boolean {
  return onHandThousandths !== null || dosesMissed > 0 || dosesLost > 0;
}
