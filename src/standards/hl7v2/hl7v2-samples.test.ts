import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { summarizeTransmission, writeSummaryLine } from './fixtures/summarize-transmission.ts';

const root = resolve(import.meta.dirname, '../../..');
const library = resolve(root, process.env['SAMPLES_DIR'] ?? '../shared/data', 'hl7v2');
const tablePath = join(import.meta.dirname, 'samples.tsv');

/** Files of the library that are about it and no samples. */
const apart = new Set(['README.md', 'MANIFEST.tsv']);

function listSamples(): readonly string[] {
  return readdirSync(library, { recursive: true, encoding: 'utf8' })
    .filter((name) => !apart.has(name) && statSync(join(library, name)).isFile())
    .sort();
}

test('every sample has the outcome, codes and places of the table', async (context) => {
  if (!existsSync(library)) {
    const rows = readFileSync(tablePath, 'utf8').split('\n').length - 1;
    context.skip(`no sample library (SAMPLES_DIR): ${rows} HL7 version 2 samples were not compared`);
  }
  const lines = listSamples().map((name) =>
    writeSummaryLine(name, summarizeTransmission(readFileSync(join(library, name)))),
  );
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(tablePath);
});
