import type { TherapyId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/instant.ts';
import type { Result } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import type { FactSource, JourneyFact } from '../domain/therapy-event.ts';
import type { TherapySummary } from '../domain/therapy-summary.ts';
import { changeTherapy } from './change-therapy.ts';

/** Something worth a line in the timeline that moves no stage; `note` is what a person wrote and is sealed. */
export interface TherapyFact {
  /** `<module>.<past-tense-fact>`; the timeline reads its last part as words. */
  readonly code: string;
  /** Null when it comes from nothing but the person who tells it. */
  readonly source: FactSource | null;
  readonly occurredAt?: Instant;
  /** Codes, amounts, days and ids; never patient data. */
  readonly facts?: JourneyFact['facts'];
  readonly note?: string;
  /** Somebody outside had to be asked to resolve something missing or wrong: the turnaround is no longer clean. */
  readonly isIntervention?: boolean;
}

/** Adds a fact to the timeline of a therapy. */
export function recordTherapyFact(
  tx: TenantTransaction,
  therapyId: TherapyId,
  fact: TherapyFact,
): Promise<Result<TherapySummary>> {
  const { code, source, occurredAt = tx.now, facts, note, isIntervention } = fact;
  const told: JourneyFact = {
    code,
    entries: [],
    ...(facts === undefined ? {} : { facts }),
    ...(isIntervention === undefined ? {} : { isIntervention }),
  };
  return changeTherapy(tx, therapyId, { kind: 'record-fact', fact: told, occurredAt, source }, { note });
}
