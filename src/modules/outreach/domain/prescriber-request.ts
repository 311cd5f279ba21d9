import type { Id, PrescriptionId, RawMessageId, SiteId, StaffId, TherapyId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import { outreachRefusals } from '../refusals.ts';

export type RequestId = Id<'prescriber-request'>;

/** What a prescriber is asked. */
export type RequestKind = 'renewal' | 'change';

/** How a request stands, and what each state is called on screen. */
export const requestStates = {
  waiting: 'Being sent',
  sent: 'Waits for the prescriber',
  refused: 'Not taken by the partner',
  unanswered: 'Partner silent',
  approved: 'Approved',
  'approved-with-changes': 'Approved with changes',
  denied: 'Denied',
  'new-to-follow': 'Denied, new prescription follows',
  replaced: 'Replaced by another drug',
  pending: 'Prescriber is deciding',
  unclear: 'Answer unclear',
} as const;

export type RequestState = keyof typeof requestStates;

/** What a prescriber said to a request. */
export type RequestAnswer = Exclude<RequestState, 'waiting' | 'sent' | 'refused' | 'unanswered'>;

/** Why a change is asked for (MessageRequestCode), and what each is called on screen. [K: the codes are NCPDP's, unverified.] */
export const changeCodes = {
  G: 'Generic instead',
  T: 'Another drug of the class',
  P: 'Prior authorization needed',
  D: 'Drug use: interaction, dose or duplicate',
  S: 'Directions or order unclear',
  OS: 'Out of stock',
  U: 'Prescriber authorization or license',
} as const;

export type ChangeCode = keyof typeof changeCodes;

/** A request to a prescriber as it stands; what was written and answered in words is read apart. */
export interface PrescriberRequest {
  readonly requestId: RequestId;
  readonly siteId: SiteId;
  readonly therapyId: TherapyId | null;
  readonly prescriptionId: PrescriptionId;
  readonly kind: RequestKind;
  readonly changeCode: ChangeCode | null;
  readonly partnerId: Id<'partner'>;
  readonly outboundId: Id<'outbound'>;
  readonly state: RequestState;
  readonly reasonCodes: readonly string[];
  readonly newPrescriptionId: PrescriptionId | null;
  readonly messageId: RawMessageId | null;
  readonly acknowledgementId: RawMessageId | null;
  readonly answerMessageId: RawMessageId | null;
  readonly askedBy: StaffId | null;
  readonly askedAt: Instant;
  readonly answeredAt: Instant | null;
  /** What was done about an answer that needed a person. */
  readonly settledCode: string | null;
}

/** What was written and what was answered in words. */
export interface RequestWords {
  readonly note: string | null;
  readonly answer: string | null;
}

/** Whether a prescriber may still answer it, or answer it otherwise. An answer that is final stays. */
export function isOpenRequest(state: RequestState): boolean {
  return state === 'waiting' || state === 'sent' || state === 'pending' || state === 'unanswered';
}

/** Whether the answer to a request still waits for somebody to do something about it. */
export function awaitsPerson({ state, settledCode }: Pick<PrescriberRequest, 'state' | 'settledCode'>): boolean {
  return (state === 'denied' || state === 'unclear') && settledCode === null;
}

/** What a request is decided from. */
export interface AskFacts {
  readonly status: string;
  readonly orderNumber: string | null;
  /** The partner that sent the prescription and how it is asked; null for one that no partner sent. */
  readonly asksBy: 'ncpdp-script' | null;
  readonly openRequest: RequestId | null;
}

/** Decides whether a prescriber may be asked. Refuses what did not come by SCRIPT, what is over, and what is asked already. */
export function decideAsk(facts: AskFacts, kind: RequestKind): Result<null> {
  const usable = kind === 'renewal' ? ['accepted'] : ['accepted', 'needs-person'];
  if (!usable.includes(facts.status)) return refuse(outreachRefusals.prescriptionNotAskable, { status: facts.status });
  if (facts.asksBy === null) return refuse(outreachRefusals.noWayToAsk);
  if (facts.openRequest !== null) return refuse(outreachRefusals.askedAlready);
  return ok(null);
}

/** Where an answer that needs a person waits. */
export const answerQueues = { renewal: 'renewals', change: 'clinical-review' } as const;

/** What an answer brings about. */
export interface AnswerEffect {
  /** A new prescription is received through the door of all prescriptions. */
  readonly bringsPrescription: boolean;
  /** The prescription that was asked about authorizes nothing any more, once the new one is accepted. */
  readonly replaces: boolean;
  /** Somebody of the pharmacy has to do something about it. */
  readonly needsPerson: boolean;
}

/** Computes what an answer brings about. */
export function computeEffect(kind: RequestKind, answer: RequestAnswer): AnswerEffect {
  const bringsPrescription = answer === 'approved' || answer === 'approved-with-changes' || answer === 'replaced';
  return {
    bringsPrescription,
    replaces: bringsPrescription && (kind === 'change' || answer === 'replaced'),
    needsPerson: answer === 'denied' || answer === 'unclear',
  };
}

/**
 * Computes the fills after the first of an approved renewal. The answer counts all fills, the first among them
 * [K: NumberOfRefills of a renewal answer counts the fills that are authorized, unverified]; an approval without a number is one fill.
 */
export function computeRefillsAfterFirst(fillsAuthorized: number | null): number {
  return Math.max(0, (fillsAuthorized ?? 1) - 1);
}
