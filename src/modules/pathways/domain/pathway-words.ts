import type { DueRule, PathwayContent } from './pathway.ts';

/** Says a due rule in words: `1 business day after the work was opened`. */
function describeDue(rule: DueRule, milestones: PathwayContent['milestones']): string {
  const from =
    rule.after === 'opened'
      ? 'after the work was opened'
      : rule.after === 'run-out'
        ? 'the supply runs out'
        : `after: ${(milestones[rule.after]?.label ?? rule.after).toLowerCase()}`;
  if (rule.businessHours !== undefined) return `${count(rule.businessHours, 'business hour')} ${from}`;
  if (rule.businessDays !== undefined) return `${count(rule.businessDays, 'business day')} ${from}`;
  const days = rule.days ?? 0;
  if (rule.after !== 'run-out') return `${count(days, 'day')} ${from}`;
  if (days === 0) return `when ${from}`;
  return days < 0 ? `${count(-days, 'day')} before ${from}` : `${count(days, 'day')} after ${from}`;
}

/** Says all due rules of a task; the first whose start is known counts. */
export function describeDues(rules: readonly DueRule[], milestones: PathwayContent['milestones']): string {
  return rules.map((rule) => describeDue(rule, milestones)).join(', else ');
}

function count(amount: number, unit: string): string {
  return `${amount} ${unit}${amount === 1 ? '' : 's'}`;
}
