import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { Role } from '../../../kernel/roles.ts';
import type { EscalationLevel } from './escalation-level.ts';
import type { HoldCode, Party } from './hold-kind.ts';
import type { ProgrammeCode } from './programme.ts';
import type { StageCode } from './stage.ts';
import type { PauseReason } from './wait-reason.ts';

/** A start cycle carries a therapy to its first fill; each refill is a cycle of its own. */
export type CycleKind = 'start' | 'refill';

/** What makes the recorded outcomes of a lane void: they are then to be recorded anew. */
export type LaneReset = 'refill' | 'restart' | 'other-patient';

/**
 * By when work is due: the end of the n-th business day, so many business hours, or so many days, after a milestone was
 * met or (`opened`) the work was opened; `run-out` counts calendar days from the day on which the supply ends.
 */
export interface DueRule {
  readonly after: MilestoneCode | 'opened' | 'run-out';
  readonly businessHours?: number;
  readonly businessDays?: number;
  readonly days?: number;
}

/** A piece of work that the pathway asks for, ready to be shown as the next action. */
export interface Task {
  /** The action as a button says it. */
  readonly label: string;
  /** A clause that says what stands in the way until it is done. */
  readonly clause: string;
  /** The queue in which the work waits; null when the module that does it keeps a work item of its own. */
  readonly queue: string | null;
  readonly role: Role;
  readonly party: Party;
  /** The rules in order; the first whose start is known counts. */
  readonly due: readonly DueRule[];
}

/** What follows from the newest outcome recorded in a lane. */
export interface LaneOutcome {
  readonly label: string;
  readonly meets?: readonly MilestoneCode[];
  readonly hold?: HoldCode;
  readonly pause?: PauseReason;
  /** The work that is next after this outcome, instead of the first task of the milestone. */
  readonly task?: TaskCode;
  /** A person records it on the page of the therapy; `asks` names the number that must come with it. */
  readonly byHand?: { readonly asks: string | null };
}

/** A line of facts of which the newest counts: benefits checks, authorization states, the fill, … */
export interface Lane {
  readonly label: string;
  readonly stage: StageCode;
  readonly resets: readonly LaneReset[];
  readonly outcomes: Readonly<Record<string, LaneOutcome>>;
}

/** Something that must have happened before a stage is left. */
export interface Milestone {
  /** What it is called where exit criteria are listed. */
  readonly label: string;
  readonly stage: StageCode;
  /** The lane whose newest outcome tells what is next; further lanes may meet the milestone too. Null when it comes by itself. */
  readonly lane: LaneCode | null;
  /** The work may begin when these are met, whatever the stage shown. */
  readonly opensWhen: readonly MilestoneCode[];
  /** The work while nothing is recorded; null when nobody has anything to do. */
  readonly firstTask: TaskCode | null;
  /** The sub-status while nothing is recorded. */
  readonly beginning: string;
}

/** One step of a cycle: a stage with the milestones that must be met to leave it. */
export interface Step {
  readonly stage: StageCode;
  readonly exit: readonly MilestoneCode[];
}

/** Entries that every pathway has, and further ones that some have. */
type WithFurther<Common extends string, Further extends string, Entry> = Readonly<Record<Common, Entry>> &
  Readonly<Partial<Record<Further, Entry>>>;

/** What a pathway says: stages, exit criteria, lines of facts, work, holds, roles and clocks. */
export interface PathwayContent {
  readonly cycles: Readonly<Record<CycleKind, readonly Step[]>>;
  readonly milestones: WithFurther<CommonMilestone, FurtherMilestone, Milestone>;
  readonly lanes: WithFurther<CommonLane, FurtherLane, Lane>;
  readonly tasks: WithFurther<CommonTask, FurtherTask, Task>;
  /** Who owns a hold, where it is not the role that usually does. */
  readonly holdOwners?: Readonly<Partial<Record<HoldCode, Role>>>;
  readonly refill: {
    /** Days before the supply runs out at which the refill window opens. */
    readonly windowDays: number;
    /** Days' supply that is taken where a delivery does not say it. */
    readonly assumedDaysSupply: number;
  };
  /** An ended therapy is reopened within so many days; later a new one is linked to it. */
  readonly reopenDays: number;
  /** Days after the receipt within which a patient may expect the first dose; later, the start counts as late. */
  readonly expectedStartDays: number;
  /** Who is told when work has used so much of its time: in the row of the work for its owner, or by work of their own. */
  readonly escalation: Readonly<
    Record<EscalationLevel, { readonly recipient: Role | 'owner'; readonly queue: string | null }>
  >;
  /** Turnaround budget of a start cycle in business minutes. */
  readonly turnaroundBudgetMinutes: number;
}

