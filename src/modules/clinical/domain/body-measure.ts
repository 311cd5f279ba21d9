/** A measured value as it is recorded. */
export interface Measured {
  readonly loincCode: string;
  readonly value: string;
  readonly ucumUnit: string | null;
  readonly observedOn: string;
}

const gramsOf: Readonly<Record<string, number>> = {
  g: 1,
  kg: 1_000,
  '[lb_av]': 453.592_37,
  lb: 453.592_37,
  lbs: 453.592_37,
};
const millimetersOf: Readonly<Record<string, number>> = { mm: 1, cm: 10, m: 1_000, '[in_i]': 25.4, in: 25.4 };

const weightCodes = ['29463-7', '3141-9'] as const;
const heightCodes = ['8302-2'] as const;
const pregnancyCode = '82810-3';

/** The LOINC codes of everything that a screening looks at. */
export const measuredCodes: readonly string[] = [...weightCodes, ...heightCodes, pregnancyCode];

/** Reads the newest body weight (LOINC 29463-7, or 3141-9 measured) in grams; null when none is usable. */
export function readWeightGrams(measured: readonly Measured[]): number | null {
  return readNewest(measured, weightCodes, gramsOf);
}

/** Reads the newest body height (LOINC 8302-2) in millimeters; null when none is usable. */
export function readHeightMillimeters(measured: readonly Measured[]): number | null {
  return readNewest(measured, heightCodes, millimetersOf);
}

/** Reads whether a patient is pregnant from conditions (ICD-10-CM Z33.1, O00 to O9A) and pregnancy status (LOINC 82810-3). */
export function readPregnancy(known: {
  readonly conditionCodes: readonly string[];
  readonly measured: readonly Measured[];
}): 'pregnant' | 'not-pregnant' | 'not-known' {
  if (known.conditionCodes.some((code) => /^(Z33\.?1|Z34|O\d)/.test(code))) return 'pregnant';
  const [newest] = known.measured.filter(({ loincCode }) => loincCode === pregnancyCode).sort(newestFirst);
  if (newest === undefined) return 'not-known';
  // LOINC answer list LL4129-4.
  if (newest.value === 'LA15173-0') return 'pregnant';
  return newest.value === 'LA26683-5' ? 'not-pregnant' : 'not-known';
}

function readNewest(
  measured: readonly Measured[],
  loincCodes: readonly string[],
  unitFactors: Readonly<Record<string, number>>,
): number | null {
  const [newest] = measured.filter(({ loincCode }) => loincCodes.includes(loincCode)).sort(newestFirst);
  const factor = unitFactors[newest?.ucumUnit ?? ''];
  const value = Number(newest?.value ?? Number.NaN);
  return factor === undefined || !(value > 0) ? null : Math.round(value * factor);
}

function newestFirst(left: Measured, right: Measured): number {
  return left.observedOn < right.observedOn ? 1 : left.observedOn > right.observedOn ? -1 : 0;
}
