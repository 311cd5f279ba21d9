import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  openTestAudit,
  patientId,
  readNote,
  scopeOf,
  system,
  type TestAudit,
  type TestWriter,
} from '../../../test/support/test-audit.ts';
import type { TenantId } from '../../kernel/ids.ts';
import { withTenantClient } from '../crypto/tenant-client.ts';
import { silentLog } from '../log/log.ts';
import { AuditUnavailable, createReadAuditor, type ReadAuditor } from './read-auditor.ts';
import { openSpillFolder, type SpillFolder } from './spill-folder.ts';
import { takeInSpilledEntries } from './spill-intake.ts';

let audit: TestAudit;
let writer: TestWriter;
let spill: SpillFolder;
let spillPath = '';

beforeAll(async () => {
  audit = await openTestAudit();
  writer = audit.openWriter();
  spillPath = join(audit.folder, 'spill');
  spill = await openSpillFolder({ folder: spillPath, key: audit.keys.spillKey, clock: audit.clock });
});
afterAll(() => audit.close());

function openReadAuditor(patienceMilliseconds = 5000): ReadAuditor {
  return createReadAuditor({
    pool: audit.database.app,
    writer: writer.writer,
    spill,
    log: silentLog,
    patienceMilliseconds,
  });
}

async function countEntries(tenantId: TenantId): Promise<{ readonly entries: number; readonly transactions: number }> {
  const { rows } = await audit.database.owner.query<{ entries: number; transactions: number }>(
    'select count(*) as entries, count(distinct transaction_id) as transactions from audit.entry where tenant_id = $1',
    [tenantId],
  );
  return rows[0] ?? { entries: 0, transactions: 0 };
}

/** Runs work while the database refuses every new audit entry. */
async function whileRefused(work: () => Promise<void>): Promise<void> {
  const { owner } = audit.database;
  await owner.query(
    'revoke insert on audit.entry from theriac_app; revoke execute on function audit.append_entries(json) from theriac_app',
  );
  try {
    await work();
  } finally {
    await owner.query(
      'grant insert on audit.entry to theriac_app; grant execute on function audit.append_entries(json) to theriac_app',
    );
  }
}

describe('an entry of a write', () => {
  test('says who did what with whose data, when, and how it ended', async () => {
    const tenantId = audit.nextTenant();
    await writer.transactor.transact({ tenantId, actor: system }, (tx) =>
      tx.audit({
        action: 'dispensing.verify-fill',
        outcome: 'done',
        patientIds: [patientId, patientId],
        object: { kind: 'fill', id: 'f1' },
        facts: { b: 1, a: 2 },
      }),
    );
    const { rows } = await audit.database.owner.query('select * from audit.entry where tenant_id = $1', [tenantId]);
    expect(rows[0]).toMatchObject({
      kind: 'write',
      action: 'dispensing.verify-fill',
      actor_kind: 'system',
      actor_id: 'test',
      object_kind: 'fill',
      object_id: 'f1',
      patient_ids: [patientId],
      subject_count: 1,
      outcome: 'done',
      occurred_at: audit.clock.now(),
    });
  });

  test('is gone with its transaction when that is rolled back, and its number is explained', async () => {
    const tenantId = audit.nextTenant();
    await writer.write(tenantId);
    await writer.writeInVain(tenantId);
    await writer.write(tenantId);
    await writer.settle();
    await audit.chain();
    expect(await audit.verify(tenantId)).toMatchObject({ firstBreak: null, verifiedLinks: 3, unexplainedNumbers: 0 });
    const { rows } = await audit.database.owner.query(
      `select facts from audit.entry where tenant_id = $1 and kind = 'settlement'`,
      [tenantId],
    );
    expect(rows).toEqual([{ facts: { through: 3, void: [2] } }]);
  });

  test('that cannot be inserted lets nothing be written', async () => {
    const tenantId = audit.nextTenant();
    await whileRefused(async () => {
      await expect(writer.write(tenantId)).rejects.toThrow('permission denied');
    });
    await writer.write(tenantId);
    await writer.settle();
    await audit.chain();
    expect(await audit.verify(tenantId)).toMatchObject({ firstBreak: null, unexplainedNumbers: 0 });
  });

  test('holds any text as it was signed, even broken Unicode', async () => {
    const tenantId = audit.nextTenant();
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'binary' }),
        fc.stringMatching(/^[\ud800-\udfff\0]{0,3}$/),
        async (text, odd) => {
          await openReadAuditor().record(
            { ...scopeOf(audit, tenantId), requestId: odd },
            { ...readNote, reason: text, object: { kind: odd, id: text }, facts: { z: [1.5, null, 'x'], a: 'b' } },
          );
        },
      ),
      { numRuns: 30 },
    );
    await audit.chain();
    expect(await audit.verify(tenantId)).toMatchObject({ firstBreak: null, verifiedLinks: 30 });
  });

  test('of a killed process leaves gaps that are told apart from deletions', async () => {
    const tenantId = audit.nextTenant();
    const killed = audit.openWriter();
    await killed.write(tenantId);
    await killed.writeInVain(tenantId);
    await killed.write(tenantId);
    await audit.chain();
    expect(await audit.verify(tenantId)).toMatchObject({ firstBreak: null, unexplainedNumbers: 1 });
  });

  test('a settlement waits for a transaction that is still open', async () => {
    const tenantId = audit.nextTenant();
    await writer.transactor.transact({ tenantId, actor: system }, async (tx) => {
      await tx.audit(readNote);
      await writer.write(tenantId);
      await writer.settle();
    });
    await writer.settle();
    const { rows } = await audit.database.owner.query(
      `select facts from audit.entry where tenant_id = $1 and kind = 'settlement'`,
      [tenantId],
    );
    expect(rows).toEqual([{ facts: { through: 2, void: [] } }]);
    await writer.settle();
    expect((await countEntries(tenantId)).entries).toBe(3);
  });
});

