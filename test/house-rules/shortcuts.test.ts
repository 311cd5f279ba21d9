import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const pages = globSync('src/modules/*/web/index.tsx', { cwd: root });

/** Lists the shortcuts to pages that lead to more than one: each key of a module's web index stands for one place. */
function listDoubled(texts: readonly string[]): readonly string[] {
  const shortcuts = texts.flatMap((text) => [...text.matchAll(/keys: '([a-z] [a-z])', label: 'Go to/g)]);
  const counts = Map.groupBy(shortcuts, ([, keys = '']) => keys);
  return [...counts].filter(([, places]) => places.length > 1).map(([keys]) => keys);
}

test('a shortcut leads to one page', () => {
  const texts = pages.map((page) => readFileSync(join(root, page), 'utf8'));
  expect(listDoubled(texts)).toEqual([]);
});

test('a shortcut that leads to two pages is caught', () => {
  const entry = (label: string): string => `{ keys: 'g v', label: 'Go to ${label}', path: '/${label}' }`;
  expect(listDoubled([entry('prospects'), entry('claims')])).toEqual(['g v']);
});
