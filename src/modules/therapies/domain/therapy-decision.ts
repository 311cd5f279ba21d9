import type { PatientId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { Role } from '../../../kernel/roles.ts';
import {
  type HoldCode,
  holdKinds,
  type Party,
  type PathwayReference,
  type PauseReason,
} from '../../pathways/language.ts';
import { therapyRefusals } from '../refusals.ts';
import type { EndReasonCode } from './end-reason.ts';
import { readPosition } from './journey-position.ts';
import type { FactSource, JourneyFact, LaneEntry, NewTherapyEvent } from './therapy-event.ts';
import { isFillUnderWay, type TherapyState } from './therapy-state.ts';

/** What may be asked of an open therapy. */
export type TherapyCommand = { readonly source: FactSource | null } & (
  | { readonly kind: 'record-fact'; readonly fact: JourneyFact; readonly occurredAt: Instant }
  | { readonly kind: 'place-hold'; readonly hold: HoldCode; readonly ownerRole?: Role; readonly reasonCode: string }
  | {
      readonly kind: 'release-hold';
      readonly hold: HoldCode;
      readonly reasonCode: string;
      /** A person releases the hold whoever placed it; a module only its own. */
      readonly everyOrigin: boolean;
    }
  | { readonly kind: 'override-hold'; readonly hold: HoldCode; readonly reasonCode: string }
  | { readonly kind: 'start-wait'; readonly reason: PauseReason; readonly party: Party; readonly since: Instant }
  | { readonly kind: 'end-wait'; readonly reason: PauseReason; readonly until: Instant }
  | { readonly kind: 'release-to-fill' }
  | { readonly kind: 'open-refill-cycle'; readonly afterCycle: number }
  | { readonly kind: 'move-pathway'; readonly pathway: PathwayReference; readonly reasonCode: string }
  | { readonly kind: 'end'; readonly reasonCode: EndReasonCode }
  | { readonly kind: 'correct-patient'; readonly patientId: PatientId; readonly reasonCode: string }
);

type CommandOf<Kind extends TherapyCommand['kind']> = TherapyCommand & { readonly kind: Kind };
type Decision = Result<readonly NewTherapyEvent[]>;

const nothing: Decision = ok([]);

/**
 * Decides what a command makes happen to a therapy: events to append, none when it changes nothing, or a refusal.
 * A command that is given twice has its effect once.
 */
export function decideTherapy(state: TherapyState, command: TherapyCommand, now: Instant): Decision {
  switch (command.kind) {
    case 'record-fact':
      return isKnown(state, command) ? nothing : ok([toFactEvent(command)]);
    case 'place-hold':
      return placeHold(state, command, now);
    case 'release-hold':
      return releaseHold(state, command, now);
    case 'override-hold':
      return overrideHold(state, command, now);
    case 'start-wait':
      return startWait(state, command, now);
    case 'end-wait':
      return endWait(state, command, now);
    case 'release-to-fill':
      return releaseToFill(state, command, now);
    case 'open-refill-cycle':
      return openRefillCycle(state, command, now);
    case 'move-pathway':
      return movePathway(state, command, now);
    case 'end':
      if (state.ended !== null) return nothing;
      return happened(command, now, { type: 'therapy-ended', facts: { reasonCode: command.reasonCode } });
    case 'correct-patient':
      return correctPatient(state, command, now);
  }
}

function toFactEvent({ fact, occurredAt, source }: CommandOf<'record-fact'>): NewTherapyEvent {
  return { type: 'fact-recorded', facts: fact, occurredAt, source };
}

/**
 * A fact is known when its lanes already stand exactly as it tells, since the same moment; a run-out, when the supply ends on
 * that day already.
 */
function isKnown(state: TherapyState, { fact, occurredAt }: CommandOf<'record-fact'>): boolean {
  if (fact.runOutOn !== undefined) return fact.runOutOn === (state.supply?.runOutOn ?? state.priorRunOutOn);
  return fact.entries.length > 0 && fact.entries.every((entry) => stands(state, entry, occurredAt));
}

function stands(state: TherapyState, entry: LaneEntry, occurredAt: Instant): boolean {
  const lane = state.lanes[entry.lane];
  return (
    lane !== undefined &&
    lane.at === occurredAt &&
    lane.outcome === entry.outcome &&
    lane.prescriptionId === entry.prescriptionId &&
    lane.fillId === entry.fillId &&
    lane.daysSupply === entry.daysSupply &&
    (lane.holds ?? []).join() === (entry.holds ?? []).join()
  );
}

function placeHold(state: TherapyState, command: CommandOf<'place-hold'>, now: Instant): Decision {
  if (state.ended !== null) return refuse(therapyRefusals.therapyEnded);
  const { hold, reasonCode, ownerRole = holdKinds[command.hold].ownerRole } = command;
  const origin = command.source === null ? 'person' : `${command.source.kind}:${command.source.id}`;
  if (state.placedHolds.some((placed) => placed.hold === hold && placed.origin === origin)) return nothing;
  return happened(command, now, { type: 'hold-placed', facts: { hold, ownerRole, reasonCode } });
}

function releaseHold(state: TherapyState, command: CommandOf<'release-hold'>, now: Instant): Decision {
  const { hold, reasonCode, everyOrigin } = command;
  const origin = command.source === null ? 'person' : `${command.source.kind}:${command.source.id}`;
  const placed = state.placedHolds.filter((each) => each.hold === hold && (everyOrigin || each.origin === origin));
  if (placed.length > 0) {
    return happened(command, now, { type: 'hold-released', facts: { hold, reasonCode, everyOrigin } });
  }
  if (!everyOrigin) return nothing;
  const follows = readPosition(state).holds.some((active) => active.hold === hold);
  return refuse(follows ? therapyRefusals.holdFollowsFact : therapyRefusals.holdNotStanding, { hold });
}

function overrideHold(state: TherapyState, command: CommandOf<'override-hold'>, now: Instant): Decision {
  const { hold, reasonCode } = command;
  if (!holdKinds[hold].canBeOverridden) return refuse(therapyRefusals.holdNeverOverridden, { hold });
  if (state.overriddenHolds.includes(hold)) return nothing;
  const isStanding = readPosition(state).holds.some((active) => active.hold === hold);
  if (!isStanding) return refuse(therapyRefusals.holdNotStanding, { hold });
  return happened(command, now, { type: 'hold-overridden', facts: { hold, reasonCode } });
}

function startWait(state: TherapyState, command: CommandOf<'start-wait'>, now: Instant): Decision {
  const { reason, party, since } = command;
  if (state.ended !== null) return refuse(therapyRefusals.therapyEnded);
  if (since > now) return refuse(therapyRefusals.waitBeginsLater);
  if (state.openWaits.some((wait) => wait.reason === reason)) return nothing;
  return happened(command, since, { type: 'wait-started', facts: { reason, party } });
}

function endWait(state: TherapyState, command: CommandOf<'end-wait'>, now: Instant): Decision {
  const { reason, until } = command;
  const open = state.openWaits.find((wait) => wait.reason === reason);
  if (open === undefined) return refuse(therapyRefusals.waitNotOpen, { reason });
  if (until > now || until < open.since) return refuse(therapyRefusals.waitBeginsLater);
  return happened(command, until, { type: 'wait-ended', facts: { reason } });
}

function releaseToFill(state: TherapyState, command: CommandOf<'release-to-fill'>, now: Instant): Decision {
  if (state.ended !== null) return refuse(therapyRefusals.therapyEnded);
  const { blockingHolds, unmetStages: stages } = readPosition(state);
  const isExpired = state.authorizationEndsAt !== null && state.authorizationEndsAt <= now;
  const holds = [...new Set([...blockingHolds, ...(isExpired ? ['PA' as const] : [])])];
  if (holds.length > 0 || stages.length > 0) return refuse(therapyRefusals.notReadyToFill, { holds, stages });
  if (state.releasedToFillAt !== null) return nothing;
  return happened(command, now, { type: 'released-to-fill', facts: { cycle: state.cycle.number } });
}

function openRefillCycle(state: TherapyState, command: CommandOf<'open-refill-cycle'>, now: Instant): Decision {
  const isDue = state.supply !== null && state.supply.windowOpensAt <= now;
  if (state.ended !== null || state.cycle.number !== command.afterCycle || !isDue) return nothing;
  return happened(command, now, { type: 'refill-cycle-opened', facts: { cycle: state.cycle.number + 1 } });
}

/** A therapy goes on by another version with everything that is recorded; a fill under way is finished on the one it began with. */
function movePathway(state: TherapyState, command: CommandOf<'move-pathway'>, now: Instant): Decision {
  const { pathway, reasonCode } = command;
  const { id, version } = state.pathway;
  if (state.ended !== null) return refuse(therapyRefusals.therapyEnded);
  if (id === pathway.id && version === pathway.version) return nothing;
  if (isFillUnderWay(state)) return refuse(therapyRefusals.fillUnderWay);
  const facts = { pathway: { id: pathway.id, version: pathway.version }, fromPathway: { id, version }, reasonCode };
  return happened(command, now, { type: 'pathway-moved', facts });
}

/** What was found out about another person does not hold for this one: everything that was recorded is to be done again. */
function correctPatient(state: TherapyState, command: CommandOf<'correct-patient'>, now: Instant): Decision {
  if (command.patientId === state.patientId) return refuse(therapyRefusals.samePatient);
  if (isFillUnderWay(state)) return refuse(therapyRefusals.fillUnderWay);
  return happened(command, now, {
    type: 'patient-corrected',
    facts: { fromPatientId: state.patientId, toPatientId: command.patientId, reasonCode: command.reasonCode },
  });
}

function happened(
  command: TherapyCommand,
  occurredAt: Instant,
  happening: Pick<NewTherapyEvent, 'type' | 'facts'>,
): Decision {
  return ok([{ ...happening, occurredAt, source: command.source } as NewTherapyEvent]);
}
