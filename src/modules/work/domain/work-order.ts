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

/** What a rule looks at and how it moves an item; how far is a weight, which each tenant sets. */
interface OrderRule {
  readonly label: string;
  /** No later than so many minutes before the instant that the fact names, or earlier by so many minutes while it holds. */
  readonly effect: 'no-later-than' | 'earlier';
  readonly fact: string;
  /** In what the least amount of a number fact is measured; true and text facts have none. */
  readonly leastUnit?: 'cents' | 'percent';
  readonly equals?: string;
}

/**
 * The rules that move work forward. They move the due instant and never score, so that an item keeps its place while time
 * passes, and each row can say why it stands where it stands.
 */
export const orderRules = {
  'need-by': { label: 'needed by the patient', effect: 'no-later-than', fact: 'needByAt' },
  'run-out': { label: 'supply runs out', effect: 'no-later-than', fact: 'runOutAt' },
  urgent: { label: 'urgent', effect: 'earlier', fact: 'urgent' },
  'clinical-risk': { label: 'high clinical risk', effect: 'earlier', fact: 'clinicalRisk', equals: 'high' },
  'money-at-risk': { label: 'money at risk', effect: 'earlier', fact: 'atRiskCents', leastUnit: 'cents' },
  'time-used': { label: 'time mostly used', effect: 'earlier', fact: 'level', leastUnit: 'percent' },
} as const satisfies Record<string, OrderRule>;

/** The code of a rule. */
export type OrderRuleCode = keyof typeof orderRules;

/** All rule codes in the order in which they are applied. */
export const orderRuleCodes = Object.keys(orderRules) as readonly OrderRuleCode[];

/** How far a rule moves an item, and from which amount on where it looks at an amount. */
export interface RuleWeight {
  readonly isOn: boolean;
  readonly minutes: number;
  readonly least: number | null;
}

/** The weights of all rules. */
export type OrderWeights = Readonly<Record<OrderRuleCode, RuleWeight>>;

/** One version of the rules of a tenant. */
export interface OrderRules {
  readonly version: number;
  readonly weights: OrderWeights;
}

/** The order of a tenant that has decided none. */
export const standardOrder: OrderRules = {
  version: 1,
  weights: {
    'need-by': { isOn: true, minutes: 1_440, least: null },
    'run-out': { isOn: true, minutes: 2_880, least: null },
    urgent: { isOn: true, minutes: 1_440, least: null },
    'clinical-risk': { isOn: true, minutes: 480, least: null },
    'money-at-risk': { isOn: true, minutes: 240, least: 100_000 },
    'time-used': { isOn: false, minutes: 120, least: 80 },
  },
};

/** Computes by which instant an item is ordered, with each rule that moved it and by how much. */
export function computeWorkOrder(
  rules: OrderRules,
  item: { readonly dueAt: Instant; readonly facts: WorkFacts },
): WorkOrder {
  let effectiveDueAt = item.dueAt;
  const reasons: OrderReason[] = [];
  for (const code of orderRuleCodes) {
    const moved = applyRule(orderRules[code], rules.weights[code], { ...item, dueAt: effectiveDueAt });
    if (moved >= effectiveDueAt) continue;
    const minutesEarlier = (millisecondsOf(effectiveDueAt) - millisecondsOf(moved)) / 60_000;
    reasons.push({ code, minutesEarlier });
    effectiveDueAt = moved;
  }
  return { effectiveDueAt, reasons, version: rules.version };
}

function applyRule(
  rule: OrderRule,
  weight: RuleWeight,
  item: { readonly dueAt: Instant; readonly facts: WorkFacts },
): Instant {
  const fact = item.facts[rule.fact];
  if (!weight.isOn || fact === undefined || fact === null) return item.dueAt;
  if (rule.effect === 'no-later-than') {
    const limit = typeof fact === 'string' ? parseInstant(fact) : null;
    return limit === null ? item.dueAt : addMinutes(limit, -weight.minutes);
  }
  return holds(rule, weight, fact) ? addMinutes(item.dueAt, -weight.minutes) : item.dueAt;
}

function holds(rule: OrderRule, weight: RuleWeight, fact: NonNullable<WorkFacts[string]>): boolean {
  if (rule.leastUnit !== undefined) return typeof fact === 'number' && weight.least !== null && fact >= weight.least;
  return rule.equals === undefined ? fact === true : fact === rule.equals;
}
