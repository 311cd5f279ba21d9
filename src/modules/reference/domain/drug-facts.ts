import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { Ndc11 } from '../../../kernel/ndc.ts';
import type { BillingUnit } from '../../../kernel/quantity.ts';
import type { Benefit, DeaSchedule, Storage } from './drug.ts';
import { readPackageSize } from './package-description.ts';
import type { NdcDirectoryRow, RefusedRow } from './reference-row.ts';

/** What the directory says of a package. */
export interface DrugFacts {
  readonly name: string;
  readonly genericName: string;
  readonly labeler: string;
  readonly strengthText: string;
  readonly doseForm: string;
  readonly route: string;
  readonly deaSchedule: DeaSchedule;
  readonly packageSizeThousandths: number;
  readonly billingUnit: BillingUnit;
  readonly ucumUnit: string;
  readonly validTo: CalendarDay | null;
}

/** How the pharmacy handles a package. */
export interface DrugProfile {
  readonly isSpecialty: boolean;
  readonly limitedDistribution: boolean;
  readonly storage: Storage;
  readonly medicationGuide: boolean;
  readonly remsProgram: string | null;
  readonly isHazardous: boolean;
  readonly benefit: Benefit;
  readonly startsElsewhere: boolean;
  readonly programme: string;
}

/** The RxNorm concepts of a package. */
export interface DrugConcepts {
  /** RxNorm code of the product; null where only the ingredient is known. */
  readonly rxcui: string | null;
  readonly equivalentRxcuis: readonly string[];
  readonly ingredientRxcui: string;
  readonly ingredientRxcuis: readonly string[];
}

/** Translates rows of the directory into facts; a package whose size cannot be read is refused, because it could not be counted. */
export function toDrugFacts(rows: readonly NdcDirectoryRow[]): {
  readonly facts: readonly { readonly key: Ndc11; readonly fact: DrugFacts; readonly place: string }[];
  readonly refused: readonly RefusedRow[];
} {
  const facts: { key: Ndc11; fact: DrugFacts; place: string }[] = [];
  const refused: RefusedRow[] = [];
  for (const row of rows) {
    const size = readPackageSize(row.packageDescription);
    if (size === null) {
      refused.push({ place: row.place, reason: 'package-size' });
      continue;
    }
    const fact = {
      name: row.proprietaryName === '' ? row.nonproprietaryName : row.proprietaryName,
      genericName: row.nonproprietaryName,
      labeler: row.labelerName,
      strengthText: row.strengthText,
      doseForm: row.doseForm,
      route: row.route,
      deaSchedule: row.deaSchedule,
      packageSizeThousandths: size.packageSizeThousandths,
      billingUnit: size.billingUnit,
      ucumUnit: size.ucumUnit,
      validTo: row.marketingEnd,
    };
    facts.push({ key: row.ndc11, fact, place: row.place });
  }
  return { facts, refused };
}
