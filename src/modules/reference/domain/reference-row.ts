import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { UnitPrice } from '../../../kernel/money.ts';
import type { Ndc11 } from '../../../kernel/ndc.ts';
import type { Npi } from '../../../kernel/npi.ts';
import type { BillingUnit } from '../../../kernel/quantity.ts';
import type { DeaSchedule } from './drug.ts';
import type { PrescriberStatus } from './prescriber-status.ts';

/** A row of a public reference file with the place where it stands, such as `line 12`. */
interface PlacedRow {
  readonly place: string;
}

/** A package of the FDA National Drug Code Directory. */
export interface NdcDirectoryRow extends PlacedRow {
  readonly ndc11: Ndc11;
  readonly proprietaryName: string;
  readonly nonproprietaryName: string;
  readonly labelerName: string;
  readonly strengthText: string;
  readonly doseForm: string;
  readonly route: string;
  readonly deaSchedule: DeaSchedule;
  readonly packageDescription: string;
  /** The last day of marketing; null while it goes on. */
  readonly marketingEnd: CalendarDay | null;
}

/** A package and the RxNorm concept of its product and ingredients. */
export interface RxNormRow extends PlacedRow {
  readonly ndc11: Ndc11;
  readonly rxcui: string;
  readonly equivalentRxcuis: readonly string[];
  /** In the order of the concept's name; the first names the therapy. */
  readonly ingredients: readonly { readonly rxcui: string; readonly name: string }[];
}

/** A price of the CMS National Average Drug Acquisition Cost file. */
export interface NadacRow extends PlacedRow {
  readonly ndc11: Ndc11;
  readonly unitPrice: UnitPrice;
  readonly billingUnit: BillingUnit;
  readonly effectiveOn: CalendarDay;
}

/** A line of the CMS crosswalk from packages to HCPCS codes. */
export interface AspCrosswalkRow extends PlacedRow {
  readonly ndc11: Ndc11;
  readonly hcpcs: string;
  readonly dosage: string;
  readonly packageSizeThousandths: number;
  readonly packageQuantity: number;
  readonly billingUnitsThousandths: number;
  readonly billingUnitsPerPackageThousandths: number;
}

/** A Medicare payment limit of the CMS average sales price file. */
export interface AspPricingRow extends PlacedRow {
  readonly hcpcs: string;
  readonly description: string;
  readonly dosage: string;
  readonly paymentLimit: UnitPrice;
}

/** What a source says of a prescriber from a day on. */
export interface PrescriberStatusRow {
  readonly place: string;
  readonly npi: Npi;
  readonly status: PrescriberStatus;
  readonly from: CalendarDay;
  readonly source: string;
}

/** At most 1,000 rows of one file. `asOf` is the day from which the file's facts count. */
export type ReferenceBatch = { readonly asOf: CalendarDay; readonly source: string } & (
  | { readonly kind: 'ndc-directory'; readonly rows: readonly NdcDirectoryRow[] }
  | { readonly kind: 'rxnorm'; readonly rows: readonly RxNormRow[] }
  | { readonly kind: 'nadac'; readonly rows: readonly NadacRow[] }
  | { readonly kind: 'asp-crosswalk'; readonly rows: readonly AspCrosswalkRow[] }
  | { readonly kind: 'asp-pricing'; readonly rows: readonly AspPricingRow[] }
  | { readonly kind: 'prescriber-status'; readonly rows: readonly PrescriberStatusRow[] }
);

/** The kinds of file that can be imported. */
export type ReferenceKind = ReferenceBatch['kind'];

/** All kinds of file, as the command line names them. */
export const referenceKinds = [
  'ndc-directory',
  'rxnorm',
  'nadac',
  'asp-crosswalk',
  'asp-pricing',
  'prescriber-status',
] as const;

/** The most rows in one batch. */
export const mostRowsInBatch = 1_000;

/** A row that was not taken over, where it stands and why. */
export interface RefusedRow {
  readonly place: string;
  readonly reason: 'repeated' | 'package-size' | 'unknown-drug' | 'no-ingredient';
}

/** What became of the rows. */
export interface ImportReport {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly refused: readonly RefusedRow[];
}

/** Adds up the reports of batches. */
export function sumReports(reports: readonly ImportReport[]): ImportReport {
  return {
    added: reports.reduce((total, { added }) => total + added, 0),
    changed: reports.reduce((total, { changed }) => total + changed, 0),
    unchanged: reports.reduce((total, { unchanged }) => total + unchanged, 0),
    refused: reports.flatMap(({ refused }) => refused),
  };
}
