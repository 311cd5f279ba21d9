#!/usr/bin/env node
// The command `theriac`. It needs Node 24, which npm puts beside it; an older Node on the path hands over to that one.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import * as modules from 'node:module';
import { join } from 'node:path';

const root = join(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '..');
const bundled = join(root, 'node_modules/.bin/node');

if (Number(process.versions.node.split('.')[0]) >= 24) {
  // What was compiled is kept for the next call.
  modules.enableCompileCache(process.env.NODE_COMPILE_CACHE ?? join(root, 'node_modules/.cache/compiled'));
  await import(new URL('../src/apps/cli/main.ts', import.meta.url).href);
} else if (existsSync(bundled)) {
  const run = spawnSync(
    bundled,
    [import.meta.filename ?? new URL(import.meta.url).pathname, ...process.argv.slice(2)],
    { stdio: 'inherit' },
  );
  process.exitCode = run.status ?? 1;
} else {
  console.error('Theriac needs Node 24 or newer.');
  process.exitCode = 1;
}
