import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { Id } from '../../../kernel/ids.ts';
import { readOnce } from '../../../platform/transaction/read-once.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { dayOf, findDrug } from '../../reference/index.ts';
import type { Pathway, PathwayReference } from '../domain/pathway.ts';
import { checkPathway } from '../domain/pathway-check.ts';
import { findPathwayInForce, getPathway, isKnownPathway, keepPathway, shippedPathways } from '../domain/pathways.ts';
import { chooseProgramme, type ProgrammeChoice, type ProgrammeCode } from '../domain/programme.ts';
import { findDraft, listOwnVersions, listOwnVersionsById, type OwnVersion } from '../pathway-store.ts';
import { queueCodeSet } from '../queue-choices.ts';

/** Loads the versions that are named, so that the therapies which run on them can be read. Those that are known cost nothing. */
export async function loadPathways(tx: TenantTransaction, references: readonly PathwayReference[]): Promise<void> {
  const missing = [...new Set(references.filter((each) => !isKnownPathway(each)).map(({ id }) => id))];
  if (missing.length === 0) return;
  for (const { pathway } of await listOwnVersionsById(tx, missing)) keepPathway(pathway);
}

/** Lists the versions that the health system made, of all programmes, and loads them. */
export function listOwnPathways(tx: TenantTransaction): Promise<readonly OwnVersion[]> {
  return readOnce(tx, 'own pathways', async () => {
    const versions = await listOwnVersions(tx);
    for (const { pathway } of versions) if (!isKnownPathway(pathway)) keepPathway(pathway);
    return versions;
  });
}

/** Gets the version of a programme that is in force on a day. */
export async function getProgrammePathway(
  tx: TenantTransaction,
  programme: ProgrammeCode,
  day: CalendarDay,
): Promise<Pathway> {
  const own = (await listOwnPathways(tx)).map(({ pathway }) => pathway);
  const { id, version } = findPathwayInForce(programme, day, own);
  return getPathway({ id, version });
}

/** Chooses the pathway of a new therapy by the profile of its drug on a day, with the reason for it. */
export async function choosePathway(
  tx: TenantTransaction,
  asked: { readonly drugId: Id<'drug'>; readonly day: CalendarDay },
): Promise<{ readonly pathway: Pathway; readonly choice: ProgrammeChoice }> {
  const choice = chooseProgramme(await findDrug(tx, asked.drugId, asked.day));
  return { choice, pathway: await getProgrammePathway(tx, choice.programme, asked.day) };
}

/** Lists the names of all versions of a programme: those of the program and those of the health system. */
export async function listPathwayIds(tx: TenantTransaction, programme: ProgrammeCode): Promise<readonly string[]> {
  const own = (await listOwnPathways(tx)).map(({ pathway }) => pathway);
  const all = [...shippedPathways, ...own].filter((pathway) => pathway.programme === programme);
  return [...new Set(all.map(({ id }) => id))];
}

/** Finds what is written as the next version of a programme, to be tried and not to be run on; null when nothing is. */
export async function findDraftPathway(tx: TenantTransaction, programme: ProgrammeCode): Promise<Pathway | null> {
  const draft = await findDraft(tx, programme);
  if (draft === null || checkPathway(draft.content, queueCodeSet).length > 0) return null;
  return { id: 'draft', version: 0, programme, effectiveFrom: dayOf(tx), ...draft.content };
}
