import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const source = join(import.meta.dirname, '..');
const styleFolder = join(source, '../node_modules/@mantine/core/styles');
const styles = readFileSync(join(import.meta.dirname, 'styles.css'), 'utf8');

/** Lists the Mantine components that a file names and whose styles are not imported. */
function listUnstyled(text: string): readonly string[] {
  const imports = [...text.matchAll(/import\s*\{([^}]*)\}\s*from '@mantine\/core'/g)];
  const names = imports.flatMap((found) => (found[1] ?? '').split(',').map((name) => name.trim()));
  return names.filter(
    (name) => existsSync(join(styleFolder, `${name}.layer.css`)) && !styles.includes(`/${name}.layer.css`),
  );
}

test('every Mantine component that is used has its styles', () => {
  const files = globSync('{ui,apps/staff-web,modules/*/web}/**/*.tsx', { cwd: source });
  const missing = files.flatMap((file) =>
    listUnstyled(readFileSync(join(source, file), 'utf8')).map((name) => `${file}: ${name}`),
  );
  expect(missing).toEqual([]);
});

test('a component without styles is found', () => {
  expect(listUnstyled("import { Button, Carousel, Stepper } from '@mantine/core';")).toEqual(['Stepper']);
});
