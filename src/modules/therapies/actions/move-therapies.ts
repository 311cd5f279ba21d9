import type { TherapyId } from '../../../kernel/ids.ts';
import type { Refusal } from '../../../kernel/refusal.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { getSite } from '../../identity/index.ts';
import { getProgrammePathway, listPathwayIds } from '../../pathways/index.ts';
import type { Pathway, PathwayReference, ProgrammeCode } from '../../pathways/language.ts';
import { dayOf } from '../../reference/index.ts';
import { compareStates } from '../domain/pathway-comparison.ts';
import { decideTherapy } from '../domain/therapy-decision.ts';
import { composeStream } from '../domain/therapy-history.ts';
import { listTherapiesOn, type TherapyOnPathway } from '../pathway-queries.ts';
import { therapyRefusals } from '../refusals.ts';
import { changeTherapy } from './change-therapy.ts';
import type { ComparedTherapy } from './try-pathway.ts';

/** As many therapies are shown and moved at once. */
const mostMoved = 200;

/** A running therapy with what a move would change; `refusal` says why it cannot be moved now. */
export interface MoveCandidate extends ComparedTherapy {
  readonly refusal: Refusal | null;
}

/** What moving the running therapies of a programme to the version in force would change. */
export interface MovePreview {
  readonly target: Pathway;
  readonly candidates: readonly MoveCandidate[];
}

/** Previews the move of running therapies that are not on the version in force. Nothing is changed. */
export async function previewMove(tx: TenantTransaction, programme: ProgrammeCode): Promise<MovePreview> {
  const target = await getProgrammePathway(tx, programme, dayOf(tx));
  const pathwayIds = (await listPathwayIds(tx, programme)).filter((id) => id !== target.id);
  const running =
    pathwayIds.length === 0 ? [] : await listTherapiesOn(tx, { pathwayIds, isOpen: true, most: mostMoved });
  const candidates: MoveCandidate[] = [];
  for (const therapy of running) candidates.push(await previewOne(tx, therapy, target));
  return { target, candidates };
}

async function previewOne(tx: TenantTransaction, therapy: TherapyOnPathway, target: Pathway): Promise<MoveCandidate> {
  const { state } = therapy;
  const command = { kind: 'move-pathway', pathway: target, reasonCode: 'preview', source: null } as const;
  const decided = decideTherapy(state, command, tx.now);
  if (!decided.ok) return { ...therapy, refusal: decided.refusal, comparison: compareStates(state, state) };
  const { calendar } = await getSite(tx, state.siteId);
  const moved = composeStream(state, decided.value, { calendar, recordedAt: tx.now });
  return { ...therapy, refusal: null, comparison: compareStates(state, moved?.after ?? state) };
}

/** What became of each therapy that was to be moved. */
export interface MoveOutcome {
  readonly moved: readonly TherapyOnPathway['therapyId'][];
  readonly left: readonly { readonly therapyId: TherapyId; readonly refusal: Refusal }[];
}

/** Moves therapies to the version in force, each as it was seen in the preview; one that moved on meanwhile is left. */
export async function moveTherapies(
  tx: TenantTransaction,
  asked: {
    readonly programme: ProgrammeCode;
    readonly target: PathwayReference;
    readonly therapies: readonly { readonly therapyId: TherapyId; readonly expectedVersion: number }[];
    readonly reasonCode: string;
    readonly note: string | null;
  },
): Promise<Result<MoveOutcome & { readonly patientIds: readonly TherapyOnPathway['state']['patientId'][] }>> {
  const { programme, target, therapies, reasonCode, note } = asked;
  const inForce = await getProgrammePathway(tx, programme, dayOf(tx));
  if (inForce.id !== target.id || inForce.version !== target.version) return refuse(therapyRefusals.pathwayNotInForce);
  const moved: TherapyId[] = [];
  const left: { therapyId: TherapyId; refusal: Refusal }[] = [];
  const patientIds: TherapyOnPathway['state']['patientId'][] = [];
  for (const { therapyId, expectedVersion } of therapies) {
    const command = { kind: 'move-pathway', pathway: inForce, reasonCode, source: null } as const;
    const changed = await changeTherapy(tx, therapyId, command, { expectedVersion, note });
    if (changed.ok) {
      moved.push(therapyId);
      patientIds.push(changed.value.patientId);
    } else left.push({ therapyId, refusal: changed.refusal });
  }
  return ok({ moved, left, patientIds });
}
