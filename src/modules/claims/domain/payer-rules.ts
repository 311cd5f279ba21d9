import type { CalendarDay } from '../../../kernel/calendar-day.ts';

/** What a rule before sending does with a claim that breaks it: it is not sent, a person looks first, or it is only noted. */
export type EditOutcome = 'reject' | 'review' | 'ignore';

/** Parts of a claim that a payer may insist on. */
export const requiredParts = {
  groupNumber: 'Group number (301-C1)',
  pcn: 'Processor control number (104-A4)',
  priorAuthorizationNumber: 'Prior authorization number (462-EV)',
  submissionClarification: 'Submission clarification code (420-DK)',
  drugUseOutcomes: 'Drug review outcome (439-E4, 440-E5, 441-E6)',
} as const;

export type RequiredPart = keyof typeof requiredParts;

/** What a payer asks of claims, as its payer sheet says. What it does not say is null. */
export interface PayerRules {
  readonly required: readonly RequiredPart[];
  readonly mostDaysSupply: number | null;
  readonly mostQuantityThousandths: number | null;
  readonly takesLaterClaims: boolean;
  /** Whether a repeated billing is answered with the first answer, so that a time-out is resolved by asking again. */
  readonly answersRepeats: boolean;
  /** Days after the date of service on which a claim is still in time, the last one included. */
  readonly filingDays: number | null;
  /** How much of the last fill must be used before the payer takes the next; null or absent where its sheet does not say. */
  readonly earlyRefillPercent?: number | null;
  /** Where the payer reads the number of an authorization: 462-EV of the claim segment unless it says 498-PY. */
  readonly authorizationPlace?: 'claim-segment' | 'prior-authorization-segment';
  /** What a rule does for this payer where that is not what it does for others. */
  readonly outcomes: Readonly<Record<string, EditOutcome>>;
}

/** Rules of a payer with the day from which they hold and where they come from. An empty PCN or group stands for any. */
export interface DatedPayerRules {
  readonly bin: string;
  readonly pcn: string;
  readonly groupNumber: string;
  readonly validFrom: CalendarDay;
  readonly rules: PayerRules;
  readonly source: string;
  readonly isVerified: boolean;
}

/** Chooses the rules for a claim: the closest of BIN, PCN and group, and of those the ones that came into force last. */
export function choosePayerRules(
  known: readonly DatedPayerRules[],
  claim: { readonly bin: string; readonly pcn: string; readonly group: string; readonly on: CalendarDay },
): DatedPayerRules | null {
  const fitting = known.filter(
    ({ bin, pcn, groupNumber, validFrom }) =>
      bin === claim.bin &&
      (pcn === '' || pcn === claim.pcn) &&
      (groupNumber === '' || groupNumber === claim.group) &&
      validFrom <= claim.on,
  );
  const closeness = ({ pcn, groupNumber }: DatedPayerRules): number =>
    (groupNumber === '' ? 0 : 2) + (pcn === '' ? 0 : 1);
  const [chosen] = [...fitting].sort(
    (left, right) => closeness(right) - closeness(left) || (left.validFrom < right.validFrom ? 1 : -1),
  );
  return chosen ?? null;
}
