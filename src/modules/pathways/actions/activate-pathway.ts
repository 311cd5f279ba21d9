import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { Id } from '../../../kernel/ids.ts';
import type { Json } from '../../../kernel/json.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { decideProposal, type ListedProposal, listProposals, proposeCommand } from '../../identity/index.ts';
import type { PathwayContent, PathwayReference } from '../domain/pathway.ts';
import { checkPathway } from '../domain/pathway-check.ts';
import { listPathwayChanges } from '../domain/pathway-difference.ts';
import { getPathway, shippedPathways } from '../domain/pathways.ts';
import type { ProgrammeCode } from '../domain/programme.ts';
import { deleteDraft, insertOwnVersion, listOwnVersions, lockDraft, type OwnVersion } from '../pathway-store.ts';
import { queueCodeSet } from '../queue-choices.ts';
import { pathwayRefusals } from '../refusals.ts';
import { loadPathways } from './load-pathways.ts';

/** The action under which a version of a pathway waits for its second person. */
const activation = 'pathways.activate-pathway';
const mostProposals = 100;

/** What a second person lets take force: exactly these words, from this day on. */
export interface ActivationCommand {
  readonly programme: ProgrammeCode;
  readonly effectiveFrom: CalendarDay;
  readonly reason: string;
  readonly content: PathwayContent;
  readonly basedOn: PathwayReference;
}

/** A version that waits for its second person. */
export interface OpenActivation {
  readonly proposal: ListedProposal;
  readonly command: ActivationCommand;
}

/** Lists the versions that wait for their second person. */
export async function listOpenActivations(tx: TenantTransaction): Promise<readonly OpenActivation[]> {
  const proposals = await listProposals(tx, { action: activation, most: mostProposals });
  return proposals
    .filter(({ decision, expiresAt }) => decision === null && expiresAt > tx.now)
    .map((proposal) => ({ proposal, command: proposal.command as unknown as ActivationCommand }));
}

/** Finds the version of a programme that waits for its second person. */
export async function findOpenProposal(
  tx: TenantTransaction,
  programme: ProgrammeCode,
): Promise<OpenActivation | null> {
  return (await listOpenActivations(tx)).find(({ command }) => command.programme === programme) ?? null;
}

/** Proposes that the draft of a programme takes force from a day on. Refuses one with problems. */
export async function proposeActivation(
  tx: TenantTransaction,
  asked: Pick<ActivationCommand, 'programme' | 'effectiveFrom' | 'reason'> & {
    readonly expectedRevision: number;
    readonly today: CalendarDay;
  },
): Promise<Result<Id<'proposal'>>> {
  const { programme, effectiveFrom, reason } = asked;
  const draft = await lockDraft(tx, programme);
  if (draft === null) return refuse(pathwayRefusals.noDraft);
  if (draft.revision !== asked.expectedRevision) return refuse(pathwayRefusals.draftChanged);
  if ((await findOpenProposal(tx, programme)) !== null) return refuse(pathwayRefusals.proposalStands);
  const { content, basedOn } = draft;
  const possible = await decideActivation(tx, { programme, effectiveFrom, reason, content, basedOn }, asked.today);
  if (!possible.ok) return possible;
  const command = { programme, effectiveFrom, reason, content, basedOn } satisfies ActivationCommand;
  tx.touch('pathways');
  return proposeCommand(tx, { action: activation, command: command as unknown as Json });
}

/** Decides as the second person; approved, exactly what was proposed becomes the next version and its draft goes. */
export async function decidePathwayProposal(
  tx: TenantTransaction,
  decided: {
    readonly proposalId: Id<'proposal'>;
    readonly decision: 'approved' | 'declined';
    readonly today: CalendarDay;
  },
): Promise<Result<OwnVersion['pathway'] | null>> {
  const { proposalId, decision, today } = decided;
  const open = (await listOpenActivations(tx)).find(({ proposal }) => proposal.proposalId === proposalId);
  const approved = await decideProposal(tx, { proposalId, decision, action: activation });
  if (!approved.ok) return approved;
  tx.touch('pathways');
  if (approved.value === null) return ok(null);
  if (open === undefined || tx.actor.kind !== 'staff') throw new Error('a person approved what did not wait');
  const command = approved.value.command as unknown as ActivationCommand;
  const possible = await decideActivation(tx, command, today);
  if (!possible.ok) return possible;
  const { programme, effectiveFrom, content, basedOn, reason } = command;
  const pathway = { id: tx.newId<'pathway-version'>(), version: possible.value, programme, effectiveFrom, ...content };
  const { proposedBy } = open.proposal;
  await insertOwnVersion(tx, { pathway, basedOn, reason, proposalId, proposedBy, activatedBy: tx.actor.staffId });
  await deleteDraft(tx, programme);
  return ok(pathway);
}

/** Decides whether what was written may take force from a day on, and which number it gets. */
async function decideActivation(
  tx: TenantTransaction,
  { programme, effectiveFrom, content, basedOn }: ActivationCommand,
  today: CalendarDay,
): Promise<Result<number>> {
  if (checkPathway(content, queueCodeSet).length > 0) return refuse(pathwayRefusals.draftInvalid);
  await loadPathways(tx, [basedOn]);
  if (listPathwayChanges(getPathway(basedOn), content).length === 0) return refuse(pathwayRefusals.draftUnchanged);
  const own = (await listOwnVersions(tx, programme)).map(({ pathway }) => pathway);
  const latest = own.reduce((day, version) => (version.effectiveFrom > day ? version.effectiveFrom : day), today);
  if (effectiveFrom <= latest) return refuse(pathwayRefusals.beginsTooSoon);
  const known = [...shippedPathways.filter((pathway) => pathway.programme === programme), ...own];
  return ok(Math.max(...known.map(({ version }) => version)) + 1);
}
