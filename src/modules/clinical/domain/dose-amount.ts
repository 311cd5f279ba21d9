const microgramsOf: Readonly<Record<string, number>> = { mcg: 1, ug: 1, mg: 1_000, g: 1_000_000 };

/**
 * Reads how many micrograms one billing unit holds: `40 mg/0.4 mL` is 40,000 for a pen (EA) and 100,000 for a milliliter (ML).
 * Null for strengths of several ingredients and anything else that is not plain.
 */
export function readMicrogramsPerUnit(strengthText: string, billingUnit: string): number | null {
  const match = /^([\d,]*\.?\d+)\s*(mcg|ug|mg|g)(?:\s*\/\s*(\d*\.?\d+)?\s*(mL|1|tablet|capsule)?)?$/i.exec(
    strengthText.trim(),
  );
  if (match === null) return null;
  const [, amount = '', unit = '', per, perUnit] = match;
  const micrograms = Number(amount.replaceAll(',', '')) * (microgramsOf[unit.toLowerCase()] ?? Number.NaN);
  if (!(micrograms > 0)) return null;
  if (billingUnit !== 'ML') return micrograms;
  return perUnit?.toLowerCase() === 'ml' ? micrograms / Number(per ?? '1') : null;
}

/** Reads the one single dose in micrograms that the directions name; null when they name none or several. */
export function readSingleDoseMicrograms(directions: string | null): number | null {
  const named = [...(directions ?? '').matchAll(/(\d[\d,]*(?:\.\d+)?)\s*(mcg|ug|mg|g)\b(?!\s*\/)/gi)].map(
    ([, amount = '', unit = '']) =>
      Number(amount.replaceAll(',', '')) * (microgramsOf[unit.toLowerCase()] ?? Number.NaN),
  );
  const doses = [...new Set(named)];
  return doses.length === 1 && (doses[0] ?? 0) > 0 ? (doses[0] ?? null) : null;
}

/** Computes the micrograms of one day from what is dispensed for so many days. */
export function computeDailyMicrograms(supply: {
  readonly quantityThousandths: number | null;
  readonly daysSupply: number | null;
  readonly microgramsPerUnit: number | null;
}): number | null {
  const { quantityThousandths, daysSupply, microgramsPerUnit } = supply;
  if (quantityThousandths === null || daysSupply === null || microgramsPerUnit === null || daysSupply <= 0) return null;
  return (quantityThousandths / 1000) * (microgramsPerUnit / daysSupply);
}

/** Computes the body surface in square meters (Mosteller, N Engl J Med 1987;317:1098). */
export function computeBodySurface(body: { readonly weightGrams: number; readonly heightMillimeters: number }): number {
  return Math.sqrt(((body.heightMillimeters / 10) * (body.weightGrams / 1000)) / 3600);
}
