import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listSampleRows, sampleFolders } from './fixtures/sample-outcomes.ts';

const library = resolve(process.env['SAMPLES_DIR'] ?? '../shared/data');
const table = readFileSync(join(import.meta.dirname, 'samples.tsv'), 'utf8')
  .split('\n')
  .filter((line) => line !== '');

const listFiles = (folder: string): readonly string[] =>
  readdirSync(join(library, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(json|xml)$/.test(name))
    .map((name) => `${folder}/${name}`)
    .sort();

describe('the sample library', () => {
  for (const folder of sampleFolders)
    it(`${folder} has the outcomes, codes and places of the table`, (context) => {
      const expected = table.filter((line) => line.startsWith(`${folder}/`));
      if (!existsSync(join(library, folder))) {
        context.skip(`no sample library (SAMPLES_DIR): ${new Set(expected).size} rows of ${folder} were not compared`);
      }
      const files = listFiles(folder);
      const rows = files.flatMap((file) => listSampleRows(file, readFileSync(join(library, file))));
      expect(rows.map(({ file, outcome, code, place }) => `${file}\t${outcome}\t${code}\t${place}`)).toEqual(expected);
    });

  it('finds no error in what the HL7 validator finds valid, but for what it was told to let pass', () => {
    // These two are valid only with options of that validator: JSON with comments, ids of any length.
    const excepted = /json-comments-2-yes|contained-resource-bad-id-ignore/;
    const valid = table.filter((line) => line.includes('/validator-r4-valid/') && line.includes('__input.json'));
    expect(valid.length).toBeGreaterThan(50);
    expect(valid.filter((line) => line.split('\t')[1] === 'error' && !excepted.test(line))).toEqual([]);
  });
});
