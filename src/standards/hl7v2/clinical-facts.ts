import type { CalendarDay } from '../../kernel/calendar-day.ts';
import type { Hl7Segment } from './hl7-segment.ts';
import { hl7Problems } from './problems.ts';
import type { TimeStamp } from './time-stamp.ts';
import { isDecimal, note, type ReadingContext, readDayField, readStampField } from './typed-fields.ts';
import { type CodedElement, readCodedElement, wordsOf } from './value-types.ts';

/** An allergy or intolerance (AL1, IAM). `action` is that of IAM-6: A add, D delete, U update; AL1 has none. */
export interface Allergy {
  readonly type: CodedElement | null;
  readonly allergen: CodedElement;
  readonly severity: string;
  readonly reactions: readonly string[];
  readonly identifiedDay: CalendarDay | null;
  readonly action: string;
}

/** A diagnosis or indication with the place that it was read from. */
export interface Diagnosis {
  readonly code: string;
  readonly text: string;
  readonly system: 'ICD-10' | 'ICD-9' | 'SNOMED CT' | 'other';
  readonly systemAsSent: string;
  readonly type: string;
  readonly day: CalendarDay | null;
  readonly where: string;
}

/** The value of an observation by its type (OBX-2). */
type ObservationValue =
  | { readonly kind: 'number'; readonly value: string }
  | { readonly kind: 'structured'; readonly comparator: string; readonly first: string; readonly second: string }
  | { readonly kind: 'coded'; readonly value: CodedElement }
  | { readonly kind: 'time'; readonly value: TimeStamp }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'document'; readonly mediaType: string; readonly encoding: string; readonly content: string };

/** An observation (OBX). `status` is of HL7 table 0085, such as F final, C corrected, X none can be obtained. */
export interface Observation {
  readonly identifier: CodedElement;
  readonly subId: string;
  readonly values: readonly ObservationValue[];
  readonly unit: CodedElement | null;
  readonly referenceRange: string;
  readonly flags: readonly string[];
  readonly status: string;
  readonly observedAt: TimeStamp | null;
  readonly where: string;
}

/** LOINC codes of body weight and height (measured, stated, estimated); sources: loinc.org/29463-7, /8302-2 and kin. */
const weightCodes = new Set(['29463-7', '3141-9', '3142-7', '8335-2']);
const heightCodes = new Set(['8302-2', '3137-7', '3138-5', '8301-4']);

const codeSystems: readonly (readonly [RegExp, Diagnosis['system']])[] = [
  [/^(?:I10[A-Z]?|ICD-?10.*|2\.16\.840\.1\.113883\.6\.(?:90|3|4))$/i, 'ICD-10'],
  [/^(?:I9[A-Z]*|ICD-?9.*|2\.16\.840\.1\.113883\.6\.(?:103|2|104))$/i, 'ICD-9'],
  [/^(?:SCT.*|SNM.*|SNOMED.*|http:\/\/snomed\.info\/sct|2\.16\.840\.1\.113883\.6\.96)$/i, 'SNOMED CT'],
];

/** Reads an AL1 or IAM segment; null when it names no allergen. */
export function readAllergy(segment: Hl7Segment, context: ReadingContext): Allergy | null {
  const allergen = readCodedElement(segment.value(3));
  if (allergen === null) return null;
  const isList = segment.name === 'IAM';
  return {
    type: readCodedElement(segment.value(2)),
    allergen,
    severity: segment.text(4),
    reactions: segment.values(5).map((value) => value.text(1) || value.text(2)),
    identifiedDay: readDayField(segment, isList ? 13 : 6, context),
    action: isList ? segment.text(6) : '',
  };
}

/** Reads a DG1 segment; null when it names no diagnosis. */
export function readDiagnosis(segment: Hl7Segment, context: ReadingContext): Diagnosis | null {
  const element = readCodedElement(segment.value(3));
  const description = segment.text(4);
  if (element === null && description === '') return null;
  const coded = element === null ? { code: '', text: description, system: '' } : preferIcd10(element);
  // Up to version 2.3 the coding system stood in DG1-2 alone.
  const systemAsSent = coded.system || segment.text(2);
  return {
    code: coded.code,
    text: coded.text || description,
    system: classifySystem(systemAsSent),
    systemAsSent,
    type: segment.text(6),
    day: readDayField(segment, 5, context),
    where: segment.where(3),
  };
}

