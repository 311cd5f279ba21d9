import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { hasErrors } from '../../kernel/problem.ts';
import { summarizeTransmission, writeSummaryLine } from './fixtures/summarize-transmission.ts';
import { hl7Problems } from './problems.ts';

const folder = join(import.meta.dirname, 'fixtures');
const names = readdirSync(folder).filter((name) => name.endsWith('.hl7'));
const summaries = names.map((name) => ({ name, summary: summarizeTransmission(readFileSync(join(folder, name))) }));

describe('fixtures', () => {
  test('have the outcomes, codes and places of the table', async () => {
    const lines = summaries.map(({ name, summary }) => writeSummaryLine(name, summary)).sort();
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(join(folder, 'outcomes.tsv'));
  });

  test('that are valid or an edge of the standard are read', () => {
    const refused = summaries.filter(({ name, summary }) => /^(valid|edge)-/.test(name) && hasErrors(summary.problems));
    expect(refused.map(({ name }) => name)).toEqual([]);
  });

  test('that are invalid are refused', () => {
    const read = summaries.filter(({ name, summary }) => name.startsWith('invalid-') && !hasErrors(summary.problems));
    expect(read.map(({ name }) => name)).toEqual([]);
  });
});

test('each kind of problem has its own code and a sentence', () => {
  const kinds = Object.values(hl7Problems);
  expect(new Set(kinds.map(({ code }) => code)).size).toBe(kinds.length);
  for (const { code, text } of kinds) {
    expect(code).toMatch(/^hl7v2\.[a-z0-9]+(-[a-z0-9]+)*$/);
    expect(text).toMatch(/^[A-Z].*\.$/);
  }
});
