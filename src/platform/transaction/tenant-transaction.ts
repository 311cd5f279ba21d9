import type { Compilable, CompiledQuery, Kysely } from 'kysely';
import type { EventKind, PayloadOf } from '../../kernel/domain-event.ts';
import type { Id, PatientId, TenantId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { Json } from '../../kernel/json.ts';
import type { AuditNote } from '../audit/audit-entry.ts';
import type { TenantSealer } from '../crypto/tenant-sealer.ts';
import type { Database } from '../database/schema.gen.ts';
import type { TenantFiles } from '../files/stored-file.ts';
import type { CounterCode } from '../metrics/metrics.ts';
import type { Actor, Cause } from './actor.ts';

/** A wait that ends at an instant. One timer stands for each kind and subject; setting it again moves it. */
export interface TimerRequest {
  readonly kind: string;
  readonly subject: string;
  readonly dueAt: Instant;
  readonly payload: Json;
}

/**
 * One unit of work of one tenant: everything that an action reads, saves and announces happens in it, or nothing does.
 * `now` is one instant for the whole transaction.
 */
export interface TenantTransaction {
  readonly tenantId: TenantId;
  /** Who runs this transaction. */
  readonly actor: Actor;
  /** On whose account it runs; every fact that it announces carries this along. */
  readonly cause: Cause;
  readonly now: Instant;
  readonly requestId?: string;
  readonly database: Kysely<Database>;
  readonly sealer: TenantSealer;
  newId<Kind extends string>(): Id<Kind>;
  /**
   * Sends a statement whose result nobody needs and does not wait for it. Later statements see its effect; the commit waits for it and
   * fails with it.
   */
  write(statement: Compilable | CompiledQuery): void;
  /** This same transaction on another's account: what it announces and records is theirs. */
  onAccountOf(cause: Cause): TenantTransaction;
  /** Announces a fact to its subscribers. Facts with the same ordering key reach a subscriber in order. */
  announce<Kind extends EventKind>(kind: Kind, payload: PayloadOf<Kind>, orderingKey: string): Promise<void>;
  /** The stored files of the tenant: sealed, outside the database, named by rows of this transaction. */
  readonly files: TenantFiles;
  /** Counts for the metrics of the installation once this transaction is committed. The number of the tenant is added. */
  count(counter: CounterCode, labels: Readonly<Record<string, string>>): void;
  setTimer(timer: TimerRequest): Promise<void>;
  cancelTimer(kind: string, subject: string): Promise<void>;
  /** Adds an entry to the audit within this transaction. */
  audit(note: AuditNote): Promise<void>;
  /** Tells browsers that look at a topic, such as `therapy:<id>`, to read again once this transaction is committed. */
  touch(topic: string): void;
}

/** What an endpoint gives back: the answer and the patients whose data stand in it, for the audit. */
export interface Answer<Body> {
  readonly body: Body;
  readonly patientIds: readonly PatientId[];
}
