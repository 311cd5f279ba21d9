import { parseUnitPrice, type UnitPrice } from '../../kernel/money.ts';
import { type Ndc11, readNdc } from '../../kernel/ndc.ts';
import { parseThousandths } from '../../kernel/quantity.ts';
import type { ReferenceSource } from './delimited-text.ts';
import { referenceProblems } from './problems.ts';
import { type Cells, type ReferenceRow, readTable, type TableShape } from './table.ts';

/** What Medicare Part B pays for one billing unit of a HCPCS code in a quarter (average sales price plus its add-on). */
export interface AspPrice {
  readonly hcpcsCode: string;
  readonly description: string | null;
  /** The amount of drug in one billing unit, as CMS writes it: `10 MG`. */
  readonly dosage: string;
  /** Null where CMS sets none (`N/A`) and the contractor prices the drug. */
  readonly paymentLimit: UnitPrice | null;
  readonly coinsurancePercentThousandths: number | null;
  readonly vaccineLimit: UnitPrice | null;
  readonly bloodLimit: UnitPrice | null;
  readonly isClottingFactor: boolean;
  readonly notes: string | null;
}

/** How many billing units of a HCPCS code a package holds. */
export interface AspCrosswalk {
  readonly hcpcsCode: string;
  readonly description: string | null;
  readonly dosage: string;
  readonly labelerName: string | null;
  readonly drugName: string | null;
  /** Null for products, such as skin substitutes, that have a code of their maker instead of an NDC. */
  readonly ndc: Ndc11 | null;
  readonly productCode: string;
  /** The amount in one container, as CMS writes it. */
  readonly packageSize: string | null;
  readonly packageQuantityThousandths: number | null;
  readonly billingUnitsThousandths: number;
  readonly billingUnitsPerPackageThousandths: number;
}

const priceColumns = {
  hcpcsCode: { name: 'HCPCS Code', isRequired: true },
  description: { name: 'Short Description', isRequired: false },
  dosage: { name: 'HCPCS Code Dosage', isRequired: true },
  paymentLimit: { name: 'Payment Limit', isRequired: true },
  coinsurance: { name: 'Co-insurance Percentage', isRequired: false },
  vaccineLimit: { name: 'Vaccine Limit', isRequired: false },
  bloodLimit: { name: 'Blood limit', isRequired: false },
  clottingFactor: { name: 'Clotting Factor', isRequired: false },
  notes: { name: 'Notes', isRequired: false },
};

const priceShape: TableShape<keyof typeof priceColumns, AspPrice> = {
  delimiter: ',',
  quote: true,
  order: 'header',
  columns: priceColumns,
  toRow: (cells) => {
    const hcpcsCode = cells.requiredParsed('hcpcsCode', parseHcpcsCode);
    if (hcpcsCode === null) return null;
    const isPriced = cells.required('paymentLimit') !== 'N/A';
    return {
      hcpcsCode,
      description: cells.optional('description'),
      dosage: cells.text('dosage'),
      paymentLimit: isPriced ? cells.parsed('paymentLimit', parsePrice) : null,
      coinsurancePercentThousandths: cells.parsed('coinsurance', parseThousandths),
      vaccineLimit: cells.parsed('vaccineLimit', parsePrice),
      bloodLimit: cells.parsed('bloodLimit', parsePrice),
      isClottingFactor: cells.text('clottingFactor') === '1',
      notes: cells.optional('notes'),
    };
  },
};

const crosswalkColumns = {
  // CMS names the column by the year: `_2025_CODE`.
  hcpcsCode: { name: 'HCPCS Code', alias: /^(20\d\d|hcpcs)code$/, isRequired: true },
  description: { name: 'Short Description', isRequired: false },
  labelerName: { name: 'LABELER NAME', isRequired: false },
  ndc: { name: 'NDC2', alias: /^ndc(11)?$/, isRequired: true },
  drugName: { name: 'Drug Name', isRequired: false },
  dosage: { name: 'HCPCS dosage', isRequired: true },
  packageSize: { name: 'PKG SIZE', isRequired: false },
  packageQuantity: { name: 'PKG QTY', isRequired: false },
  billingUnits: { name: 'BILLUNITS', isRequired: true },
  billingUnitsPerPackage: { name: 'BILLUNITSPKG', isRequired: true },
};

const crosswalkShape: TableShape<keyof typeof crosswalkColumns, AspCrosswalk> = {
  delimiter: ',',
  quote: true,
  order: 'header',
  columns: crosswalkColumns,
  toRow: (cells) => {
    const hcpcsCode = cells.requiredParsed('hcpcsCode', parseHcpcsCode);
    const billingUnitsThousandths = cells.requiredParsed('billingUnits', parseThousandths);
    const billingUnitsPerPackageThousandths = cells.requiredParsed('billingUnitsPerPackage', parseThousandths);
    if (hcpcsCode === null || billingUnitsThousandths === null || billingUnitsPerPackageThousandths === null)
      return null;
    return {
      hcpcsCode,
      description: cells.optional('description'),
      dosage: cells.text('dosage'),
      labelerName: cells.optional('labelerName'),
      drugName: cells.optional('drugName'),
      ndc: readPackageNdc(cells),
      productCode: cells.required('ndc'),
      packageSize: cells.optional('packageSize'),
      packageQuantityThousandths: cells.parsed('packageQuantity', parseThousandths),
      billingUnitsThousandths,
      billingUnitsPerPackageThousandths,
    };
  },
};

/** Reads the quarterly ASP pricing file of CMS (CSV); lines before the column names are passed over. */
export function readAspPrices(source: ReferenceSource): AsyncGenerator<ReferenceRow<AspPrice>> {
  return readTable(source, priceShape);
}

/** Reads the quarterly NDC-HCPCS crosswalk of CMS (CSV). */
export function readAspCrosswalk(source: ReferenceSource): AsyncGenerator<ReferenceRow<AspCrosswalk>> {
  return readTable(source, crosswalkShape);
}

function readPackageNdc(cells: Cells<keyof typeof crosswalkColumns>): Ndc11 | null {
  const text = cells.text('ndc');
  // CMS writes every NDC as 5-4-2; some makers' codes have eleven digits too.
  const reading = /^\d{5}-\d{4}-\d{2}$/.test(text) ? readNdc(text) : null;
  if (reading?.ok === true) return reading.ndc;
  cells.report(referenceProblems.productCode, 'ndc');
  return null;
}

function parseHcpcsCode(text: string): string | null {
  return /^[A-Z0-9]\d{3}[A-Z0-9]$/.test(text) ? text : null;
}

function parsePrice(text: string): UnitPrice | null {
  return parseUnitPrice(text.replace(/^\$/, '').replaceAll(',', ''));
}
