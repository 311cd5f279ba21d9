import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { openPool } from '../../src/platform/database/connect.ts';
import { describeSchema } from '../../src/platform/database/describe-schema.ts';
import { composeDocuments } from '../../tools/generated-documents.ts';
import { templateDatabase } from '../support/start-test-server.ts';

const root = join(import.meta.dirname, '../..');

test('the generated documents are those of the code (npm run docs)', async () => {
  for (const [path, text] of await composeDocuments()) expect(readFileSync(join(root, path), 'utf8'), path).toBe(text);
});

test('database/schema.sql is what the migrations make (npm run docs)', async () => {
  const url = new URL(inject('ownerUrl'));
  url.pathname = `/${templateDatabase}`;
  const pool = openPool({ url: url.toString(), size: 1, name: 'schema-test' });
  const described = await describeSchema(pool);
  await pool.end();
  expect(readFileSync(join(root, 'database/schema.sql'), 'utf8')).toBe(described);
});
