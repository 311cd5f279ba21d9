import { createReadStream, existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Ndc11 } from '../../kernel/ndc.ts';
import type { Problem } from '../../kernel/problem.ts';
import type {
  AspCrosswalkRow,
  AspPricingRow,
  NadacRow,
  NdcDirectoryRow,
  PrescriberStatusRow,
  ReferenceBatch,
  ReferenceKind,
  RxNormRow,
} from '../../modules/reference/index.ts';
import {
  type AspCrosswalk,
  type NdcListing,
  type NdcPackage,
  type NdcProduct,
  type NdcSubstance,
  type ReferenceRow,
  readAspCrosswalk,
  readAspPrices,
  readNadac,
  readNdcListings,
  readNdcPackages,
  readNdcProducts,
  readPrescriberStatuses,
  readRxNormDrugs,
} from '../../standards/reference-files/reference-files.ts';

type Rows<Kind extends ReferenceKind> = Extract<ReferenceBatch, { readonly kind: Kind }>['rows'];
type Row = Rows<ReferenceKind>[number];
type Report = (problems: readonly Problem[]) => void;

/** Reads a public reference file row by row, in the words of the module that keeps it. Problems of lines go to `report`. */
export function readReferenceRows(kind: ReferenceKind, path: string, report: Report): AsyncGenerator<Row> {
  switch (kind) {
    case 'ndc-directory':
      return statSync(path).isDirectory() ? readDirectoryFolder(path, report) : readDirectoryTable(path, report);
    case 'rxnorm':
      return readConcepts(path, report);
    case 'nadac':
      return mapRows(readNadac(createReadStream(path)), report, (row, place): NadacRow => {
        const { ndc: ndc11, unitPrice, pricingUnit: billingUnit, effectiveDay: effectiveOn } = row;
        return { place, ndc11, unitPrice, billingUnit, effectiveOn };
      });
    case 'asp-crosswalk':
      return mapRows(readAspCrosswalk(createReadStream(path)), report, toCrosswalkRow);
    case 'asp-pricing':
      return mapRows(readAspPrices(createReadStream(path)), report, (row, place): AspPricingRow | null => {
        const { hcpcsCode: hcpcs, description, dosage, paymentLimit } = row;
        return paymentLimit === null ? null : { place, hcpcs, description: description ?? '', dosage, paymentLimit };
      });
    case 'prescriber-status':
      return mapRows(readPrescriberStatuses(createReadStream(path)), report, (row, place): PrescriberStatusRow => {
        return { place, ...row };
      });
  }
}

async function* mapRows<Read, Written>(
  rows: AsyncGenerator<ReferenceRow<Read>>,
  report: Report,
  toRow: (row: Read, place: string) => Written | null,
): AsyncGenerator<Written> {
  for await (const { line, row, problems } of rows) {
    report(problems);
    const written = row === null ? null : toRow(row, `line ${line}`);
    if (written !== null) yield written;
  }
}

/** The directory as FDA publishes it: `product.txt` and `package.txt` in one folder. */
async function* readDirectoryFolder(folder: string, report: Report): AsyncGenerator<NdcDirectoryRow> {
  const products = new Map<string, NdcProduct>();
  const productFile = join(folder, existsSync(join(folder, 'product.txt')) ? 'product.txt' : 'Product.txt');
  for await (const { row, problems } of readNdcProducts(createReadStream(productFile))) {
    report(problems);
    if (row !== null) products.set(row.productId, row);
  }
  const packages = readNdcPackages(createReadStream(join(folder, 'package.txt')));
  yield* mapRows(packages, report, (row, place) => {
    const product = products.get(row.productId);
    return product === undefined ? null : toPackageRow(product, row, place);
  });
}

function readDirectoryTable(path: string, report: Report): AsyncGenerator<NdcDirectoryRow> {
  return mapRows(readNdcListings(createReadStream(path)), report, toListingRow);
}