/** Names one version of a pathway. The id is the programme's for what the program ships, and a UUID for what a health system made. */
export interface PathwayReference {
  readonly id: string;
  readonly version: number;
}

/** One version of a pathway. It never changes once a therapy runs on it; new rules are a new version. */
export interface Pathway extends PathwayReference, PathwayContent {
  readonly programme: ProgrammeCode;
  readonly effectiveFrom: CalendarDay;
}

/** A part that a health system adds to a pathway of its own. */
type OwnCode = `own-${string}`;

/** The lanes about which modules tell facts; every pathway understands them all. */
export const laneCodes = [
  'acceptance',
  'enrolment',
  'benefits',
  'authorization-need',
  'authorization',
  'assistance',
  'start-review',
  'verification',
  'schedule',
  'claim',
  'fill',
  'delivery',
  'start',
  'refill',
] as const;
type CommonLane = (typeof laneCodes)[number];
/** The lanes that a person records by hand, in the pathways that have them. */
type FurtherLane = 'distribution' | 'rems' | 'training' | 'first-week' | OwnCode;
export type LaneCode = CommonLane | FurtherLane;

export const milestoneCodes = [
  'prescription-accepted',
  'enrolled',
  'benefits-complete',
  'authorization-settled',
  'cost-affordable',
  'clinically-cleared',
  'prescription-verified',
  'delivery-scheduled',
  'fill-verified',
  'delivered',
  'start-confirmed',
  'refill-window-opened',
  'refill-confirmed',
] as const;
type CommonMilestone = (typeof milestoneCodes)[number];
type FurtherMilestone =
  | 'distribution-settled'
  | 'rems-authorized'
  | 'injection-trained'
  | 'first-week-called'
  | OwnCode;
export type MilestoneCode = CommonMilestone | FurtherMilestone;

type CommonTask =
  | 'accept-referral'
  | 'resolve-cancelled-prescription'
  | 'make-welcome-call'
  | 'repeat-contact'
  | 'resolve-declined-enrolment'
  | 'check-benefits'
  | 'complete-benefits'
  | 'correct-coverage'
  | 'prepare-authorization'
  | 'chase-prescriber'
  | 'submit-authorization'
  | 'chase-payer'
  | 'answer-payer'
  | 'decide-on-denial'
  | 'renew-authorization'
  | 'quote-cost'
  | 'chase-assistance'
  | 'find-assistance'
  | 'review-start'
  | 'resolve-clinical-hold'
  | 'obtain-labs'
  | 'meet-rems'
  | 'verify-prescription'
  | 'schedule-delivery'
  | 'open-fill'
  | 'fill-order'
  | 'verify-fill'
  | 'rework-reject'
  | 'ship-order'
  | 'confirm-delivery'
  | 'resolve-delivery-exception'
  | 'resolve-return'
  | 'confirm-start'
  | 'confirm-refill'
  | 'review-refill'
  | 'tell-prescriber-unreached'
  | 'resolve-declined-refill'
  | 'renew-prescription';
type FurtherTask =
  | 'check-distribution'
  | 'chase-distribution'
  | 'transfer-referral'
  | 'obtain-rems-authorization'
  | 'resolve-rems-refusal'
  | 'train-injection'
  | 'make-first-week-call'
  | 'hand-over-to-clinic'
  | OwnCode;
export type TaskCode = CommonTask | FurtherTask;
