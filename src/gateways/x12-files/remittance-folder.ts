import { receiveRemittanceFile } from '../../modules/remittance/index.ts';
import { repeat, type Upkeep } from '../../platform/clock/upkeep.ts';
import {
  createWatchedFolder,
  listTenantFolders,
  type WatchedFolder,
  type WatchedFolderParts,
} from '../inbound/watched-folder.ts';

const everyMilliseconds = 3_000;
const actor = { kind: 'system', name: 'remittance-folder' } as const;
const mediaType = 'application/edi-x12';
const mediaTypes: Readonly<Record<string, string>> = {
  '.835': mediaType,
  '.edi': mediaType,
  '.x12': mediaType,
  '.txt': mediaType,
};

/** Watches the folder until it is stopped. */
export function startRemittanceFolder(parts: WatchedFolderParts): Upkeep {
  const folder = createRemittanceFolder(parts);
  return repeat(() => folder.look(), { log: parts.log, part: 'remittance-folder', everyMilliseconds });
}

/**
 * Creates the gateway of a folder into which file transfers put remittances. Below the folder there is one for each tenant's number. An empty
 * file is left alone, because it may still be growing.
 */
export function createRemittanceFolder(parts: WatchedFolderParts): WatchedFolder {
  return createWatchedFolder(parts, {
    name: 'remittance folder',
    mediaTypes,
    listPlaces: () => listTenantFolders(parts.folder),
    take: async ({ tenantId }, { upload, name }) => {
      await parts.transactor.transact({ tenantId, actor }, (tx) =>
        receiveRemittanceFile(tx, { upload, source: 'folder', fileName: name }),
      );
    },
  });
}
