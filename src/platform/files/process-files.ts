import type { FileStore } from './file-store.ts';

let opened: FileStore | null = null;

/** Names the file store of this process; done once at start, before anything is filed. */
export function setFileStore(store: FileStore): void {
  opened = store;
}

/** Returns the file store of this process; throws when none was named, which is a mistake of the start. */
export function getFileStore(): FileStore {
  if (opened === null) throw new Error('this process has no file store');
  return opened;
}
