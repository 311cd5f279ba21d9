import type { Hl7Segment, Hl7Value } from './hl7-segment.ts';
import type { TimeStamp } from './time-stamp.ts';
import {
  type DecimalAmount,
  isDecimal,
  type ReadingContext,
  readStampComponent,
  readStampField,
} from './typed-fields.ts';
import { type CodedElement, readCodedComponent, readCodedElement, wordsOf } from './value-types.ts';

/** When and how often something is given: one TQ1 segment, or one quantity/timing value (TQ) of the older versions. */
export interface OrderTiming {
  readonly quantity: DecimalAmount | null;
  /** Repeat patterns as sent, such as BID, Q6H, QHS (HL7 table 0335). */
  readonly repeatPatterns: readonly string[];
  /** Times of the day as sent, such as 0600. */
  readonly explicitTimes: readonly string[];
  /** How long the service lasts, as sent: `30 d`, `W4`. */
  readonly duration: string;
  /** The duration in days where it is given in days or weeks; a month has no fixed length. */
  readonly durationDays: number | null;
  readonly startAt: TimeStamp | null;
  readonly endAt: TimeStamp | null;
  readonly priority: string;
  readonly condition: string;
  readonly instruction: string;
  readonly totalOccurrences: string;
}

/** Reads a TQ1 segment (2.5 and later). */
export function readTimingSegment(segment: Hl7Segment, context: ReadingContext): OrderTiming {
  const quantity = segment.value(2);
  const duration = segment.value(6);
  const amount = duration.text(1).trim();
  const unit = readCodedComponent(duration, 2);
  return {
    quantity: makeAmount(quantity.text(1), readCodedComponent(quantity, 2)),
    repeatPatterns: segment
      .values(3)
      .map(patternOf)
      .filter((pattern) => pattern !== ''),
    explicitTimes: segment.values(4).map((value) => value.text(1)),
    duration: [amount, unit?.code ?? ''].join(' ').trim(),
    durationDays: computeDurationDays(amount, unit?.code ?? ''),
    startAt: readStampField(segment, 7, context),
    endAt: readStampField(segment, 8, context),
    priority: segment
      .values(9)
      .map((value) => value.text(1) || value.text(2))
      .join(', '),
    condition: segment.text(10),
    instruction: segment.text(11),
    totalOccurrences: segment.text(14),
  };
}

/** Reads a quantity/timing value (ORC-7 or RXE-1 up to version 2.6). */
export function readTimingValue(value: Hl7Value, context: ReadingContext): OrderTiming {
  const duration = value.text(3).trim();
  const match = /^([DW])(\d{1,4})$/i.exec(duration);
  return {
    quantity: makeAmount(value.text(1, 1), readUnitOfQuantity(value)),
    repeatPatterns: [value.text(2, 1)].filter((pattern) => pattern !== ''),
    explicitTimes: value
      .text(2, 2)
      .split(',')
      .filter((time) => time !== ''),
    duration,
    durationDays: match === null ? null : computeDurationDays(match[2] ?? '', match[1] ?? ''),
    startAt: readStampComponent(value, 4, context),
    endAt: readStampComponent(value, 5, context),
    priority: value.text(6),
    condition: value.text(7),
    instruction: value.text(8),
    totalOccurrences: value.text(12),
  };
}

function patternOf(value: Hl7Value): string {
  const code = value.text(1, 1);
  if (code !== '') return code;
  const words = readCodedElement(value);
  return words === null ? '' : wordsOf(words);
}

function makeAmount(text: string, unit: CodedElement | null): DecimalAmount | null {
  return isDecimal(text.trim()) ? { value: text.trim(), unit } : null;
}

/** Within TQ the units of the quantity are its second subcomponent. */
function readUnitOfQuantity(value: Hl7Value): CodedElement | null {
  const code = value.text(1, 2);
  return code === '' ? null : { code, text: value.text(1, 3), system: '', alternates: [], originalText: '' };
}

function computeDurationDays(amount: string, unit: string): number | null {
  if (!/^\d{1,4}$/.test(amount)) return null;
  if (/^d(?:ays?)?$/i.test(unit)) return Number(amount);
  return /^(?:w|wk|wks|weeks?)$/i.test(unit) ? 7 * Number(amount) : null;
}
