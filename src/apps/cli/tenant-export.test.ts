import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type FillScene, openFillScene } from '../../../test/support/fill-scene.ts';
import { testPassword } from '../../../test/support/test-platform.ts';
import { storeDocument } from '../../modules/documents/index.ts';
import { makeUpPerson, registerPatient } from '../../modules/patients/index.ts';
import { installDemoReference } from '../../modules/reference/index.ts';
import { getTherapySummary } from '../../modules/therapies/index.ts';
import { createAnchoring } from '../../platform/audit/anchor-chains.ts';
import { openAnchorFiles } from '../../platform/audit/anchor-files.ts';
import { chainEntries } from '../../platform/audit/chainer.ts';
import { exportTenant, type TenantExportReport } from './tenant-export.ts';
import { verifyExport } from './verify-export.ts';

const root = mkdtempSync(join(tmpdir(), 'theriac-export-'));
const folder = join(root, 'harborview');
let scene: FillScene;
let report: TenantExportReport;
const manyRows = 2_345;
const document = new TextEncoder().encode('A letter of the clinic.');

beforeAll(async () => {
  scene = await openFillScene();
  const { platform } = scene;
  const journey = await scene.addReadyTherapy();
  await platform.transact(async (tx) => {
    const summary = await getTherapySummary(tx, journey.therapyId);
    if (summary === null) throw new Error('the therapy of the scene is missing');
    const { patientId, therapyId } = summary;
    await storeDocument(tx, {
      ...{ kind: 'letter', subjectKind: 'patient', subjectId: patientId, patientId, therapyId, title: 'Letter' },
      ...{ bytes: document, mediaType: 'text/plain' },
    } as Parameters<typeof storeDocument>[1]);
  });
  await platform.transact(
    async (tx) => {
      await installDemoReference(tx);
      await registerPatient(tx, makeUpPerson(990, { familyName: 'Otherhouse' }));
    },
    { tenantId: platform.otherTenantId },
  );
  // More rows than are read at once, under a key of two columns.
  await platform.database.owner.query(`insert into portability.export_limit
    select ${platform.tenantId}, date '2000-01-01' + day, 1, 'test' from generate_series(1, ${manyRows}) as day`);
  report = await runExport(folder);
}, 120_000);
afterAll(async () => {
  await scene.platform.close();
  rmSync(root, { recursive: true, force: true });
});

async function runExport(to: string): Promise<TenantExportReport> {
  const { platform } = scene;
  return exportTenant({
    transactor: platform.transactor,
    auditKeys: platform.auditKeys,
    anchors: [],
    tenantId: platform.tenantId,
    slug: 'first',
    folder: to,
  });
}

function linesOf(path: string): readonly Record<string, unknown>[] {
  const text = readFileSync(join(folder, path), 'utf8');
  return text.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as Record<string, unknown>]));
}

