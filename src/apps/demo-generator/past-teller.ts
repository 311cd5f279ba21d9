import { findNextOpening } from '../../kernel/business-calendar.ts';
import type { CalendarDay } from '../../kernel/calendar-day.ts';
import type { EventKind, PayloadOf } from '../../kernel/domain-event.ts';
import type { Id } from '../../kernel/ids.ts';
import { addMinutes, dayIn, type Instant } from '../../kernel/instant.ts';
import type { IncomingPrescription } from '../../modules/prescriptions/index.ts';
import type { Drug, Plan } from '../../modules/reference/index.ts';
import {
  composeHandFact,
  listHandOutcomes,
  listOpenHandOutcomes,
  translateAnnounced,
} from '../../modules/therapies/index.ts';
import type { Actor } from '../../platform/transaction/actor.ts';
import type { DemoRegimen } from './demo-regimens.ts';
import type { PastCast, PastSite } from './past-cast.ts';
import type { PastLots } from './past-lots.ts';
import type { PastRecords } from './past-records.ts';
import type { Chance } from './seeded-chance.ts';

/** The program itself: what is heard or falls due is recorded by it. */
export const program: Actor = { kind: 'system', name: 'demo' };

/** How long passes before the next thing happens; a number of hours lies within opening times. */
export type Pause = { readonly hours: readonly [least: number, most: number] } | { readonly until: Instant };

/** Steps of a life: each yields what passes before it goes on. */
export type Telling = Generator<Pause, void, void>;

/** What one therapy is told with. */
export interface TellerParts {
  readonly cast: PastCast;
  readonly place: PastSite;
  readonly chance: Chance;
  readonly lots: PastLots;
  readonly newId: <Kind extends string>(at: Instant) => Id<Kind>;
  readonly drug: Drug;
  readonly regimen: DemoRegimen;
  readonly plan: Plan;
  readonly order: IncomingPrescription;
  readonly records: PastRecords;
  readonly planted: string[];
}

/** Tells the past of one therapy: what happens at the present moment of the telling goes into the stream and the records. */
export class PastTeller {
  readonly parts: TellerParts;
  now: Instant;
  /** The fills of the present prescription. */
  fillNumber = 0;

  constructor(parts: TellerParts, now: Instant) {
    this.parts = parts;
    this.now = now;
  }

  get today(): CalendarDay {
    return dayIn(this.now, this.parts.place.site.timeZone);
  }

  /** Lets time pass; work happens while the pharmacy is open. */
  pass(pause: Pause): void {
    if ('until' in pause) this.now = pause.until > this.now ? pause.until : this.now;
    else {
      const [least, most] = pause.hours;
      const later = addMinutes(this.now, this.parts.chance.between(Math.round(least * 60), Math.round(most * 60)));
      this.now = findNextOpening(this.parts.place.site.calendar, later) ?? later;
    }
  }

  /** Lets a few minutes pass in one sitting. */
  minutes(count: number): void {
    this.now = addMinutes(this.now, count);
  }

  newId<Kind extends string>(): Id<Kind> {
    return this.parts.newId(this.now);
  }

  /** Lets the therapy hear what another module announces now. */
  hear<Kind extends EventKind>(kind: Kind, payload: Omit<PayloadOf<Kind>, 'therapyId'>): void {
    const { history } = this.parts.records;
    const announced = { ...payload, therapyId: history.therapyId } as PayloadOf<Kind>;
    const { fact, source } = translateAnnounced(kind, announced);
    history.give({ kind: 'record-fact', fact, source, occurredAt: this.now }, { at: this.now, actor: program });
  }

  /** Records what the pathway waits for and leaves to people. */
  recordByHand(): void {
    const { records, chance, place } = this.parts;
    const open = listOpenHandOutcomes(listHandOutcomes(records.history.state));
    for (const { lane, outcome, asks } of open) {
      const number = asks === null ? null : `N${chance.between(100_000, 999_999)}`;
      const fact = composeHandFact(records.history.state, { lane, outcome, number }, this.now);
      if (!fact.ok) throw new Error(`what is recorded by hand was refused: ${fact.refusal.code}`);
      const command = { kind: 'record-fact', fact: fact.value, source: null, occurredAt: this.now } as const;
      records.history.give(command, { at: this.now, actor: place.crew.pharmacist });
    }
  }

  /** Notes what was planted, for the generator's own truth. */
  plant(what: string): void {
    this.parts.planted.push(what);
  }

  happens(probability: number): boolean {
    return this.parts.chance.next() < probability;
  }
}

/** Tells a life until it ends or the present is reached, which lies ahead of everything told. */
export function tellUntil(teller: PastTeller, life: Telling, endsAt: Instant): void {
  for (const pause of life) {
    teller.pass(pause);
    if (teller.now >= endsAt) return;
  }
}
