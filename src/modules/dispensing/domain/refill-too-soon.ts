import { addDays, type CalendarDay } from '../../../kernel/calendar-day.ts';
import type { Plan } from '../../reference/index.ts';
import type { FillState } from './fill-lifecycle.ts';

type PlanKind = Plan['kind'];

/** How much of a supply must be used before a kind of plan pays for the next. */
interface EarlyRefillRule {
  /** The kinds of plan that it is for; null for every other kind. */
  readonly planKinds: readonly PlanKind[] | null;
  readonly effectiveFrom: CalendarDay;
  readonly percentUsed: number;
  readonly source: string;
}

/** Of rules for one kind the one that came into force last counts, where the rule book of the payer says nothing. */
const rules: readonly EarlyRefillRule[] = [
  {
    planKinds: null,
    effectiveFrom: '2026-01-01' as CalendarDay,
    percentUsed: 75,
    source: 'Customary for plans: 75 % [unverified; the plan’s own manual counts]',
  },
  {
    planKinds: ['medicaid-ffs', 'medicaid-managed'],
    effectiveFrom: '2026-01-01' as CalendarDay,
    percentUsed: 85,
    source: 'Customary for Medicaid: 80 to 85 %, by state [unverified; the state’s own manual counts]',
  },
];

/** A fill as far as its payer counts it. */
export interface CountedFill {
  readonly filledOn: CalendarDay;
  readonly daysSupply: number;
  readonly state: FillState;
}

/** From which day a payer may be asked for the next fill, and what that follows from. */
export interface EarliestClaim {
  readonly from: CalendarDay;
  readonly percentUsed: number;
  readonly lastFilledOn: CalendarDay;
  readonly daysSupply: number;
  readonly source: string;
}

/**
 * Computes from which day the payer may be asked for the next fill: when the share of the last fill's days' supply is used, counted
 * from its date of service. Null when nothing was filled before.
 */
export function computeEarliestClaim(
  fills: readonly CountedFill[],
  plan: {
    readonly kind: PlanKind;
    readonly on: CalendarDay;
    /** What the rule book of the payer says, which counts before what is customary. */
    readonly agreed?: { readonly percentUsed: number; readonly source: string } | null;
  },
): EarliestClaim | null {
  const counted = fills.filter(({ state }) => state !== 'cancelled' && state !== 'returned');
  const last = counted.reduce<CountedFill | null>(
    (latest, fill) => (latest === null || latest.filledOn < fill.filledOn ? fill : latest),
    null,
  );
  const inForce = rules.filter(({ effectiveFrom }) => effectiveFrom <= plan.on);
  const rule =
    plan.agreed ??
    inForce.findLast(({ planKinds }) => planKinds?.includes(plan.kind)) ??
    inForce.findLast(({ planKinds }) => planKinds === null);
  if (last === null || rule === undefined) return null;
  const { percentUsed, source } = rule;
  const { filledOn, daysSupply } = last;
  const from = addDays(filledOn, Math.ceil((daysSupply * percentUsed) / 100));
  return { from, percentUsed, lastFilledOn: filledOn, daysSupply, source };
}
