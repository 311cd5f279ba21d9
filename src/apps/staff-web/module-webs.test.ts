import { describe, expect, test } from 'vitest';
import { moduleWebs } from './module-webs.ts';

/** Lists what stands more than once. */
function listRepeated(texts: readonly string[]): readonly string[] {
  return texts.filter((text, index) => texts.indexOf(text) !== index);
}

describe('the modules of the staff application', () => {
  test('never give one shortcut to two pages', () => {
    expect(listRepeated(moduleWebs.flatMap(({ shortcuts }) => shortcuts.map(({ keys }) => keys)))).toEqual([]);
  });

  test('never give one path to two pages', () => {
    expect(listRepeated(moduleWebs.flatMap(({ routes }) => routes.map(({ path }) => path)))).toEqual([]);
  });

  test('lead by rail and shortcut to pages that exist', () => {
    const paths = new Set(moduleWebs.flatMap(({ routes }) => routes.map(({ path }) => path)));
    const led = moduleWebs.flatMap(({ navigation, shortcuts }) =>
      [...navigation, ...shortcuts].map(({ path }) => path),
    );
    expect(led.filter((path) => !paths.has(path))).toEqual([]);
  });

  test('have names of their own for their searches', () => {
    expect(listRepeated(moduleWebs.flatMap(({ searches }) => (searches ?? []).map(({ name }) => name)))).toEqual([]);
  });
});
