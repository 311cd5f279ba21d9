import { expect, test } from 'vitest';
import { isTest, readSourceTree, type SourceFile, toSourceFile } from './source-tree.ts';

test('no file imports itself by way of others', () => {
  expect(findCircularImport(readSourceTree().filter((file) => !isTest(file.path)))).toBeNull();
});

test('a planted circle is found', () => {
  const planted = [
    toSourceFile('src/kernel/first.ts', "import { b } from './second.ts';"),
    toSourceFile('src/kernel/second.ts', "import { a } from './first.ts';"),
  ];
  expect(findCircularImport(planted)).toEqual(['src/kernel/first.ts', 'src/kernel/second.ts', 'src/kernel/first.ts']);
});

/** Finds a circle among imports that remain when the program runs. */
function findCircularImport(files: readonly SourceFile[]): readonly string[] | null {
  const targets = new Map(
    files.map((file) => [
      file.path,
      file.imports.filter((imported) => !imported.isPackage && !imported.typeOnly).map(({ target }) => target),
    ]),
  );
  const clean = new Set<string>();
  const walk = (path: string, trail: readonly string[]): readonly string[] | null => {
    if (trail.includes(path)) return [...trail.slice(trail.indexOf(path)), path];
    if (clean.has(path)) return null;
    for (const target of targets.get(path) ?? []) {
      const circle = walk(target, [...trail, path]);
      if (circle !== null) return circle;
    }
    clean.add(path);
    return null;
  };
  for (const path of targets.keys()) {
    const circle = walk(path, []);
    if (circle !== null) return circle;
  }
  return null;
}
