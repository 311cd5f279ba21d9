import type { EventKind, PayloadOf } from '../../src/kernel/domain-event.ts';
import type { Id, PrescriptionId, TherapyId } from '../../src/kernel/ids.ts';
import { addMinutes, type Instant } from '../../src/kernel/instant.ts';
import * as access from '../../src/modules/access/events.ts';
import * as clinical from '../../src/modules/clinical/events.ts';
import * as delivery from '../../src/modules/delivery/events.ts';
import * as dispensing from '../../src/modules/dispensing/events.ts';
import * as prescriptions from '../../src/modules/prescriptions/events.ts';
import {
  getJourney,
  getTherapySummary,
  type Journey,
  openTherapy,
  type TherapyRequest,
  type TherapySummary,
} from '../../src/modules/therapies/index.ts';
import { listOpenWork } from '../../src/modules/work/index.ts';
import type { TenantScope } from '../../src/platform/transaction/transactor.ts';
import type { TestPlatform } from './test-platform.ts';

let count = 0;

/** Makes an id for something that a test only names. */
export function makeId<Kind extends string>(): Id<Kind> {
  count += 1;
  return `01930000-0000-7000-8000-${String(count).padStart(12, '0')}` as Id<Kind>;
}

function newDelivery(therapyId: TherapyId) {
  return { therapyId, deliveryId: makeId<'delivery'>(), fillId: null };
}

/** The modules around therapies, as far as their announced facts go. */
export class TherapyWorld {
  readonly platform: TestPlatform;

  constructor(platform: TestPlatform) {
    this.platform = platform;
  }

  /** Opens a therapy for a new patient, unless the request says otherwise. */
  async open(request: Partial<TherapyRequest> = {}, scope: Partial<TenantScope> = {}) {
    const asked: TherapyRequest = {
      patientId: makeId<'patient'>(),
      ingredientRxcui: '1876366',
      drugId: makeId<'drug'>(),
      indicationCode: 'L40.0',
      siteId: this.platform.siteId,
      prescriptionId: makeId<'prescription'>(),
      receivedAt: this.platform.clock.now(),
      channel: 'hl7v2',
      rawMessageId: null,
      daysSupply: 28,
      ...request,
    };
    const opened = await this.platform.transact((tx) => openTherapy(tx, asked), scope);
    return { ...asked, ...opened };
  }

  async summaryOf(therapyId: TherapyId): Promise<TherapySummary> {
    const summary = await this.platform.transact((tx) => getTherapySummary(tx, therapyId));
    if (summary === null) throw new Error('there is no such therapy');
    return summary;
  }

  async journeyOf(therapyId: TherapyId, asOf: Instant | null = null): Promise<Journey> {
    const journey = await this.platform.transact((tx) => getJourney(tx, therapyId, { asOf }));
    if (!journey.ok) throw new Error(journey.refusal.code);
    return journey.value;
  }

  /** Lists the open work about a therapy as queue and reason. */
  async queuesOf(therapyId: TherapyId): Promise<readonly string[]> {
    const work = await this.platform.transact((tx) => listOpenWork(tx, { therapyId }));
    return work.map(({ queue, reasonCode }) => `${queue} ${reasonCode}`).sort();
  }

  /** Announces a fact of another module, as it came about now, and delivers it. */
  async announce<Kind extends EventKind>(kind: Kind, payload: PayloadOf<Kind>): Promise<void> {
    const { therapyId } = payload as { readonly therapyId: string };
    await this.platform.transact((tx) => tx.announce(kind, payload, therapyId));
    await this.platform.runDue();
  }

  /** Announces at a moment: the clock is moved to it first. */
  async announceAt<Kind extends EventKind>(at: Instant, kind: Kind, payload: PayloadOf<Kind>): Promise<void> {
    this.platform.clock.moveTo(at);
    await this.announce(kind, payload);
  }

  /** Carries a therapy from the referral to a scheduled delivery, a minute for each step. */
  async carryToScheduled(therapy: { readonly therapyId: TherapyId; readonly prescriptionId: PrescriptionId }) {
    const { therapyId, prescriptionId } = therapy;
    const benefits = { benefitsCheckId: makeId(), outcome: 'complete', authorizationNeeded: false } as const;
    const steps: readonly (() => Promise<void>)[] = [
      () => this.announce(prescriptions.prescriptionAccepted, { therapyId, prescriptionId, prescriberId: null }),
      () => this.announce(access.enrolmentRecorded, { therapyId, outcome: 'enrolled' }),
      () => this.announce(access.benefitsRecorded, { therapyId, ...benefits, patientPayCents: 500 }),
      () => this.announce(access.assistanceRecorded, { therapyId, assistanceId: makeId(), outcome: 'affordable' }),
      () => this.announce(clinical.startReviewRecorded, { therapyId, reviewId: makeId(), outcome: 'cleared' }),
      () => this.announce(clinical.prescriptionVerified, { therapyId, prescriptionId }),
      () =>
        this.announce(delivery.deliveryScheduled, { ...newDelivery(therapyId), shipOn: '2026-03-03', needBy: null }),
    ];
    for (const step of steps) {
      this.platform.clock.moveTo(addMinutes(this.platform.clock.now(), 1));
      await step();
    }
  }

  /** Fills, verifies and delivers the fill of a therapy, a minute for each step; returns the fill. */
  async carryToDelivered(therapyId: TherapyId, daysSupply = 28): Promise<string> {
    const fillId = makeId();
    const shipment = { ...newDelivery(therapyId), fillId };
    const now = (): Instant => this.platform.clock.now();
    const opened = { therapyId, fillId, prescriptionId: makeId(), fillNumber: 0 };
    const steps: readonly (() => Promise<void>)[] = [
      () => this.announce(dispensing.fillOpened, opened),
      () => this.announce(dispensing.fillFilled, { therapyId, fillId }),
      () => this.announce(dispensing.fillVerified, { therapyId, fillId, daysSupply }),
      () => this.announce(delivery.deliveryShipped, { ...shipment, shippedAt: now() }),
      () => this.announce(delivery.deliveryDelivered, { ...shipment, deliveredAt: now(), daysSupply: null }),
    ];
    for (const step of steps) {
      this.platform.clock.moveTo(addMinutes(this.platform.clock.now(), 1));
      await step();
    }
    return fillId;
  }
}