describe('the export of a health system', { timeout: 120_000 }, () => {
  test('holds every table of the catalog in which rows belong to a health system, with as many rows as the database', async () => {
    const { rows } = await scene.platform.database.owner.query<{ name: string }>(`
      select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p') and n.nspname !~ '^pg_|information_schema|public' and c.oid::regclass::text <> 'platform.migration'
      order by 1`);
    expect(report.tables.map(({ table }) => table).toSorted()).toEqual(rows.map(({ name }) => name).toSorted());
    expect(report.disagreements).toEqual([]);
    for (const { table, rows: written } of report.tables)
      expect([table, linesOf(`tables/${table}.ndjson`).length]).toEqual([table, written]);
    const days = linesOf('tables/portability.export_limit.ndjson').map((row) => row['valid_from']);
    expect(new Set(days).size).toBe(manyRows);
    const patients = report.tables.find(({ table }) => table === 'patients.patient');
    expect(patients?.rows).toBe(1);
  });

  test('holds no row of another health system, in any table, nor a word of it', () => {
    const own = scene.platform.tenantId;
    for (const { table } of report.tables)
      expect([table, linesOf(`tables/${table}.ndjson`).filter((row) => row['tenant_id'] !== own)]).toEqual([table, []]);
    for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('json'),
    ))
      expect([path, readFileSync(join(folder, path), 'utf8').includes('Otherhouse')]).toEqual([path, false]);
  });

  test('opens what is sealed, and withholds what proves a person, which the schema says with the reason', () => {
    expect(linesOf('tables/patients.demographics.ndjson')[0]?.['sealed_demographics']).toMatchObject({
      familyName: expect.any(String),
      birthDate: expect.stringMatching(/^\d{4}-/),
    });
    const opened = report.tables.flatMap(({ table }) =>
      linesOf(`tables/${table}.ndjson`).flatMap((row) =>
        Object.entries(row).filter(([name, value]) => name.startsWith('sealed_') && value !== null),
      ),
    );
    expect(opened.length).toBeGreaterThan(10);
    const staff = linesOf('tables/identity.staff.ndjson');
    expect(staff.length).toBeGreaterThan(3);
    expect(staff.filter((row) => row['password_hash'] !== null)).toEqual([]);
    expect(linesOf('tables/identity.totp_factor.ndjson').filter((row) => row['sealed_secret'] !== null)).toEqual([]);
    expect(JSON.stringify(staff)).not.toContain(testPassword);
    const schema = JSON.parse(readFileSync(join(folder, 'schema.json'), 'utf8'));
    const described = schema.tables.find(({ name }: { readonly name: string }) => name === 'identity.staff');
    expect(described.columns).toContainEqual(
      expect.objectContaining({ name: 'password_hash', treatment: { kind: 'withheld', reason: 'proves a person' } }),
    );
  });

  test('holds every stored file byte by byte, and a FHIR bundle for each patient', () => {
    const stored = linesOf('tables/documents.document.ndjson')[0]?.['file_id'];
    expect(readFileSync(join(folder, `files/${String(stored)}`))).toEqual(Buffer.from(document));
    const [patient] = linesOf('tables/patients.patient.ndjson');
    const bundle = JSON.parse(readFileSync(join(folder, `fhir/${String(patient?.['patient_id'])}.json`), 'utf8'));
    expect(bundle).toMatchObject({ resourceType: 'Bundle', type: 'collection' });
    expect(report).toMatchObject({ patients: 1, files: 1 });
  });

  test('is a fact of the audit that the export itself holds', () => {
    const entries = linesOf('tables/audit.entry.ndjson');
    expect(entries.filter((entry) => entry['action'] === 'portability.export-tenant')).toHaveLength(1);
  });

  test('begins anew where an earlier one broke off', async () => {
    const again = join(root, 'again');
    writeFileSync(`${again}.unfinished`, 'left over');
    await runExport(again);
    expect((await verifyExport(again, null)).problems).toEqual([]);
    expect(readdirSync(root)).not.toContain('again.unfinished');
  });
});

describe('the verification of an export needs nothing but its folder and the public key, and', {
  timeout: 120_000,
}, () => {
  test('finds a whole one whole, its audit held against anchors from outside the database', async () => {
    const { platform } = scene;
    const sink = openAnchorFiles(join(root, 'anchors'));
    const audit = { pool: platform.keyPool, keys: platform.auditKeys, clock: platform.clock };
    await chainEntries(audit);
    await createAnchoring({ ...audit, sinks: [sink] })();
    const anchored = join(root, 'anchored');
    await exportTenant({
      transactor: platform.transactor,
      auditKeys: platform.auditKeys,
      anchors: await sink.list(platform.tenantId),
      tenantId: platform.tenantId,
      slug: 'first',
      folder: anchored,
    });
    const found = await verifyExport(anchored, platform.auditKeys.anchorPublicKeyPem);
    expect(found.problems).toEqual([]);
    expect(found.links).toBeGreaterThan(1);
    expect(found.anchors).toBeGreaterThan(0);
  });

  test('names a file that was altered, one that is gone and one that was added', async () => {
    const spoiled = join(root, 'spoiled');
    await runExport(spoiled);
    appendFileSync(join(spoiled, 'tables/patients.patient.ndjson'), '{}\n');
    rmSync(join(spoiled, 'schema.json'));
    writeFileSync(join(spoiled, 'tables/extra.ndjson'), '');
    expect((await verifyExport(spoiled, null)).problems.toSorted()).toEqual([
      'schema.json is missing',
      'tables/extra.ndjson is not in the manifest',
      'tables/patients.patient.ndjson was altered',
    ]);
  });

  test('does not believe a manifest that was written anew over another audit', async () => {
    const forged = join(root, 'forged');
    await runExport(forged);
    const path = join(forged, 'tables/audit.entry.ndjson');
    writeFileSync(path, readFileSync(path, 'utf8').replace('portability.export-tenant', 'portability.nothing-at-all'));
    const manifestPath = join(forged, 'manifest.json');
    const manifest = JSON.parse(readFileSync(manifestPath, 'utf8'));
    const { measureFolderFile } = await import('../../platform/export/export-folder.ts');
    const measured = await measureFolderFile(forged, 'tables/audit.entry.ndjson');
    manifest.files = manifest.files.map((file: { readonly path: string }) =>
      file.path === measured.path ? measured : file,
    );
    writeFileSync(manifestPath, JSON.stringify(manifest));
    expect((await verifyExport(forged, null)).problems).toEqual([
      'tables/audit.entry.ndjson is not the one of the statement',
    ]);
  });
});
