import type { BusinessCalendar } from '../../src/kernel/business-calendar.ts';
import type { CalendarDay } from '../../src/kernel/calendar-day.ts';
import type { Id, PatientId, PrescriptionId, SiteId } from '../../src/kernel/ids.ts';
import type { Instant, TimeZone } from '../../src/kernel/instant.ts';
import { computeAgenda, needsAgenda } from '../../src/modules/therapies/domain/agenda.ts';
import type { HeardFact } from '../../src/modules/therapies/domain/heard-facts.ts';
import * as heard from '../../src/modules/therapies/domain/heard-facts.ts';
import { decideTherapy, type TherapyCommand } from '../../src/modules/therapies/domain/therapy-decision.ts';
import type { NewTherapyEvent, TherapyEvent } from '../../src/modules/therapies/domain/therapy-event.ts';
import { evolveTherapy } from '../../src/modules/therapies/domain/therapy-evolution.ts';
import type { TherapyState } from '../../src/modules/therapies/domain/therapy-state.ts';

export const prescriptionId = '01920000-0000-7000-8000-000000000001' as PrescriptionId;
export const otherPrescriptionId = '01920000-0000-7000-8000-000000000002' as PrescriptionId;

/** Monday to Friday, 09:00 to 17:30 in Chicago, closed on Presidents' Day 2026. */
export const office: BusinessCalendar = {
  timeZone: 'America/Chicago' as TimeZone,
  opening: {
    hoursByWeekday: new Map([1, 2, 3, 4, 5].map((day) => [day, { opens: '09:00', closes: '17:30' }])),
    holidays: new Set(['2026-02-16' as CalendarDay]),
  },
};

/** The opening of a therapy at an instant, by a prescription that was received then or earlier. */
function opening(at: Instant, receivedAt: Instant, pathwayId: string): NewTherapyEvent {
  return {
    type: 'therapy-opened',
    occurredAt: at,
    source: { kind: 'prescription', id: prescriptionId },
    facts: {
      number: 1,
      patientId: '01920000-0000-7000-8000-00000000000a' as PatientId,
      ingredientRxcui: '1876366',
      drugId: '01920000-0000-7000-8000-00000000000d' as Id<'drug'>,
      indicationCode: 'L40.0',
      siteId: '01920000-0000-7000-8000-000000000005' as SiteId,
      prescriptionId,
      receivedAt,
      channel: 'hl7v2',
      pathway: { id: pathwayId, version: 1 },
      continuesTherapyId: null,
      daysSupply: 28,
    },
  };
}

/** A therapy in memory: commands are decided, events get their agenda, and the stream is kept. */
export class SampleTherapy {
  readonly events: TherapyEvent[] = [];
  #state: TherapyState;

  constructor(at: Instant, receivedAt: Instant = at, pathwayId = 'standard') {
    this.#state = this.#append(null, opening(at, receivedAt, pathwayId), at);
  }

  get state(): TherapyState {
    return this.#state;
  }

  /** Gives a command; returns the code of its refusal, or null when it was carried out. */
  give(command: TherapyCommand, now: Instant): string | null {
    const decided = decideTherapy(this.#state, command, now);
    if (!decided.ok) return decided.refusal.code;
    for (const event of decided.value) this.#state = this.#append(this.#state, event, now);
    return null;
  }

  /** Tells a fact of another module as it came about at an instant. */
  hear({ fact, source }: HeardFact, at: Instant): void {
    this.give({ kind: 'record-fact', fact, source, occurredAt: at }, at);
  }

  /** Joins another prescription to the therapy. */
  join(facts: (NewTherapyEvent & { type: 'prescription-joined' })['facts'], at: Instant): void {
    const event = { type: 'prescription-joined', facts, occurredAt: at, source: null } as const;
    this.#state = this.#append(this.#state, event, at);
  }

  #append(before: TherapyState | null, event: NewTherapyEvent, recordedAt: Instant): TherapyState {
    const change = { before, event, after: evolveTherapy(before, event) };
    const dated = needsAgenda(change) ? { ...event, agenda: computeAgenda(change, office) } : event;
    this.events.push({ ...dated, sequence: this.events.length + 1, recordedAt });
    return evolveTherapy(before, dated);
  }
}

/** The facts that carry a therapy from acceptance to a scheduled delivery, in their usual order. */
export const factsToScheduled: readonly HeardFact[] = [
  heard.prescriptionFacts.accepted({ prescriptionId }),
  heard.accessFacts.enrolment({ therapyId: 'therapy', outcome: 'enrolled' }),
  heard.accessFacts.benefits({
    benefitsCheckId: 'check',
    outcome: 'complete',
    authorizationNeeded: false,
    patientPayCents: 500,
  }),
  heard.accessFacts.assistance({ assistanceId: 'card', outcome: 'affordable' }),
  heard.clinicalFacts.startReview({ reviewId: 'review', outcome: 'cleared' }),
  heard.clinicalFacts.verified({ prescriptionId }),
  heard.deliveryFacts.scheduled({ deliveryId: 'delivery', fillId: null, shipOn: '2026-02-10', needBy: null }),
];
