import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Id } from '../../kernel/ids.ts';
import { canonicalJson, type Json } from '../../kernel/json.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import type { TenantTransaction } from '../transaction/tenant-transaction.ts';
import { httpRefusals } from './http-refusals.ts';

/** The identity of a command: who sent it, under which key, and what it asks. */
export interface CommandKey {
  readonly principalId: Id<'principal'>;
  readonly idempotencyKey: string;
  readonly path: string;
  readonly request: unknown;
}

const table = 'platform.command_answer';

/**
 * Finds the stored answer of a repeated command; null when the command is new.
 * Refuses the same key with another request, and a command that another process is carrying out now.
 */
export async function findCommandAnswer(tx: TenantTransaction, key: CommandKey): Promise<Result<unknown | null>> {
  const lock = createHash('sha256')
    .update(`${tx.tenantId} ${key.principalId} ${key.idempotencyKey}`)
    .digest()
    .readBigInt64BE(0);
  const { rows } = await sql<{
    free: boolean;
  }>`select pg_try_advisory_xact_lock(${String(lock)}::bigint) as free`.execute(tx.database);
  if (rows[0]?.free !== true) return refuse(httpRefusals.commandUnderWay);
  const stored = await tx.database
    .selectFrom(table)
    .select(['request_hash', 'sealed_answer'])
    .where('tenant_id', '=', tx.tenantId)
    .where('principal_id', '=', key.principalId)
    .where('idempotency_key', '=', key.idempotencyKey)
    .executeTakeFirst();
  if (stored === undefined) return ok(null);
  if (!hashOf(key).equals(stored.request_hash)) return refuse(httpRefusals.idempotencyKeyReused);
  if (stored.sealed_answer === null) throw new Error('a stored answer is missing');
  return ok(await tx.sealer.open({ table, rowId: key.idempotencyKey }, stored.sealed_answer));
}

/** Stores the answer of a command in the command's own transaction. */
export async function saveCommandAnswer(tx: TenantTransaction, key: CommandKey, body: unknown): Promise<void> {
  const sealed = await tx.sealer.seal({ table, rowId: key.idempotencyKey }, (body ?? null) as Json);
  await tx.database
    .insertInto(table)
    .values({
      tenant_id: tx.tenantId,
      principal_id: key.principalId,
      idempotency_key: key.idempotencyKey,
      request_hash: hashOf(key),
      status: 200,
      sealed_answer: Buffer.from(sealed),
      answered_at: tx.now,
    })
    .execute();
}

function hashOf(key: CommandKey): Buffer {
  return createHash('sha256')
    .update(canonicalJson({ path: key.path, request: key.request as Json }))
    .digest();
}
