import type { Hl7Segment } from './hl7-segment.ts';
import { findHead, listDecisiveFollowers, type OrderGroup } from './order-groups.ts';
import { type OrderTiming, readTimingSegment, readTimingValue } from './order-timing.ts';
import {
  type CountedAmount,
  type DecimalAmount,
  isDecimal,
  type ReadingContext,
  readCountField,
  readDecimalField,
  readThousandthsField,
} from './typed-fields.ts';
import { type CodedElement, keepPresent, readCodedComponent, readCodedElement, wordsOf } from './value-types.ts';

/** What is given at each time: an amount or a range, form, strength and rate. Numbers are decimal text as sent. */
export interface GiveInstruction {
  readonly minimum: string | null;
  readonly maximum: string | null;
  readonly unit: CodedElement | null;
  readonly dosageForm: CodedElement | null;
  readonly strength: DecimalAmount | null;
  readonly strengthVolume: DecimalAmount | null;
  readonly rate: DecimalAmount | null;
  readonly totalDailyDose: DecimalAmount | null;
}

/**
 * What is handed out: the amount of one fill in thousandths, refills beyond the first, days supply. HL7 has no field
 * for days supply; it is the duration of TQ1-6 or TQ.3 where given, and `intervalDays` is RXO-28.
 */
export interface OrderedDispense {
  readonly amount: CountedAmount | null;
  readonly refills: number | null;
  readonly refillsRemaining: number | null;
  readonly daysSupply: number | null;
  readonly intervalDays: number | null;
  /** HL7 table 0161 or 0167 as sent: G or 0 substitution allowed, N or 1 dispense as written. */
  readonly substitution: string;
  readonly controlledSubstanceSchedule: string;
}

/** How a drug is to be taken: the directions in words, routes, sites and times. */
export interface Sig {
  readonly text: string;
  readonly pharmacyInstructions: string;
  readonly routes: readonly CodedElement[];
  readonly sites: readonly CodedElement[];
  readonly timings: readonly OrderTiming[];
  readonly isAsNeeded: boolean;
}

/** Field numbers of the two segments that may say what is ordered. */
const fieldsByName = {
  RXE: {
    minimum: 3,
    maximum: 4,
    unit: 5,
    form: 6,
    rate: 23,
    strength: 25,
    volume: 33,
    daily: 19,
    directions: 7,
    pharmacy: 21,
  },
  RXO: {
    minimum: 2,
    maximum: 3,
    unit: 4,
    form: 5,
    rate: 21,
    strength: 18,
    volume: 25,
    daily: 23,
    directions: 7,
    pharmacy: 6,
  },
} as const;

/** Reads the amount to give, form, strength and rate of an RXE or RXO segment. */
export function readGive(detail: Hl7Segment, context: ReadingContext): GiveInstruction {
  const fields = fieldsOf(detail);
  return {
    minimum: readDecimalField(detail, fields.minimum, context),
    maximum: readDecimalField(detail, fields.maximum, context),
    unit: readCodedElement(detail.value(fields.unit)),
    dosageForm: readCodedElement(detail.value(fields.form)),
    strength: readAmount(detail, fields.strength, context),
    strengthVolume: readAmount(detail, fields.volume, context),
    rate: readRate(detail, fields.rate),
    totalDailyDose: readDailyDose(detail, fields.daily),
  };
}

/** Reads what is to be dispensed: RXE first, for what it leaves out RXO. */
export function readDispense(
  group: OrderGroup,
  timings: readonly OrderTiming[],
  context: ReadingContext,
): OrderedDispense {
  const [encoded, requested] = [findHead(group, 'RXE'), findHead(group, 'RXO')];
  const days = timings.find((timing) => timing.durationDays !== null)?.durationDays;
  return {
    amount:
      readCountedAmount(encoded, { amount: 10, unit: 11 }, context) ??
      readCountedAmount(requested, { amount: 11, unit: 12 }, context),
    refills: readCount(encoded, 12, context) ?? readCount(requested, 13, context),
    refillsRemaining: readCount(encoded, 16, context),
    daysSupply: days ?? null,
    intervalDays: readCount(requested, 28, context),
    substitution: encoded?.text(9) || requested?.text(9) || '',
    controlledSubstanceSchedule: encoded?.text(35) ?? '',
  };
}

