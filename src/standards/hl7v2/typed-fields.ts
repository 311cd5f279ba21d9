import type { CalendarDay } from '../../kernel/calendar-day.ts';
import type { TimeZone } from '../../kernel/instant.ts';
import type { Problem } from '../../kernel/problem.ts';
import { parseThousandths } from '../../kernel/quantity.ts';
import type { Hl7Message } from './hl7-message.ts';
import type { Hl7Segment, Hl7Value } from './hl7-segment.ts';
import { type Hl7ProblemKind, hl7Problems, problemAt } from './problems.ts';
import { readTimeStamp, type TimeStamp, type ZoneDefaults, zoneDefaultsOf } from './time-stamp.ts';
import type { CodedElement } from './value-types.ts';

/** How a caller wants typed messages read. */
export interface TypedReadingOptions {
  /** The zone of time stamps that carry no offset, neither themselves nor in MSH-7; null leaves them local. */
  readonly assumedTimeZone?: TimeZone | null;
}

/** What is carried along while a message is read: how to read times, and the problems found so far. */
export interface ReadingContext {
  readonly zones: ZoneDefaults;
  readonly problems: Problem[];
}

/** A number as decimal text, exactly as many digits as were sent, with its unit. */
export interface DecimalAmount {
  readonly value: string;
  readonly unit: CodedElement | null;
}

/** A countable amount in thousandths of its unit. */
export interface CountedAmount {
  readonly quantityThousandths: number;
  readonly unit: CodedElement | null;
}

const dateFaults = {
  impossible: hl7Problems.badDate,
  unreadable: hl7Problems.notADate,
  ambiguous: hl7Problems.ambiguousDate,
  unusual: hl7Problems.unusualDate,
} as const;
const decimalForm = /^[+-]?(?:\d+\.?\d*|\.\d+)$/;

/** Begins the reading of a message. */
export function beginReading(message: Hl7Message, options: TypedReadingOptions): ReadingContext {
  return { zones: zoneDefaultsOf(message, options.assumedTimeZone ?? null), problems: [] };
}

/** Notes a problem. */
export function note(context: ReadingContext, kind: Hl7ProblemKind, where: string): void {
  context.problems.push(problemAt(kind, where));
}

/** Reads a time stamp; null when the field is empty or, with a problem, when it is no time stamp. */
export function readStampField(segment: Hl7Segment, field: number, context: ReadingContext): TimeStamp | null {
  return readStampText(segment.text(field), segment.where(field), context);
}

/** Reads a time stamp in a component. */
export function readStampComponent(value: Hl7Value, component: number, context: ReadingContext): TimeStamp | null {
  return readStampText(value.text(component), value.where(component), context);
}

/** Reads the day of a field; null when it is empty, no date, or coarser than a day. */
export function readDayField(segment: Hl7Segment, field: number, context: ReadingContext): CalendarDay | null {
  return readStampField(segment, field, context)?.day ?? null;
}

/** Reads a number as decimal text; null when the field is empty or, with a problem, when it is no number. */
export function readDecimalField(segment: Hl7Segment, field: number, context: ReadingContext): string | null {
  const text = segment.text(field).trim();
  if (text === '') return null;
  if (decimalForm.test(text)) return text;
  note(context, hl7Problems.badNumber, segment.where(field));
  return null;
}

/** Reads a whole number from zero up; null when the field is empty or, with a problem, when it is none. */
export function readCountField(segment: Hl7Segment, field: number, context: ReadingContext): number | null {
  const text = segment.text(field).trim();
  if (text === '') return null;
  if (/^\+?\d{1,6}(?:\.0*)?$/.test(text)) return Math.trunc(Number(text));
  note(context, hl7Problems.badNumber, segment.where(field));
  return null;
}

/** Reads an amount to hand out in thousandths; null when empty or, with an error, when it is no such amount. */
export function readThousandthsField(segment: Hl7Segment, field: number, context: ReadingContext): number | null {
  const text = segment.text(field).trim();
  if (text === '') return null;
  const quantityThousandths = parseThousandths(text.replace(/^\+/, '').replace(/\.$/, ''));
  if (quantityThousandths === null) note(context, hl7Problems.badQuantity, segment.where(field));
  return quantityThousandths;
}

/** Tells whether a text is a number as the NM type has it. */
export function isDecimal(text: string): boolean {
  return decimalForm.test(text);
}

function readStampText(text: string, where: string, context: ReadingContext): TimeStamp | null {
  if (text.trim() === '') return null;
  const reading = readTimeStamp(text, context.zones);
  if (reading.fault !== null) note(context, dateFaults[reading.fault], where);
  return reading.stamp;
}
