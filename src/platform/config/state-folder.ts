import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The folders in which one installation keeps what it may not lose and what it may rebuild. */
export interface StateFolders {
  readonly root: string;
  readonly database: string;
  readonly keys: string;
  readonly anchors: string;
  readonly files: string;
  readonly spill: string;
  readonly tls: string;
  readonly web: string;
}

/** Makes the state folders below a root that only the current account may read. */
export function openStateFolders(root: string): StateFolders {
  const absolute = resolve(root);
  mkdirSync(absolute, { recursive: true, mode: 0o755 });
  const below = (name: string): string => {
    const folder = join(absolute, name);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return folder;
  };
  return {
    root: absolute,
    database: join(absolute, 'postgres'),
    keys: below('keys'),
    anchors: below('anchors'),
    files: below('files'),
    spill: below('spill'),
    tls: below('tls'),
    web: below('web'),
  };
}