/** Reads the directions: RXE-7 or RXO-7, else the text of the timing; routes of RXR; times of TQ1 or TQ. */
export function readSig(group: OrderGroup, context: ReadingContext): Sig {
  const [encoded, requested] = [findHead(group, 'RXE'), findHead(group, 'RXO')];
  const timings = listTimings(group, context);
  const routes = listDecisiveFollowers(group, 'RXR', ['RXE', 'RXO', 'ORC']);
  const directions = listInstructions(encoded, 'directions') || listInstructions(requested, 'directions');
  return {
    text:
      directions ||
      timings
        .map((timing) => timing.instruction)
        .filter((text) => text !== '')
        .join(' '),
    pharmacyInstructions: listInstructions(encoded, 'pharmacy') || listInstructions(requested, 'pharmacy'),
    routes: keepPresent(routes.map((segment) => readCodedElement(segment.value(1)))),
    sites: keepPresent(routes.map((segment) => readCodedElement(segment.value(2)))),
    timings,
    isAsNeeded: timings.some(
      (timing) => timing.repeatPatterns.some((p) => /^PRN/i.test(p)) || timing.priority === 'PRN',
    ),
  };
}

/** Times stand in TQ1 from version 2.5 on, before in RXE-1 or ORC-7. */
function listTimings(group: OrderGroup, context: ReadingContext): readonly OrderTiming[] {
  const segments = listDecisiveFollowers(group, 'TQ1', ['RXE', 'RXO', 'ORC']);
  if (segments.length > 0) return segments.map((segment) => readTimingSegment(segment, context));
  const encoded = findHead(group, 'RXE')?.values(1) ?? [];
  const values = encoded.length > 0 ? encoded : (group.common?.values(7) ?? []);
  return values.map((value) => readTimingValue(value, context));
}

function fieldsOf(detail: Hl7Segment): (typeof fieldsByName)['RXE' | 'RXO'] {
  return detail.name === 'RXE' ? fieldsByName.RXE : fieldsByName.RXO;
}

/** Instructions are coded texts whose words may stand in the first or the second component. */
function listInstructions(detail: Hl7Segment | null, kind: 'directions' | 'pharmacy'): string {
  if (detail === null) return '';
  const elements = keepPresent(detail.values(fieldsOf(detail)[kind]).map(readCodedElement));
  return elements.map(wordsOf).join(' ');
}

function readAmount(segment: Hl7Segment, field: number, context: ReadingContext): DecimalAmount | null {
  const value = readDecimalField(segment, field, context);
  return value === null ? null : { value, unit: readCodedElement(segment.value(field + 1)) };
}

/** A rate is text by the standard (ST), often `23` with units and sometimes `10-20`. */
function readRate(segment: Hl7Segment, field: number): DecimalAmount | null {
  const value = segment.text(field).trim();
  return value === '' ? null : { value, unit: readCodedElement(segment.value(field + 1)) };
}

/** The total daily dose is a quantity with units in one field (CQ). */
function readDailyDose(segment: Hl7Segment, field: number): DecimalAmount | null {
  const value = segment.text(field).trim();
  return isDecimal(value) ? { value, unit: readCodedComponent(segment.value(field), 2) } : null;
}

function readCountedAmount(
  segment: Hl7Segment | null,
  fields: { readonly amount: number; readonly unit: number },
  context: ReadingContext,
): CountedAmount | null {
  const quantityThousandths = segment === null ? null : readThousandthsField(segment, fields.amount, context);
  if (segment === null || quantityThousandths === null) return null;
  return { quantityThousandths, unit: readCodedElement(segment.value(fields.unit)) };
}

function readCount(segment: Hl7Segment | null, field: number, context: ReadingContext): number | null {
  return segment === null ? null : readCountField(segment, field, context);
}
