import {
  isAbsent,
  type Report,
  readDay,
  readFacts,
  readList,
  readMembers,
  readWhole,
  readWord,
  refuseRepeatedIds,
} from '../../../kernel/fact-reading.ts';
import { type Fraction, formatFraction, parseDecimal, roundFraction } from '../../../kernel/fraction.ts';
import type { Json } from '../../../kernel/json.ts';
import type { Reading } from '../../../kernel/problem.ts';
import { type AppealPlanType, computeAppealDeadline } from './appeal-limit.ts';
import { type AppealCandidate, type Denial, findRoutedAction, rankAppeals } from './appeal-order.ts';

type AppealFacts = { readonly denials: readonly Denial[]; readonly of: Parameters<typeof rankAppeals>[1] };

const denialKeys = ['id', 'reason', 'planType', 'receipt', 'notice', 'overturned', 'appealed', 'valueCents', 'urgency'];

/** Plan types by what they are called once case, spaces and hyphens are taken for one. */
const planTypes: Readonly<Record<string, AppealPlanType>> = {
  'part-d': 'medicare-part-d',
  'medicare-part-d': 'medicare-part-d',
  'medicare-advantage': 'medicare-advantage',
  commercial: 'commercial',
  'commercial-internal': 'commercial',
  'medicaid-managed': 'medicaid-managed',
  'medicaid-managed-care': 'medicaid-managed',
};

/** Other words of payers for the reasons that are never appealed. */
const reasonWords: Readonly<Record<string, string>> = {
  missing: 'missing-information',
  incomplete: 'missing-information',
  'missing-or-incomplete': 'missing-information',
  'carve-out': 'exclusion',
  excluded: 'exclusion',
  'wrong-payer': 'wrong-benefit',
  'wrong-benefit-or-payer': 'wrong-benefit',
};

const countLimits = { from: 0, to: 1_000_000_000 };
const centsLimits = { from: 0, to: 1_000_000_000_000 };
const highestUrgency = 1000n;
const digits = 6;

/** Evaluates `evaluate denials`: reads a JSON value of facts and returns the answer, or why it cannot be read. */
export function evaluateDenialsInput(input: unknown): Reading<Json> {
  const { message: facts, problems } = readFacts((report) => composeFacts(input, report));
  if (facts === null) return { message: null, problems };
  const { ranked, passed, routed } = rankAppeals(facts.denials, facts.of);
  const message = {
    order: ranked.map(({ id }) => id),
    deadlinePassed: passed.map(({ id }) => id),
    routed: Object.fromEntries(routed.map(({ id, action }) => [id, action])),
    rows: Object.fromEntries([...ranked, ...passed].map((candidate) => [candidate.id, describe(candidate)])),
  };
  return { message, problems };
}

function describe({ deadline, daysLeft, probability, score, isThin }: AppealCandidate): Json {
  return {
    deadline,
    daysLeft,
    p6: formatFraction(probability, digits),
    scoreCents: Number(roundFraction(score)),
    thin: isThin,
  };
}

function composeFacts(input: unknown, report: Report): AppealFacts | null {
  const members = readMembers(input, '$', ['asOf', 'thinBelow', 'denials'], report);
  if (members === null) return null;
  const asOf = readDay(members['asOf'], '$.asOf', report);
  const thinBelow = readWhole(members['thinBelow'], '$.thinBelow', countLimits, report);
  if (members['denials'] === undefined) report('missing', '$.denials', 'A list is expected here.');
  const denials = readList(members['denials'], '$.denials', report).map((item, index) =>
    readDenial(item, `$.denials[${index}]`, report),
  );
  refuseRepeatedIds(denials, '$.denials', report);
  if (asOf === null || thinBelow === null) return null;
  return { denials: denials.filter((denial) => denial !== null), of: { asOf, thinBelow } };
}

function readDenial(item: unknown, where: string, report: Report): Denial | null {
  const members = readMembers(item, where, denialKeys, report);
  if (members === null) return null;
  const dayOf = (key: string) => (isAbsent(members[key]) ? null : readDay(members[key], `${where}.${key}`, report));
  const countOf = (key: string, limits = countLimits) => readWhole(members[key], `${where}.${key}`, limits, report);
  const id = readWord(members['id'], `${where}.id`, report);
  const reason = readWord(members['reason'], `${where}.reason`, report);
  const planType = readPlanType(members['planType'], `${where}.planType`, report);
  const told = { receipt: dayOf('receipt'), notice: dayOf('notice') };
  const overturned = countOf('overturned');
  const appealed = countOf('appealed');
  const valueCents = countOf('valueCents', centsLimits);
  const urgency = readUrgency(members['urgency'], `${where}.urgency`, report);
  if (overturned !== null && appealed !== null && overturned > appealed)
    report('contradictory', `${where}.overturned`, 'More were overturned than appealed.');
  if (id === null || reason === null || planType === null || urgency === null) return null;
  if (overturned === null || appealed === null || valueCents === null) return null;
  const denial = { id, reason: toReason(reason), planType, ...told, overturned, appealed, valueCents, urgency };
  return checkNotice(denial, { members, where }, report);
}

/** An appeal needs the day from which its limit counts, and a notice is not received before it is written. */
function checkNotice(
  denial: Denial,
  { members, where }: { readonly members: Readonly<Record<string, unknown>>; readonly where: string },
  report: Report,
): Denial | null {
  const { receipt, notice, planType, reason } = denial;
  if (receipt !== null && notice !== null && receipt < notice)
    return report('reversed', `${where}.receipt`, 'The receipt lies before the notice.');
  if (findRoutedAction(reason) !== null || computeAppealDeadline(planType, denial) !== null) return denial;
  const needed = planType === 'medicaid-managed' ? 'notice' : 'receipt';
  return isAbsent(members[needed])
    ? report('missing', `${where}.${needed}`, `The limit of this plan counts from the ${needed}.`)
    : null;
}

function readPlanType(value: unknown, where: string, report: Report): AppealPlanType | null {
  const word = readWord(value, where, report);
  if (word === null) return null;
  const known = toCode(word);
  return Object.hasOwn(planTypes, known)
    ? (planTypes[known] ?? null)
    : report('unknown-value', where, `Known here: ${Object.keys(planTypes).join(', ')}.`);
}

function toReason(word: string): string {
  const code = toCode(word);
  return Object.hasOwn(reasonWords, code) ? (reasonWords[code] ?? code) : code;
}

function toCode(word: string): string {
  return word
    .trim()
    .toLowerCase()
    .replace(/[\s_/-]+/g, '-');
}

function readUrgency(value: unknown, where: string, report: Report): Fraction | null {
  if (value === undefined) return report('missing', where, 'A factor is expected here, such as 1 or 1.5.');
  const urgency = parseDecimal(value, digits);
  if (urgency === null)
    return report('wrong-type', where, 'A factor is a decimal of at most six digits after the point.');
  const isWithin = urgency.numerator >= 0n && urgency.numerator <= highestUrgency * urgency.denominator;
  return isWithin ? urgency : report('out-of-range', where, `The factor lies between 0 and ${highestUrgency}.`);
}
