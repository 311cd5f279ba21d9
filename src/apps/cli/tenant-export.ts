import { rename, rm } from 'node:fs/promises';
import { writeRecordBundle } from '../../gateways/fhir-r4/write-record-bundle.ts';
import type { Id, PatientId, TenantId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import { listSurvivorIds } from '../../modules/patients/index.ts';
import { gatherRecord } from '../../modules/portability/index.ts';
import type { Anchor } from '../../platform/audit/anchor.ts';
import type { AuditKeys } from '../../platform/audit/audit-keys.ts';
import { type FolderFile, readLines, toBytes, writeFolderFile } from '../../platform/export/export-folder.ts';
import { type WrittenTable, writeTenantTables } from '../../platform/export/write-tenant-tables.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { Transactor } from '../../platform/transaction/transactor.ts';
import { composeStatement } from './export-statement.ts';

/** What an export of a health system is made with. */
export interface TenantExport {
  readonly transactor: Transactor;
  readonly auditKeys: AuditKeys;
  /** The anchors of the audit of the health system, from outside the database. */
  readonly anchors: readonly Anchor[];
  readonly tenantId: TenantId;
  readonly slug: string;
  /** The folder that is to hold the export; it must not be there yet. */
  readonly folder: string;
}

/** What went out, and what does not agree with what the database counted in the same snapshot; nothing when all is well. */
export interface TenantExportReport {
  readonly tables: readonly WrittenTable[];
  readonly files: number;
  readonly patients: number;
  readonly disagreements: readonly string[];
}

const patientsAtOnce = 200;

/**
 * Exports everything of a health system into a folder: tables, files, a FHIR bundle for each patient, and the audit with a signed
 * statement. All of it is of one moment. The folder appears under its name when it is whole; what an aborted export left is thrown away.
 */
export async function exportTenant(parts: TenantExport): Promise<TenantExportReport> {
  const { transactor, tenantId, folder } = parts;
  const actor = { kind: 'system', name: 'command-line' } as const;
  // The fact that everything leaves is recorded first, so that the export itself holds it.
  await transactor.transact({ tenantId, actor }, (tx) =>
    tx.audit({
      kind: 'export',
      action: 'portability.export-tenant',
      outcome: 'done',
      patientIds: [],
      reason: 'command-line',
    }),
  );
  const unfinished = `${folder}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  const report = await transactor.transact({ tenantId, actor, isSnapshot: true }, (tx) =>
    writeEverything(tx, { ...parts, folder: unfinished }),
  );
  await rename(unfinished, folder);
  return report;
}

async function writeEverything(tx: TenantTransaction, parts: TenantExport): Promise<TenantExportReport> {
  const { folder } = parts;
  const { tables, schema } = await writeTenantTables(tx, folder);
  const { files, damaged } = await writeStoredFiles(tx, folder, tables);
  const bundles = await writeBundles(tx, folder);
  const audit = await writeAudit(tx, parts, tables);
  const written = [...tables, schema, ...files, ...bundles, ...audit];
  const manifest = composeManifest(tx, parts, { tables, files: files.length, patients: bundles.length, written });
  await writeFolderFile(folder, { path: 'manifest.json', pieces: toBytes([manifest]) });
  const disagreements = tables.flatMap(({ table, rows, counted }) =>
    rows === counted ? [] : [`${table}: ${rows} rows were written, ${counted} counted`],
  );
  return { tables, files: files.length, patients: bundles.length, disagreements: [...disagreements, ...damaged] };
}

async function writeStoredFiles(
  tx: TenantTransaction,
  folder: string,
  tables: readonly WrittenTable[],
): Promise<{ readonly files: readonly FolderFile[]; readonly damaged: readonly string[] }> {
  const files: FolderFile[] = [];
  const damaged: string[] = [];
  const listed = tables.find(({ table }) => table === 'platform.stored_file');
  if (listed === undefined) throw new Error('the list of files was not exported');
  for await (const { file_id: fileId, sha256 } of readLines<{ readonly file_id: Id<'file'>; readonly sha256: string }>(
    folder,
    listed.path,
  )) {
    const opened = await tx.files.open(fileId);
    if (opened === null) throw new Error('a file that was listed is gone');
    const file = await writeFolderFile(folder, { path: `files/${fileId}`, pieces: opened.read() });
    if (Buffer.from(file.sha256, 'hex').toString('base64') !== sha256)
      damaged.push(`${file.path}: other bytes than were stored`);
    files.push(file);
  }
  return { files, damaged };
}

async function writeBundles(tx: TenantTransaction, folder: string): Promise<readonly FolderFile[]> {
  const bundles: FolderFile[] = [];
  for (let after: PatientId | null = null; ; ) {
    const page: readonly PatientId[] = await listSurvivorIds(tx, { after, most: patientsAtOnce });
    for (const patientId of page) {
      const record = await gatherRecord(tx, patientId);
      if (record === null) throw new Error('a patient who was listed is gone');
      const { pieces } = writeRecordBundle(record);
      bundles.push(await writeFolderFile(folder, { path: `fhir/${patientId}.json`, pieces: toBytes(pieces) }));
    }
    after = page.at(-1) ?? null;
    if (after === null || page.length < patientsAtOnce) return bundles;
  }
}

async function writeAudit(
  tx: TenantTransaction,
  parts: TenantExport,
  tables: readonly WrittenTable[],
): Promise<readonly FolderFile[]> {
  const { folder, auditKeys, anchors } = parts;
  let end: { readonly sequence: number; readonly hash: string } | null = null;
  const links = tables.find(({ table }) => table === 'audit.link');
  const entries = tables.find(({ table }) => table === 'audit.entry');
  if (links === undefined || entries === undefined) throw new Error('the audit was not exported');
  for await (const link of readLines<{ readonly sequence: number; readonly hash: string }>(folder, links.path))
    if (end === null || link.sequence > end.sequence) end = link;
  const statement = composeStatement(auditKeys, {
    tenantId: tx.tenantId,
    exportedAt: tx.now,
    chainEnd: end === null ? null : { sequence: end.sequence, hash: end.hash },
    files: [entries, links].map(({ path, sha256 }) => ({ path, sha256 })),
  });
  const anchored = anchors.map((anchor) => `${JSON.stringify(anchor)}\n`);
  return [
    await writeFolderFile(folder, { path: 'audit/anchors.ndjson', pieces: toBytes(anchored) }),
    await writeFolderFile(folder, { path: 'audit/public-key.pem', pieces: toBytes([auditKeys.anchorPublicKeyPem]) }),
    await writeFolderFile(folder, {
      path: 'audit/statement.json',
      pieces: toBytes([`${JSON.stringify(statement)}\n`]),
    }),
  ];
}

function composeManifest(
  tx: TenantTransaction,
  parts: TenantExport,
  made: {
    readonly tables: readonly WrittenTable[];
    readonly files: number;
    readonly patients: number;
    readonly written: readonly FolderFile[];
  },
): string {
  const exportedAt: Instant = tx.now;
  const manifest = {
    format: 'theriac-tenant-export',
    formatVersion: 1,
    tenantId: tx.tenantId,
    tenant: parts.slug,
    exportedAt,
    patients: made.patients,
    storedFiles: made.files,
    rows: Object.fromEntries(made.tables.map(({ table, rows }) => [table, rows])),
    files: made.written.map(({ path, byteCount, sha256 }) => ({ path, byteCount, sha256 })),
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}
