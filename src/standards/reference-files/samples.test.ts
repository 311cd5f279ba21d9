import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { collect } from './fixtures/collect.ts';
import {
  type ReferenceRow,
  type ReferenceSource,
  readAspCrosswalk,
  readAspPrices,
  readNadac,
  readNdcListings,
  readNdcPackages,
  readNdcProducts,
  readRxNormDrugs,
} from './reference-files.ts';

const library = resolve(process.env['SAMPLES_DIR'] ?? '../shared/data');

/** The file of each line of the table is read by the reader of its kind. */
const readers: Readonly<Record<string, (source: ReferenceSource) => AsyncGenerator<ReferenceRow<unknown>>>> = {
  'refdata-drugs/fda-ndc-2015-with-ndc11.csv': readNdcListings,
  'refdata-drugs/openfda-ndc-fixtures/badutf8.txt': readNdcPackages,
  'refdata-drugs/openfda-ndc-fixtures/package_trimmed.txt': readNdcPackages,
  'refdata-drugs/openfda-ndc-fixtures/product_trimmed.txt': readNdcProducts,
  'refdata-drugs/openfda-ndc-fixtures/unfinished_package_trimmed.txt': readNdcPackages,
  'refdata-drugs/openfda-ndc-fixtures/unfinished_product_trimmed.txt': readNdcProducts,
  'refdata-drugs/rxnorm-antihypertensives.csv': readRxNormDrugs,
  'refdata-drugs/rxnorm-ndc-dementia-2026-04.csv': readRxNormDrugs,
  'refdata-billing/cms-asp-ndc-hcpcs-crosswalk-2025Q4.csv': readAspCrosswalk,
  'refdata-billing/cms-asp-pricing-2025Q4.csv': readAspPrices,
  'refdata-billing/nadac-2026-04-29-sample.csv': readNadac,
};

/** Reads a sample as the lines of the table: file, lines with a row, lines without, a code and its first place. */
const listTableLines = async (file: string): Promise<readonly string[]> => {
  const reader = readers[file];
  const read = reader === undefined ? [] : await collect(reader(readFileSync(join(library, file))));
  const usable = read.filter(({ row }) => row !== null).length;
  const found = Map.groupBy(
    read.flatMap(({ problems }) => problems),
    ({ code }) => code,
  );
  const start = `${file}\t${usable}\t${read.length - usable}`;
  const firsts = [...found].map(([code, [first]]) => `${start}\t${code}\t${first?.where ?? ''}`);
  return firsts.length === 0 ? [`${start}\t\t`] : firsts;
};

describe('the sample library', () => {
  const table = readFileSync(join(import.meta.dirname, 'samples.tsv'), 'utf8')
    .split('\n')
    .filter((line) => line !== '');

  it('has the rows, codes and places of the table', async (context) => {
    if (!existsSync(library)) context.skip('no sample library (SAMPLES_DIR): 11 reference files were not read');
    const lines = await Promise.all(Object.keys(readers).map(listTableLines));
    expect(['file\trows\trefused\tcode\tplace', ...lines.flat()]).toEqual(table);
  });
});
