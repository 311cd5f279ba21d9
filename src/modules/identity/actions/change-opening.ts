import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { SiteId } from '../../../kernel/ids.ts';
import { dayIn } from '../../../kernel/instant.ts';
import type { Json } from '../../../kernel/json.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { decideOpeningChange, type WrittenOpening } from '../domain/site-opening.ts';
import type { ProposalId } from '../proposal-store.ts';
import { identityRefusals } from '../refusals.ts';
import { findSite } from '../site-queries.ts';
import { appendOpening } from '../site-store.ts';
import { decideProposal, proposeCommand } from './two-people.ts';

/** The action under which a change of opening hours waits for its second person. */
export const openingAction = 'identity.change-opening';

/** Other opening hours and holidays of a site, from a day on. */
export interface OpeningCommand {
  readonly siteId: SiteId;
  readonly validFrom: CalendarDay;
  readonly opening: WrittenOpening;
}

/** Proposes other opening hours and holidays of a site. Refuses what could not be carried out. */
export async function proposeOpening(tx: TenantTransaction, command: OpeningCommand): Promise<Result<ProposalId>> {
  const possible = await decideCommand(tx, command);
  if (!possible.ok) return possible;
  return proposeCommand(tx, { action: openingAction, command: command as unknown as Json });
}

/** Decides a proposal of opening hours as the second person; approved, exactly what was proposed takes effect from its day on. */
export async function decideOpening(
  tx: TenantTransaction,
  decided: { readonly proposalId: ProposalId; readonly decision: 'approved' | 'declined' },
): Promise<Result<SiteId | null>> {
  const approved = await decideProposal(tx, { ...decided, action: openingAction });
  if (!approved.ok) return approved;
  if (approved.value === null) return ok(null);
  const command = toOpeningCommand(approved.value.command);
  const possible = await decideCommand(tx, command);
  if (!possible.ok) return possible;
  await appendOpening(tx, { ...command, proposalId: decided.proposalId });
  return ok(command.siteId);
}

/** Reads a stored command, whose hash shows that it is as this module proposed it. */
export function toOpeningCommand(command: Json): OpeningCommand {
  return command as unknown as OpeningCommand;
}

async function decideCommand(tx: TenantTransaction, command: OpeningCommand): Promise<Result<null>> {
  const site = await findSite(tx, command.siteId);
  if (site === null) return refuse(identityRefusals.unknownSite);
  return decideOpeningChange({ ...command, today: dayIn(tx.now, site.timeZone) });
}
