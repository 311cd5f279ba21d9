import type { Id } from '../../../kernel/ids.ts';
import type { Ndc11 } from '../../../kernel/ndc.ts';
import type { BillingUnit } from '../../../kernel/quantity.ts';

export type DrugId = Id<'drug'>;

/** How a package is kept. */
export type Storage = 'room' | 'refrigerated' | 'frozen';

/** The schedule of a controlled substance under the Controlled Substances Act; null for all other drugs. */
export type DeaSchedule = '2' | '3' | '4' | '5' | null;

/** Under which benefit a drug is billed. */
export type Benefit = 'pharmacy' | 'medical';

/** One package of a drug as it stands on a day. */
export interface Drug {
  readonly drugId: DrugId;
  readonly ndc11: Ndc11;
  /** The RxNorm concept of the product; null until it is known. */
  readonly rxcui: string | null;
  /** Other concepts of the same product, such as the generic name of a brand. */
  readonly equivalentRxcuis: readonly string[];
  /** The ingredient that names the therapy; null until it is known. */
  readonly ingredientRxcui: string | null;
  /** Every active ingredient; one for most drugs. */
  readonly ingredientRxcuis: readonly string[];
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
  readonly isSpecialty: boolean;
  readonly limitedDistribution: boolean;
  readonly storage: Storage;
  readonly medicationGuide: boolean;
  /** The risk evaluation and mitigation strategy under which the drug may be dispensed; null for most. */
  readonly remsProgram: string | null;
  readonly isHazardous: boolean;
  /** Under which benefit payers cover it: what a clinic administers is billed under the medical one. */
  readonly benefit: Benefit;
  /** The first doses are given elsewhere, such as an infusion before self-injection. */
  readonly startsElsewhere: boolean;
  /** The pharmacy's clinical programme, such as `oncology`; `general` for an ordinary drug. */
  readonly programme: string;
}

/** Names a drug with its strength, as lines of pages do. */
export function nameDrug(drug: Pick<Drug, 'name' | 'strengthText'>): string {
  return `${drug.name} ${drug.strengthText}`.trim();
}

/** Tells whether a product is sold under the name of its ingredient, as generics are. */
export function isSoldAsGeneric({ name, genericName }: Pick<Drug, 'name' | 'genericName'>): boolean {
  return genericName !== '' && name.toLowerCase().startsWith(genericName.toLowerCase());
}
