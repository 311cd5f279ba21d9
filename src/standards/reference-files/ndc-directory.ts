import type { CalendarDay } from '../../kernel/calendar-day.ts';
import type { Ndc11 } from '../../kernel/ndc.ts';
import type { ReferenceSource } from './delimited-text.ts';
import { referenceProblems } from './problems.ts';
import { type Cells, type ReferenceRow, readTable, type TableShape } from './table.ts';

/** An active ingredient with its strength as the directory writes it: `50`, `mg/mL`. */
export interface NdcSubstance {
  readonly name: string;
  readonly strength: string | null;
  readonly unit: string | null;
}

/** A product of the FDA's NDC Directory (`product.txt`). */
export interface NdcProduct {
  readonly productId: string;
  /** Labeler and product code with their hyphen, of 4-4, 5-3 or 5-4 digits. */
  readonly productNdc: string;
  readonly productType: string;
  readonly proprietaryName: string | null;
  readonly proprietaryNameSuffix: string | null;
  readonly nonproprietaryName: string | null;
  readonly dosageForm: string | null;
  readonly routes: readonly string[];
  readonly marketingStart: CalendarDay | null;
  readonly marketingEnd: CalendarDay | null;
  readonly marketingCategory: string | null;
  readonly applicationNumber: string | null;
  readonly labelerName: string | null;
  readonly substances: readonly NdcSubstance[];
  readonly pharmClasses: readonly string[];
  /** `CII` to `CV`; null for a drug that is not scheduled. */
  readonly deaSchedule: string | null;
  readonly isExcluded: boolean;
  readonly certifiedThrough: CalendarDay | null;
}

/** A package of the FDA's NDC Directory (`package.txt`). */
export interface NdcPackage {
  readonly productId: string;
  readonly productNdc: string;
  readonly ndc: Ndc11;
  readonly description: string | null;
  readonly marketingStart: CalendarDay | null;
  readonly marketingEnd: CalendarDay | null;
  readonly isExcluded: boolean;
  readonly isSample: boolean;
}

/** A line of a table that joins product and package and gives the NDC in ten digits, their format and eleven digits. */
export interface NdcListing {
  readonly ndc: Ndc11;
  readonly productType: string | null;
  readonly proprietaryName: string | null;
  readonly nonproprietaryName: string | null;
  readonly dosageForm: string | null;
  readonly routes: readonly string[];
  readonly applicationNumber: string | null;
  readonly labelerName: string | null;
  readonly substances: readonly NdcSubstance[];
  readonly description: string | null;
}

const tabs = { delimiter: '\t', quote: false, order: 'header' } as const;
const needed = (name: string) => ({ name, isRequired: true });
const welcome = (name: string) => ({ name, isRequired: false });

const productColumns = {
  productId: needed('PRODUCTID'),
  productNdc: needed('PRODUCTNDC'),
  productType: needed('PRODUCTTYPENAME'),
  proprietaryName: welcome('PROPRIETARYNAME'),
  proprietaryNameSuffix: welcome('PROPRIETARYNAMESUFFIX'),
  nonproprietaryName: needed('NONPROPRIETARYNAME'),
  dosageForm: welcome('DOSAGEFORMNAME'),
  routes: welcome('ROUTENAME'),
  marketingStart: welcome('STARTMARKETINGDATE'),
  marketingEnd: welcome('ENDMARKETINGDATE'),
  marketingCategory: welcome('MARKETINGCATEGORYNAME'),
  applicationNumber: welcome('APPLICATIONNUMBER'),
  labelerName: welcome('LABELERNAME'),
  substances: welcome('SUBSTANCENAME'),
  strengths: welcome('ACTIVE_NUMERATOR_STRENGTH'),
  units: { name: 'ACTIVE_INGRED_UNIT', alias: /^activeingredunits?$/, isRequired: false },
  pharmClasses: welcome('PHARM_CLASSES'),
  deaSchedule: welcome('DEASCHEDULE'),
  excluded: welcome('NDC_EXCLUDE_FLAG'),
  certifiedThrough: welcome('LISTING_RECORD_CERTIFIED_THROUGH'),
};

const productShape: TableShape<keyof typeof productColumns, NdcProduct> = {
  ...tabs,
  columns: productColumns,
  toRow: (cells) => {
    const productNdc = cells.requiredParsed('productNdc', parseProductNdc);
    if (productNdc === null) return null;
    return {
      productId: cells.required('productId'),
      productNdc,
      productType: cells.required('productType'),
      proprietaryName: cells.optional('proprietaryName'),
      proprietaryNameSuffix: cells.optional('proprietaryNameSuffix'),
      nonproprietaryName: cells.optional('nonproprietaryName'),
      dosageForm: cells.optional('dosageForm'),
      routes: cells.list('routes', ';'),
      marketingStart: cells.day('marketingStart'),
      marketingEnd: cells.day('marketingEnd'),
      marketingCategory: cells.optional('marketingCategory'),
      applicationNumber: cells.optional('applicationNumber'),
      labelerName: cells.optional('labelerName'),
      substances: joinSubstances(cells.list('substances', ';'), cells.list('strengths', ';'), cells.list('units', ';')),
      pharmClasses: splitClasses(cells.text('pharmClasses')),
      deaSchedule: cells.optional('deaSchedule'),
      isExcluded: isFlagged(cells.text('excluded')),
      certifiedThrough: cells.day('certifiedThrough'),
    };
  },
};

