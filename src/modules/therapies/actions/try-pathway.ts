import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { getSite } from '../../identity/index.ts';
import { findDraftPathway, listPathwayIds } from '../../pathways/index.ts';
import type { ProgrammeCode } from '../../pathways/language.ts';
import { type PathwayComparison, shadowTherapy } from '../domain/pathway-comparison.ts';
import { countTherapiesOn, listStreams, listTherapiesOn, type TherapyOnPathway } from '../pathway-queries.ts';
import { therapyRefusals } from '../refusals.ts';

/** Therapies that are replayed at once: the newest of the programme at the sites of this person. */
const mostReplayed = 200;
const streamsInBatch = 50;

/** A therapy with what would differ. */
export interface ComparedTherapy extends TherapyOnPathway {
  readonly comparison: PathwayComparison;
}

/** What a draft would have made of past therapies. */
export interface ShadowRun {
  readonly total: number;
  readonly compared: readonly ComparedTherapy[];
}

/** Replays past therapies of a programme by its draft. Nothing is changed. */
export async function tryDraft(tx: TenantTransaction, programme: ProgrammeCode): Promise<Result<ShadowRun>> {
  const pathway = await findDraftPathway(tx, programme);
  if (pathway === null) return refuse(therapyRefusals.noDraftToTry);
  const pathwayIds = await listPathwayIds(tx, programme);
  const total = await countTherapiesOn(tx, pathwayIds);
  const therapies = await listTherapiesOn(tx, { pathwayIds, isOpen: false, most: mostReplayed });
  const compared: ComparedTherapy[] = [];
  for (let first = 0; first < therapies.length; first += streamsInBatch) {
    const batch = therapies.slice(first, first + streamsInBatch);
    const streams = await listStreams(
      tx,
      batch.map(({ therapyId }) => therapyId),
    );
    for (const therapy of batch) {
      const { calendar } = await getSite(tx, therapy.state.siteId);
      const comparison = shadowTherapy(streams.get(therapy.therapyId) ?? [], pathway, calendar);
      if (comparison !== null) compared.push({ ...therapy, comparison });
    }
  }
  return ok({ total, compared });
}
