import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { FillId, Id, PatientId, PrescriptionId, SiteId, TherapyId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/instant.ts';
import type { Role } from '../../../kernel/roles.ts';
import type {
  CycleKind,
  EscalationLevel,
  HoldCode,
  LaneCode,
  Party,
  PathwayReference,
  PauseReason,
  StageCode,
  TaskCode,
} from '../../pathways/language.ts';
import type { EndReasonCode } from './end-reason.ts';
import type { TaskBudgets } from './task-budget.ts';
import type { Channel, LaneEntry, Supply } from './therapy-event.ts';

/** The newest outcome of a lane and when it came about. */
export interface LaneState {
  readonly outcome: string;
  readonly at: Instant;
  readonly holds?: readonly HoldCode[];
  /** Of which prescription it speaks; void once the therapy goes on with another and no fill is under way. */
  readonly prescriptionId?: PrescriptionId;
  readonly fillId?: FillId;
  readonly daysSupply?: number;
}

/** A hold that a person or a module placed; it stands until it is released. `origin` tells several apart. */
interface PlacedHold {
  readonly hold: HoldCode;
  readonly origin: string;
  readonly ownerRole: Role;
  readonly reasonCode: string;
  readonly since: Instant;
}

/** A wait that a person or a module declared and that has not ended. */
interface OpenWait {
  readonly reason: PauseReason;
  readonly party: Party;
  readonly since: Instant;
}

/** A therapy as the fold of its events. It holds codes, ids and instants only. */
export interface TherapyState {
  readonly number: number;
  readonly patientId: PatientId;
  readonly ingredientRxcui: string;
  readonly drugId: Id<'drug'>;
  readonly indicationCode: string | null;
  readonly siteId: SiteId;
  readonly prescriptionId: PrescriptionId;
  readonly daysSupply: number | null;
  readonly channel: Channel;
  readonly openedAt: Instant;
  readonly continuesTherapyId: TherapyId | null;
  readonly pathway: PathwayReference;
  /** Why the programme was chosen; absent in streams from before programmes. */
  readonly pathwayReason?: string;
  readonly cycle: {
    readonly number: number;
    readonly kind: CycleKind;
    readonly openedAt: Instant;
    /** When any channel first had what this cycle serves; the turnaround counts from here. */
    readonly receivedAt: Instant;
  };
  readonly lanes: Readonly<Partial<Record<LaneCode, LaneState>>>;
  /** Facts that came about earlier than this no longer count for the lane. */
  readonly laneResetAt: Readonly<Partial<Record<LaneCode, Instant>>>;
  /** The last fills of earlier cycles: what is still told about them does not move the present one. */
  readonly priorFillIds: readonly FillId[];
  readonly placedHolds: readonly PlacedHold[];
  readonly overriddenHolds: readonly HoldCode[];
  readonly openWaits: readonly OpenWait[];
  readonly releasedToFillAt: Instant | null;
  /** What the present cycle delivered; null until then, and again when it came back. */
  readonly supply: Supply | null;
  /** When the supply of the cycles before runs out. */
  readonly priorRunOutOn: CalendarDay | null;
  readonly authorizationEndsAt: Instant | null;
  readonly dues: Readonly<Partial<Record<TaskCode, Instant>>>;
  /** The clocks of open work; absent while no work has a due time. */
  readonly budgets?: TaskBudgets;
  /** The highest level of its budget that open work is recorded to have reached. */
  readonly escalations?: Readonly<Partial<Record<TaskCode, EscalationLevel>>>;
  readonly stage: StageCode;
  readonly stageSince: Instant;
  readonly ended: { readonly at: Instant; readonly reasonCode: EndReasonCode } | null;
  readonly sequence: number;
}

/** Tells whether an entry still speaks about the therapy as it stands: its cycle, its prescription, and nothing newer known. */
export function concernsPresent(state: TherapyState, entry: LaneEntry, occurredAt: Instant): boolean {
  const resetAt = state.laneResetAt[entry.lane];
  if (resetAt !== undefined && occurredAt < resetAt) return false;
  if (entry.fillId !== undefined && state.priorFillIds.includes(entry.fillId)) return false;
  const present = state.lanes[entry.lane];
  const { prescriptionId } = entry;
  const isForeign =
    prescriptionId !== undefined &&
    prescriptionId !== state.prescriptionId &&
    prescriptionId !== present?.prescriptionId;
  return !isForeign && (present === undefined || present.at <= occurredAt);
}

/** Tells whether a fill of the present cycle is being worked on or was handed over: opened, and neither cancelled nor back on the shelf. */
export function isFillUnderWay(state: TherapyState): boolean {
  const outcome = state.lanes.fill?.outcome;
  return outcome === 'opened' || outcome === 'filled' || outcome === 'verified' || outcome === 'unverified';
}
