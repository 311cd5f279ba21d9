// `npm start`: everything on one machine, on the embedded database unless DATABASE_URL is set, with the demonstration.
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

// What was compiled is kept for the next start; programs that this one starts inherit the folder.
const compiled = join(import.meta.dirname, '../node_modules/.cache/compiled');
process.env['NODE_COMPILE_CACHE'] ??= compiled;
enableCompileCache(process.env['NODE_COMPILE_CACHE']);
process.argv.splice(2, 0, 'start');
await import('../src/apps/cli/main.ts');
