import {
  isAbsent,
  type Report,
  readDay,
  readFacts,
  readList,
  readMembers,
  readWhole,
} from '../../../kernel/fact-reading.ts';
import { compareFractions, formatFraction, fractionOf } from '../../../kernel/fraction.ts';
import type { Json } from '../../../kernel/json.ts';
import type { Reading } from '../../../kernel/problem.ts';
import { daysLimits, readPeriod } from './adherence-input.ts';
import { findAdherenceRule } from './adherence-rule.ts';
import {
  computeDosesOnHand,
  computePossession,
  type DoseCounts,
  type DrugFill,
  type LastFillPolicy,
} from './possession.ts';

type PossessionFacts = {
  readonly fills: readonly DrugFill[];
  readonly measure: Parameters<typeof computePossession>[1];
  readonly doses: DoseCounts | null;
};

const doseKeys = ['dispensed', 'dueSinceStart', 'missed', 'held', 'lost'] as const;
const doseLimits = { from: 0, to: 1_000_000 };
const digits = 6;

/** Evaluates `evaluate possession`: reads a JSON value of facts of one drug and returns the answer, or why it cannot be read. */
export function evaluatePossessionInput(input: unknown): Reading<Json> {
  const { message: facts, problems } = readFacts((report) => composeFacts(input, report));
  if (facts === null) return { message: null, problems };
  const { ratio, daysLate, persistenceDays } = computePossession(facts.fills, facts.measure);
  const one = fractionOf(1, 1);
  const capped = ratio !== null && one !== null && compareFractions(ratio, one) > 0 ? one : ratio;
  const message = {
    mprRaw6: ratio === null ? null : formatFraction(ratio, digits),
    mpr6: capped === null ? null : formatFraction(capped, digits),
    daysLate: daysLate.map(({ date, days }) => ({ date, days })),
    persistenceDays,
    dosesOnHand: facts.doses === null ? null : computeDosesOnHand(facts.doses),
  };
  return { message, problems };
}

function composeFacts(input: unknown, report: Report): PossessionFacts | null {
  const members = readMembers(input, '$', ['period', 'lastFill', 'fills', 'doses'], report);
  if (members === null) return null;
  const window = readPeriod(members['period'], '$.period', report);
  const rule = window === null ? null : findAdherenceRule(window.to);
  const lastFill = readPolicy(members['lastFill'], report);
  if (members['fills'] === undefined) report('missing', '$.fills', 'A list is expected here.');
  const fills = readList(members['fills'], '$.fills', report).map((item, index) =>
    readFill(item, `$.fills[${index}]`, report),
  );
  const doses = isAbsent(members['doses']) ? null : readDoses(members['doses'], report);
  if (window === null || rule === null || lastFill === null) return null;
  return { fills: fills.filter((fill) => fill !== null), measure: { window, lastFill, rule }, doses };
}

function readPolicy(value: unknown, report: Report): LastFillPolicy | null {
  if (isAbsent(value)) return 'truncate';
  return value === 'truncate' || value === 'leave-out'
    ? value
    : report('unknown-value', '$.lastFill', 'The last fill is counted by truncate or by leave-out.');
}

function readFill(item: unknown, where: string, report: Report): DrugFill | null {
  const members = readMembers(item, where, ['date', 'days'], report);
  if (members === null) return null;
  const date = readDay(members['date'], `${where}.date`, report);
  const days = readWhole(members['days'], `${where}.days`, daysLimits, report);
  return date === null || days === null ? null : { date, days };
}

function readDoses(value: unknown, report: Report): DoseCounts | null {
  const members = readMembers(value, '$.doses', doseKeys, report);
  if (members === null) return null;
  const read = (key: (typeof doseKeys)[number]): number =>
    readWhole(members[key], `$.doses.${key}`, doseLimits, report) ?? 0;
  return {
    dispensed: read('dispensed'),
    dueSinceStart: read('dueSinceStart'),
    missed: read('missed'),
    held: read('held'),
    lost: read('lost'),
  };
}
