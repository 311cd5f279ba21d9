// `npm run docs`: writes everything that is generated: documents, table types and the schema dump.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { composeDocuments } from './generated-documents.ts';

const root = join(import.meta.dirname, '..');
for (const [path, text] of await composeDocuments()) writeFileSync(join(root, path), text);
const run = spawnSync(process.execPath, [join(root, 'tools/generate-database.ts')], { stdio: 'inherit' });
process.exitCode = run.status ?? 1;
