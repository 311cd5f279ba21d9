import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { FillId, Id, PatientId, PrescriptionId, SiteId, TherapyId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/instant.ts';
import type { Role } from '../../../kernel/roles.ts';
import type {
  EscalationLevel,
  HoldCode,
  LaneCode,
  Party,
  PathwayReference,
  PauseReason,
  TaskCode,
} from '../../pathways/language.ts';
import type { EndReasonCode } from './end-reason.ts';
import type { TaskBudgets } from './task-budget.ts';

/** How a prescription reached the pharmacy. */
export type Channel = 'hl7v2' | 'ncpdp-script' | 'fhir' | 'phone' | 'paper' | 'fax';

/** Where a fact comes from, so that a person can open it: `{ kind: 'raw-message', id }`. */
export interface FactSource {
  readonly kind: string;
  readonly id: string;
}

/** The newest outcome of one lane as a fact tells it. */
export interface LaneEntry {
  readonly lane: LaneCode;
  readonly outcome: string;
  /** Holds that come with this very outcome, such as those of a claim's reject codes. */
  readonly holds?: readonly HoldCode[];
  /** Of which prescription the fact speaks; it counts only for the therapy's present one. */
  readonly prescriptionId?: PrescriptionId;
  /** Of which fill the fact speaks; one of an earlier cycle does not count for the present one. */
  readonly fillId?: FillId;
  /** How many days the fill lasts. */
  readonly daysSupply?: number;
}

/** Something that a module found out or did. */
export interface JourneyFact {
  /** `<module>.<past-tense-fact>`. */
  readonly code: string;
  readonly entries: readonly LaneEntry[];
  /** Codes, amounts, days and ids that belong to the fact; never patient data. */
  readonly facts?: Readonly<Record<string, string | number | boolean | null>>;
  /** What a delivery brought: it starts the count to the next refill. */
  readonly delivered?: { readonly at: Instant; readonly daysSupply: number | null };
  /** The day on which the supply ends by the doses that are counted, in place of the day that followed from days' supply. */
  readonly runOutOn?: CalendarDay;
  /** The last day on which an authorization is good; null takes the end away. */
  readonly authorizationValidTo?: CalendarDay | null;
  /** Somebody outside had to be asked to resolve something missing or wrong. */
  readonly isIntervention?: boolean;
}

/** When work falls due, recorded with the event that opened it, so that it stays the same whatever the calendar becomes. */
export interface Agenda {
  readonly dues?: Readonly<Partial<Record<TaskCode, Instant>>>;
  readonly budgets?: TaskBudgets;
  readonly supply?: Supply;
  /** The corrected run-out of the supply of earlier cycles. */
  readonly priorRunOutOn?: CalendarDay;
  readonly authorizationEndsAt?: Instant | null;
}

/** How long the delivered drug lasts and when the refill window opens. */
export interface Supply {
  readonly deliveredOn: CalendarDay;
  readonly daysSupply: number;
  readonly isAssumed: boolean;
  readonly runOutOn: CalendarDay;
  readonly windowOpensAt: Instant;
}

/** What happened, as it stands in the stream of a therapy: codes, ids, amounts and instants only. */
type TherapyHappening =
  | {
      readonly type: 'therapy-opened';
      readonly facts: {
        readonly number: number;
        readonly patientId: PatientId;
        readonly ingredientRxcui: string;
        readonly drugId: Id<'drug'>;
        readonly indicationCode: string | null;
        readonly siteId: SiteId;
        readonly prescriptionId: PrescriptionId;
        readonly receivedAt: Instant;
        readonly channel: Channel;
        readonly pathway: PathwayReference;
        /** Why the programme of this pathway was chosen, by the rule that chose it. */
        readonly pathwayReason?: string;
        readonly continuesTherapyId: TherapyId | null;
        readonly daysSupply: number | null;
      };
    }
  | {
      readonly type: 'prescription-joined';
      readonly facts: {
        readonly prescriptionId: PrescriptionId;
        readonly drugId: Id<'drug'>;
        readonly indicationCode: string | null;
        readonly daysSupply: number | null;
      };
    }
  | { readonly type: 'fact-recorded'; readonly facts: JourneyFact }
  | {
      readonly type: 'hold-placed';
      readonly facts: { readonly hold: HoldCode; readonly ownerRole: Role; readonly reasonCode: string };
    }
  | {
      readonly type: 'hold-released';
      readonly facts: { readonly hold: HoldCode; readonly reasonCode: string; readonly everyOrigin: boolean };
    }
  | { readonly type: 'hold-overridden'; readonly facts: { readonly hold: HoldCode; readonly reasonCode: string } }
  | { readonly type: 'wait-started'; readonly facts: { readonly reason: PauseReason; readonly party: Party } }
  | { readonly type: 'wait-ended'; readonly facts: { readonly reason: PauseReason } }
  | { readonly type: 'released-to-fill'; readonly facts: { readonly cycle: number } }
  | {
      readonly type: 'escalation-reached';
      readonly facts: { readonly task: TaskCode; readonly percent: EscalationLevel; readonly recipient: Role };
    }
  | {
      readonly type: 'pathway-moved';
      readonly facts: {
        readonly pathway: PathwayReference;
        readonly fromPathway: PathwayReference;
        readonly reasonCode: string;
      };
    }
  | { readonly type: 'refill-cycle-opened'; readonly facts: { readonly cycle: number } }
  | { readonly type: 'therapy-ended'; readonly facts: { readonly reasonCode: EndReasonCode } }
  | {
      readonly type: 'therapy-reopened';
      readonly facts: {
        readonly prescriptionId: PrescriptionId;
        readonly drugId: Id<'drug'>;
        readonly indicationCode: string | null;
        readonly receivedAt: Instant;
        readonly channel: Channel;
        readonly daysSupply: number | null;
      };
    }
  | {
      readonly type: 'patient-corrected';
      readonly facts: {
        readonly fromPatientId: PatientId;
        readonly toPatientId: PatientId;
        readonly reasonCode: string;
      };
    };

/** A happening on its way into the stream. */
export type NewTherapyEvent = TherapyHappening & {
  readonly occurredAt: Instant;
  readonly source: FactSource | null;
  readonly agenda?: Agenda;
};

/** A happening as it stands in the stream. */
export type TherapyEvent = NewTherapyEvent & { readonly sequence: number; readonly recordedAt: Instant };
