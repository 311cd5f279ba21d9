import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { type Anchor, isAnchorSignedBy } from '../../platform/audit/anchor.ts';
import { type FolderFile, measureFolderFile, readLines } from '../../platform/export/export-folder.ts';
import { isStatementGenuine, type SignedStatement } from './export-statement.ts';

/** What the verification of an export found. */
export interface ExportVerification {
  readonly files: number;
  readonly links: number;
  readonly anchors: number;
  /** What is wrong, each in a sentence; nothing when the export is whole. */
  readonly problems: readonly string[];
}

interface Manifest {
  readonly files: readonly FolderFile[];
}

interface ExportedLink {
  readonly sequence: number;
  readonly previous_hash: string;
  readonly hash: string;
}

/**
 * Verifies an export with nothing but its folder and the public key of the installation that made it: every file against the manifest,
 * the chain of the audit link by link against the signed anchors, and its end against the signed statement.
 */
export async function verifyExport(folder: string, publicKeyPem: string | null): Promise<ExportVerification> {
  const manifest = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')) as Manifest;
  const problems = await compareFiles(folder, manifest);
  if (problems.length > 0) return { files: manifest.files.length, links: 0, anchors: 0, problems };
  const key = publicKeyPem ?? (await readFile(join(folder, 'audit/public-key.pem'), 'utf8'));
  const audit = await verifyChain(folder, { key, manifest });
  return { files: manifest.files.length, ...audit };
}

async function compareFiles(folder: string, manifest: Manifest): Promise<readonly string[]> {
  const problems: string[] = [];
  const present = (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
  const listed = new Set(['manifest.json', ...manifest.files.map(({ path }) => path)]);
  for (const path of present) if (!listed.has(path)) problems.push(`${path} is not in the manifest`);
  const there = new Set(present);
  for (const { path, sha256, byteCount } of manifest.files) {
    if (!there.has(path)) problems.push(`${path} is missing`);
    else {
      const measured = await measureFolderFile(folder, path);
      if (measured.sha256 !== sha256 || measured.byteCount !== byteCount) problems.push(`${path} was altered`);
    }
  }
  return problems;
}

async function verifyChain(
  folder: string,
  against: { readonly key: string; readonly manifest: Manifest },
): Promise<Omit<ExportVerification, 'files'>> {
  const { key, manifest } = against;
  const problems: string[] = [];
  const signed = JSON.parse(await readFile(join(folder, 'audit/statement.json'), 'utf8')) as SignedStatement;
  if (!isStatementGenuine(key, signed)) problems.push('the statement on the audit was not signed by this installation');
  for (const { path, sha256 } of signed.statement.files)
    if (manifest.files.find((file) => file.path === path)?.sha256 !== sha256)
      problems.push(`${path} is not the one of the statement`);
  const anchors = new Map<number, Anchor[]>();
  let anchorCount = 0;
  for await (const anchor of readLines<Anchor>(folder, 'audit/anchors.ndjson')) {
    anchorCount += 1;
    if (!isAnchorSignedBy(key, anchor))
      problems.push(`the anchor at ${anchor.sequence} was not signed by this installation`);
    anchors.set(anchor.sequence, [...(anchors.get(anchor.sequence) ?? []), anchor]);
  }
  let end: ExportedLink | null = null;
  for await (const link of readLines<ExportedLink>(folder, 'tables/audit.link.ndjson')) {
    const before: ExportedLink | null = end;
    if (link.sequence !== (before?.sequence ?? 0) + 1)
      problems.push(`the chain has no link ${(before?.sequence ?? 0) + 1}`);
    if (before !== null && link.previous_hash !== before.hash)
      problems.push(`link ${link.sequence} does not follow the one before`);
    const hash = Buffer.from(link.hash, 'base64').toString('hex');
    if (anchors.get(link.sequence)?.some((anchor) => anchor.hash !== hash) === true)
      problems.push(`link ${link.sequence} is not the one that was anchored`);
    end = link;
  }
  const stated = signed.statement.chainEnd;
  if ((stated?.sequence ?? 0) !== (end?.sequence ?? 0) || (stated !== null && stated.hash !== end?.hash))
    problems.push('the chain does not end where the statement says');
  return { links: end?.sequence ?? 0, anchors: anchorCount, problems };
}
