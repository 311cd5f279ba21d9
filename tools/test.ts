// Runs the tests: all of them, or those whose path holds a word (`npm test dispensing`). `--long` runs the full counts.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly success: boolean;
}

const root = join(import.meta.dirname, '..');
const words = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const isLong = process.argv.includes('--long');
const samples = process.env['SAMPLES_DIR'] ?? join(root, '../shared/data');
const folder = mkdtempSync(join(tmpdir(), 'theriac-report-'));
const reportFile = join(folder, 'report.json');

const environment = {
  ...process.env,
  // Tests start the program as a process dozens of times; what was compiled is kept between them.
  NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'] ?? join(root, 'node_modules/.cache/compiled'),
  ...(isLong ? { THERIAC_LONG: '1' } : {}),
  ...(existsSync(samples) ? { SAMPLES_DIR: samples } : {}),
};
const exitCode = await new Promise<number>((resolve) => {
  const run = spawn(
    join(root, 'node_modules/.bin/vitest'),
    ['run', ...words, '--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`],
    { cwd: root, env: environment, stdio: 'inherit' },
  );
  run.on('close', (code) => resolve(code ?? 1));
});

if (!existsSync(samples)) console.log('The library of public samples is not here: the tests over it were not run.');
const report = existsSync(reportFile) ? (JSON.parse(readFileSync(reportFile, 'utf8')) as Report) : null;
rmSync(folder, { recursive: true, force: true });
const passed = report?.numPassedTests ?? 0;
const failed = report?.numFailedTests ?? 0;
const skipped = report?.numPendingTests ?? 0;
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exitCode = exitCode !== 0 || report === null || passed === 0 ? 1 : 0;
