import { readFileSync } from 'node:fs';
import { join } from 'node:path';

let blocklist: ReadonlySet<string> | null = null;

/** Reads the list of passwords that are too common to be used: stems and years that people combine, one a line. */
export function readPasswordBlocklist(): ReadonlySet<string> {
  blocklist ??= new Set(
    readFileSync(join(import.meta.dirname, 'password-blocklist.txt'), 'utf8')
      .split('\n')
      .filter((line) => line !== ''),
  );
  return blocklist;
}
