import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import { cents } from '../../../kernel/money.ts';
import { formatDuration } from '../../../ui/format-duration.ts';
import { formatMoney } from '../../../ui/format-money.ts';
import { formatCalendarDay } from '../../../ui/format-time.ts';
import { type OrderRuleCode, orderRules } from '../domain/work-order.ts';
import type { QueueItem } from './queue-words.ts';

type Facts = QueueItem['facts'];

const moneySources: Readonly<Record<string, string>> = {
  'paid-claim': '(paid claim)',
  'submitted-claim': '(claim asked)',
  'expected-price': '(by price)',
};

const needByVerbs: Readonly<Record<string, string>> = {
  'expected-start': 'Start due',
  'clinic-appointment': 'Needed for the appointment by',
};

/** What a fact says of an item, by the rule that looks at it; null where the item does not have it. */
const words: Readonly<Partial<Record<OrderRuleCode, (facts: Facts) => string | null>>> = {
  'need-by': ({ needByOn, needByFrom }) => {
    if (typeof needByOn !== 'string') return null;
    const verb = needByVerbs[String(needByFrom)] ?? 'Needed by';
    return `${verb} ${formatCalendarDay(needByOn as CalendarDay)}`;
  },
  'run-out': ({ runOutOn }) =>
    typeof runOutOn === 'string' ? `Supply runs out ${formatCalendarDay(runOutOn as CalendarDay)}` : null,
  'clinical-risk': ({ clinicalRisk, isRiskVerified }) => {
    if (typeof clinicalRisk !== 'string') return null;
    const risk = `${clinicalRisk.charAt(0).toUpperCase()}${clinicalRisk.slice(1)} clinical risk`;
    return isRiskVerified === false ? `${risk}, unverified` : risk;
  },
  'money-at-risk': ({ atRiskCents, atRiskFrom }) => {
    if (typeof atRiskCents !== 'number') return null;
    return [`${formatMoney(cents(atRiskCents))} at risk`, moneySources[String(atRiskFrom)]].join(' ').trim();
  },
};

/** Says why an item stands where it stands: by its due time, or moved forward by which facts and how far. */
export function explainOrder(item: Pick<QueueItem, 'orderReasons' | 'facts'>): string {
  if (item.orderReasons.length === 0) return 'By due time';
  const moves = item.orderReasons.map(({ code, minutesEarlier }) => {
    const word = words[code as OrderRuleCode]?.(item.facts) ?? labelOfRule(code);
    return `${word}, ${formatDuration(minutesEarlier * 60_000)} forward`;
  });
  return moves.join('; ');
}

/** Says what else is known by which an item could be ordered and that did not move it. */
export function describeOtherFacts(item: Pick<QueueItem, 'orderReasons' | 'facts'>): string {
  return Object.entries(words)
    .filter(([code]) => !item.orderReasons.some((reason) => reason.code === code))
    .flatMap(([, say]) => say(item.facts) ?? [])
    .join(' · ');
}

function labelOfRule(code: string): string {
  const label = Object.hasOwn(orderRules, code) ? orderRules[code as OrderRuleCode].label : code.replaceAll('-', ' ');
  return label.charAt(0).toUpperCase() + label.slice(1);
}
