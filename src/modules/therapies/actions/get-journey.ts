import type { StaffId, TherapyId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { getSite, listStaffNames } from '../../identity/index.ts';
import { composeJourney, type Journey } from '../domain/journey.ts';
import { therapyRefusals } from '../refusals.ts';
import type { StoredEvent } from '../stream-hash.ts';
import { findTherapyRow, listChainedEvents, toTherapyEvent } from '../therapy-queries.ts';
import { notePlace } from '../therapy-store.ts';

/** What stands beside a line of the timeline: who did it, and what they wrote. */
export interface EntryContext {
  readonly sequence: number;
  readonly actorKind: string;
  readonly actorName: string | null;
  readonly note: string | null;
}

/** A journey with the people and the notes of its timeline. */
export interface AttributedJourney extends Journey {
  readonly contexts: readonly EntryContext[];
}

/**
 * Gets the journey of a therapy: as it stands, or as of an earlier instant, replayed from the events that had been recorded by
 * then. Before its first event there was no such therapy.
 */
export async function getJourney(
  tx: TenantTransaction,
  therapyId: TherapyId,
  options: { readonly asOf?: Instant | null } = {},
): Promise<Result<AttributedJourney>> {
  const { asOf = null } = options;
  const row = await findTherapyRow(tx, therapyId);
  if (row === null) return refuse(therapyRefusals.unknownTherapy);
  const stored = await listChainedEvents(tx, therapyId, asOf);
  const { calendar } = await getSite(tx, row.state.siteId);
  const journey = composeJourney(therapyId, stored.map(toTherapyEvent), { now: asOf ?? tx.now, calendar });
  if (journey === null) return refuse(therapyRefusals.unknownTherapy);
  return ok({ ...journey, contexts: await readContexts(tx, therapyId, stored) });
}

async function readContexts(
  tx: TenantTransaction,
  therapyId: TherapyId,
  stored: readonly StoredEvent[],
): Promise<readonly EntryContext[]> {
  const staffIds = stored.flatMap(({ actorKind, actorId }) =>
    actorKind === 'staff' && actorId !== null ? [actorId as StaffId] : [],
  );
  const names = await listStaffNames(tx, [...new Set(staffIds)]);
  const contexts: EntryContext[] = [];
  for (const { sequence, actorKind, actorId, sealedNote } of stored) {
    const note =
      sealedNote === null ? null : await tx.sealer.open<string>(notePlace({ therapyId, sequence }), sealedNote);
    contexts.push({ sequence, actorKind, actorName: names.get(actorId as StaffId) ?? null, note });
  }
  return contexts;
}
