import type { Id, PatientId, PrescriptionId, RawMessageId, SiteId, TherapyId } from '../../../kernel/ids.ts';
import { type Instant, millisecondsOf } from '../../../kernel/instant.ts';
import { getPathway } from '../../pathways/language.ts';
import type { Channel } from './therapy-event.ts';
import type { TherapyState } from './therapy-state.ts';

/** An accepted prescription that asks for a therapy. */
export interface TherapyRequest {
  readonly patientId: PatientId;
  readonly ingredientRxcui: string;
  readonly drugId: Id<'drug'>;
  readonly indicationCode: string | null;
  readonly siteId: SiteId;
  readonly prescriptionId: PrescriptionId;
  /** The first moment any channel had the prescription. */
  readonly receivedAt: Instant;
  readonly channel: Channel;
  readonly rawMessageId: RawMessageId | null;
  readonly daysSupply?: number | null;
}

/** A therapy of the same patient and ingredient. */
export interface KnownTherapy {
  readonly therapyId: TherapyId;
  readonly state: TherapyState;
}

/** What a prescription does: it joins an open therapy, reopens an ended one, or opens a new one, linked to the one before. */
export type OpeningDecision =
  | { readonly kind: 'continue' | 'reopen'; readonly therapy: KnownTherapy }
  | { readonly kind: 'open'; readonly continuesTherapyId: TherapyId | null };

const dayMilliseconds = 86_400_000;

/**
 * Decides which therapy a prescription belongs to. A prescription that names no indication belongs to whatever therapy there is
 * with the ingredient; a therapy without an indication takes the first that is named.
 */
export function decideOpening(
  known: readonly KnownTherapy[],
  request: Pick<TherapyRequest, 'indicationCode'>,
  now: Instant,
): OpeningDecision {
  const { indicationCode } = request;
  const candidates = known.filter(
    ({ state }) => indicationCode === null || state.indicationCode === null || state.indicationCode === indicationCode,
  );
  const [best] = [...candidates].sort((left, right) => rank(right, indicationCode) - rank(left, indicationCode));
  if (best === undefined) return { kind: 'open', continuesTherapyId: null };
  if (best.state.ended === null) return { kind: 'continue', therapy: best };
  return mayReopen(best.state, now)
    ? { kind: 'reopen', therapy: best }
    : { kind: 'open', continuesTherapyId: best.therapyId };
}

/** A therapy that ended is reopened within the days of its pathway, unless it should never have been. */
function mayReopen(state: TherapyState, now: Instant): boolean {
  if (state.ended === null || state.ended.reasonCode === 'entered-in-error') return false;
  const elapsed = millisecondsOf(now) - millisecondsOf(state.ended.at);
  return elapsed <= getPathway(state.pathway).reopenDays * dayMilliseconds;
}

/** An open therapy before an ended one, the very indication before an unnamed one, the later ended before the earlier. */
function rank({ state }: KnownTherapy, indicationCode: string | null): number {
  const isOpen = state.ended === null ? 4e15 : 0;
  const isExact = state.indicationCode === indicationCode ? 2e15 : 0;
  return isOpen + isExact + millisecondsOf(state.ended?.at ?? state.openedAt);
}
