import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { FillId, PrescriptionId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/instant.ts';
import type { HoldCode, LaneCode } from '../../pathways/language.ts';
import { listHoldsOfDeliveryException, listHoldsOfRejects } from './following-holds.ts';
import type { FactSource, JourneyFact, LaneEntry } from './therapy-event.ts';

/** A fact of another module in the words of the journey, with the record it comes from. */
export interface HeardFact {
  readonly fact: JourneyFact;
  readonly source: FactSource;
}

type Codes = NonNullable<JourneyFact['facts']>;

/** Translates the facts about prescriptions. */
export const prescriptionFacts = {
  usedUp: (payload: { readonly prescriptionId: string; readonly reasonCode: string }): HeardFact =>
    heard('dispensing.prescription-used-up', ['prescription', payload.prescriptionId], {
      entries: [ofPrescription('acceptance', 'used-up', payload.prescriptionId)],
      facts: { reasonCode: payload.reasonCode },
    }),
  accepted: (payload: { readonly prescriptionId: string }): HeardFact =>
    heard('prescriptions.prescription-accepted', ['prescription', payload.prescriptionId], {
      entries: [ofPrescription('acceptance', 'accepted', payload.prescriptionId)],
    }),
  cancelled: (payload: { readonly prescriptionId: string; readonly reasonCode: string }): HeardFact =>
    heard('prescriptions.prescription-cancelled', ['prescription', payload.prescriptionId], {
      entries: [ofPrescription('acceptance', 'cancelled', payload.prescriptionId)],
      facts: { reasonCode: payload.reasonCode },
    }),
} as const;

/** Translates the facts about benefits, authorization, assistance and enrollment. */
export const accessFacts = {
  enrolment: (payload: { readonly therapyId: string; readonly outcome: string }): HeardFact =>
    heard('access.enrolment-recorded', ['enrolment', payload.therapyId], {
      entries: [{ lane: 'enrolment', outcome: payload.outcome }],
    }),
  benefits: (payload: {
    readonly benefitsCheckId: string;
    readonly outcome: string;
    readonly authorizationNeeded: boolean;
    readonly patientPayCents: number | null;
  }): HeardFact => {
    const need = payload.authorizationNeeded ? 'required' : 'not-required';
    return heard('access.benefits-recorded', ['benefits-check', payload.benefitsCheckId], {
      entries: [
        { lane: 'benefits', outcome: payload.outcome },
        ...(payload.outcome === 'complete' ? [{ lane: 'authorization-need', outcome: need } as const] : []),
      ],
      facts: { authorizationNeeded: payload.authorizationNeeded, patientPayCents: payload.patientPayCents },
    });
  },
  authorization: (payload: {
    readonly authorizationId: string;
    readonly state: string;
    readonly validTo: string | null;
  }): HeardFact =>
    heard('access.authorization-recorded', ['authorization', payload.authorizationId], {
      entries: [{ lane: 'authorization', outcome: payload.state }],
      facts: { validTo: payload.validTo },
      authorizationValidTo: payload.validTo as CalendarDay | null,
    }),
  assistance: (payload: { readonly assistanceId: string; readonly outcome: string }): HeardFact =>
    heard('access.assistance-recorded', ['assistance', payload.assistanceId], {
      entries: [{ lane: 'assistance', outcome: payload.outcome }],
    }),
} as const;

/** Translates the facts of clinical work. */
export const clinicalFacts = {
  startReview: (payload: { readonly reviewId: string; readonly outcome: string }): HeardFact =>
    heard('clinical.start-review-recorded', ['start-review', payload.reviewId], {
      entries: [{ lane: 'start-review', outcome: payload.outcome }],
    }),
  verified: (payload: { readonly prescriptionId: string }): HeardFact =>
    heard('clinical.prescription-verified', ['prescription', payload.prescriptionId], {
      entries: [ofPrescription('verification', 'verified', payload.prescriptionId)],
    }),
  unverified: (payload: { readonly prescriptionId: string; readonly reasonCode: string }): HeardFact =>
    heard('clinical.prescription-unverified', ['prescription', payload.prescriptionId], {
      entries: [ofPrescription('verification', 'unverified', payload.prescriptionId)],
      facts: { reasonCode: payload.reasonCode },
    }),
  startConfirmed: (payload: {
    readonly recordId: string;
    readonly startedOn: string;
    readonly administeredBy?: string;
  }): HeardFact =>
    heard('clinical.start-confirmed', ['monitoring-record', payload.recordId], {
      entries: [{ lane: 'start', outcome: 'confirmed' }],
      facts: {
        startedOn: payload.startedOn,
        ...(payload.administeredBy === 'clinic' ? { administeredAt: 'clinic' } : {}),
      },
    }),
  refillCall: (payload: {
    readonly callId: string;
    readonly outcome: string;
    readonly ruleCodes: readonly string[];
  }): HeardFact =>
    heard('clinical.refill-call-recorded', ['refill-call', payload.callId], {
      entries: [{ lane: 'refill', outcome: payload.outcome }],
      ...(payload.ruleCodes.length === 0 ? {} : { facts: { ruleCodes: payload.ruleCodes.join(' ') } }),
    }),
  refillReviewed: (payload: { readonly callId: string; readonly outcome: string }): HeardFact =>
    heard('clinical.refill-reviewed', ['refill-call', payload.callId], {
      entries: [{ lane: 'refill', outcome: payload.outcome }],
    }),
  runOutMoved: (payload: {
    readonly therapyId: string;
    readonly runOutOn: string;
    readonly reasonCode: string;
  }): HeardFact =>
    heard('clinical.run-out-moved', ['therapy', payload.therapyId], {
      entries: [],
      facts: { runOutOn: payload.runOutOn, reasonCode: payload.reasonCode },
      runOutOn: payload.runOutOn as CalendarDay,
    }),
  monitoring: (payload: { readonly recordId: string; readonly kind: string }): HeardFact =>
    heard('clinical.monitoring-recorded', ['monitoring-record', payload.recordId], {
      entries: payload.kind === 'seven-day-call' ? [{ lane: 'first-week', outcome: 'called' }] : [],
      facts: { kind: payload.kind },
    }),
} as const;

/** Translates the facts about claims; the reject codes of a payer bring the holds that they stand for. */
export const claimFacts = {
  paid: (payload: ClaimPayload & { readonly patientPayCents: number | null }): HeardFact =>
    heard('claims.claim-paid', ['claim', payload.claimId], {
      entries: [{ lane: 'claim', outcome: 'paid', ...fillOf(payload) }],
      facts: { patientPayCents: payload.patientPayCents },
    }),
  rejected: (payload: ClaimPayload & { readonly rejectCodes: readonly string[] }): HeardFact =>
    heard('claims.claim-rejected', ['claim', payload.claimId], {
      entries: [
        withHolds({ lane: 'claim', outcome: 'rejected', ...fillOf(payload) }, listHoldsOfRejects(payload.rejectCodes)),
      ],
      facts: { rejectCodes: payload.rejectCodes.join(' ') },
    }),
  lost: (payload: ClaimPayload): HeardFact =>
    heard('dispensing.fill-claim-lost', ['claim', payload.claimId], {
      entries: [{ lane: 'claim', outcome: 'lost', ...fillOf(payload) }],
    }),
  reversed: (payload: ClaimPayload): HeardFact =>
    heard('claims.claim-reversed', ['claim', payload.claimId], {
      entries: [{ lane: 'claim', outcome: 'reversed', ...fillOf(payload) }],
    }),
} as const;

/** Translates the facts about fills. */
export const fillFacts = {
  opened: (payload: FillPayload & { readonly fillNumber: number }): HeardFact =>
    heard('dispensing.fill-opened', ['fill', payload.fillId], {
      entries: [{ lane: 'fill', outcome: 'opened', ...fillOf(payload) }],
      facts: { fillNumber: payload.fillNumber },
    }),
  filled: ofFill('dispensing.fill-filled', 'filled'),
  verified: (payload: FillPayload & { readonly daysSupply: number }): HeardFact =>
    heard('dispensing.fill-verified', ['fill', payload.fillId], {
      entries: [{ lane: 'fill', outcome: 'verified', ...fillOf(payload), daysSupply: payload.daysSupply }],
    }),
  unverified: ofFill('dispensing.fill-unverified', 'unverified'),
  cancelled: (payload: FillPayload & { readonly reasonCode: string }): HeardFact =>
    heard('dispensing.fill-cancelled', ['fill', payload.fillId], {
      entries: [
        { lane: 'fill', outcome: 'cancelled', ...fillOf(payload) },
        { lane: 'claim', outcome: 'void', ...fillOf(payload) },
        { lane: 'delivery', outcome: 'void', ...fillOf(payload) },
      ],
      facts: { reasonCode: payload.reasonCode },
    }),
  returnedToStock: (payload: FillPayload & { readonly reasonCode: string }): HeardFact =>
    heard('dispensing.fill-returned-to-stock', ['fill', payload.fillId], {
      entries: [
        { lane: 'fill', outcome: 'returned-to-stock', ...fillOf(payload) },
        { lane: 'claim', outcome: 'void', ...fillOf(payload) },
        { lane: 'schedule', outcome: 'void', ...fillOf(payload) },
        { lane: 'delivery', outcome: 'void', ...fillOf(payload) },
      ],
      facts: { reasonCode: payload.reasonCode },
    }),
} as const;

/** Translates the facts about deliveries. */
export const deliveryFacts = {
  scheduled: (payload: DeliveryPayload & { readonly shipOn: string; readonly needBy: string | null }): HeardFact =>
    heard('delivery.delivery-scheduled', ['delivery', payload.deliveryId], {
      entries: [{ lane: 'schedule', outcome: 'scheduled', ...fillOf(payload) }],
      facts: { shipOn: payload.shipOn, needBy: payload.needBy },
    }),
  cancelled: (payload: DeliveryPayload & { readonly reasonCode: string }): HeardFact =>
    heard('delivery.delivery-cancelled', ['delivery', payload.deliveryId], {
      entries: [{ lane: 'schedule', outcome: 'void', ...fillOf(payload) }],
      facts: { reasonCode: payload.reasonCode },
    }),
  shipped: (payload: DeliveryPayload): HeardFact =>
    heard('delivery.delivery-shipped', ['delivery', payload.deliveryId], {
      entries: [{ lane: 'delivery', outcome: 'shipped', ...fillOf(payload) }],
    }),
  delivered: (
    payload: DeliveryPayload & { readonly deliveredAt: string; readonly daysSupply: number | null },
  ): HeardFact =>
    heard('delivery.delivery-delivered', ['delivery', payload.deliveryId], {
      entries: [{ lane: 'delivery', outcome: 'delivered', ...fillOf(payload) }],
      delivered: { at: payload.deliveredAt as Instant, daysSupply: payload.daysSupply },
    }),
  exception: (payload: DeliveryPayload & { readonly code: string }): HeardFact =>
    heard('delivery.delivery-exception', ['delivery', payload.deliveryId], {
      entries: [
        withHolds(
          { lane: 'delivery', outcome: 'exception', ...fillOf(payload) },
          listHoldsOfDeliveryException(payload.code),
        ),
      ],
      facts: { code: payload.code },
    }),
  returned: (payload: DeliveryPayload & { readonly reasonCode: string }): HeardFact =>
    heard('delivery.delivery-returned', ['delivery', payload.deliveryId], {
      entries: [
        { lane: 'delivery', outcome: 'returned', ...fillOf(payload) },
        { lane: 'schedule', outcome: 'void', ...fillOf(payload) },
      ],
      facts: { reasonCode: payload.reasonCode },
    }),
} as const;

interface FillPayload {
  readonly fillId: string;
}

interface ClaimPayload {
  readonly claimId: string;
  readonly fillId: string;
}

interface DeliveryPayload {
  readonly deliveryId: string;
  readonly fillId: string | null;
}

function fillOf({ fillId }: { readonly fillId: string | null }): { readonly fillId?: FillId } {
  return fillId === null ? {} : { fillId: fillId as FillId };
}

function ofFill(code: string, outcome: string): (payload: FillPayload) => HeardFact {
  return (payload) =>
    heard(code, ['fill', payload.fillId], { entries: [{ lane: 'fill', outcome, ...fillOf(payload) }] });
}

function ofPrescription(lane: LaneCode, outcome: string, prescriptionId: string): LaneEntry {
  return { lane, outcome, prescriptionId: prescriptionId as PrescriptionId };
}

function withHolds(entry: LaneEntry, holds: readonly HoldCode[]): LaneEntry {
  return holds.length === 0 ? entry : { ...entry, holds };
}

function heard(
  code: string,
  [kind, id]: readonly [string, string],
  rest: Omit<JourneyFact, 'code'> & { readonly facts?: Codes },
): HeardFact {
  return { fact: { code, ...rest }, source: { kind, id } };
}