describe('entries of reads', () => {
  test('are committed before the answer leaves, many in one transaction', async () => {
    const tenantId = audit.nextTenant();
    const auditor = openReadAuditor();
    await Promise.all(Array.from({ length: 300 }, () => auditor.record(scopeOf(audit, tenantId), readNote)));
    const counted = await countEntries(tenantId);
    expect(counted.entries).toBe(300);
    expect(counted.transactions).toBeLessThan(10);
  });

  test('go sealed to the spill folder when the database refuses them, and into the database later', async () => {
    const tenantId = audit.nextTenant();
    const auditor = openReadAuditor();
    await whileRefused(async () => {
      await Promise.all(Array.from({ length: 20 }, () => auditor.record(scopeOf(audit, tenantId), readNote)));
      await writer.settle().catch(() => undefined);
    });
    const [name = ''] = await spill.list();
    expect((await readFile(join(spillPath, name))).toString('latin1')).not.toContain(patientId);
    expect(await takeInSpilledEntries({ pool: audit.database.app, spill, log: silentLog })).toBe(20);
    expect(await spill.list()).toEqual([]);
    await writer.settle();
    await audit.chain();
    expect(await audit.verify(tenantId)).toMatchObject({ firstBreak: null, verifiedLinks: 21, unexplainedNumbers: 0 });
  });

  test('go to the spill folder when the database hangs, and stand once in the end', async () => {
    const tenantId = audit.nextTenant();
    const blocker = await audit.database.owner.connect();
    await blocker.query('begin; lock table audit.entry in access exclusive mode');
    await openReadAuditor(50).record(scopeOf(audit, tenantId), readNote);
    await blocker.query('rollback');
    blocker.release();
    await takeInSpilledEntries({ pool: audit.database.app, spill, log: silentLog });
    await writer.write(tenantId);
    expect((await countEntries(tenantId)).entries).toBe(2);
  });

  test('are refused when neither the database nor the folder takes them', async () => {
    const tenantId = audit.nextTenant();
    await rename(spillPath, `${spillPath}-away`);
    await whileRefused(async () => {
      await expect(openReadAuditor().record(scopeOf(audit, tenantId), readNote)).rejects.toThrow(AuditUnavailable);
    });
    await rename(`${spillPath}-away`, spillPath);
  });

  test('an altered spill file is set aside and the others come in', async () => {
    const tenantId = audit.nextTenant();
    const auditor = openReadAuditor();
    await whileRefused(async () => {
      for (let count = 0; count < 2; count += 1) {
        await auditor.record(scopeOf(audit, tenantId), readNote);
        audit.clock.advance(1);
      }
    });
    const [altered = ''] = await spill.list();
    const path = join(spillPath, altered);
    const bytes = await readFile(path);
    bytes.writeUInt8(bytes.readUInt8(40) ^ 1, 40);
    await writeFile(path, bytes);
    expect(await takeInSpilledEntries({ pool: audit.database.app, spill, log: silentLog })).toBe(1);
    expect(await readdir(spillPath)).toEqual([`${altered}.refused`]);
    await rm(`${path}.refused`);
  });
});

