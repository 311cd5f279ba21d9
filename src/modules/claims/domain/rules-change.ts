import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import { claimRefusals } from '../refusals.ts';
import { type DatedPayerRules, type PayerRules, requiredParts } from './payer-rules.ts';
import { type PreEditCode, preEdits } from './pre-edit.ts';

/** One rule as a person reads it. */
export interface RuleLine {
  readonly label: string;
  readonly value: string;
}

const outcomeWords = { reject: 'not sent', review: 'a person looks', ignore: 'only noted' } as const;

/** Says rules line by line, in the order of a payer sheet. */
export function describeRules(rules: PayerRules): readonly RuleLine[] {
  const { mostDaysSupply, mostQuantityThousandths, filingDays, required } = rules;
  const most = (value: number | null, unit: string): string => (value === null ? 'No limit said' : `${value}${unit}`);
  const yes = (value: boolean): string => (value ? 'Yes' : 'No');
  return [
    { label: 'Days’ supply at most', value: most(mostDaysSupply, ' days') },
    {
      label: 'Quantity at most',
      value: most(mostQuantityThousandths === null ? null : mostQuantityThousandths / 1000, ''),
    },
    {
      label: 'Refill from',
      value: rules.earlyRefillPercent == null ? 'As is customary' : `${rules.earlyRefillPercent} % used`,
    },
    { label: 'Filed within', value: most(filingDays, ' days') },
    {
      label: 'Authorization number in',
      value:
        rules.authorizationPlace === 'prior-authorization-segment'
          ? 'the prior authorization segment (498-PY)'
          : 'the claim segment (462-EV)',
    },
    { label: 'Must say', value: required.map((part) => requiredParts[part]).join(', ') || 'Nothing further' },
    { label: 'Takes claims after another payer', value: yes(rules.takesLaterClaims) },
    { label: 'Answers a repeat as the first time', value: yes(rules.answersRepeats) },
    {
      label: 'Rules before sending',
      value:
        Object.entries(rules.outcomes)
          .sort()
          .map(([rule, outcome]) => `${rule}: ${outcomeWords[outcome]}`)
          .join(', ') || 'As for every payer',
    },
  ];
}

/** Lists what a change of rules changes; before is null where the payer had none. */
export function compareRules(
  before: DatedPayerRules | null,
  after: Pick<DatedPayerRules, 'rules' | 'source'>,
): readonly { readonly label: string; readonly before: string | null; readonly after: string }[] {
  const say = (rules: Pick<DatedPayerRules, 'rules' | 'source'>): readonly RuleLine[] => [
    ...describeRules(rules.rules),
    { label: 'Source', value: rules.source },
  ];
  const earlier = new Map(before === null ? [] : say(before).map(({ label, value }) => [label, value]));
  return say(after)
    .map(({ label, value }) => ({ label, before: earlier.get(label) ?? null, after: value }))
    .filter((line) => line.before !== line.after);
}

/** Finds the rules of exactly this BIN, PCN and group that come before others of a day. */
export function findRulesBefore(
  known: readonly DatedPayerRules[],
  changed: Pick<DatedPayerRules, 'bin' | 'pcn' | 'groupNumber' | 'validFrom'>,
): DatedPayerRules | null {
  const earlier = known.filter((each) => isOfSamePayer(each, changed) && each.validFrom < changed.validFrom);
  return earlier.sort((left, right) => (left.validFrom < right.validFrom ? 1 : -1))[0] ?? null;
}

/**
 * Decides whether rules may take force. Only from a later day on, and only where none of that day stand: what claims were held against is
 * never rewritten.
 */
export function decideRulesChange(facts: {
  readonly changed: DatedPayerRules;
  readonly known: readonly DatedPayerRules[];
  readonly today: CalendarDay;
}): Result<null> {
  const { changed, known, today } = facts;
  if (changed.validFrom <= today) return refuse(claimRefusals.rulesTooSoon);
  const unknown = Object.keys(changed.rules.outcomes).find(
    (rule) => !editableRules().some((editable) => editable === rule),
  );
  if (unknown !== undefined) return refuse(claimRefusals.rulesUnknown, { rule: unknown });
  if (known.some((each) => isOfSamePayer(each, changed) && each.validFrom === changed.validFrom))
    return refuse(claimRefusals.rulesOfDayStand);
  return compareRules(findRulesBefore(known, changed), changed).length === 0
    ? refuse(claimRefusals.rulesUnchanged)
    : ok(null);
}

/** The rules before sending whose outcome a payer may change; what the law forbids is not among them. */
export function editableRules(): readonly PreEditCode[] {
  const rules = Object.keys(preEdits) as readonly PreEditCode[];
  return rules.filter((rule) => !('isFixed' in preEdits[rule]));
}

type Payer = Pick<DatedPayerRules, 'bin' | 'pcn' | 'groupNumber'>;

/** Tells whether rules are of the same BIN, PCN and group. */
export function isOfSamePayer(left: Payer, right: Payer): boolean {
  return left.bin === right.bin && left.pcn === right.pcn && left.groupNumber === right.groupNumber;
}
