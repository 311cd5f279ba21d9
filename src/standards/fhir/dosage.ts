import { type FhirElement, itemsOf, memberOf, numberOf, partOf, textOf, truthOf } from './element.ts';
import { labelOf, type Measure, readConcept, readMeasure } from './value-types.ts';

/** One step of the directions; what is not structured stands in `text` alone. */
export interface FhirDosage {
  readonly text: string | null;
  readonly patientInstruction: string | null;
  readonly route: string | null;
  readonly site: string | null;
  readonly dose: Measure | null;
  readonly doseHigh: Measure | null;
  readonly isAsNeeded: boolean;
  readonly timing: FhirTiming | null;
}

/** How often: `frequency` times per `period` of `periodUnit` (UCUM: `h`, `d`, `wk`, `mo`), for at most `bounds`. */
interface FhirTiming {
  readonly code: string | null;
  readonly frequency: number | null;
  readonly period: number | null;
  readonly periodUnit: string | null;
  readonly count: number | null;
  readonly bounds: Measure | null;
}

/** Lists the steps of the directions in their order. */
export function readDosages(parent: FhirElement, name: string): readonly FhirDosage[] {
  const steps = itemsOf(parent, name).map((step, index) => ({ step, order: numberOf(step, 'sequence') ?? index + 1 }));
  return steps.toSorted((left, right) => left.order - right.order).map(({ step }) => readDosage(step));
}

/** Writes directions as one line for a person: the text of each step; null when no step has any. */
export function formatDirections(dosages: readonly FhirDosage[]): string | null {
  const texts = dosages.flatMap(({ text, patientInstruction }) => text ?? patientInstruction ?? []);
  return texts.length === 0 ? null : texts.join('; then ');
}

function readDosage(step: FhirElement): FhirDosage {
  const [rate] = itemsOf(step, 'doseAndRate');
  const doses = rate ?? step;
  const range = memberOf(doses, 'doseRange');
  return {
    text: textOf(step, 'text'),
    patientInstruction: textOf(step, 'patientInstruction'),
    route: labelOf(readConcept(memberOf(step, 'route'))),
    site: labelOf(readConcept(memberOf(step, 'site'))),
    dose: readMeasure(memberOf(doses, 'doseQuantity')) ?? readMeasure(memberOf(range, 'low')),
    doseHigh: readMeasure(memberOf(range, 'high')),
    isAsNeeded:
      truthOf(step, 'asNeededBoolean') === true || readConcept(memberOf(step, 'asNeededCodeableConcept')) !== null,
    timing: readTiming(memberOf(step, 'timing')),
  };
}

function readTiming(timing: FhirElement): FhirTiming | null {
  const repeat = memberOf(timing, 'repeat');
  const code = labelOf(readConcept(memberOf(timing, 'code')));
  if (repeat.value === undefined && code === null) return null;
  return {
    code,
    frequency: numberOf(repeat, 'frequency'),
    period: numberOf(repeat, 'period'),
    periodUnit: textOf(repeat, 'periodUnit'),
    count: numberOf(repeat, 'count'),
    bounds: readMeasure(partOf(repeat, 'boundsDuration')),
  };
}
