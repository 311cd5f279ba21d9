import type { CalendarDay } from '../../kernel/calendar-day.ts';
import type { ResultFacts, ResultStatus } from '../../modules/patients/index.ts';
import type { Observation, PatientResult, TimeStamp } from '../../standards/hl7v2/hl7v2.ts';
import { findLoincCode, orNull } from './to-incoming-patient.ts';

type ResultReport = PatientResult['reports'][number];

/**
 * What an observation of a report amounts to. `withdraw` takes back what was reported under the number; `none` says that nothing
 * has been measured yet or ever; `unclear` names why a person has to look.
 */
export type ReportedResult =
  | { readonly kind: 'result'; readonly facts: ResultFacts }
  | { readonly kind: 'withdraw'; readonly resultNumber: string }
  | { readonly kind: 'none' }
  | { readonly kind: 'unclear'; readonly reasonCode: string };

/** Statuses of HL7 table 0085 under which a value counts; a status that is not said is that of the report. */
const statuses: Readonly<Record<string, ResultStatus>> = {
  F: 'final',
  C: 'corrected',
  P: 'preliminary',
  R: 'preliminary',
  S: 'preliminary',
};

/** Not yet measured, not asked, order detail, and cannot be obtained. */
const withoutValue = new Set(['I', 'N', 'O', 'X']);

/** Deleted, and posted in error (for another patient, for instance). */
const takenBack = new Set(['D', 'W']);

/** Translates an observation of a laboratory's report. */
export function toReportedResult(observation: Observation, report: ResultReport): ReportedResult {
  const code = findLoincCode(observation);
  if (code === null) return { kind: 'unclear', reasonCode: 'result-without-loinc' };
  const statusCode = observation.status || report.status || 'F';
  const resultNumber = composeResultNumber({ code: code.code, subId: observation.subId }, report);
  if (withoutValue.has(statusCode)) return { kind: 'none' };
  if (takenBack.has(statusCode))
    return resultNumber === null
      ? { kind: 'unclear', reasonCode: 'result-without-number' }
      : { kind: 'withdraw', resultNumber };
  const status = statuses[statusCode];
  if (status === undefined) return { kind: 'unclear', reasonCode: 'result-status-unknown' };
  const stamp = observation.observedAt ?? report.observedAt ?? report.reportedAt;
  const observedOn = stamp?.day ?? null;
  const value = describeValue(observation);
  if (observedOn === null) return { kind: 'unclear', reasonCode: 'result-without-time' };
  if (value === null) return { kind: 'unclear', reasonCode: 'result-without-value' };
  if (status === 'corrected' && resultNumber === null) return { kind: 'unclear', reasonCode: 'result-without-number' };
  return { kind: 'result', facts: compose(observation, { code, status, observedOn, stamp, value, resultNumber }) };
}

function compose(
  observation: Observation,
  of: {
    readonly code: { readonly code: string; readonly text: string };
    readonly status: ResultStatus;
    readonly observedOn: CalendarDay;
    readonly stamp: TimeStamp | null;
    readonly value: string;
    readonly resultNumber: string | null;
  },
): ResultFacts {
  const { unit, referenceRange, flags } = observation;
  const flag = flags.find((each) => /^[A-Z<>+-]{1,4}$/.test(each)) ?? null;
  return {
    loincCode: of.code.code,
    value: of.value,
    ucumUnit: orNull(unit?.code || unit?.text),
    observedOn: of.observedOn,
    text: orNull(of.code.text),
    result: {
      status: of.status,
      observedAt: of.stamp?.instant ?? null,
      flag,
      referenceRange: orNull(referenceRange),
      resultNumber: of.resultNumber,
    },
  };
}

/** The laboratory's number of the order, else the orderer's, with what tells the results of one order apart. */
function composeResultNumber(
  of: { readonly code: string; readonly subId: string },
  { fillerNumber, placerNumber }: ResultReport,
): string | null {
  const number = fillerNumber ?? placerNumber;
  if (number === null || number.id === '') return null;
  return [number.id, number.authority.namespace || number.authority.universalId, of.code, of.subId].join('|');
}

/** The values in text, one a line; null when none says anything. */
function describeValue({ values }: Observation): string | null {
  const text = values
    .map(describeOne)
    .filter((word) => word.trim() !== '')
    .join('\n');
  return text === '' ? null : text;
}

/** A value in text: the number with its comparator, the words of a code, or the words themselves; nothing for a document. */
function describeOne(value: Observation['values'][number]): string {
  switch (value.kind) {
    case 'number':
    case 'text':
      return value.value;
    case 'structured':
      return `${value.comparator}${value.first}${value.second === '' ? '' : `-${value.second}`}`;
    case 'coded':
      return value.value.text || value.value.originalText || value.value.code;
    case 'time':
      return value.value.local;
    case 'document':
      return '';
  }
}
