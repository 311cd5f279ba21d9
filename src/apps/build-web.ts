import { createHash } from 'node:crypto';
import { existsSync, globSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';

const root = join(import.meta.dirname, '../..');
const sources = [
  'src/kernel/**/*.ts',
  'src/ui/**',
  'src/apps/staff-web/**',
  'src/modules/*/web/**',
  'src/modules/*/domain/**',
  'src/modules/*/{*api,language,permissions,refusals}.ts',
  'vite.config.ts',
  'package-lock.json',
];

/** Builds the staff application into a folder named by the hash of its sources, and returns that folder; the same sources are built once. */
export async function buildWeb(webFolder: string): Promise<string> {
  const target = join(webFolder, hashSources());
  if (existsSync(join(target, 'index.html'))) return target;
  const unfinished = `${target}-unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  await build({
    configFile: join(root, 'vite.config.ts'),
    logLevel: 'error',
    build: { outDir: unfinished, emptyOutDir: true },
  });
  for (const old of readdirSync(webFolder))
    if (!unfinished.endsWith(old)) rmSync(join(webFolder, old), { recursive: true, force: true });
  renameSync(unfinished, target);
  return target;
}

function hashSources(): string {
  const hash = createHash('sha256');
  const paths = sources
    .flatMap((pattern) => globSync(pattern, { cwd: root, withFileTypes: true }))
    .filter((entry) => entry.isFile());
  for (const path of paths.map((entry) => join(entry.parentPath, entry.name)).sort()) {
    if (path.endsWith('.test.ts')) continue;
    hash.update(`${path.slice(root.length)}\0`).update(readFileSync(path));
  }
  return hash.digest('hex').slice(0, 16);
}
