import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { treatColumn } from './exported-columns.ts';

const schema = readFileSync(join(import.meta.dirname, '../../../database/schema.sql'), 'utf8');
const provesSomebody = /^(token|code|password|state|browser)_hash$|^sealed_(secrets?|credential)$|^key_sha256$/;

/** Lists the columns of the schema that by their names prove who somebody is. */
function listProofs(): readonly (readonly [table: string, column: string])[] {
  const tables = [...schema.matchAll(/^create table (\S+) \(\n([\s\S]*?)\n\);/gm)];
  return tables.flatMap(([, table = '', lines = '']) =>
    lines
      .split('\n')
      .map((line) => line.trim().split(' ')[0] ?? '')
      .filter((column) => provesSomebody.test(column))
      .map((column) => [table, column] as const),
  );
}

test('there are columns that prove somebody', () => expect(listProofs().length).toBeGreaterThan(8));

test.each(listProofs())('what proves who somebody is does not leave: %s.%s', (table, column) => {
  expect(treatColumn(table, column).kind).toBe('withheld');
});