function toPackageRow(product: NdcProduct, packaged: NdcPackage, place: string): NdcDirectoryRow {
  return {
    place,
    ndc11: packaged.ndc,
    proprietaryName: product.proprietaryName ?? '',
    nonproprietaryName: product.nonproprietaryName ?? '',
    labelerName: product.labelerName ?? '',
    strengthText: writeStrength(product.substances),
    doseForm: product.dosageForm ?? '',
    route: product.routes.join('; '),
    deaSchedule: readSchedule(product.deaSchedule),
    packageDescription: packaged.description ?? '',
    marketingEnd: packaged.marketingEnd ?? product.marketingEnd,
  };
}

function toListingRow(listing: NdcListing, place: string): NdcDirectoryRow {
  return {
    place,
    ndc11: listing.ndc,
    proprietaryName: listing.proprietaryName ?? '',
    nonproprietaryName: listing.nonproprietaryName ?? '',
    labelerName: listing.labelerName ?? '',
    strengthText: writeStrength(listing.substances),
    doseForm: listing.dosageForm ?? '',
    route: listing.routes.join('; '),
    deaSchedule: null,
    packageDescription: listing.description ?? '',
    marketingEnd: null,
  };
}

function writeStrength(substances: readonly NdcSubstance[]): string {
  return substances.map(({ strength, unit }) => [strength, unit].filter((part) => part !== null).join(' ')).join('; ');
}

function readSchedule(code: string | null): NdcDirectoryRow['deaSchedule'] {
  const schedules = { CII: '2', CIII: '3', CIV: '4', CV: '5' } as const;
  return code !== null && code in schedules ? schedules[code as keyof typeof schedules] : null;
}

function toCrosswalkRow(row: AspCrosswalk, place: string): AspCrosswalkRow | null {
  const { ndc: ndc11, hcpcsCode: hcpcs, dosage, billingUnitsThousandths, billingUnitsPerPackageThousandths } = row;
  if (ndc11 === null || row.packageSize === null || row.packageQuantityThousandths === null) return null;
  return {
    place,
    ndc11,
    hcpcs,
    dosage,
    packageSizeThousandths: Math.round(Number.parseFloat(row.packageSize) * 1000),
    packageQuantity: Math.round(row.packageQuantityThousandths / 1000),
    billingUnitsThousandths,
    billingUnitsPerPackageThousandths,
  };
}

/** A concept with several ingredients stands on several lines, which may lie apart, so the list is gathered by package first. */
async function* readConcepts(path: string, report: Report): AsyncGenerator<RxNormRow> {
  const gathered = new Map<Ndc11, RxNormRow>();
  for await (const { line, row, problems } of readRxNormDrugs(createReadStream(path))) {
    report(problems);
    if (row === null || row.ndc === null) continue;
    const known = gathered.get(row.ndc) ?? startConcept(row.ndc, row.rxcui, line);
    gathered.set(row.ndc, {
      ...known,
      equivalentRxcuis: addOnce(known.equivalentRxcuis, row.rxcui === known.rxcui ? null : row.rxcui),
      ingredients: addIngredient(known.ingredients, { rxcui: row.ingredientRxcui, name: row.ingredientName }),
    });
  }
  yield* gathered.values();
}

function startConcept(ndc11: Ndc11, rxcui: string, line: number): RxNormRow {
  return { place: `line ${line}`, ndc11, rxcui, equivalentRxcuis: [], ingredients: [] };
}

function addOnce(known: readonly string[], added: string | null): readonly string[] {
  return added === null || known.includes(added) ? known : [...known, added];
}

function addIngredient(
  known: RxNormRow['ingredients'],
  added: { readonly rxcui: string | null; readonly name: string },
): RxNormRow['ingredients'] {
  const { rxcui, name } = added;
  return rxcui === null || known.some((one) => one.rxcui === rxcui) ? known : [...known, { rxcui, name }];
}
