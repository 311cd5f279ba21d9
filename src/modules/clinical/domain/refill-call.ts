import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import { clinicalRefusals } from '../refusals.ts';
import type { CallAttempt } from './contact-cadence.ts';

/** Why doses were missed. */
export const missedDoseReasons = {
  forgot: 'Forgot',
  'side-effect': 'Side effect',
  'no-supply': 'Had none left',
  cost: 'Cost',
  illness: 'Was ill or in hospital',
  'told-to-hold': 'Was told to pause',
  technique: 'Trouble with the injection or device',
  other: 'Something else',
} as const;

/** How side effects are told. */
export const sideEffectAnswers = { none: 'None', mild: 'Mild', troubling: 'Troubling or new' } as const;

/** Whether the patient was seen unplanned. */
export const visitAnswers = {
  none: 'None',
  emergency: 'Emergency department or urgent care',
  hospital: 'Hospital stay',
} as const;

/** What the patient says about the address. */
export const addressAnswers = { same: 'As on file', changed: 'Changed' } as const;

/** What a call with a patient who was reached may bring. */
export const reachedOutcomes = {
  confirmed: 'Refill confirmed',
  delayed: 'Later date asked for',
  declined: 'Refill declined',
  'renewal-needed': 'Renewal needed',
} as const;

/** What a call or an attempt at one may bring. */
export const refillOutcomes = {
  ...reachedOutcomes,
  'not-reached': 'Not reached',
  'prescriber-told': 'Prescriber told',
} as const;

export type RefillOutcome = keyof typeof refillOutcomes;

/** What a patient answered, in codes and counts; words stand beside. */
export interface RefillAnswers {
  /** What the patient counted at home, in thousandths of a unit; null when it was not counted. */
  readonly onHandThousandths: number | null;
  readonly dosesMissed: number;
  readonly missedReason: keyof typeof missedDoseReasons | null;
  readonly dosesLost: number;
  readonly sideEffects: keyof typeof sideEffectAnswers;
  readonly hasNewMedicine: boolean;
  readonly hasNewAllergy: boolean;
  readonly visit: keyof typeof visitAnswers;
  readonly procedureOn: CalendarDay | null;
  readonly address: keyof typeof addressAnswers;
  readonly deliveryOn: CalendarDay | null;
  readonly copayConsent: boolean;
  readonly words: string;
}

/** What the therapy is told about its refill. */
export type RefillStatus =
  | 'confirmed'
  | 'attempted'
  | 'unable-to-reach'
  | 'prescriber-told'
  | 'declined'
  | 'delayed'
  | 'renewal-needed'
  | 'review-needed';

/** What counts when a call is recorded. */
interface RefillCallFacts {
  readonly today: CalendarDay;
  /** Whether a refill is due whose call has not confirmed it. */
  readonly isDue: boolean;
  readonly attempts: readonly CallAttempt[];
  readonly isExhausted: boolean;
}

/** Decides whether a call may be kept, and refuses one whose answers contradict each other. */
export function decideRefillCall(
  call: { readonly outcome: RefillOutcome; readonly answers: RefillAnswers | null },
  facts: RefillCallFacts,
): Result<null> {
  const { outcome, answers } = call;
  if (!facts.isDue) return refuse(clinicalRefusals.refillNotDue);
  if (outcome === 'prescriber-told') return facts.isExhausted ? ok(null) : refuse(clinicalRefusals.attemptsLeft);
  if (outcome === 'not-reached') return ok(null);
  if (answers === null) return refuse(clinicalRefusals.answersMissing);
  if (answers.dosesMissed > 0 && answers.missedReason === null) return refuse(clinicalRefusals.missedReasonMissing);
  const { deliveryOn } = answers;
  if (deliveryOn !== null && deliveryOn < facts.today) return refuse(clinicalRefusals.dayInPast);
  const needsDay = outcome === 'confirmed' || outcome === 'delayed';
  return needsDay && deliveryOn === null ? refuse(clinicalRefusals.deliveryDayMissing) : ok(null);
}

/** Finds what the therapy is told: answers that a rule sends to a pharmacist wait for the review, whatever the outcome. */
export function findRefillStatus(call: {
  readonly outcome: RefillOutcome;
  readonly ruleCodes: readonly string[];
  /** Whether this attempt was the last that the cadence asks for. */
  readonly isExhausted: boolean;
}): RefillStatus {
  if (call.outcome === 'not-reached') return call.isExhausted ? 'unable-to-reach' : 'attempted';
  return call.ruleCodes.length > 0 ? 'review-needed' : call.outcome;
}

/** What a pharmacist may decide upon the answers of a call. */
export const refillReviewDecisions = {
  'go-on': 'Go on as the patient asked',
  later: 'Fill later',
  stop: 'Do not fill; talk to the prescriber',
} as const;

export type RefillReviewDecision = keyof typeof refillReviewDecisions;

/** Finds what the therapy is told after a pharmacist's review of a call. */
export function findReviewedStatus(outcome: RefillOutcome, decision: RefillReviewDecision): RefillStatus {
  if (decision === 'later') return 'delayed';
  if (decision === 'stop') return 'declined';
  return outcome === 'not-reached' ? 'attempted' : outcome;
}