describe('the chain', () => {
  test('takes in a transaction that commits late, after later ones were chained', async () => {
    const tenantId = audit.nextTenant();
    await writer.transactor.transact({ tenantId, actor: system }, async (tx) => {
      await tx.audit(readNote);
      for (let count = 0; count < 3; count += 1) {
        await writer.write(tenantId);
        await audit.chain();
      }
    });
    expect(await audit.verify(tenantId)).toMatchObject({ verifiedLinks: 3, unchainedEntries: 1 });
    await audit.chain();
    expect(await audit.verify(tenantId)).toMatchObject({ firstBreak: null, verifiedLinks: 4, unchainedEntries: 0 });
  });

  test('stays one chain however many chainers and writers work at once', async () => {
    const tenantId = audit.nextTenant();
    const others = [writer, audit.openWriter()];
    let writing = true;
    const chainers = Array.from({ length: 3 }, async () => {
      while (writing) await audit.chain();
    });
    const writes = Array.from({ length: 120 }, (_, index) => {
      const one = others[index % 2] ?? writer;
      return index % 5 === 0 ? one.writeInVain(tenantId) : one.write(tenantId);
    });
    await Promise.all(writes);
    writing = false;
    await Promise.all(chainers);
    for (const one of others) await one.settle();
    await audit.chain();
    expect(await audit.verify(tenantId)).toMatchObject({
      firstBreak: null,
      verifiedLinks: 98,
      unexplainedNumbers: 0,
      unchainedEntries: 0,
    });
  });

  test('goes on after a dump was restored on a server that counts its transactions anew', async () => {
    const tenantId = audit.nextTenant();
    await writer.write(tenantId);
    await audit.chain();
    await audit.database.owner.query(
      `begin; set local session_replication_role = replica; update audit.link set horizon = '9000000000' where tenant_id = ${tenantId}; commit`,
    );
    await writer.write(tenantId);
    await audit.chain();
    await writer.write(tenantId);
    await audit.chain();
    expect(await audit.verify(tenantId)).toMatchObject({ firstBreak: null, verifiedLinks: 3, unchainedEntries: 0 });
  });

  test('makes the entries of a patient easy to find', async () => {
    const tenantId = audit.nextTenant();
    await writer.write(tenantId);
    await audit.chain();
    const found = await withTenantClient(audit.database.app, tenantId, (client) =>
      client.query('select entry_id from audit.patient_entry where patient_id = $1', [patientId]),
    );
    expect(found.rows).toHaveLength(1);
  });

  test('a torn last line of an anchor file is no anchor', async () => {
    const tenantId = audit.nextTenant();
    await writer.write(tenantId);
    await audit.chain();
    await audit.anchor(tenantId);
    const file = join(audit.folder, 'anchors', String(tenantId), '2026-01.jsonl');
    await writeFile(file, '{"tenantId":', { flag: 'a' });
    expect(await audit.verify(tenantId)).toMatchObject({ firstBreak: null, anchors: 1 });
  });

  test('a forged anchor is told apart from a broken chain', async () => {
    const tenantId = audit.nextTenant();
    await writer.write(tenantId);
    await audit.chain();
    const anchor = await audit.anchor(tenantId);
    const file = join(audit.folder, 'anchors', String(tenantId), '2026-01.jsonl');
    await writeFile(file, `${JSON.stringify({ ...anchor, sequence: 5 })}\n`);
    expect((await audit.verify(tenantId)).firstBreak).toEqual({ reason: 'anchor-altered', sequence: 2 });
  });
});
