import { CompiledQuery, type QueryResult } from 'kysely';
import type { TenantId, Uuid } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { Clock } from '../clock/clock.ts';
import { newId } from '../clock/new-id.ts';
import type { Actor } from '../transaction/actor.ts';
import { type AuditKind, type AuditNote, type AuditScope, canonicalEntryText, composeEntry } from './audit-entry.ts';
import type { AuditKeys } from './audit-keys.ts';
import { insertEntry, type RunStatement, type SignedEntry } from './entry-store.ts';
import { WriterLedger } from './writer-ledger.ts';

/** What the audit needs of a tenant transaction. */
interface AuditTransaction {
  readonly tenantId: TenantId;
  readonly actor: Actor;
  readonly now: Instant;
  readonly requestId?: string;
  readonly database: { executeQuery<Row>(query: CompiledQuery<Row>): Promise<QueryResult<Row>> };
}

/** The one pen of a process: it numbers and signs every entry that the process writes. */
export interface AuditWriter {
  readonly writerId: Uuid;
  readonly ledger: WriterLedger;
  /**
   * Inserts an entry in the caller's own transaction, so that the deed and its entry are committed together or not at all. Throws at
   * once what cannot be signed; the promise ends when the entry is inserted.
   */
  append(tx: AuditTransaction, note: AuditNote): Promise<void>;
  /** Numbers and signs an entry that is to be inserted by somebody else, who must mark in the ledger what became of it. */
  sign(scope: AuditScope, note: AuditNote & { readonly kind: AuditKind }): SignedEntry;
}

/** Creates the audit writer of a process. */
export function createAuditWriter(parts: { readonly keys: AuditKeys; readonly clock: Clock }): AuditWriter {
  const writerId = newId<'audit-writer'>(parts.clock.now());
  const ledger = new WriterLedger();

  function sign(scope: AuditScope, note: AuditNote & { readonly kind: AuditKind }): SignedEntry {
    const entryId = newId(scope.at);
    const writerSequence = ledger.take(scope.tenantId, { entryId, isSettlement: note.kind === 'settlement' });
    try {
      const values = composeEntry(scope, note, { entryId, writerId, writerSequence });
      const mac = parts.keys.entryHash(scope.tenantId).ofText(canonicalEntryText(values));
      return { values, mac: Buffer.from(mac, 'latin1') };
    } catch (error) {
      ledger.mark(scope.tenantId, writerSequence, { kind: 'void' });
      throw error;
    }
  }

  return {
    writerId,
    ledger,
    sign,
    append: (tx, note) => {
      const { requestId } = tx;
      const scope = {
        tenantId: tx.tenantId,
        actor: tx.actor,
        at: tx.now,
        ...(requestId === undefined ? {} : { requestId }),
      };
      const entry = sign(scope, { kind: usualKind(note, 'write'), ...note });
      return insertMarked(ledger, runIn(tx), entry);
    },
  };
}

/** Inserts an entry in a transaction of its tenant and marks in the ledger what became of it. */
export async function insertMarked(ledger: WriterLedger, run: RunStatement, entry: SignedEntry): Promise<void> {
  try {
    markAll(ledger, [entry], { kind: 'written', transactionId: await insertEntry(run, entry) });
  } catch (error) {
    // A transaction in which a statement failed is never committed.
    markAll(ledger, [entry], { kind: 'void' });
    throw error;
  }
}

/** Marks what became of entries, all the same. */
export function markAll(
  ledger: WriterLedger,
  entries: readonly SignedEntry[],
  state: Parameters<WriterLedger['mark']>[2],
): void {
  for (const { values } of entries) ledger.mark(values[0], values[3], state);
}

/** Says what kind of deed a note is that does not say it itself. */
export function usualKind(note: AuditNote, otherwise: AuditKind): AuditKind {
  return note.outcome === 'refused' ? 'refusal' : otherwise;
}

function runIn(tx: AuditTransaction): RunStatement {
  return async <Row>(statement: string, values: readonly unknown[]) =>
    (await tx.database.executeQuery(CompiledQuery.raw(statement, [...values]) as CompiledQuery<Row>)).rows;
}
