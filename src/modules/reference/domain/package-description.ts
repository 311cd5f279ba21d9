import type { BillingUnit } from '../../../kernel/quantity.ts';
import { parseThousandths } from '../../../kernel/quantity.ts';

/** How much a package holds in its billing unit. */
export interface PackageSize {
  readonly packageSizeThousandths: number;
  readonly billingUnit: BillingUnit;
  readonly ucumUnit: string;
}

const level = /^\s*(\d*\.?\d+)\s+(.+?)\s+in\s+(\d*\.?\d+)\s+/i;

/**
 * Reads the package description of the FDA directory, from the outer box to what is inside it:
 * `4 SYRINGE in 1 CARTON (0002-1434-80) > .5 mL in 1 SYRINGE (0002-1434-01)` is 2 mL.
 * A kit is counted in kits. Null when the text has another shape.
 */
export function readPackageSize(description: string): PackageSize | null {
  const isKit = /\bkit\b/i.test(description) || description.includes('*');
  const levels = (isKit ? description.split(/[>*]/).slice(0, 1) : description.split('>')).map(readLevel);
  let thousandths = 1_000;
  let unit = '';
  for (const read of levels) {
    if (read === null) return null;
    thousandths = (thousandths * read.countThousandths) / 1_000;
    unit = read.unit;
  }
  if (!Number.isSafeInteger(thousandths) || thousandths <= 0) return null;
  return toPackageSize(thousandths, unit);
}

function readLevel(text: string): { readonly countThousandths: number; readonly unit: string } | null {
  const match = level.exec(text);
  const countThousandths = parseThousandths(match?.[1] ?? '');
  return match === null || countThousandths === null
    ? null
    : { countThousandths, unit: (match[2] ?? '').toLowerCase() };
}

function toPackageSize(packageSizeThousandths: number, unit: string): PackageSize {
  if (unit === 'ml') return { packageSizeThousandths, billingUnit: 'ML', ucumUnit: 'mL' };
  if (unit === 'l')
    return { packageSizeThousandths: packageSizeThousandths * 1_000, billingUnit: 'ML', ucumUnit: 'mL' };
  if (unit === 'g') return { packageSizeThousandths, billingUnit: 'GM', ucumUnit: 'g' };
  return { packageSizeThousandths, billingUnit: 'EA', ucumUnit: toUcumCount(unit) };
}

function toUcumCount(unit: string): string {
  const counted = ['tablet', 'capsule', 'kit', 'patch', 'film', 'suppository', 'syringe', 'vial'];
  return `{${counted.find((word) => unit.includes(word)) ?? 'each'}}`;
}
