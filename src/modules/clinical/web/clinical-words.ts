import type { ResponseOf } from '../../../kernel/endpoint.ts';
import type { Tone } from '../../../ui/tone.tsx';
import type { getTherapyClinical } from '../api.ts';
import type { AlertTier } from '../domain/screening.ts';
import type { StartReviewOutcome } from '../domain/start-review.ts';

/** The clinical side of a therapy as its panels show it. */
export type ClinicalView = ResponseOf<typeof getTherapyClinical>;

/** What a dialog is given: whose therapy it is, what is known, and how it is left. */
export interface ClinicalDialogProps {
  readonly therapyId: string;
  readonly clinical: ClinicalView;
  readonly onClose: () => void;
}

/** Makes the options of a choice from codes and their names. */
export function toOptions<Code extends string>(
  names: Readonly<Record<Code, string>>,
): readonly { readonly value: Code; readonly label: string }[] {
  return (Object.entries(names) as [Code, string][]).map(([value, label]) => ({ value, label }));
}

/** The tone of each tier of an alert. */
export const tierTones: Readonly<Record<AlertTier, Tone>> = {
  interruptive: 'blocked',
  prominent: 'due',
  passive: 'neutral',
};

/** The tone of each outcome of a start review. */
export const reviewTones: Readonly<Record<StartReviewOutcome, Tone>> = {
  cleared: 'done',
  held: 'blocked',
  'labs-missing': 'blocked',
  'rems-unmet': 'blocked',
};
