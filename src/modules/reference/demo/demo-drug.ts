import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { DrugProfile } from '../domain/drug-facts.ts';
import type { PackageSize } from '../domain/package-description.ts';
import type { DemoIngredient } from './demo-ingredients.ts';

/**
 * A real package, its codes typed in as facts. NDCs are those of the FDA National Drug Code Directory and of the labels,
 * RxNorm codes those of the National Library of Medicine (release of October 2025). Hazard follows the NIOSH list of
 * hazardous drugs; storage, Medication Guide and REMS follow the labels [K: not checked against the labels of today].
 */
export interface DemoDrug {
  /** The first ingredient names the therapy. */
  readonly codes: {
    readonly ndc: string;
    /** Null where only the ingredient is typed in. */
    readonly rxcui: string | null;
    readonly equivalentRxcuis: readonly string[];
    readonly ingredients: readonly DemoIngredient[];
  };
  readonly product: {
    readonly name: string;
    readonly genericName: string;
    readonly labeler: string;
    readonly strengthText: string;
    readonly doseForm: string;
  };
  readonly size: PackageSize;
  readonly care: Pick<DrugProfile, 'storage' | 'programme'> & Partial<DrugProfile>;
  /** A made-up wholesale price per billing unit, in dollars. */
  readonly syntheticWac: string;
}

/** The day from which the demonstration's facts count. */
export const demoValidFrom = '2024-01-01' as CalendarDay;

/** Where the facts about drugs come from. */
export const demoDrugSource = 'FDA NDC Directory and labels; RxNorm, U.S. National Library of Medicine, 2025-10';

/** The source of codes that no public file at hand confirms. */
const uncheckedSource = 'General knowledge, not checked against the FDA NDC Directory or RxNorm';

/** Packages whose NDC was found in no public file at hand: Zytiga, Simponi, Xeljanz, Gilenya, Aimovig, Kalydeco, Repatha. */
const uncheckedNdcs: ReadonlySet<string> = new Set([
  '57894015012',
  '57894007002',
  '00069100101',
  '00078060715',
  '55513084101',
  '51167020001',
  '55513076002',
]);

/** Ingredients whose RxNorm code was found in no public file at hand. */
const uncheckedIngredients: ReadonlySet<string> = new Set([
  'denosumab',
  'emtricitabine',
  'erenumab',
  'evolocumab',
  'mepolizumab',
  'somatropin',
  'tofacitinib',
]);

/** Says where the facts about a package come from. */
export function nameDrugSource(ndc: string): string {
  return uncheckedNdcs.has(ndc) ? uncheckedSource : demoDrugSource;
}

/** Says where the code of an ingredient comes from. */
export function nameIngredientSource(name: string): string {
  return uncheckedIngredients.has(name) ? uncheckedSource : demoDrugSource;
}

/** A package billed by the milliliter. */
export function milliliters(packageSizeThousandths: number): PackageSize {
  return { packageSizeThousandths, billingUnit: 'ML', ucumUnit: 'mL' };
}

/** A package of pens, billed each. */
export function pens(count: number): PackageSize {
  return { packageSizeThousandths: count * 1_000, billingUnit: 'EA', ucumUnit: '{pen}' };
}

/** A package of tablets. */
export function tablets(count: number): PackageSize {
  return { packageSizeThousandths: count * 1_000, billingUnit: 'EA', ucumUnit: '{tablet}' };
}

/** A package of capsules. */
export function capsules(count: number): PackageSize {
  return { packageSizeThousandths: count * 1_000, billingUnit: 'EA', ucumUnit: '{capsule}' };
}
