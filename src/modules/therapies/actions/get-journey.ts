import type { Id, StaffId, TherapyId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { listPartnerNames } from '../../exchange/index.ts';
import { getSite, listStaffNames } from '../../identity/index.ts';
import { listClientNames } from '../../programs/index.ts';
import { describeCause } from '../domain/cause-words.ts';
import { composeJourney, type Journey } from '../domain/journey.ts';
import type { LastLook } from '../domain/look.ts';
import { therapyRefusals } from '../refusals.ts';
import type { StoredEvent } from '../stream-hash.ts';
import { findTherapyRow, listChainedEvents, listRecordedInstants, toTherapyEvent } from '../therapy-queries.ts';
import { notePlace } from '../therapy-store.ts';
import { findLastLook } from './record-look.ts';

/** What stands beside a line of the timeline: who did it, and what they wrote. */
interface EntryContext {
  readonly sequence: number;
  /** A person, an application or a partner by name, or the part of the program that did it. */
  readonly actor: string;
  readonly note: string | null;
  /** The person of this transaction did it. */
  readonly isOwn: boolean;
}

/** A journey with the people and the notes of its timeline. */
export interface AttributedJourney extends Journey {
  readonly contexts: readonly EntryContext[];
  /** All instants at which anything was recorded, whatever moment is shown. */
  readonly instants: readonly Instant[];
  /** From where what is new is counted; null when nothing is. */
  readonly lastLook: LastLook | null;
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
  const instants =
    asOf === null
      ? [...new Set(stored.map(({ recordedAt }) => recordedAt))].sort()
      : await listRecordedInstants(tx, therapyId);
  const lastLook = asOf === null ? await findLastLook(tx, therapyId) : null;
  return ok({ ...journey, contexts: await readContexts(tx, therapyId, stored), instants, lastLook });
}

async function readContexts(
  tx: TenantTransaction,
  therapyId: TherapyId,
  stored: readonly StoredEvent[],
): Promise<readonly EntryContext[]> {
  const names = await listActorNames(tx, stored);
  const contexts: EntryContext[] = [];
  for (const { sequence, actorKind, actorId, actorName, sealedNote } of stored) {
    const note =
      sealedNote === null ? null : await tx.sealer.open<string>(notePlace({ therapyId, sequence }), sealedNote);
    const name = actorId === null ? undefined : names.get(actorId);
    const isOwn = tx.actor.kind === 'staff' && actorId === tx.actor.staffId;
    contexts.push({ sequence, actor: name ?? describeCause(actorKind, actorName), note, isOwn });
  }
  return contexts;
}

async function listActorNames(
  tx: TenantTransaction,
  stored: readonly StoredEvent[],
): Promise<ReadonlyMap<string, string>> {
  const idsOf = <Kind extends string>(kind: string): readonly Id<Kind>[] =>
    stored.flatMap(({ actorKind, actorId }) =>
      actorKind === kind && actorId !== null ? [actorId as string as Id<Kind>] : [],
    );
  const staff = await listStaffNames(tx, idsOf<'staff'>('staff') as readonly StaffId[]);
  const clients = await listClientNames(tx, idsOf<'api-client'>('client'));
  const partners = await listPartnerNames(tx, idsOf<'partner'>('partner'));
  return new Map<string, string>([...staff, ...clients, ...partners]);
}
