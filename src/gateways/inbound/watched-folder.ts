import { createReadStream } from 'node:fs';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { TenantId } from '../../kernel/ids.ts';
import type { Clock } from '../../platform/clock/clock.ts';
import type { FileStore } from '../../platform/files/file-store.ts';
import type { ReceivedFile } from '../../platform/files/stored-file.ts';
import type { Log } from '../../platform/log/log.ts';
import type { Transactor } from '../../platform/transaction/transactor.ts';

/** What the gateway of a folder runs on. */
export interface WatchedFolderParts {
  readonly folder: string;
  readonly transactor: Transactor;
  readonly files: FileStore;
  readonly clock: Clock;
  readonly log: Log;
  readonly largestBytes: number;
}

/** A folder below the watched one that belongs to a tenant. */
export interface WatchedPlace {
  readonly tenantId: TenantId;
  readonly path: string;
}

/** Which places below the folder are looked at, which files are taken, and what becomes of one that lies sealed in the file store. */
export interface WatchedFolderRules<Place extends WatchedPlace> {
  /** What files are called in the log. */
  readonly name: string;
  /** The media type by the ending of the name, in lower case with its dot; files of other endings are left alone. */
  readonly mediaTypes: Readonly<Record<string, string>>;
  listPlaces(): Promise<readonly Place[]>;
  take(place: Place, file: { readonly upload: ReceivedFile; readonly name: string }): Promise<void>;
}

/** A folder into which others put files. */
export interface WatchedFolder {
  /** Takes in what lies there and has not grown since the look before; returns how many files were taken. */
  look(): Promise<number>;
}

/**
 * Creates the watch of a folder. A file is stored sealed, then what it brought is committed, and only then it is removed: what is taken twice
 * after a crash is noticed by its hash. One that is too large is put into the folder `too-large` beside it.
 */
export function createWatchedFolder<Place extends WatchedPlace>(
  parts: WatchedFolderParts,
  rules: WatchedFolderRules<Place>,
): WatchedFolder {
  let earlier = new Map<string, string>();
  return {
    look: async () => {
      const seen = new Map<string, string>();
      let taken = 0;
      for (const place of await rules.listPlaces()) {
        for (const name of await listNames(place.path)) {
          const path = join(place.path, name);
          const mediaType = rules.mediaTypes[extname(name).toLowerCase()];
          const state = mediaType === undefined ? null : await describeFile(path);
          if (state === null || mediaType === undefined) continue;
          seen.set(path, state);
          if (earlier.get(path) !== state) continue;
          if (await takeFile(parts, rules, { place, path, name, mediaType })) taken += 1;
        }
      }
      earlier = seen;
      return taken;
    },
  };
}

/** Lists the folders that are named after the number of a tenant; folders of other names are left alone. */
export async function listTenantFolders(folder: string): Promise<readonly WatchedPlace[]> {
  const names = await listNames(folder);
  return names
    .filter((name) => /^[1-9]\d{0,8}$/.test(name))
    .map((name) => ({ tenantId: Number(name) as TenantId, path: join(folder, name) }));
}

async function takeFile<Place extends WatchedPlace>(
  parts: WatchedFolderParts,
  rules: WatchedFolderRules<Place>,
  file: { readonly place: Place; readonly path: string; readonly name: string; readonly mediaType: string },
): Promise<boolean> {
  const { place, path, name, mediaType } = file;
  const { tenantId } = place;
  const { largestBytes } = parts;
  const pieces = createReadStream(path, { highWaterMark: 65_536 });
  const upload = await parts.files.receive(tenantId, { pieces, mediaType, largestBytes, at: parts.clock.now() });
  if (upload === null) {
    const aside = join(path, '..', 'too-large');
    await mkdir(aside, { recursive: true, mode: 0o700 });
    await rename(path, join(aside, name));
    parts.log.warn(`a file in the ${rules.name} is too large and was put aside`, { tenantId, kind: mediaType });
    return false;
  }
  await rules.take(place, { upload, name: name.slice(0, 255) });
  await rm(path, { force: true });
  return true;
}

/** Says by what a file is known to be still the same; null when it is none or empty, as one that is only being begun. */
async function describeFile(path: string): Promise<string | null> {
  const found = await stat(path).catch(() => null);
  return found?.isFile() === true && found.size > 0 ? `${found.ino} ${found.size} ${found.mtimeMs}` : null;
}

async function listNames(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return [];
    throw error;
  });
  return names.filter((name) => !name.startsWith('.')).sort();
}
