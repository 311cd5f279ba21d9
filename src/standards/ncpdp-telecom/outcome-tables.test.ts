import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Problem } from '../../kernel/problem.ts';
import { readTelecom } from './ncpdp-telecom.ts';

interface Row {
  readonly file: string;
  readonly outcome: string;
  readonly code: string;
  readonly place: string;
}

function readRows(name: string): readonly Row[] {
  const [, ...lines] = readFileSync(join(import.meta.dirname, name), 'utf8')
    .trimEnd()
    .split('\n');
  return lines.map((line) => {
    const [file = '', outcome = '', code = '', place = ''] = line.split('\t');
    return { file, outcome, code, place };
  });
}

function outcomeOf(problems: readonly Problem[]): string {
  const found = new Set(problems.map(({ severity }) => severity));
  return found.has('error') ? 'error' : found.has('warning') ? 'warning' : 'ok';
}

/** Compares a file with its rows: the outcome, every listed problem, and no error beyond the listed ones. */
function checkFile(folder: string, rows: readonly Row[]): void {
  const { problems } = readTelecom(readFileSync(join(folder, rows[0]?.file ?? '')));
  const told = problems.map(({ code, where }) => `${code} ${where}`);
  const listed = rows.filter(({ code }) => code !== '').map(({ code, place }) => `${code} ${place}`);
  const errors = problems.filter(({ severity }) => severity === 'error').map(({ code, where }) => `${code} ${where}`);
  expect(rows.map(({ outcome }) => outcome)).toEqual(rows.map(() => outcomeOf(problems)));
  expect(told).toEqual(expect.arrayContaining(listed));
  expect(listed).toEqual(expect.arrayContaining(errors));
}

function listMessageFiles(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.ncpdp$|sample_claim/.test(name))
    .sort();
}

function groupByFile(rows: readonly Row[]): readonly (readonly [string, readonly Row[]])[] {
  return [...Map.groupBy(rows, ({ file }) => file)];
}

describe('our own fixtures', () => {
  const folder = join(import.meta.dirname, 'fixtures');
  const files = groupByFile(readRows('fixtures.tsv'));

  test.each(files)('%s has the outcome, codes and places of the table', (_file, rows) => {
    checkFile(folder, rows);
  });

  test('every fixture is in the table', () => {
    expect(files.map(([file]) => file)).toEqual(listMessageFiles(folder));
  });

  test.each(files)('%s keeps the promise of its name', (file, rows) => {
    const promise = { valid: ['ok'], edge: ['ok', 'warning'], invalid: ['error'] }[file.split('-')[0] ?? ''] ?? [];
    expect(promise).toContain(rows[0]?.outcome);
  });
});

describe('the sample library', () => {
  const folder = join(resolve(process.env['SAMPLES_DIR'] ?? '../shared/data'), 'ncpdp-telecom');
  const files = groupByFile(readRows('samples.tsv'));

  test('every file has the outcome, codes and places of the table', (context) => {
    if (!existsSync(folder))
      context.skip(`no sample library (SAMPLES_DIR): ${files.length} Telecommunication files were not read`);
    expect(files.map(([file]) => file)).toEqual(listMessageFiles(folder));
    for (const [, rows] of files) checkFile(folder, rows);
  });
});
