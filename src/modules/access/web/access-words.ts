import type { ResponseOf } from '../../../kernel/endpoint.ts';
import type { Tone } from '../../../ui/tone.tsx';
import type { getTherapyAccess } from '../api.ts';
import type { AssistanceOutcome } from '../domain/assistance.ts';
import { isApproval, isDenial, isGivenUp } from '../domain/authorization.ts';
import type { AuthorizationState } from '../domain/authorization-lifecycle.ts';
import type { BenefitsOutcome } from '../domain/benefits.ts';
import type { EnrolmentOutcome } from '../domain/enrolment.ts';

/** The access side of a therapy as its panels show it. */
export type AccessView = ResponseOf<typeof getTherapyAccess>;

/** What a dialog is given: whose therapy it is, what is known, and how it is left. */
export interface AccessDialogProps {
  readonly therapyId: string;
  readonly access: AccessView;
  readonly onClose: () => void;
}

/** Makes the options of a choice from codes and their names. */
export function toOptions<Code extends string>(
  names: Readonly<Record<Code, string>>,
): readonly { readonly value: Code; readonly label: string }[] {
  return (Object.entries(names) as [Code, string][]).map(([value, label]) => ({ value, label }));
}

/** The tone of each outcome of a contact. */
export const contactTones: Readonly<Record<EnrolmentOutcome, Tone>> = {
  enrolled: 'done',
  attempted: 'waiting',
  'unable-to-reach': 'blocked',
  declined: 'blocked',
};

/** The tone of each outcome of a benefits check. */
export const benefitsTones: Readonly<Record<BenefitsOutcome, Tone>> = {
  complete: 'done',
  incomplete: 'due',
  'inactive-coverage': 'blocked',
};

/** The tone of each outcome of assistance. */
export const assistanceTones: Readonly<Record<AssistanceOutcome, Tone>> = {
  'not-needed': 'done',
  affordable: 'done',
  pending: 'waiting',
  'not-affordable': 'blocked',
};

const withPayer: readonly AuthorizationState[] = [
  'submitted',
  'appeal-submitted',
  'external-review',
  'awaiting-provider',
];

/** Returns the tone of a state of a prior authorization. */
export function toneOfAuthorization(state: AuthorizationState): Tone {
  if (isApproval(state) || state === 'not-required') return 'done';
  if (isDenial(state) || isGivenUp(state) || ['exhausted', 'expired', 'voided'].includes(state)) return 'blocked';
  return withPayer.includes(state) ? 'waiting' : 'current';
}
