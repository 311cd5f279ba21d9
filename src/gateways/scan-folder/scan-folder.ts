import { join } from 'node:path';
import type { SiteId } from '../../kernel/ids.ts';
import { receiveScan } from '../../modules/documents/index.ts';
import { listSites } from '../../modules/identity/index.ts';
import { repeat, type Upkeep } from '../../platform/clock/upkeep.ts';
import {
  createWatchedFolder,
  listTenantFolders,
  type WatchedFolder,
  type WatchedFolderParts,
  type WatchedPlace,
} from '../inbound/watched-folder.ts';

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
export function startScanFolder(parts: WatchedFolderParts): Upkeep {
  const folder = createScanFolder(parts);
  return repeat(() => folder.look(), { log: parts.log, part: 'scan-folder', everyMilliseconds });
}

/**
 * Creates the gateway of a folder into which fax servers and scanners put their files. Below the folder there is one for each tenant's
 * number, and in it one for each site's NCPDP number.
 */
export function createScanFolder(parts: WatchedFolderParts): WatchedFolder {
  return createWatchedFolder<Place>(parts, {
    name: 'scan folder',
    mediaTypes,
    listPlaces: () => listPlaces(parts),
    take: async ({ tenantId, siteId }, { upload, name }) => {
      await parts.transactor.transact({ tenantId, actor }, (tx) =>
        receiveScan(tx, { upload, siteId, source: 'folder', fileName: name }),
      );
    },
  });
}

interface Place extends WatchedPlace {
  readonly siteId: SiteId;
}

/** Lists the folders that belong to a site; folders of other names are left alone. */
async function listPlaces(parts: WatchedFolderParts): Promise<readonly Place[]> {
  const places: Place[] = [];
  for (const { tenantId, path } of await listTenantFolders(parts.folder)) {
    const sites = await parts.transactor.transact({ tenantId, actor }, listSites);
    for (const site of sites)
      if (site.ncpdpId !== null) places.push({ tenantId, siteId: site.siteId, path: join(path, site.ncpdpId) });
  }
  return places;
}
