import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import type { PathwayContent } from '../domain/pathway.ts';
import { toContent } from '../domain/pathways.ts';
import type { ProgrammeCode } from '../domain/programme.ts';
import { deleteDraft, insertDraft, lockDraft, type PathwayDraft, saveDraft } from '../pathway-store.ts';
import { pathwayRefusals } from '../refusals.ts';
import { findOpenProposal } from './activate-pathway.ts';
import { getProgrammePathway } from './load-pathways.ts';

/** Begins the next version of a programme with what the version in force says. */
export async function beginDraft(
  tx: TenantTransaction,
  begun: { readonly programme: ProgrammeCode; readonly today: CalendarDay },
): Promise<Result<null>> {
  if (tx.actor.kind !== 'staff') return refuse(pathwayRefusals.staffOnly);
  const { programme } = begun;
  const pathway = await getProgrammePathway(tx, programme, begun.today);
  const inserted = await insertDraft(tx, {
    programme,
    content: toContent(pathway),
    basedOn: { id: pathway.id, version: pathway.version },
    changedBy: tx.actor.staffId,
  });
  tx.touch('pathways');
  return inserted ? ok(null) : refuse(pathwayRefusals.draftStands);
}

/** Saves what a person wrote, unless somebody else changed the draft meanwhile. It may still have problems. */
export async function changeDraft(
  tx: TenantTransaction,
  written: {
    readonly programme: ProgrammeCode;
    readonly expectedRevision: number;
    readonly content: PathwayContent;
  },
): Promise<Result<number>> {
  if (tx.actor.kind !== 'staff') return refuse(pathwayRefusals.staffOnly);
  const { programme, content } = written;
  const draft = await lockChangeable(tx, written);
  if (!draft.ok) return draft;
  const revision = draft.value.revision + 1;
  await saveDraft(tx, { programme, revision, content, changedBy: tx.actor.staffId });
  tx.touch('pathways');
  return ok(revision);
}

/** Throws a draft away. */
export async function discardDraft(
  tx: TenantTransaction,
  discarded: { readonly programme: ProgrammeCode; readonly expectedRevision: number },
): Promise<Result<null>> {
  const draft = await lockChangeable(tx, discarded);
  if (!draft.ok) return draft;
  await deleteDraft(tx, discarded.programme);
  tx.touch('pathways');
  return ok(null);
}

/** A draft that waits for its second person stays as it was proposed. */
async function lockChangeable(
  tx: TenantTransaction,
  wanted: { readonly programme: ProgrammeCode; readonly expectedRevision: number },
): Promise<Result<PathwayDraft>> {
  const draft = await lockDraft(tx, wanted.programme);
  if (draft === null) return refuse(pathwayRefusals.noDraft);
  if (draft.revision !== wanted.expectedRevision) return refuse(pathwayRefusals.draftChanged);
  const proposal = await findOpenProposal(tx, wanted.programme);
  return proposal === null ? ok(draft) : refuse(pathwayRefusals.draftProposed);
}
