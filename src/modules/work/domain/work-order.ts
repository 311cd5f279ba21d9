import { addMinutes, type Instant, millisecondsOf, parseInstant } from '../../../kernel/instant.ts';

/** Facts by which work is ordered and shown: codes, amounts, instants; never patient data. */
export type WorkFacts = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

/** Why an item stands earlier in its queue than its due time alone would put it. */
export interface OrderReason {
  readonly code: OrderRuleCode;
  readonly minutesEarlier: number;
}

/** Where an item stands in its queue and why. */
export interface WorkOrder {
  readonly effectiveDueAt: Instant;
  readonly reasons: readonly OrderReason[];
  readonly version: number;
}

interface OrderRule {
  readonly label: string;
  /** No later than so many minutes before the instant that the fact names, or earlier by so many minutes while it holds. */
  readonly effect: 'no-later-than' | 'earlier';
  readonly minutes: number;
  readonly fact: string;
  /** The least amount of a number fact; true and text facts count when they are true or equal to the text. */
  readonly least?: number;
  readonly equals?: string;
}

/** The version of the rules below; a change of them is a new version, and items are ordered anew. */
const orderVersion = 1;

/**
 * The rules that move work forward. They move the due instant and never score, so that an item keeps its place while time
 * passes, and each row can say why it stands where it stands.
 */
export const orderRules = {
  'need-by': { label: 'needed by the patient', effect: 'no-later-than', minutes: 1_440, fact: 'needByAt' },
  'run-out': { label: 'supply runs out', effect: 'no-later-than', minutes: 2_880, fact: 'runOutAt' },
  urgent: { label: 'urgent', effect: 'earlier', minutes: 1_440, fact: 'urgent' },
  'clinical-risk': {
    label: 'high clinical risk',
    effect: 'earlier',
    minutes: 480,
    fact: 'clinicalRisk',
    equals: 'high',
  },
  'money-at-risk': { label: 'money at risk', effect: 'earlier', minutes: 240, fact: 'atRiskCents', least: 100_000 },
} as const satisfies Record<string, OrderRule>;

/** The code of a rule. */
export type OrderRuleCode = keyof typeof orderRules;

/** Computes by which instant an item is ordered, with each rule that moved it and by how much. */
export function computeWorkOrder(dueAt: Instant, facts: WorkFacts): WorkOrder {
  let effectiveDueAt = dueAt;
  const reasons: OrderReason[] = [];
  for (const [code, rule] of Object.entries<OrderRule>(orderRules)) {
    const moved = applyRule(rule, effectiveDueAt, facts);
    if (moved >= effectiveDueAt) continue;
    const minutesEarlier = (millisecondsOf(effectiveDueAt) - millisecondsOf(moved)) / 60_000;
    reasons.push({ code: code as OrderRuleCode, minutesEarlier });
    effectiveDueAt = moved;
  }
  return { effectiveDueAt, reasons, version: orderVersion };
}

function applyRule(rule: OrderRule, dueAt: Instant, facts: WorkFacts): Instant {
  const fact = facts[rule.fact];
  if (fact === undefined || fact === null) return dueAt;
  if (rule.effect === 'no-later-than') {
    const limit = typeof fact === 'string' ? parseInstant(fact) : null;
    return limit === null ? dueAt : addMinutes(limit, -rule.minutes);
  }
  return holds(rule, fact) ? addMinutes(dueAt, -rule.minutes) : dueAt;
}

function holds(rule: OrderRule, fact: NonNullable<WorkFacts[string]>): boolean {
  if (rule.least !== undefined) return typeof fact === 'number' && fact >= rule.least;
  return rule.equals === undefined ? fact === true : fact === rule.equals;
}
