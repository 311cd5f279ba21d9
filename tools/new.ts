// `npm run new -- module|rule|endpoint|message NAME`: writes the first files of a new thing, in the shape that the house has.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const root = join(import.meta.dirname, '..');
const [kind = '', name = ''] = process.argv.slice(2);
const kebab = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

const makers: Readonly<Record<string, (name: string) => Readonly<Record<string, string>> | string>> = {
  module: makeModule,
  rule: (target) => withModule(target, makeRule),
  endpoint: (target) => withModule(target, makeEndpoint),
  message: makeMessage,
};

const make = makers[kind];
const made =
  make === undefined || name === ''
    ? 'usage: npm run new -- module NAME | rule MODULE/NAME | endpoint MODULE/VERB-OBJECT | message FORMAT/NAME'
    : make(name);
if (typeof made === 'string') {
  process.stderr.write(`${made}\n`);
  process.exitCode = 2;
} else {
  for (const [path, text] of Object.entries(made)) write(path, text);
}

function write(path: string, text: string): void {
  const file = join(root, path);
  if (existsSync(file)) {
    process.stderr.write(`${path} stands already and was left alone\n`);
    process.exitCode = 1;
    return;
  }
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  process.stdout.write(`${path}\n`);
}

function makeModule(moduleName: string): Readonly<Record<string, string>> | string {
  if (!kebab.test(moduleName)) return 'a module name is kebab-case';
  const folder = `src/modules/${moduleName}`;
  const camel = toCamel(moduleName);
  return {
    [`${folder}/README.md`]: `# ${moduleName}\n\nOwns …\n\nInvariants: …\n\nAnnounces … Hears …\n\nDoes not know …\n`,
    [`${folder}/index.ts`]: `export { ${camel}Refusals } from './refusals.ts';\n`,
    [`${folder}/refusals.ts`]: `import { declareRefusals } from '../../kernel/refusal.ts';\n\n/** What ${moduleName} refuses. */\nexport const ${camel}Refusals = declareRefusals('${moduleName}', {});\n`,
    [`${folder}/permissions.ts`]: `import { declarePermissions } from '../../kernel/permission.ts';\n\n/** What may be done with ${moduleName}. */\nexport const ${camel}Permissions = declarePermissions('${moduleName}', {});\n`,
    [`${folder}/routes.ts`]: `import type { Route } from '../../platform/http/route.ts';\n\n/** What answers the endpoints of ${moduleName}. */\nexport const ${camel}Routes: readonly Route[] = [];\n`,
  };
}

function withModule(
  target: string,
  makeIn: (moduleName: string, thing: string) => Readonly<Record<string, string>>,
): Readonly<Record<string, string>> | string {
  const [moduleName = '', thing = ''] = target.split('/');
  if (!kebab.test(moduleName) || !kebab.test(thing)) return 'write it as MODULE/NAME, both kebab-case';
  return existsSync(join(root, 'src/modules', moduleName))
    ? makeIn(moduleName, thing)
    : `there is no module ${moduleName}`;
}

function makeRule(moduleName: string, rule: string): Readonly<Record<string, string>> {
  const decide = `decide${toCamel(`-${rule}`)}`;
  const folder = `src/modules/${moduleName}/domain`;
  return {
    [`${folder}/${rule}.ts`]: `import { ok, type Result } from '../../../kernel/result.ts';\n\n/** Decides … Refuses … */\nexport function ${decide}(): Result<null> {\n  return ok(null);\n}\n`,
    [`${folder}/${rule}.test.ts`]: `import { expect, test } from 'vitest';\nimport { ${decide} } from './${rule}.ts';\n\ntest('states a fact', () => {\n  expect(${decide}().ok).toBe(false);\n});\n`,
  };
}

function makeEndpoint(moduleName: string, action: string): Readonly<Record<string, string>> {
  const camel = toCamel(action);
  return {
    [`src/modules/${moduleName}/actions/${action}.ts`]: `import { ok, type Result } from '../../../kernel/result.ts';\nimport type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';\n\n/** Loads, decides, saves, announces. Declare the endpoint in api.ts and join both in routes.ts. */\nexport async function ${camel}(_tx: TenantTransaction): Promise<Result<null>> {\n  return ok(null);\n}\n`,
  };
}

function makeMessage(target: string): Readonly<Record<string, string>> | string {
  const [format = '', message = ''] = target.split('/');
  if (!kebab.test(format) || !kebab.test(message)) return 'write it as FORMAT/NAME, both kebab-case';
  const read = `read${toCamel(`-${message}`)}`;
  return {
    [`src/standards/${format}/${message}.ts`]: `import type { Reading } from '../../kernel/problem.ts';\n\n/** Reads … Problems name their place in the words of the format. */\nexport function ${read}(): Reading<null> {\n  return { message: null, problems: [] };\n}\n`,
    [`src/standards/${format}/${message}.test.ts`]: `import { expect, test } from 'vitest';\nimport { ${read} } from './${message}.ts';\n\ntest('states a fact', () => {\n  expect(${read}().problems).not.toEqual([]);\n});\n`,
  };
}

function toCamel(text: string): string {
  return text.replace(/-([a-z0-9])/g, (_match, letter: string) => letter.toUpperCase());
}
