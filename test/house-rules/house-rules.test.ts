import { describe, expect, test } from 'vitest';
import { readSourceTree, toSourceFile } from '../architecture/source-tree.ts';
import { checkHouseRules } from './house-rules.ts';

const unfinished = ['TO', 'DO'].join('');

describe('the house rules', () => {
  test('every file keeps them', () => {
    const files = readSourceTree(['src', 'test', 'tools', 'bench']);
    expect(files.flatMap(checkHouseRules)).toEqual([]);
  });

  test.each([
    ['a file of 401 lines', 'src/kernel/long.ts', 'const a = 1;\n'.repeat(401)],
    ['a function of 71 lines', 'src/kernel/long.ts', `function a() {\n${'  b();\n'.repeat(70)}}\n`],
    ['the type any', 'src/kernel/loose.ts', 'const a: any = 1;\n'],
    ['a non-null assertion', 'src/kernel/loose.ts', 'const b = a!.c;\n'],
    ['a default export', 'src/kernel/loose.ts', 'export default 1;\n'],
    ['an enum', 'src/kernel/loose.ts', 'enum Colour { Red }\n'],
    ['a mark of unfinished work', 'src/kernel/loose.ts', `// ${unfinished} later\n`],
    ['a clock in pure code', 'src/modules/claims/domain/late.ts', 'const now = Date.now();\n'],
    ['chance in pure code', 'src/standards/x12/dice.ts', 'const dice = Math.random();\n'],
    ['a catch in a module', 'src/modules/claims/actions/hide.ts', 'try { a(); } catch { b(); }\n'],
    ['an empty word in a file name', 'src/kernel/date-helpers.ts', 'const a = 1;\n'],
    ['a file name in camel case', 'src/kernel/dateWords.ts', 'const a = 1;\n'],
  ])('catch %s', (_what, path, source) => {
    expect(checkHouseRules(toSourceFile(path, source)).length).toBeGreaterThan(0);
  });
});
