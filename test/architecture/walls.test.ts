import { globSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { moduleMap } from '../../module-map.ts';
import { readSourceTree, toSourceFile } from './source-tree.ts';
import { checkWalls } from './walls.ts';

const files = readSourceTree();

describe('the walls of the house', () => {
  test('no import goes through a wall', () => {
    expect(checkWalls(files)).toEqual([]);
  });

  test.each([
    ['the kernel imports the platform', 'src/kernel/planted.ts', "import { x } from '../platform/clock/clock.ts';"],
    [
      'a standard imports a module',
      'src/standards/planted/a.ts',
      "import { x } from '../../modules/patients/index.ts';",
    ],
    [
      'a module imports a standard',
      'src/modules/patients/planted.ts',
      "import { x } from '../../standards/hl7v2/hl7v2.ts';",
    ],
    [
      'a module imports a gateway',
      'src/modules/patients/planted.ts',
      "import { x } from '../../gateways/fhir-r4/a.ts';",
    ],
    [
      'the platform imports a module',
      'src/platform/planted/a.ts',
      "import { x } from '../../modules/patients/index.ts';",
    ],
    [
      'a module reaches behind another front door',
      'src/modules/access/planted.ts',
      "import { x } from '../patients/patient-store.ts';",
    ],
    [
      'a module calls one that is not on its map',
      'src/modules/patients/planted.ts',
      "import { x } from '../claims/index.ts';",
    ],
    [
      'web code imports the platform',
      'src/modules/patients/web/planted.tsx',
      "import { x } from '../../../platform/clock/clock.ts';",
    ],
    [
      'web code imports its own store',
      'src/modules/patients/web/planted.tsx',
      "import { x } from '../patient-store.ts';",
    ],
    ['ui imports a module', 'src/ui/planted.tsx', "import { x } from '../modules/patients/web/index.tsx';"],
    [
      'a simulated partner knows the platform',
      'src/apps/partner-simulators/planted.ts',
      "import { x } from '../../platform/clock/clock.ts';",
    ],
    [
      'a gateway reaches behind a front door',
      'src/gateways/fhir-r4/planted.ts',
      "import { x } from '../../modules/patients/patient-store.ts';",
    ],
    [
      'a module uses the pure door of one that is not on its map',
      'src/modules/patients/domain/planted.ts',
      "import { x } from '../../pathways/language.ts';",
    ],
    [
      'web code uses the pure door of a module that its own may not call',
      'src/modules/patients/web/planted.tsx',
      "import { x } from '../../pathways/language.ts';",
    ],
    ['a pure door imports a store', 'src/modules/pathways/language.ts', "export { x } from './pathway-store.ts';"],
    ['pure code reads files', 'src/modules/patients/domain/planted.ts', "import { readFileSync } from 'node:fs';"],
    ['the browser reads files', 'src/ui/planted.tsx', "import { readFileSync } from 'node:fs';"],
  ])('catches it when %s', (_what, path, source) => {
    expect(checkWalls([toSourceFile(path, source)])).toHaveLength(1);
  });
});

describe('the generator’s own truth', () => {
  test('is named by the generator and the commands of the demonstration alone', () => {
    expect(listReadersOfTruth(files)).toEqual([]);
  });

  test('would be caught anywhere else', () => {
    const planted = [
      toSourceFile('src/modules/work/planted.ts', "const folder = 'demo-truth';"),
      toSourceFile('src/apps/run-planted.ts', "import { truthFolder } from './demo-generator/own-truth.ts';"),
    ];
    expect(listReadersOfTruth(planted)).toHaveLength(2);
  });
});

describe('the module map', () => {
  test('names every module that stands, and no other', () => {
    const standing = globSync('src/modules/*/').map((folder) => folder.split('/').at(-1));
    expect([...standing].sort()).toEqual(Object.keys(moduleMap).sort());
  });

  test('has no circles', () => {
    expect(findCircle(moduleMap)).toBeNull();
  });

  test('would show a circle', () => {
    expect(findCircle({ claims: ['dispensing'], dispensing: ['work', 'claims'], work: [] })).toEqual([
      'claims',
      'dispensing',
      'claims',
    ]);
  });
});

/** The product never reads what the generator knows it planted: a detector that did would only seem to find it. */
function listReadersOfTruth(sources: typeof files): readonly string[] {
  return sources
    .filter(({ source }) => /demo-truth|own-truth/.test(source))
    .map(({ path }) => path)
    .filter((path) => !/^src\/apps\/(demo-generator\/|cli\/demo-)/.test(path));
}

function findCircle(map: Readonly<Record<string, readonly string[]>>): readonly string[] | null {
  const walk = (name: string, path: readonly string[]): readonly string[] | null => {
    if (path.includes(name)) return [...path.slice(path.indexOf(name)), name];
    for (const next of map[name] ?? []) {
      const circle = walk(next, [...path, name]);
      if (circle !== null) return circle;
    }
    return null;
  };
  for (const name of Object.keys(map)) {
    const circle = walk(name, []);
    if (circle !== null) return circle;
  }
  return null;
}
