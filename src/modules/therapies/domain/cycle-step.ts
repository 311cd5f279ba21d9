import type { Instant } from '../../../kernel/instant.ts';
import type { CycleKind, StageCode } from '../../pathways/language.ts';
import { findBarrier } from './barrier.ts';
import { readPosition } from './journey-position.ts';
import type { TherapyEvent } from './therapy-event.ts';
import { evolveTherapy } from './therapy-evolution.ts';
import type { TherapyState } from './therapy-state.ts';

/** A stretch of a cycle in which one stage was shown and one barrier named; `leftAt` is null while it lasts. */
interface CycleStep {
  readonly stage: StageCode;
  readonly barrierCode: string | null;
  readonly enteredAt: Instant;
  readonly leftAt: Instant | null;
}

/** A cycle as history teaches it. `closedAt` tells when one that was not delivered ended all the same. */
export interface LearnedCycle {
  readonly number: number;
  readonly kind: CycleKind;
  readonly receivedAt: Instant;
  readonly deliveredAt: Instant | null;
  readonly closedAt: Instant | null;
  readonly steps: readonly CycleStep[];
}

/** Reads the cycles of a stream with their steps, the oldest first. */
export function readLearnedCycles(events: readonly TherapyEvent[]): readonly LearnedCycle[] {
  const cycles: LearnedCycle[] = [];
  let state: TherapyState | null = null;
  for (const event of events) {
    const after: TherapyState = evolveTherapy(state, event);
    state = after;
    const current = cycles.at(-1);
    if (current?.number === after.cycle.number) cycles[cycles.length - 1] = goOn(current, after, event.occurredAt);
    else {
      if (current !== undefined) cycles[cycles.length - 1] = close(current, after.cycle.openedAt);
      cycles.push(begin(after));
    }
  }
  return cycles;
}

function begin(state: TherapyState): LearnedCycle {
  const { number, kind, receivedAt } = state.cycle;
  const step: CycleStep = { ...readPlace(state), enteredAt: receivedAt, leftAt: null };
  return { number, kind, receivedAt, deliveredAt: null, closedAt: null, steps: [step] };
}

function goOn(cycle: LearnedCycle, state: TherapyState, at: Instant): LearnedCycle {
  const deliveredAt = cycle.deliveredAt ?? readPosition(state).metAt.get('delivered') ?? null;
  if (state.ended !== null) return { ...close(cycle, state.ended.at), deliveredAt };
  const { stage, barrierCode } = readPlace(state);
  const last = cycle.steps.at(-1);
  if (last?.leftAt === null && last.stage === stage && last.barrierCode === barrierCode)
    return { ...cycle, deliveredAt };
  const enteredAt = last === undefined || at > last.enteredAt ? at : last.enteredAt;
  const steps = [...leave(cycle.steps, enteredAt), { stage, barrierCode, enteredAt, leftAt: null }];
  return { ...cycle, deliveredAt, closedAt: null, steps };
}

function close(cycle: LearnedCycle, at: Instant): LearnedCycle {
  return { ...cycle, closedAt: cycle.deliveredAt === null ? at : null, steps: leave(cycle.steps, at) };
}

function leave(steps: readonly CycleStep[], at: Instant): readonly CycleStep[] {
  const last = steps.at(-1);
  if (last === undefined || last.leftAt !== null) return steps;
  return [...steps.slice(0, -1), { ...last, leftAt: at > last.enteredAt ? at : last.enteredAt }];
}

function readPlace(state: TherapyState): Pick<CycleStep, 'stage' | 'barrierCode'> {
  return { stage: state.stage, barrierCode: findBarrier(state)?.code ?? null };
}
