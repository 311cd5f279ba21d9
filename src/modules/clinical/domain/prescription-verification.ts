import { ok, type Result, refuse } from '../../../kernel/result.ts';
import { clinicalRefusals } from '../refusals.ts';
import type { Alert, FailedCheck } from './screening.ts';

/** Why a pharmacist goes on in spite of an alert. */
export const answerReasons = {
  'prescriber-confirmed': 'Prescriber confirmed after being asked',
  'benefit-outweighs-risk': 'Benefit outweighs the risk for this patient',
  'monitoring-arranged': 'Monitoring is arranged',
  'dose-or-timing-adjusted': 'Dose or timing was adjusted',
  'tolerated-before': 'The patient tolerated it before',
  'record-out-of-date': 'The record behind the alert is out of date',
} as const;

export type AnswerReason = keyof typeof answerReasons;

/** Why a verification is taken back. */
export const unverifyReasons = {
  'verified-in-error': 'Verified in error',
  'prescription-changed': 'The prescription changed',
  'new-clinical-facts': 'New facts about the patient',
  'prescriber-asked': 'The prescriber asked to wait',
  'wrong-patient': 'The prescription belonged to another patient',
} as const;

export type UnverifyReason = keyof typeof unverifyReasons;

/** What the decision about a verification looks at. */
export interface VerificationRequest {
  readonly isPharmacist: boolean;
  readonly isAccepted: boolean;
  readonly isVerified: boolean;
  readonly alerts: readonly Pick<Alert, 'alertKey' | 'tier'>[];
  readonly answeredKeys: readonly string[];
  readonly failed: readonly FailedCheck[];
  /** Whether the person confirmed that they made the failed checks themselves. */
  readonly reviewedManually: boolean;
}

/** Decides whether a prescription may be verified: by a pharmacist, with every interruptive alert answered and every failed check made by hand. */
export function decideVerification(request: VerificationRequest): Result<null> {
  if (!request.isPharmacist) return refuse(clinicalRefusals.pharmacistNeeded);
  if (!request.isAccepted) return refuse(clinicalRefusals.prescriptionNotAccepted);
  if (request.isVerified) return refuse(clinicalRefusals.alreadyVerified);
  const unanswered = listUnansweredKeys(request.alerts, request.answeredKeys);
  if (unanswered.length > 0) return refuse(clinicalRefusals.alertUnanswered, { alerts: unanswered.length });
  if (request.failed.length > 0 && !request.reviewedManually)
    return refuse(clinicalRefusals.manualReviewNeeded, { checks: request.failed });
  return ok(null);
}

/** Lists the keys of the interruptive alerts that have no answer. */
export function listUnansweredKeys(
  alerts: readonly Pick<Alert, 'alertKey' | 'tier'>[],
  answeredKeys: readonly string[],
): readonly string[] {
  return alerts.flatMap(({ alertKey, tier }) =>
    tier === 'interruptive' && !answeredKeys.includes(alertKey) ? [alertKey] : [],
  );
}

/** Tells whether roles make somebody a pharmacist. */
export function isPharmacist(roles: readonly string[]): boolean {
  return roles.includes('clinicalPharmacist') || roles.includes('verifyingPharmacist');
}
