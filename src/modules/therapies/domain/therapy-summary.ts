import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { Id, PatientId, PrescriptionId, SiteId, TherapyId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { type CycleKind, getPathway, type HoldCode, indexPathway, type StageCode } from '../../pathways/language.ts';
import { type Barrier, findBarrier } from './barrier.ts';
import type { EndReasonCode } from './end-reason.ts';
import { readPosition } from './journey-position.ts';
import { computeSubStatus, type SubStatus } from './sub-status.ts';
import { formatTherapyNumber } from './therapy-number.ts';
import type { TherapyState } from './therapy-state.ts';

/** A therapy as it stands, for lists and for other modules. */
export interface TherapySummary {
  readonly therapyId: TherapyId;
  readonly number: string;
  readonly patientId: PatientId;
  readonly siteId: SiteId;
  readonly drugId: Id<'drug'>;
  readonly ingredientRxcui: string;
  readonly indicationCode: string | null;
  /** The prescription that the present cycle is filled from. */
  readonly prescriptionId: PrescriptionId;
  readonly stage: StageCode;
  readonly stageSince: Instant;
  readonly subStatus: SubStatus;
  readonly cycle: number;
  readonly cycleKind: CycleKind;
  readonly blockingHolds: readonly HoldCode[];
  readonly barrier: Barrier | null;
  readonly isReleasedToFill: boolean;
  /** Whether the drug has reached the patient, in this cycle or in one before it. */
  readonly isDelivered: boolean;
  /** Whether a refill is due whose call has not confirmed it. */
  readonly isRefillToConfirm: boolean;
  readonly receivedAt: Instant;
  readonly runOutOn: CalendarDay | null;
  readonly ended: { readonly at: Instant; readonly reasonCode: EndReasonCode } | null;
  /** How many events the stream has; a command says which it saw. */
  readonly version: number;
}

/** Sums up a therapy. */
export function summarizeTherapy(therapyId: TherapyId, state: TherapyState): TherapySummary {
  const position = readPosition(state);
  const { patientId, siteId, drugId, ingredientRxcui, indicationCode, prescriptionId } = state;
  return {
    therapyId,
    number: formatTherapyNumber(state.number),
    ...{ patientId, siteId, drugId, ingredientRxcui, indicationCode, prescriptionId },
    stage: state.stage,
    stageSince: state.stageSince,
    subStatus: computeSubStatus(position, state.stage),
    cycle: state.cycle.number,
    cycleKind: state.cycle.kind,
    blockingHolds: position.blockingHolds,
    barrier: findBarrier(state),
    isReleasedToFill: state.releasedToFillAt !== null,
    isDelivered: state.supply !== null || state.cycle.kind === 'refill',
    isRefillToConfirm: state.ended === null && asksForRefill(state) && state.lanes.refill?.outcome !== 'confirmed',
    receivedAt: state.cycle.receivedAt,
    runOutOn: state.supply?.runOutOn ?? state.priorRunOutOn,
    ended: state.ended,
    version: state.sequence,
  };
}

function asksForRefill({ pathway, cycle }: TherapyState): boolean {
  return indexPathway(getPathway(pathway)).cycles[cycle.kind].milestones.has('refill-confirmed');
}
