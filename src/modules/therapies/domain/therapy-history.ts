import type { BusinessCalendar } from '../../../kernel/business-calendar.ts';
import type { TherapyId } from '../../../kernel/ids.ts';
import { dayIn, type Instant } from '../../../kernel/instant.ts';
import { chooseProgramme, type DrugRoute, findPathwayInForce } from '../../pathways/language.ts';
import { computeAgenda, needsAgenda } from './agenda.ts';
import { decideTherapy, type TherapyCommand } from './therapy-decision.ts';
import type { NewTherapyEvent, TherapyEvent } from './therapy-event.ts';
import { evolveTherapy } from './therapy-evolution.ts';
import type { TherapyRequest } from './therapy-opening.ts';
import { type QueuedWork, reactToTherapy } from './therapy-reaction.ts';
import { readStanding, type TherapyStanding } from './therapy-standing.ts';
import type { TherapyState } from './therapy-state.ts';

/** Numbers and dates happenings after one another, and computes the therapy after them; null when a date needs the calendar and there is none. */
export function composeStream(
  before: TherapyState | null,
  happened: readonly NewTherapyEvent[],
  setup: { readonly calendar: BusinessCalendar | null; readonly recordedAt: Instant },
): { readonly events: readonly TherapyEvent[]; readonly after: TherapyState } | null {
  const { calendar, recordedAt } = setup;
  const events: TherapyEvent[] = [];
  let state = before;
  for (const event of happened) {
    const change = { before: state, event, after: evolveTherapy(state, event) };
    let dated = event;
    if (needsAgenda(change)) {
      if (calendar === null) return null;
      dated = { ...event, agenda: computeAgenda(change, calendar) };
    }
    state = dated === event ? change.after : evolveTherapy(change.before, dated);
    events.push({ ...dated, sequence: state.sequence, recordedAt });
  }
  if (state === null) throw new Error('a therapy begins with an event');
  return { events, after: state };
}

/** Who did something and when; `note` is what they wrote. */
export interface HistoryMoment<Actor> {
  readonly at: Instant;
  readonly actor: Actor;
  readonly note?: string;
}

/** An event with who caused it. */
export interface HistoryEvent<Actor> {
  readonly event: TherapyEvent;
  readonly actor: Actor;
  readonly note: string | null;
}

/** Work that waits since a moment. */
export interface QueuedSince {
  readonly work: QueuedWork;
  readonly openedAt: Instant;
}

/**
 * The past of a therapy while it is told: commands are decided, dated and folded exactly as when they are given one by one,
 * but nothing is saved until the whole is imported.
 */
export class TherapyHistory<Actor> {
  readonly therapyId: TherapyId;
  readonly #calendar: BusinessCalendar;
  readonly #events: HistoryEvent<Actor>[] = [];
  readonly #queued = new Map<string, QueuedSince>();
  #state: TherapyState;

  /** Opens the therapy that an accepted prescription asks for. */
  constructor(
    opening: {
      readonly therapyId: TherapyId;
      readonly number: number;
      readonly request: TherapyRequest;
      readonly calendar: BusinessCalendar;
      /** By whose profile the programme is chosen, among the pathways that the program ships. */
      readonly drug: DrugRoute;
    },
    moment: HistoryMoment<Actor>,
  ) {
    const { therapyId, number, request, calendar } = opening;
    this.therapyId = therapyId;
    this.#calendar = calendar;
    const { rawMessageId, daysSupply = null, ...rest } = request;
    const choice = chooseProgramme(opening.drug);
    const { id, version } = findPathwayInForce(choice.programme, dayIn(request.receivedAt, calendar.timeZone));
    const event: NewTherapyEvent = {
      type: 'therapy-opened',
      occurredAt: moment.at,
      source:
        rawMessageId === null
          ? { kind: 'prescription', id: request.prescriptionId }
          : { kind: 'raw-message', id: rawMessageId },
      facts: {
        ...rest,
        daysSupply,
        number,
        continuesTherapyId: null,
        pathway: { id, version },
        pathwayReason: choice.reason,
      },
    };
    this.#state = this.#append(null, [event], moment);
  }

  /** The therapy as it stands after everything told so far. */
  get state(): TherapyState {
    return this.#state;
  }

  /** Where the therapy stands after everything told so far. */
  get standing(): TherapyStanding {
    return readStanding(this.therapyId, this.#state);
  }

  get events(): readonly HistoryEvent<Actor>[] {
    return this.#events;
  }

  /** The work that waits for the therapy now. */
  get queued(): readonly QueuedSince[] {
    return [...this.#queued.values()];
  }

  /** Gives a command; one that is refused is a fault, because nobody is there to be told. */
  give(command: TherapyCommand, moment: HistoryMoment<Actor>): void {
    const decided = decideTherapy(this.#state, command, moment.at);
    if (!decided.ok) {
      const facts = JSON.stringify(decided.refusal.facts ?? {});
      throw new Error(`a told command was refused: ${command.kind}, ${decided.refusal.code} ${facts}`);
    }
    if (decided.value.length > 0) this.#state = this.#append(this.#state, decided.value, moment);
  }

  /** Goes on with another accepted prescription of the same therapy, such as a renewal. */
  join(
    prescription: Pick<TherapyRequest, 'prescriptionId' | 'drugId' | 'indicationCode' | 'daysSupply'>,
    moment: HistoryMoment<Actor>,
  ): void {
    const { prescriptionId, drugId, indicationCode, daysSupply = null } = prescription;
    const event: NewTherapyEvent = {
      type: 'prescription-joined',
      occurredAt: moment.at,
      source: { kind: 'prescription', id: prescriptionId },
      facts: { prescriptionId, drugId, indicationCode, daysSupply },
    };
    this.#state = this.#append(this.#state, [event], moment);
  }

  #append(
    before: TherapyState | null,
    happened: readonly NewTherapyEvent[],
    { at, actor, note = undefined }: HistoryMoment<Actor>,
  ): TherapyState {
    const composed = composeStream(before, happened, { calendar: this.#calendar, recordedAt: at });
    if (composed === null) throw new Error('a history has its calendar');
    const { events, after } = composed;
    for (const event of events)
      this.#events.push({ event, actor, note: event === events.at(-1) ? (note ?? null) : null });
    const reaction = reactToTherapy(this.therapyId, before, after);
    for (const queue of reaction.closeQueues) this.#queued.delete(queue);
    for (const work of reaction.openWork)
      this.#queued.set(work.queue, { work, openedAt: this.#queued.get(work.queue)?.openedAt ?? at });
    return after;
  }
}