const packageColumns = {
  productId: needed('PRODUCTID'),
  productNdc: needed('PRODUCTNDC'),
  ndc: needed('NDCPACKAGECODE'),
  description: needed('PACKAGEDESCRIPTION'),
  marketingStart: welcome('STARTMARKETINGDATE'),
  marketingEnd: welcome('ENDMARKETINGDATE'),
  excluded: welcome('NDC_EXCLUDE_FLAG'),
  sample: welcome('SAMPLE_PACKAGE'),
};

const packageShape: TableShape<keyof typeof packageColumns, NdcPackage> = {
  ...tabs,
  columns: packageColumns,
  toRow: (cells) => {
    const productNdc = cells.requiredParsed('productNdc', parseProductNdc);
    const ndc = cells.ndc('ndc');
    if (productNdc === null || ndc === null) return null;
    return {
      productId: cells.required('productId'),
      productNdc,
      ndc,
      description: cells.optional('description'),
      marketingStart: cells.day('marketingStart'),
      marketingEnd: cells.day('marketingEnd'),
      isExcluded: isFlagged(cells.text('excluded')),
      isSample: isFlagged(cells.text('sample')),
    };
  },
};

const listingColumns = {
  ndc10: needed('ndc10'),
  format: needed('format'),
  ndc: needed('ndc11'),
  productType: needed('product_type'),
  proprietaryName: needed('proprietary_name'),
  nonproprietaryName: needed('nonproprietary_name'),
  dosageForm: welcome('dosage_form'),
  routes: welcome('route'),
  applicationNumber: welcome('application_number'),
  labelerName: welcome('labeler'),
  substances: welcome('substance'),
  strengths: welcome('strength'),
  units: welcome('unit'),
  description: welcome('package_description'),
};

const listingShape: TableShape<keyof typeof listingColumns, NdcListing> = {
  delimiter: ',',
  quote: true,
  order: 'header',
  columns: listingColumns,
  toRow: (cells) => {
    const ndc = readListedNdc(cells);
    if (ndc === null) return null;
    return {
      ndc,
      productType: cells.optional('productType'),
      proprietaryName: cells.optional('proprietaryName'),
      nonproprietaryName: cells.optional('nonproprietaryName'),
      dosageForm: cells.optional('dosageForm'),
      routes: cells.list('routes', ';'),
      applicationNumber: cells.optional('applicationNumber'),
      labelerName: cells.optional('labelerName'),
      substances: joinSubstances(cells.list('substances', ';'), cells.list('strengths', ';'), cells.list('units', ';')),
      description: cells.optional('description'),
    };
  },
};

/** Reads `product.txt` of the NDC Directory (fda.gov, tab-delimited), of today and of earlier years with fewer columns. */
export function readNdcProducts(source: ReferenceSource): AsyncGenerator<ReferenceRow<NdcProduct>> {
  return readTable(source, productShape);
}

/** Reads `package.txt` of the NDC Directory; a line whose NDC is not certain is left out. */
export function readNdcPackages(source: ReferenceSource): AsyncGenerator<ReferenceRow<NdcPackage>> {
  return readTable(source, packageShape);
}

/** Reads a CSV of joined products and packages; the ten digits, their format and the eleven digits must agree. */
export function readNdcListings(source: ReferenceSource): AsyncGenerator<ReferenceRow<NdcListing>> {
  return readTable(source, listingShape);
}

function readListedNdc(cells: Cells<keyof typeof listingColumns>): Ndc11 | null {
  const ndc = cells.ndc('ndc');
  const [labelerLength = 0, productLength = 0] = cells.text('format').split('-').map(Number);
  const digits = cells.text('ndc10');
  const labeler = digits.slice(0, labelerLength).padStart(5, '0');
  const product = digits.slice(labelerLength, labelerLength + productLength).padStart(4, '0');
  const rest = digits.slice(labelerLength + productLength).padStart(2, '0');
  if (ndc !== null && `${labeler}${product}${rest}` !== ndc) cells.report(referenceProblems.ndcContradictory, 'ndc10');
  return ndc;
}

function joinSubstances(
  names: readonly string[],
  strengths: readonly string[],
  units: readonly string[],
): readonly NdcSubstance[] {
  return names.map((name, index) => ({ name, strength: strengths[index] || null, unit: units[index] || null }));
}

/** Classes are separated by commas, and some have a comma in their name; each ends with its kind in brackets. */
function splitClasses(text: string): readonly string[] {
  return text.match(/[^[\]]+\[[^[\]]+\]/g)?.map((found) => found.replace(/^[,;\s]+/, '')) ?? [];
}

function parseProductNdc(text: string): string | null {
  return /^\d{4,5}-\d{3,4}$/.test(text) ? text : null;
}

function isFlagged(text: string): boolean {
  return /^(y|e|i|u)/i.test(text);
}
