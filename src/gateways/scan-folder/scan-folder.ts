import { createReadStream } from 'node:fs';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { SiteId, TenantId } from '../../kernel/ids.ts';
import { receiveScan } from '../../modules/documents/index.ts';
import { listSites } from '../../modules/identity/index.ts';
import type { Clock } from '../../platform/clock/clock.ts';
import { repeat, type Upkeep } from '../../platform/clock/upkeep.ts';
import type { FileStore } from '../../platform/files/file-store.ts';
import type { Log } from '../../platform/log/log.ts';
import type { Transactor } from '../../platform/transaction/transactor.ts';

/** What the gateway runs on. Below the folder there is one for each tenant's number, and in it one for each site's NCPDP number. */
export interface ScanFolderParts {
  readonly folder: string;
  readonly transactor: Transactor;
  readonly files: FileStore;
  readonly clock: Clock;
  readonly log: Log;
  readonly largestBytes: number;
}

/** The gateway of a folder into which fax servers and scanners put their files. */
export interface ScanFolder {
  /** Takes in what lies there and has not grown since the look before; returns how many files were taken. */
  look(): Promise<number>;
}

const everyMilliseconds = 3_000;
const actor = { kind: 'system', name: 'scan-folder' } as const;
const mediaTypes: Readonly<Record<string, string>> = {
  '.pdf': 'application/pdf',
  '.tif': 'image/tiff',
  '.tiff': 'image/tiff',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
};

/** Watches the folder until it is stopped. */
export function startScanFolder(parts: ScanFolderParts): Upkeep {
  const folder = createScanFolder(parts);
  return repeat(() => folder.look(), { log: parts.log, part: 'scan-folder', everyMilliseconds });
}

/**
 * Creates the gateway. A file is stored sealed, then its scan is committed, and only then it is removed from the folder: what is taken twice
 * after a crash is noticed by its hash. One that is too large is put into the folder `too-large` beside it.
 */
export function createScanFolder(parts: ScanFolderParts): ScanFolder {
  let earlier = new Map<string, string>();
  return {
    look: async () => {
      const seen = new Map<string, string>();
      let taken = 0;
      for (const place of await listPlaces(parts)) {
        for (const name of await listNames(place.path)) {
          const path = join(place.path, name);
          const mediaType = mediaTypes[extname(name).toLowerCase()];
          const state = mediaType === undefined ? null : await describeFile(path);
          if (state === null || mediaType === undefined) continue;
          seen.set(path, state);
          if (earlier.get(path) !== state) continue;
          if (await takeFile(parts, { ...place, path, name, mediaType })) taken += 1;
        }
      }
      earlier = seen;
      return taken;
    },
  };
}

interface Place {
  readonly tenantId: TenantId;
  readonly siteId: SiteId;
  readonly path: string;
}

/** Lists the folders that belong to a site; folders of other names are left alone. */
async function listPlaces(parts: ScanFolderParts): Promise<readonly Place[]> {
  const places: Place[] = [];
  for (const name of await listNames(parts.folder)) {
    if (!/^[1-9]\d{0,8}$/.test(name)) continue;
    const tenantId = Number(name) as TenantId;
    const sites = await parts.transactor.transact({ tenantId, actor }, listSites);
    for (const site of sites)
      if (site.ncpdpId !== null)
        places.push({ tenantId, siteId: site.siteId, path: join(parts.folder, name, site.ncpdpId) });
  }
  return places;
}

async function takeFile(
  parts: ScanFolderParts,
  file: Place & { readonly name: string; readonly mediaType: string },
): Promise<boolean> {
  const { tenantId, siteId, path, name, mediaType } = file;
  const at = parts.clock.now();
  const { largestBytes } = parts;
  const pieces = createReadStream(path, { highWaterMark: 65_536 });
  const upload = await parts.files.receive(tenantId, { pieces, mediaType, largestBytes, at });
  if (upload === null) {
    const aside = join(path, '..', 'too-large');
    await mkdir(aside, { recursive: true, mode: 0o700 });
    await rename(path, join(aside, name));
    parts.log.warn('a file in the scan folder is too large and was put aside', { tenantId, kind: mediaType });
    return false;
  }
  await parts.transactor.transact({ tenantId, actor }, (tx) =>
    receiveScan(tx, { upload, siteId, source: 'folder', fileName: name.slice(0, 255) }),
  );
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
