import type { CalendarDay } from '../../../kernel/calendar-day.ts';
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
import { formatFraction, fractionOf } from '../../../kernel/fraction.ts';
import type { Json } from '../../../kernel/json.ts';
import type { Reading } from '../../../kernel/problem.ts';
import { type AdherenceRule, findAdherenceRule } from './adherence-rule.ts';
import {
  computeDaysCovered,
  type DaysCovered,
  type MeasuredFill,
  type MeasuredMember,
  type MeasurementPeriod,
} from './days-covered.ts';

interface NamedMember extends MeasuredMember {
  readonly id: string;
}

interface AdherenceFacts {
  readonly measure: { readonly period: MeasurementPeriod; readonly rule: AdherenceRule };
  readonly member: MeasuredMember | null;
  readonly members: readonly NamedMember[];
}

const memberKeys = ['id', 'age', 'asOf', 'death', 'disenrolled', 'exclusion', 'fills'];

/** Days supply has three digits on a claim (NCPDP Telecommunication, 405-D5). */
export const daysLimits = { from: 1, to: 999 };
const ageLimits = { from: 0, to: 150 };
const digits = 6;

/** Evaluates `evaluate pdc`: reads a JSON value of facts and returns the answer, or why it cannot be read. */
export function evaluateDaysCoveredInput(input: unknown): Reading<Json> {
  const { message: facts, problems } = readFacts((report) => composeFacts(input, report));
  if (facts === null) return { message: null, problems };
  const { measure, member, members } = facts;
  const message =
    member === null ? describeMembers(members, measure) : describeMember(computeDaysCovered(member, measure));
  return { message, problems };
}

function describeMember(result: DaysCovered): Json {
  const { reason, proportion, gapsBeforeAsOf, allowableGapDaysLeft, included, index, numerator } = result;
  const { treatmentDays, coveredDays, gapDays } = result;
  return {
    included,
    ...(reason === null ? {} : { reason }),
    index,
    treatmentDays,
    coveredDays,
    gapDays,
    pdc6: proportion === null ? null : formatFraction(proportion, digits),
    numerator,
    ...(gapsBeforeAsOf === null ? {} : { gapsBeforeAsOf }),
    ...(allowableGapDaysLeft === null ? {} : { allowableGapDaysLeft }),
  };
}

function describeMembers(members: readonly NamedMember[], measure: AdherenceFacts['measure']): Json {
  const results = members.map((member) => ({ id: member.id, ...computeDaysCovered(member, measure) }));
  const denominator = results.filter(({ included }) => included);
  const numerator = denominator.filter((result) => result.numerator);
  const rate = fractionOf(numerator.length, denominator.length);
  return {
    denominator: denominator.map(({ id }) => id),
    numerator: numerator.map(({ id }) => id),
    excluded: Object.fromEntries(results.flatMap(({ id, reason }) => (reason === null ? [] : [[id, reason]]))),
    pdc6: Object.fromEntries(
      denominator.flatMap(({ id, proportion }) =>
        proportion === null ? [] : [[id, formatFraction(proportion, digits)]],
      ),
    ),
    rate6: rate === null ? null : formatFraction(rate, digits),
  };
}

function composeFacts(input: unknown, report: Report): AdherenceFacts | null {
  const root = readMembers(input, '$', ['period', 'member', 'members'], report);
  if (root === null) return null;
  const period = readPeriod(root['period'], '$.period', report);
  const rule = period === null ? null : findAdherenceRule(period.to);
  if (period !== null && rule === null)
    report('no-rule', '$.period', 'No rule of the measure is known for this period.');
  if (root['member'] !== undefined && root['members'] !== undefined)
    return report('contradictory', '$.members', 'Name one member or several, not both.');
  const isSeveral = root['members'] !== undefined;
  const member = isSeveral ? null : readMember(root['member'], '$.member', report);
  const members = readList(root['members'], '$.members', report).map((item, index) =>
    readNamedMember(item, `$.members[${index}]`, report),
  );
  refuseRepeatedIds(members, '$.members', report);
  if (period === null || rule === null || (!isSeveral && member === null)) return null;
  return { measure: { period, rule }, member, members: members.filter((each) => each !== null) };
}

/** Reads the first and last day of a period, written as a list of two. */
export function readPeriod(value: unknown, where: string, report: Report): MeasurementPeriod | null {
  if (value === undefined) return report('missing', where, 'A period is a list of its first and last day.');
  if (!Array.isArray(value) || value.length !== 2)
    return report('wrong-type', where, 'A period is a list of its first and last day.');
  const from = readDay(value[0], `${where}[0]`, report);
  const to = readDay(value[1], `${where}[1]`, report);
  if (from === null || to === null) return null;
  return to < from ? report('reversed', `${where}[1]`, 'The period ends before it begins.') : { from, to };
}

function readNamedMember(item: unknown, where: string, report: Report): NamedMember | null {
  const member = readMember(item, where, report);
  if (member === null) return null;
  return member.id === null
    ? report('missing', `${where}.id`, 'Each of several members has an id.')
    : { ...member, id: member.id };
}

function readMember(item: unknown, where: string, report: Report): (MeasuredMember & { id: string | null }) | null {
  const members = readMembers(item, where, memberKeys, report);
  if (members === null) return null;
  const readOptional = <Value>(
    key: string,
    read: (value: unknown, where: string, report: Report) => Value | null,
  ): Value | null => (isAbsent(members[key]) ? null : read(members[key], `${where}.${key}`, report));
  const age = readWhole(members['age'], `${where}.age`, ageLimits, report);
  const facts = {
    id: readOptional('id', readWord),
    asOf: readOptional('asOf', readDay),
    death: readOptional('death', readDay),
    disenrolled: readOptional('disenrolled', readDay),
    exclusion: readOptional('exclusion', readWord),
  };
  if (members['fills'] === undefined) report('missing', `${where}.fills`, 'A list is expected here.');
  const fills = readList(members['fills'], `${where}.fills`, report).map((fill, index) =>
    readFill(fill, `${where}.fills[${index}]`, report),
  );
  return age === null ? null : { ...facts, age, fills: fills.filter((fill) => fill !== null) };
}

function readFill(item: unknown, where: string, report: Report): MeasuredFill | null {
  const members = readMembers(item, where, ['date', 'days', 'ingredient'], report);
  if (members === null) return null;
  const date: CalendarDay | null = readDay(members['date'], `${where}.date`, report);
  const days = readWhole(members['days'], `${where}.days`, daysLimits, report);
  const ingredient = readWord(members['ingredient'], `${where}.ingredient`, report);
  return date === null || days === null || ingredient === null ? null : { date, days, ingredient };
}
