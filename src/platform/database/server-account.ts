import { createHash } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { StartProblem } from '../config/start-problem.ts';

/** The account that the embedded database server runs under; null when it is simply the current one. */
export interface ServerAccount {
  readonly uid: number;
  readonly gid: number;
}

/** Finds the account for the embedded server: PostgreSQL refuses to run as root, so root lends it to `nobody`. */
export function findServerAccount(): ServerAccount | null {
  if (process.getuid?.() !== 0) return null;
  const accounts = existsSync('/etc/passwd') ? readFileSync('/etc/passwd', 'utf8').split('\n') : [];
  const nobody = accounts.map((line) => line.split(':')).find((fields) => fields[0] === 'nobody');
  if (nobody === undefined) {
    throw new StartProblem(
      'The embedded database cannot run as root and this machine has no account named nobody: start Theriac as an ordinary user or set DATABASE_URL.',
    );
  }
  return { uid: Number(nobody[2]), gid: Number(nobody[3]) };
}

/**
 * Chooses where the embedded server keeps its files: the wanted folder, or one below /var/tmp named after it
 * when the server's account may not pass through a folder above.
 */
export function chooseServerFolder(wanted: string, account: ServerAccount | null): string {
  if (account === null || isTraversable(dirname(resolve(wanted)))) return resolve(wanted);
  const name = createHash('sha256').update(resolve(wanted)).digest('hex').slice(0, 12);
  return join('/var/tmp', `theriac-${name}`);
}

/** Tells whether every folder on the way may be passed through by any account. */
export function isTraversable(path: string): boolean {
  for (let folder = resolve(path); ; folder = dirname(folder)) {
    if (existsSync(folder) && (statSync(folder).mode & 0o001) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}

/** Makes a folder that only the server's account may read. */
export function makePrivateFolder(path: string, account: ServerAccount | null): void {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  if (account !== null) chownSync(path, account.uid, account.gid);
}
