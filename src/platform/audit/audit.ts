import type pg from 'pg';
import type { Clock } from '../clock/clock.ts';
import type { DerivedSecrets } from '../crypto/derived-secrets.ts';
import type { Log } from '../log/log.ts';
import type { AnchorSink } from './anchor.ts';
import { createAnchoring } from './anchor-chains.ts';
import { openAnchorFiles } from './anchor-files.ts';
import { createAuditKeys } from './audit-keys.ts';
import { type Rounds, startRounds } from './audit-rounds.ts';
import { type AuditWriter, createAuditWriter } from './audit-writer.ts';
import { chainEntries } from './chainer.ts';
import { createReadAuditor, type ReadAuditor } from './read-auditor.ts';
import { openSpillFolder } from './spill-folder.ts';
import { takeInSpilledEntries } from './spill-intake.ts';
import { type AuditVerification, verifyAudits } from './verify-audit.ts';
import { settleWriter } from './writer-settlement.ts';

/** The audit of one process. */
export interface Audit {
  readonly writer: AuditWriter;
  readonly readAuditor: ReadAuditor;
  /** Keeps the books of this process's own entries: settles its numbers and brings spilled entries in. Every process that writes does it. */
  startWriting(): Rounds;
  /** Chains the entries of all processes within a second and anchors the chains. Any number of workers may do it at once. */
  startChaining(): Rounds;
  /** Chains and anchors everything that is committed now. */
  chainNow(): Promise<void>;
  /** Verifies the audit of every tenant. */
  verify(): Promise<readonly AuditVerification[]>;
}

const settleEveryMilliseconds = 5000;
const chainEveryMilliseconds = 400;
const anchorEveryMilliseconds = 30_000;

/**
 * Opens the audit of a process.
 * @param parts `pool` logs in as the application role and is best apart from the pool of the transactions; `moreSinks` are further
 * places for anchors beside the folder
 */
export async function openAudit(parts: {
  readonly pool: pg.Pool;
  readonly secrets: DerivedSecrets;
  readonly clock: Clock;
  readonly log: Log;
  readonly spillFolder: string;
  readonly anchorFolder: string;
  readonly moreSinks?: readonly AnchorSink[];
}): Promise<Audit> {
  const { pool, clock, log } = parts;
  const keys = createAuditKeys(parts.secrets);
  const writer = createAuditWriter({ keys, clock });
  const spill = await openSpillFolder({ folder: parts.spillFolder, key: keys.spillKey, clock });
  const sinks = [openAnchorFiles(parts.anchorFolder), ...(parts.moreSinks ?? [])];
  const anchorChains = createAnchoring({ pool, keys, clock, sinks });

  async function keepBooks(): Promise<void> {
    await takeInSpilledEntries({ pool, spill, log });
    await settleWriter({ pool, writer, clock, log });
  }

  return {
    writer,
    readAuditor: createReadAuditor({ pool, writer, spill, log }),
    startWriting: () => {
      const rounds = startRounds({ part: 'audit', everyMilliseconds: settleEveryMilliseconds, log, run: keepBooks });
      return { stop: () => rounds.stop().then(keepBooks) };
    },
    startChaining: () => {
      const chaining = startRounds({
        part: 'audit',
        everyMilliseconds: chainEveryMilliseconds,
        log,
        run: () => chainEntries({ pool, keys }),
      });
      const anchoring = startRounds({
        part: 'audit',
        everyMilliseconds: anchorEveryMilliseconds,
        log,
        run: anchorChains,
      });
      return {
        stop: async () => {
          await Promise.all([chaining.stop(), anchoring.stop()]);
        },
      };
    },
    chainNow: async () => {
      await chainEntries({ pool, keys });
      await anchorChains();
    },
    verify: () => verifyAudits({ pool, keys, sinks }),
  };
}
