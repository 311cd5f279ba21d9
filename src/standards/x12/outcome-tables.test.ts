import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { summarizeX12 } from './fixtures/summarize-x12.ts';

const heading = 'file\toutcome\tcode\tplace';
const fixtures = join(import.meta.dirname, 'fixtures');
const root = resolve(import.meta.dirname, '../../..');
const library = resolve(root, process.env['SAMPLES_DIR'] ?? '../shared/data', 'x12');

function listFiles(folder: string, isSample: (name: string) => boolean): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => isSample(name) && statSync(join(folder, name)).isFile())
    .sort();
}

function composeTable(folder: string, files: readonly string[]): string {
  const lines = files.flatMap((name) => summarizeX12(name, readFileSync(join(folder, name))));
  return `${[heading, ...lines].join('\n')}\n`;
}

test('every fixture has the outcome, codes and places of the table', async () => {
  const files = listFiles(fixtures, (name) => name.endsWith('.edi'));
  await expect(composeTable(fixtures, files)).toMatchFileSnapshot(join(import.meta.dirname, 'fixtures.tsv'));
});

test.each(listFiles(fixtures, (name) => name.endsWith('.edi')))('%s keeps the promise of its name', (file) => {
  const promised = { valid: ['read'], edge: ['remarks', 'read'], invalid: ['errors', 'unreadable'] };
  const outcome = summarizeX12(file, readFileSync(join(fixtures, file)))[0]?.split('\t')[1];
  expect(promised[file.split('-')[0] as keyof typeof promised]).toContain(outcome);
});

test('every sample of the library has the outcome, codes and places of the table', async (context) => {
  const table = join(import.meta.dirname, 'samples.tsv');
  if (!existsSync(library)) {
    const rows = new Set(
      readFileSync(table, 'utf8')
        .trimEnd()
        .split('\n')
        .slice(1)
        .map((line) => line.split('\t')[0]),
    );
    context.skip(`no sample library (SAMPLES_DIR): ${rows.size} X12 samples were not compared`);
  }
  const files = listFiles(library, (name) => name.includes('/'));
  await expect(composeTable(library, files)).toMatchFileSnapshot(table);
});
