import { type Ndc11, readNdc } from '../../kernel/ndc.ts';
import type { Hl7Segment, Hl7Value } from './hl7-segment.ts';
import { hl7Problems } from './problems.ts';
import { note, type ReadingContext } from './typed-fields.ts';
import { type Code, type CodedElement, readCodedElement, wordsOf } from './value-types.ts';

/** A code that names a drug. `ndc` is its billing form where the code is a usable NDC. */
interface DrugCode {
  readonly system: 'NDC' | 'RxNorm' | 'SNOMED CT' | 'other';
  readonly code: string;
  readonly text: string;
  readonly systemAsSent: string;
  readonly ndc: Ndc11 | null;
}

/** A drug as a message names it: by words and by codes of one or several systems. */
export interface NamedDrug {
  readonly text: string;
  readonly codes: readonly DrugCode[];
}

const systems: readonly (readonly [RegExp, DrugCode['system']])[] = [
  [/^(?:NDC.*|2\.16\.840\.1\.113883\.6\.69|http:\/\/hl7\.org\/fhir\/sid\/ndc)$/i, 'NDC'],
  [
    /^(?:RXN.*|RX-?NORM.*|2\.16\.840\.1\.113883\.6\.88|http:\/\/www\.nlm\.nih\.gov\/research\/umls\/rxnorm)$/i,
    'RxNorm',
  ],
  [/^(?:SCT.*|SNM.*|SNOMED.*|2\.16\.840\.1\.113883\.6\.96)$/i, 'SNOMED CT'],
];
const hyphenatedNdc = /^\d{4,5}-\d{3,4}-\d{1,2}$/;

/** Reads a coded field as a drug, with further codes from a supplementary field; null when neither names one. */
export function readNamedDrug(
  segment: Hl7Segment,
  fields: { readonly drug: number; readonly supplementary?: number },
  context: ReadingContext,
): NamedDrug | null {
  const value = segment.value(fields.drug);
  const element = readCodedElement(value);
  const further = fields.supplementary === undefined ? [] : segment.values(fields.supplementary);
  const codes = [
    ...(element === null ? [] : listCodes(element, value, context)),
    ...further.flatMap((supplement) => listSupplement(supplement, context)),
  ];
  if (element === null && codes.length === 0) return null;
  const text = element === null ? (codes[0]?.text ?? '') : wordsOf(element);
  return { text, codes };
}

function listSupplement(value: Hl7Value, context: ReadingContext): readonly DrugCode[] {
  const element = readCodedElement(value);
  return element === null ? [] : listCodes(element, value, context);
}

function listCodes(element: CodedElement, value: Hl7Value, context: ReadingContext): readonly DrugCode[] {
  const positions = [element, ...element.alternates].map((code, index) => ({ code, component: index * 3 + 1 }));
  return positions
    .filter(({ code }) => code.code.trim() !== '')
    .map(({ code, component }) => classifyCode(code, value.where(component), context));
}

function classifyCode(code: Code, where: string, context: ReadingContext): DrugCode {
  const text = code.code.trim();
  const system = systems.find(([pattern]) => pattern.test(code.system.trim()))?.[1] ?? 'other';
  const named = { code: text, text: code.text, systemAsSent: code.system };
  if (system === 'NDC') return { ...named, system, ndc: readMarkedNdc(text, where, context) };
  if (code.system === '' && hyphenatedNdc.test(text)) {
    const reading = readNdc(text);
    if (reading.ok) {
      note(context, hl7Problems.assumedNdc, where);
      return { ...named, system: 'NDC', ndc: reading.ndc };
    }
  }
  return { ...named, system, ndc: null };
}

function readMarkedNdc(text: string, where: string, context: ReadingContext): Ndc11 | null {
  const reading = readNdc(text);
  if (reading.ok) return reading.ndc;
  note(context, reading.fault === 'ambiguous' ? hl7Problems.ambiguousNdc : hl7Problems.badNdc, where);
  return null;
}
