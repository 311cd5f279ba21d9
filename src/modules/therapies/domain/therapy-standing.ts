import type { Id, PatientId, PrescriptionId, SiteId, TherapyId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { type CycleKind, getPathway, type ProgrammeCode, type StageCode } from '../../pathways/language.ts';
import { type Barrier, findBarrier } from './barrier.ts';
import { type CostOfWaiting, findCostOfWaiting } from './cost-of-waiting.ts';
import type { EndReasonCode } from './end-reason.ts';
import { readPosition } from './journey-position.ts';
import type { Channel } from './therapy-event.ts';
import type { TherapyState } from './therapy-state.ts';

/** Where a therapy stands, for those who look over many: what keeps it from moving, and from which day that costs doses. */
export interface TherapyStanding {
  readonly therapyId: TherapyId;
  readonly number: number;
  readonly patientId: PatientId;
  readonly siteId: SiteId;
  readonly drugId: Id<'drug'>;
  readonly ingredientRxcui: string;
  /** The programme of the pathway that it runs on. */
  readonly programme: ProgrammeCode;
  /** The prescription that the present cycle is filled from, and by which way it came. */
  readonly prescriptionId: PrescriptionId;
  readonly channel: Channel;
  /** When any channel first had what the present cycle serves. */
  readonly receivedAt: Instant;
  readonly stage: StageCode;
  readonly cycle: number;
  readonly cycleKind: CycleKind;
  /** Whether the drug has reached the patient in the present cycle. */
  readonly isCycleDelivered: boolean;
  readonly isEnded: boolean;
  readonly endReasonCode: EndReasonCode | null;
  /** Null when nothing is open, or the therapy has ended. */
  readonly barrier: Barrier | null;
  /** Null when the therapy has ended. */
  readonly costOfWaiting: CostOfWaiting | null;
  /** Up to which event of the stream this holds. */
  readonly sequence: number;
}

/** Reads where a therapy stands. */
export function readStanding(therapyId: TherapyId, state: TherapyState): TherapyStanding {
  const { number, patientId, siteId, drugId, ingredientRxcui, prescriptionId, channel, stage, cycle, ended } = state;
  return {
    ...{ therapyId, number, patientId, siteId, drugId, ingredientRxcui, prescriptionId, channel, stage },
    programme: getPathway(state.pathway).programme,
    sequence: state.sequence,
    receivedAt: cycle.receivedAt,
    cycle: cycle.number,
    cycleKind: cycle.kind,
    isCycleDelivered: readPosition(state).metAt.has('delivered'),
    isEnded: ended !== null,
    endReasonCode: ended?.reasonCode ?? null,
    barrier: findBarrier(state),
    costOfWaiting: findCostOfWaiting(state),
  };
}

/** Tells whether a therapy stands elsewhere than before; how many events lie between is no difference. */
export function hasStandingChanged(before: TherapyStanding, after: TherapyStanding): boolean {
  return JSON.stringify({ ...before, sequence: 0 }) !== JSON.stringify({ ...after, sequence: 0 });
}
