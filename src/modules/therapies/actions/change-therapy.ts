import type { TherapyId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { decideTherapy, type TherapyCommand } from '../domain/therapy-decision.ts';
import type { NewTherapyEvent } from '../domain/therapy-event.ts';
import type { TherapyState } from '../domain/therapy-state.ts';
import { summarizeTherapy, type TherapySummary } from '../domain/therapy-summary.ts';
import { therapyRefusals } from '../refusals.ts';
import { type LockedTherapy, lockTherapyRow, saveChange } from '../therapy-store.ts';
import { composeEvents } from './compose-events.ts';
import { recordEscalations } from './escalate.ts';
import { followUp } from './follow-up.ts';

/** What goes with a command: the version that the person saw, and what they wrote. */
export interface CommandContext {
  readonly expectedVersion?: number | undefined;
  readonly note?: string | null | undefined;
}

/**
 * Gives a command to a therapy: locks it, decides, appends what happened, and carries out what follows.
 * Returns the therapy as it stands afterwards; a command that changes nothing leaves no event.
 */
export async function changeTherapy(
  tx: TenantTransaction,
  therapyId: TherapyId,
  command: TherapyCommand,
  context: CommandContext = {},
): Promise<Result<TherapySummary>> {
  const locked = await lockTherapyRow(tx, therapyId);
  if (locked === null) return refuse(therapyRefusals.unknownTherapy);
  const { expectedVersion } = context;
  if (expectedVersion !== undefined && expectedVersion !== locked.state.sequence) {
    return refuse(therapyRefusals.therapyMoved);
  }
  const current = await recordEscalations(tx, locked, momentOf(command, tx.now));
  const decided = decideTherapy(current.state, command, tx.now);
  if (!decided.ok) return decided;
  const after = await appendToTherapy(tx, current, { events: decided.value, note: context.note ?? null });
  return ok(summarizeTherapy(therapyId, after));
}

/** When what a command tells came about. */
function momentOf(command: TherapyCommand, now: Instant): Instant {
  if (command.kind === 'record-fact') return command.occurredAt;
  if (command.kind === 'start-wait') return command.since;
  return command.kind === 'end-wait' ? command.until : now;
}

/** Appends events to a locked therapy and carries out what follows from them. */
export async function appendToTherapy(
  tx: TenantTransaction,
  locked: LockedTherapy,
  happened: { readonly events: readonly NewTherapyEvent[]; readonly note: string | null },
): Promise<TherapyState> {
  if (happened.events.length === 0) return locked.state;
  const { therapyId, state: before } = locked;
  const { events, after } = await composeEvents(tx, before, happened.events);
  await saveChange(tx, locked, { therapyId, events, after, note: happened.note });
  await followUp(tx, { therapyId, before, after });
  return after;
}
