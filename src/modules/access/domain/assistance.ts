import type { Cents } from '../../../kernel/money.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import { accessRefusals } from '../refusals.ts';
import { isGovernmentPayer, type PayerKind } from './payer-kind.ts';

/** What may help a patient to pay. */
export const assistanceProgrammes = {
  none: 'None',
  'manufacturer-card': 'Manufacturer copay card',
  foundation: 'Foundation grant',
  'patient-assistance': 'Patient assistance program (free drug)',
  'low-income-subsidy': 'Medicare low-income subsidy',
} as const;

export type AssistanceProgramme = keyof typeof assistanceProgrammes;

/** What comes of looking for help. */
export const assistanceOutcomes = {
  'not-needed': 'Not needed',
  affordable: 'Affordable',
  pending: 'Applied, answer awaited',
  'not-affordable': 'Not affordable',
} as const;

export type AssistanceOutcome = keyof typeof assistanceOutcomes;

/** Whether and how a patient can pay. */
export interface AssistanceFacts {
  readonly programme: AssistanceProgramme;
  readonly outcome: AssistanceOutcome;
  readonly patientPayBeforeCents: Cents | null;
  readonly patientPayAfterCents: Cents | null;
}

/**
 * Decides whether assistance may be recorded. A manufacturer card is refused whenever any payer of the patient is a
 * government program, and when the kind of payer is not known; nobody may override that.
 * @param payerKinds the kinds of all active coverages; null stands for one whose plan is not known
 */
export function decideAssistance(
  facts: AssistanceFacts,
  known: { readonly payerKinds: readonly (PayerKind | null)[] },
): Result<null> {
  if (facts.programme === 'manufacturer-card') {
    const government = known.payerKinds.filter((kind) => kind !== null && isGovernmentPayer(kind));
    if (government.length > 0)
      return refuse(accessRefusals.cardOnGovernmentPayer, { payers: government.flatMap((kind) => kind ?? []) });
    if (known.payerKinds.length === 0 || known.payerKinds.includes(null))
      return refuse(accessRefusals.payerKindUnknown);
  }
  const { programme, outcome } = facts;
  if ((outcome === 'not-needed' && programme !== 'none') || (outcome === 'pending' && programme === 'none'))
    return refuse(accessRefusals.outcomeNotOfProgramme, { programme, outcome });
  if (outcome === 'affordable' && facts.patientPayAfterCents === null) return refuse(accessRefusals.patientPayNeeded);
  return ok(null);
}
