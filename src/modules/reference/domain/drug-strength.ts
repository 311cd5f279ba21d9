/** Amounts that a strength text names, in micrograms (or thousandths of a unit) and microliters. */
export interface Strength {
  readonly amounts: readonly number[];
  readonly volumes: readonly number[];
  /** Amount per milliliter where the text writes a ratio. */
  readonly concentrations: readonly number[];
}

const microgramsOf: Readonly<Record<string, number>> = {
  mcg: 1,
  ug: 1,
  mg: 1_000,
  g: 1_000_000,
  gm: 1_000_000,
  unit: 1_000,
  units: 1_000,
  iu: 1_000,
};
const microlitersOf: Readonly<Record<string, number>> = { ml: 1_000, l: 1_000_000 };

const ratio = /(\d[\d,]*(?:\.\d+)?|\.\d+)\s*(mcg|ug|mg|gm|g|units?|iu)\s*\/\s*(\d+(?:\.\d+)?|\.\d+)?\s*(ml|l)\b/g;
const plain = /(\d[\d,]*(?:\.\d+)?|\.\d+)\s*(mcg|ug|mg|gm|g|units?|iu|ml|l)\b/g;
const list = /((?:\d+(?:\.\d+)?\s*[-/]\s*)+\d+(?:\.\d+)?)\s*(mcg|mg|g)\b/g;

/** Reads the amounts in a strength text: `40 mg/0.4 mL`, `50-200-25 mg`, `0.4 ML adalimumab 100 MG/ML`. */
export function readStrength(text: string): Strength {
  const lower = text.toLowerCase().replaceAll('µg', 'mcg').replaceAll('milligram', 'mg').replaceAll('milliliter', 'ml');
  const amounts: number[] = [];
  const volumes: number[] = [];
  const concentrations: number[] = [];
  const withoutRatios = lower.replace(ratio, (_, amount: string, unit: string, per: string | undefined, volume) => {
    const micrograms = toNumber(amount) * (microgramsOf[unit] ?? 1);
    const milliliters = ((per === undefined ? 1 : toNumber(per)) * (microlitersOf[volume] ?? 1)) / 1_000;
    if (milliliters > 0) concentrations.push(Math.round(micrograms / milliliters));
    amounts.push(Math.round(micrograms));
    if (per !== undefined) volumes.push(Math.round(milliliters * 1_000));
    return ' ';
  });
  const withoutLists = withoutRatios.replace(list, (_, numbers: string, unit: string) => {
    for (const part of numbers.split(/[-/]/)) amounts.push(Math.round(toNumber(part) * (microgramsOf[unit] ?? 1)));
    return ' ';
  });
  for (const [, amount = '', unit = ''] of withoutLists.matchAll(plain)) {
    const microliters = microlitersOf[unit];
    if (microliters !== undefined) volumes.push(Math.round(toNumber(amount) * microliters));
    else amounts.push(Math.round(toNumber(amount) * (microgramsOf[unit] ?? 1)));
  }
  return { amounts, volumes, concentrations };
}

/** Tells whether two strengths mean the same; `unknown` when one of them names no amount. */
export function compareStrengths(left: Strength, right: Strength): 'same' | 'different' | 'unknown' {
  if (left.amounts.length === 0 || right.amounts.length === 0) return 'unknown';
  const [few, many] = left.amounts.length <= right.amounts.length ? [left, right] : [right, left];
  const totals = listTotals(many);
  const sameAmounts =
    few.amounts.every((amount) => totals.includes(amount)) && few.amounts.length === many.amounts.length;
  if (sameAmounts || listTotals(few).some((total) => many.amounts.includes(total) && many.amounts.length === 1))
    return 'same';
  const sameConcentration = few.concentrations.some((concentration) => many.concentrations.includes(concentration));
  const volumesDiffer = few.volumes.length > 0 && many.volumes.length > 0 && !overlap(few.volumes, many.volumes);
  return sameConcentration && !volumesDiffer ? 'same' : 'different';
}

/**
 * Compares every place where a strength was written with the strength of a product: one place that names another strength makes it
 * different. Orders commonly write it twice, in the description and by itself.
 */
export function compareWrittenStrengths(
  written: readonly (string | undefined)[],
  product: string,
): 'same' | 'different' | 'unknown' {
  const known = readStrength(product);
  const found = written.flatMap((text) => (text === undefined ? [] : [compareStrengths(readStrength(text), known)]));
  if (found.includes('different')) return 'different';
  return found.includes('same') ? 'same' : 'unknown';
}

/** Lists the amounts as written and those that a concentration gives in a volume named apart from it. */
function listTotals(strength: Strength): readonly number[] {
  const derived = strength.concentrations.flatMap((concentration) =>
    strength.volumes.map((volume) => Math.round((concentration * volume) / 1_000)),
  );
  return [...strength.amounts, ...derived];
}

function overlap(left: readonly number[], right: readonly number[]): boolean {
  return left.some((value) => right.includes(value));
}

function toNumber(text: string): number {
  return Number(text.replaceAll(',', ''));
}
