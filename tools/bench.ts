// Runs the benchmarks in bench/, all of them or those named. Each prints ratios of contenders measured in the same run.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '../bench');
const words = process.argv.slice(2);
const files = readdirSync(folder).filter((file) => file.endsWith('.ts') && !file.includes('-peer'));
const wanted = files.filter((file) => words.length === 0 || words.some((word) => file.includes(word)));
if (wanted.length === 0)
  console.log(`No benchmark is named so. There are: ${files.map((file) => file.replace('.ts', '')).join(', ')}`);
for (const file of wanted) {
  console.log(`\n# ${file.replace('.ts', '')}`);
  const run = spawnSync(process.execPath, [join(folder, file)], { stdio: 'inherit' });
  if (run.status !== 0) process.exitCode = 1;
}
