import { createHash } from 'node:crypto';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestAudit, type TestAudit, type TestWriter } from '../../../test/support/test-audit.ts';
import type { TenantId } from '../../kernel/ids.ts';

const length = 12;
let audit: TestAudit;
let writer: TestWriter;

beforeAll(async () => {
  audit = await openTestAudit();
  writer = audit.openWriter();
});
afterAll(() => audit.close());

/** Writes, chains and anchors twelve entries of a new tenant. */
async function writeChain(): Promise<TenantId> {
  const tenantId = audit.nextTenant();
  for (let count = 0; count < length; count += 1) await writer.write(tenantId);
  await audit.chain();
  await audit.anchor(tenantId);
  return tenantId;
}

/** Does as a superuser does who has the database but no key: no policy, trigger or constraint stops this. */
async function tamper(work: (client: pg.PoolClient) => Promise<unknown>): Promise<void> {
  const client = await audit.database.owner.connect();
  try {
    await client.query('begin; set local session_replication_role = replica');
    await work(client);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
}

/** Finds the entry at a place of the chain. */
async function entryAt(tenantId: TenantId, sequence: number): Promise<string> {
  const { rows } = await audit.database.owner.query<{ entry_id: string }>(
    'select entry_id from audit.link where tenant_id = $1 and sequence = $2',
    [tenantId, sequence],
  );
  return rows[0]?.entry_id ?? 'none';
}

/** Computes the chain anew from a place on, as well as one can without the key. */
async function rehash(client: pg.PoolClient, tenantId: TenantId, from: number): Promise<void> {
  const { rows } = await client.query<{ sequence: number; hash: Buffer; entry_id: string; mac: Buffer }>(
    `select l.sequence, l.hash, l.entry_id, e.mac from audit.link l join audit.entry e using (tenant_id, entry_id)
     where tenant_id = $1 and sequence >= $2 order by sequence`,
    [tenantId, from - 1],
  );
  let previous = rows[0]?.hash ?? Buffer.alloc(32);
  for (const row of rows.slice(1)) {
    const hash = createHash('sha256')
      .update(previous)
      .update(row.mac)
      .update(`${row.sequence}/${row.entry_id}`)
      .digest();
    await client.query('update audit.link set previous_hash = $3, hash = $4 where tenant_id = $1 and sequence = $2', [
      tenantId,
      row.sequence,
      previous,
      hash,
    ]);
    previous = hash;
  }
}

async function renumber(client: pg.PoolClient, tenantId: TenantId, after: number, by: number): Promise<void> {
  await client.query('update audit.link set sequence = sequence + 1000 where tenant_id = $1 and sequence > $2', [
    tenantId,
    after,
  ]);
  await client.query('update audit.link set sequence = sequence - 1000 + $2 where tenant_id = $1 and sequence > 1000', [
    tenantId,
    by,
  ]);
}

test('an untouched audit is whole', async () => {
  const tenantId = await writeChain();
  expect(await audit.verify(tenantId)).toEqual({
    tenantId,
    firstBreak: null,
    verifiedLinks: length,
    anchors: 1,
    unchainedEntries: 0,
    unexplainedNumbers: 0,
  });
});

describe('the seven tampers of someone with the whole database and no key', () => {
  test('1. an edited entry is named', async () => {
    const tenantId = await writeChain();
    const entryId = await entryAt(tenantId, 5);
    await tamper((client) =>
      client.query(`update audit.entry set outcome = 'failed' where tenant_id = $1 and entry_id = $2`, [
        tenantId,
        entryId,
      ]),
    );
    expect((await audit.verify(tenantId)).firstBreak).toEqual({ reason: 'entry-altered', sequence: 5, entryId });
  });

  test('2. an edited entry is named although its MAC and the chain were computed anew', async () => {
    const tenantId = await writeChain();
    const entryId = await entryAt(tenantId, 5);
    await tamper(async (client) => {
      await client.query(
        `update audit.entry e set patient_ids = '{}', mac = sha256(convert_to(row_to_json(e)::text, 'utf8')) where tenant_id = $1 and entry_id = $2`,
        [tenantId, entryId],
      );
      await rehash(client, tenantId, 5);
    });
    expect((await audit.verify(tenantId)).firstBreak).toEqual({ reason: 'entry-altered', sequence: 5, entryId });
  });

  test('3. a deleted entry is named', async () => {
    const tenantId = await writeChain();
    const entryId = await entryAt(tenantId, 7);
    await tamper((client) =>
      client.query('delete from audit.entry where tenant_id = $1 and entry_id = $2', [tenantId, entryId]),
    );
    expect((await audit.verify(tenantId)).firstBreak).toEqual({ reason: 'entry-deleted', sequence: 7, entryId });
  });

  test('4. a deletion shows where the chain was renumbered and computed anew', async () => {
    const tenantId = await writeChain();
    const [deleted, next] = [await entryAt(tenantId, 7), await entryAt(tenantId, 8)];
    await tamper(async (client) => {
      await client.query('delete from audit.entry where tenant_id = $1 and entry_id = $2', [tenantId, deleted]);
      await client.query('delete from audit.link where tenant_id = $1 and sequence = 7', [tenantId]);
      await renumber(client, tenantId, 7, -1);
      await rehash(client, tenantId, 7);
    });
    expect((await audit.verify(tenantId)).firstBreak).toEqual({ reason: 'link-altered', sequence: 7, entryId: next });
  });

  test('5. an inserted entry is named, in the chain or beside it', async () => {
    const tenantId = await writeChain();
    const forged = '0190a000-0000-7000-8000-00000000f0f0';
    const columns = (
      await audit.database.owner.query<{ list: string }>(
        `select string_agg(column_name, ', ') as list from information_schema.columns where table_schema = 'audit' and table_name = 'entry' and column_name not in ('entry_id', 'writer_sequence')`,
      )
    ).rows[0]?.list;
    await tamper((client) =>
      client.query(
        `insert into audit.entry (entry_id, writer_sequence, ${columns}) select $2, 9999, ${columns} from audit.entry where tenant_id = $1 limit 1`,
        [tenantId, forged],
      ),
    );
    expect((await audit.verify(tenantId)).firstBreak).toEqual({ reason: 'entry-altered', entryId: forged });
    await tamper(async (client) => {
      await renumber(client, tenantId, 4, 1);
      await client.query(
        `insert into audit.link (tenant_id, sequence, entry_id, previous_hash, hash, horizon)
         select tenant_id, 5, $2, hash, hash, horizon from audit.link where tenant_id = $1 and sequence = 4`,
        [tenantId, forged],
      );
      await rehash(client, tenantId, 5);
    });
    expect((await audit.verify(tenantId)).firstBreak).toEqual({
      reason: 'entry-altered',
      sequence: 5,
      entryId: forged,
    });
  });

  test('6. exchanged entries show at the first of the two places, with or without computing anew', async () => {
    const tenantId = await writeChain();
    const moved = await entryAt(tenantId, 6);
    await tamper(async (client) => {
      for (const [from, to] of [
        [3, 0],
        [6, 3],
        [0, 6],
      ]) {
        await client.query('update audit.link set sequence = $3 where tenant_id = $1 and sequence = $2', [
          tenantId,
          from,
          to,
        ]);
      }
    });
    expect((await audit.verify(tenantId)).firstBreak).toEqual({ reason: 'link-altered', sequence: 3, entryId: moved });
    await tamper((client) => rehash(client, tenantId, 3));
    expect((await audit.verify(tenantId)).firstBreak).toEqual({ reason: 'link-altered', sequence: 3, entryId: moved });
  });

  test('7. a cut tail shows by the anchors', async () => {
    const tenantId = await writeChain();
    await tamper(async (client) => {
      await client.query(
        'delete from audit.entry e using audit.link l where l.tenant_id = $1 and l.sequence > 9 and e.tenant_id = l.tenant_id and e.entry_id = l.entry_id',
        [tenantId],
      );
      await client.query('delete from audit.link where tenant_id = $1 and sequence > 9', [tenantId]);
    });
    expect((await audit.verify(tenantId)).firstBreak).toEqual({ reason: 'tail-deleted', sequence: 10 });
  });
});

describe('beyond the seven', () => {
  test('a cut tail over which the chain has grown again shows at the anchored place', async () => {
    const tenantId = await writeChain();
    await tamper(async (client) => {
      await client.query(
        'delete from audit.entry e using audit.link l where l.tenant_id = $1 and l.sequence > 9 and e.tenant_id = l.tenant_id and e.entry_id = l.entry_id',
        [tenantId],
      );
      await client.query('delete from audit.link where tenant_id = $1 and sequence > 9', [tenantId]);
    });
    for (let count = 0; count < 5; count += 1) await writer.write(tenantId);
    await audit.chain();
    const { firstBreak } = await audit.verify(tenantId);
    expect(firstBreak).toMatchObject({ reason: 'anchor-mismatch', sequence: 12 });
  });

  test('an entry deleted before it was chained is named by its writer’s count', async () => {
    const tenantId = audit.nextTenant();
    await writer.write(tenantId);
    await writer.settle();
    for (let count = 0; count < 4; count += 1) await writer.write(tenantId);
    await tamper((client) =>
      client.query('delete from audit.entry where tenant_id = $1 and writer_sequence = 4', [tenantId]),
    );
    await writer.settle();
    await audit.chain();
    const missing = { writerId: writer.writer.writerId, writerSequence: 4 };
    expect((await audit.verify(tenantId)).firstBreak).toEqual({ reason: 'entry-deleted', missing });
  });

  test('an entry that a crash of the server took along is not held for deleted', async () => {
    const tenantId = audit.nextTenant();
    await writer.write(tenantId);
    await writer.settle();
    for (let count = 0; count < 4; count += 1) await writer.write(tenantId);
    await tamper(async (client) => {
      await client.query('delete from audit.entry where tenant_id = $1 and writer_sequence = 4', [tenantId]);
      await client.query('truncate audit.server_life');
    });
    await writer.settle();
    await audit.chain();
    expect(await audit.verify(tenantId)).toMatchObject({ firstBreak: null, unexplainedNumbers: 0 });
  });

  test('an entry of one tenant does not count in another', async () => {
    const [from, to] = [await writeChain(), audit.nextTenant()];
    await tamper((client) => client.query('update audit.entry set tenant_id = $2 where tenant_id = $1', [from, to]));
    expect((await audit.verify(to)).firstBreak).toMatchObject({ reason: 'entry-altered' });
    expect((await audit.verify(from)).firstBreak).toMatchObject({ reason: 'entry-deleted', sequence: 1 });
  });

  test('the application role can neither change nor remove entries, and the owner is stopped by the trigger', async () => {
    const { app, owner } = audit.database;
    for (const statement of [
      'update audit.entry set reason = null',
      'delete from audit.link',
      'truncate audit.entry',
    ]) {
      await expect(app.query(statement)).rejects.toThrow('permission denied');
    }
    await expect(owner.query(`update audit.entry set outcome = 'done'`)).rejects.toThrow('append-only');
    await expect(owner.query('truncate audit.link')).rejects.toThrow('append-only');
  });
});
