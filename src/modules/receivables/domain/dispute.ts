import { addDays, type CalendarDay } from '../../../kernel/calendar-day.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import { receivablesRefusals } from '../refusals.ts';

/** How a dispute stands. */
export const disputeStates = {
  open: 'Waits for the payer',
  paid: 'Paid after all',
  denied: 'Denied by the payer',
  withdrawn: 'Withdrawn by us',
} as const;

export type DisputeState = keyof typeof disputeStates;

/** What a dispute can come to. */
export type DisputeAnswer = Exclude<DisputeState, 'open'>;

/** Within how many days of a remittance it can be disputed, from a day on. */
export interface DisputeRule {
  readonly validFrom: CalendarDay;
  readonly days: number;
  readonly source: string;
}

/** Decides whether a claim may be disputed: something is owed, and no dispute is open. */
export function decideDispute(claim: { readonly openCents: number; readonly isDisputed: boolean }): Result<null> {
  if (claim.isDisputed) return refuse(receivablesRefusals.disputeOpen);
  return claim.openCents > 0 ? ok(null) : refuse(receivablesRefusals.nothingShort);
}

/** Computes by when a remittance of a day must be disputed; null where no rule was in force on that day. */
export function computeDeadline(
  rules: readonly DisputeRule[],
  remittedOn: CalendarDay,
): { readonly dueOn: CalendarDay; readonly source: string } | null {
  const begun = rules.filter(({ validFrom }) => validFrom <= remittedOn);
  const newest = begun.toSorted((left, right) => right.validFrom.localeCompare(left.validFrom))[0];
  return newest === undefined ? null : { dueOn: addDays(remittedOn, newest.days), source: newest.source };
}
