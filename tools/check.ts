// The gate: format and lint, types, unused code, the build of the staff application, tests. Stops at the first that fails.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const program = (name: string): string => join(root, 'node_modules/.bin', name);
const steps: readonly (readonly [sentence: string, command: string, args: readonly string[]])[] = [
  ['format and lint', program('biome'), ['check', '.']],
  ['types', program('tsc'), ['-p', '.', '--noEmit']],
  ['unused code', program('knip'), []],
  [
    'build',
    program('vite'),
    [
      'build',
      '--config',
      'vite.config.ts',
      '--outDir',
      join(root, '.theriac/check-build'),
      '--emptyOutDir',
      '--logLevel',
      'error',
    ],
  ],
  ['tests', process.execPath, [join(root, 'tools/test.ts')]],
];

for (const [sentence, command, args] of steps) {
  const began = process.hrtime.bigint();
  const run = spawnSync(command, args, { cwd: root, stdio: 'inherit' });
  const seconds = Number((process.hrtime.bigint() - began) / 100_000_000n) / 10;
  console.log(`${run.status === 0 ? 'passed' : 'FAILED'}  ${sentence} (${seconds} s)`);
  if (run.status !== 0) {
    process.exitCode = 1;
    break;
  }
}
console.log('Advisories of dependencies: not checked here, because the package registry in reach answers no audit.');
