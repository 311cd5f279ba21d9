import { open, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TenantId } from '../../kernel/ids.ts';
import { makePrivateFolder } from '../crypto/private-file.ts';
import type { Anchor, AnchorSink } from './anchor.ts';

/**
 * Opens anchors kept as lines of JSON in files, one folder for each tenant and one file for each month. Files are only appended to and
 * synced; the folder should be on storage that refuses changes, or be copied to such storage.
 */
export function openAnchorFiles(folder: string): AnchorSink {
  const folderOf = (tenantId: TenantId): string => join(folder, String(tenantId));

  async function appendLine(anchor: Anchor): Promise<void> {
    await makePrivateFolder(folderOf(anchor.tenantId));
    const file = await open(join(folderOf(anchor.tenantId), `${anchor.at.slice(0, 7)}.jsonl`), 'a', 0o600);
    try {
      await file.appendFile(`${JSON.stringify(anchor)}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
  }

  return {
    append: async (anchors) => {
      for (const anchor of anchors) await appendLine(anchor);
    },
    list: async (tenantId) => {
      await makePrivateFolder(folderOf(tenantId));
      const names = (await readdir(folderOf(tenantId))).filter((name) => name.endsWith('.jsonl')).sort();
      const texts = await Promise.all(names.map((name) => readFile(join(folderOf(tenantId), name), 'utf8')));
      return texts.flatMap(readLines);
    },
  };
}

/** Reads whole lines; what a crash left behind without its line end was never relied on. */
function readLines(text: string): readonly Anchor[] {
  const lines = text.split('\n').slice(0, -1);
  return lines.flatMap((line) => {
    try {
      return [JSON.parse(line) as Anchor];
    } catch {
      return [];
    }
  });
}
