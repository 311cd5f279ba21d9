import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { PrescriptionId } from '../../../kernel/ids.ts';
import { listHoldsOfDeliveryException, listHoldsOfRejects } from './following-holds.ts';
import type { HoldCode } from './hold-kind.ts';
import type { LaneCode } from './pathway.ts';
import type { FactSource, JourneyFact, LaneEntry } from './therapy-event.ts';

/** A fact of another module in the words of the journey, with the record it comes from. */
export interface HeardFact {
  readonly fact: JourneyFact;
  readonly source: FactSource;
}

type Codes = NonNullable<JourneyFact['facts']>;

/** Translates the facts about prescriptions. */
export const prescriptionFacts = {
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
  startConfirmed: (payload: { readonly recordId: string; readonly startedOn: string }): HeardFact =>
    heard('clinical.start-confirmed', ['monitoring-record', payload.recordId], {
      entries: [{ lane: 'start', outcome: 'confirmed' }],
      facts: { startedOn: payload.startedOn },
    }),
  monitoring: (payload: { readonly recordId: string; readonly kind: string }): HeardFact =>
    heard('clinical.monitoring-recorded', ['monitoring-record', payload.recordId], {
      entries: [],
      facts: { kind: payload.kind },
    }),
} as const;

/** Translates the facts about claims; the reject codes of a payer bring the holds that they stand for. */
export const claimFacts = {
  paid: (payload: { readonly claimId: string; readonly patientPayCents: number | null }): HeardFact =>
    heard('claims.claim-paid', ['claim', payload.claimId], {
      entries: [{ lane: 'claim', outcome: 'paid' }],
      facts: { patientPayCents: payload.patientPayCents },
    }),
  rejected: (payload: { readonly claimId: string; readonly rejectCodes: readonly string[] }): HeardFact =>
    heard('claims.claim-rejected', ['claim', payload.claimId], {
      entries: [withHolds({ lane: 'claim', outcome: 'rejected' }, listHoldsOfRejects(payload.rejectCodes))],
      facts: { rejectCodes: payload.rejectCodes.join(' ') },
    }),
  reversed: (payload: { readonly claimId: string }): HeardFact =>
    heard('claims.claim-reversed', ['claim', payload.claimId], { entries: [{ lane: 'claim', outcome: 'reversed' }] }),
} as const;

/** Translates the facts about fills. */
export const fillFacts = {
  opened: (payload: { readonly fillId: string; readonly fillNumber: number }): HeardFact =>
    heard('dispensing.fill-opened', ['fill', payload.fillId], {
      entries: [{ lane: 'fill', outcome: 'opened' }],
      facts: { fillNumber: payload.fillNumber },
    }),
  filled: ofFill('dispensing.fill-filled', 'filled'),
  verified: (payload: { readonly fillId: string; readonly daysSupply?: number }): HeardFact => {
    const { fillId, daysSupply } = payload;
    const entry: LaneEntry = { lane: 'fill', outcome: 'verified', ...(daysSupply === undefined ? {} : { daysSupply }) };
    return heard('dispensing.fill-verified', ['fill', fillId], { entries: [entry] });
  },
  unverified: ofFill('dispensing.fill-unverified', 'unverified'),
  cancelled: (payload: { readonly fillId: string; readonly reasonCode: string }): HeardFact =>
    heard('dispensing.fill-cancelled', ['fill', payload.fillId], {
      entries: [
        { lane: 'fill', outcome: 'cancelled' },
        { lane: 'delivery', outcome: 'void' },
      ],
      facts: { reasonCode: payload.reasonCode },
    }),
  returnedToStock: (payload: { readonly fillId: string }): HeardFact =>
    heard('dispensing.fill-returned-to-stock', ['fill', payload.fillId], {
      entries: [
        { lane: 'fill', outcome: 'returned-to-stock' },
        { lane: 'schedule', outcome: 'void' },
        { lane: 'delivery', outcome: 'void' },
      ],
    }),
} as const;

/** Translates the facts about deliveries. */
export const deliveryFacts = {
  scheduled: (payload: {
    readonly deliveryId: string;
    readonly shipOn: string;
    readonly needBy: string | null;
  }): HeardFact =>
    heard('delivery.delivery-scheduled', ['delivery', payload.deliveryId], {
      entries: [{ lane: 'schedule', outcome: 'scheduled' }],
      facts: { shipOn: payload.shipOn, needBy: payload.needBy },
    }),
  shipped: (payload: { readonly deliveryId: string }): HeardFact =>
    heard('delivery.delivery-shipped', ['delivery', payload.deliveryId], {
      entries: [{ lane: 'delivery', outcome: 'shipped' }],
    }),
  delivered: (payload: { readonly deliveryId: string; readonly daysSupply?: number | null }): HeardFact =>
    heard('delivery.delivery-delivered', ['delivery', payload.deliveryId], {
      entries: [{ lane: 'delivery', outcome: 'delivered' }],
      delivered: { daysSupply: payload.daysSupply ?? null },
    }),
  exception: (payload: { readonly deliveryId: string; readonly code: string }): HeardFact =>
    heard('delivery.delivery-exception', ['delivery', payload.deliveryId], {
      entries: [withHolds({ lane: 'delivery', outcome: 'exception' }, listHoldsOfDeliveryException(payload.code))],
      facts: { code: payload.code },
    }),
  returned: (payload: { readonly deliveryId: string }): HeardFact =>
    heard('delivery.delivery-returned', ['delivery', payload.deliveryId], {
      entries: [
        { lane: 'delivery', outcome: 'returned' },
        { lane: 'schedule', outcome: 'void' },
      ],
    }),
} as const;

function ofFill(code: string, outcome: string): (payload: { readonly fillId: string }) => HeardFact {
  return ({ fillId }) => heard(code, ['fill', fillId], { entries: [{ lane: 'fill', outcome }] });
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
