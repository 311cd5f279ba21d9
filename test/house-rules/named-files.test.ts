import { globSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const list = (pattern: string): readonly string[] => globSync(pattern, { cwd: root, exclude: ['node_modules/**'] });
const files = ['src/**/*', 'test/**/*', 'docs/**/*', 'database/**/*', 'tools/*', 'bench/*', '.ci/*', '*'].flatMap(list);
const documents = ['*.md', 'docs/**/*.md', 'src/**/README.md'].flatMap(list);

/**
 * Lists the files that a document names in backquotes and that do not exist. A name may leave out the folders before it, begin
 * with dots, and hold a star; a name that begins with a dash is the end of many.
 */
function listMissing(text: string): readonly string[] {
  const named = text.matchAll(/`([\w./*-]+\.(?:tsx?|mjs|sql|md))`/g);
  return [...named].flatMap(([, name = '']) => (name.startsWith('-') || exists(name) ? [] : [name]));
}

function exists(name: string): boolean {
  const shape = new RegExp(
    `(^|/)${name
      .replace(/^(\.\.?\/)+/, '')
      .replaceAll('.', '\\.')
      .replaceAll('*', '[^/]*')}$`,
  );
  return files.some((file) => shape.test(file));
}

describe('a file that a document names', () => {
  test.each(documents.map((file) => [relative('.', file)]))('is there: %s', (file) => {
    expect(listMissing(readFileSync(join(root, file), 'utf8'))).toEqual([]);
  });

  test('is missed when it is not', () => {
    expect(listMissing('See `modules/therapies/domain/no-such-rule.ts`, `*-store.ts` and `ARCHITECTURE.md`.')).toEqual([
      'modules/therapies/domain/no-such-rule.ts',
    ]);
  });
});
