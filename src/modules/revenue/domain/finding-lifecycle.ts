import { addDays, type CalendarDay } from '../../../kernel/calendar-day.ts';
import type { Cents } from '../../../kernel/money.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import { revenueRefusals } from '../refusals.ts';

/** Where a finding stands. `gone` is closed by its rule; the other two closed states are people's verdicts. */
export type FindingState = 'open' | 'assigned' | 'snoozed' | 'resolved' | 'false-positive' | 'gone';

/** What a person may do with a finding, and what that is called. */
export const findingDeeds = {
  take: 'Take it',
  snooze: 'Snooze 7 days',
  resolve: 'Right, and settled',
  'false-positive': 'Not a problem',
} as const;

export type FindingDeed = keyof typeof findingDeeds;

const snoozeDays = 7;
const openStates: readonly FindingState[] = ['open', 'assigned', 'snoozed'];

/** Tells whether somebody still has to look at a finding. */
function isFindingOpen(state: FindingState): boolean {
  return openStates.includes(state);
}

/** Decides what becomes of a finding by a person's hand. Refuses a closed one. */
export function decideDeed(
  state: FindingState,
  deed: FindingDeed,
  today: CalendarDay,
): Result<{ readonly state: FindingState; readonly snoozedUntil: CalendarDay | null }> {
  if (!isFindingOpen(state)) return refuse(revenueRefusals.findingClosed);
  const next = {
    take: 'assigned',
    snooze: 'snoozed',
    resolve: 'resolved',
    'false-positive': 'false-positive',
  } as const;
  return ok({ state: next[deed], snoozedUntil: deed === 'snooze' ? addDays(today, snoozeDays) : null });
}

/** What a look of the detectors does to a finding: null when nothing changes. A person's verdict stands while the cause does. */
export function decideLook(
  known: {
    readonly state: FindingState;
    readonly atRiskCents: Cents;
    readonly snoozedUntil: CalendarDay | null;
  },
  look: { readonly atRiskCents: Cents | null; readonly today: CalendarDay },
): FindingState | null {
  const { state, snoozedUntil } = known;
  if (look.atRiskCents === null) return isFindingOpen(state) ? 'gone' : null;
  if (state === 'gone') return 'open';
  if (state === 'snoozed' && snoozedUntil !== null && snoozedUntil <= look.today) return 'open';
  return isFindingOpen(state) && look.atRiskCents !== known.atRiskCents ? state : null;
}