/** Reads coded indications of a field, such as RXE-27, as diagnoses. */
export function listIndications(segment: Hl7Segment, field: number): readonly Diagnosis[] {
  return segment.values(field).flatMap((value) => {
    const element = readCodedElement(value);
    if (element === null) return [];
    const { code, text, system } = preferIcd10(element);
    const where = value.where();
    return [
      {
        code,
        text: text || wordsOf(element),
        system: classifySystem(system),
        systemAsSent: system,
        type: '',
        day: null,
        where,
      },
    ];
  });
}

/** Reads an OBX segment; null, with an error, when it does not say what was observed. */
export function readObservation(segment: Hl7Segment, context: ReadingContext): Observation | null {
  const identifier = readCodedElement(segment.value(3));
  const isReport = /^(?:TX|FT|ST|)$/.test(segment.text(2));
  if (identifier === null && !isReport) {
    note(context, hl7Problems.noObservationIdentifier, segment.where(3));
    return null;
  }
  if (segment.text(2) === '' && !segment.isEmpty(5)) note(context, hl7Problems.noValueType, segment.where(2));
  return {
    identifier: identifier ?? { code: '', text: '', system: '', alternates: [], originalText: '' },
    subId: segment.text(4),
    values: listValues(segment, context),
    unit: readCodedElement(segment.value(6)),
    referenceRange: segment.text(7),
    flags: segment.values(8).map((value) => value.text(1)),
    status: segment.text(11),
    observedAt: readStampField(segment, 14, context),
    where: segment.where(),
  };
}

/** Finds the last body weight or height among observations, by its LOINC code; null when there is none. */
export function findBodyMeasure(
  observations: readonly Observation[],
  measure: 'weight' | 'height',
): Observation | null {
  const codes = measure === 'weight' ? weightCodes : heightCodes;
  const isMeasure = (observation: Observation): boolean =>
    [observation.identifier, ...observation.identifier.alternates].some((code) => codes.has(code.code));
  return observations.findLast(isMeasure) ?? null;
}

function preferIcd10(element: CodedElement): { code: string; text: string; system: string } {
  const all = [element, ...element.alternates];
  return all.find((code) => code.code !== '' && classifySystem(code.system) === 'ICD-10') ?? element;
}

function classifySystem(system: string): Diagnosis['system'] {
  return codeSystems.find(([pattern]) => pattern.test(system.trim()))?.[1] ?? 'other';
}

function listValues(segment: Hl7Segment, context: ReadingContext): readonly ObservationValue[] {
  const type = segment.text(2).trim().toUpperCase();
  const values = segment.values(5);
  if (/^(?:TX|FT|ST)$/.test(type)) {
    // Repetitions of formatted text are its lines.
    return values.length === 0 ? [] : [{ kind: 'text', value: values.map((value) => value.whole).join('\n') }];
  }
  return values.flatMap((value): readonly ObservationValue[] => {
    if (type === 'NM') {
      const text = value.text(1).trim();
      if (isDecimal(text)) return [{ kind: 'number', value: text }];
      note(context, hl7Problems.badNumber, value.where());
      return [{ kind: 'text', value: text }];
    }
    if (type === 'SN') {
      return [{ kind: 'structured', comparator: value.text(1), first: value.text(2), second: value.text(4) }];
    }
    if (type === 'CE' || type === 'CWE' || type === 'CNE') {
      const element = readCodedElement(value);
      return element === null ? [] : [{ kind: 'coded', value: element }];
    }
    if (type === 'ED') {
      const mediaType = [value.text(2), value.text(3)].filter((part) => part !== '').join('/');
      return [{ kind: 'document', mediaType, encoding: value.text(4), content: value.text(5) }];
    }
    return [readPlainValue(segment, context, { type, text: value.whole })];
  });
}

function readPlainValue(
  segment: Hl7Segment,
  context: ReadingContext,
  value: { readonly type: string; readonly text: string },
): ObservationValue {
  const isTime = value.type === 'TS' || value.type === 'DTM' || value.type === 'DT';
  const stamp = isTime ? readStampField(segment, 5, context) : null;
  return stamp === null ? { kind: 'text', value: value.text } : { kind: 'time', value: stamp };
}
