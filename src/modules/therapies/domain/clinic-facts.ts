import type { HeardFact } from './heard-facts.ts';

/** By which code each change of an appointment stands in the timeline. */
const appointmentCodes: Readonly<Record<string, string>> = {
  booked: 'delivery.appointment-booked',
  moved: 'delivery.appointment-moved',
  cancelled: 'delivery.appointment-cancelled',
  'no-show': 'delivery.appointment-missed',
};

interface Shipment {
  readonly deliveryId: string;
}

/** Translates the facts about a clinic that administers the drug; they tell and move no stage. */
export const clinicFacts = {
  appointment: (payload: {
    readonly appointmentId: string;
    readonly rawMessageId: string | null;
    readonly change: string;
    readonly appointmentOn: string;
    readonly appointmentTime: string;
    readonly needBy: string | null;
  }): HeardFact => {
    const { appointmentId, rawMessageId, change, appointmentOn, appointmentTime, needBy } = payload;
    const code = appointmentCodes[change] ?? 'delivery.appointment-moved';
    const facts = { appointment: `${appointmentOn} ${appointmentTime}`, needBy };
    const source =
      rawMessageId === null ? { kind: 'appointment', id: appointmentId } : { kind: 'raw-message', id: rawMessageId };
    return { fact: { code, entries: [], facts }, source };
  },
  reached: ({ deliveryId }: Shipment): HeardFact => ({
    fact: { code: 'delivery.left-at-the-clinic', entries: [] },
    source: { kind: 'delivery', id: deliveryId },
  }),
  received: (
    payload: Shipment & {
      readonly isAccepted: boolean;
      readonly receiverRole: string;
      readonly lotNumber: string;
      readonly packages: number;
    },
  ): HeardFact => {
    const { deliveryId, isAccepted, receiverRole, lotNumber, packages } = payload;
    const code = isAccepted ? 'delivery.handed-over-to-the-clinic' : 'delivery.not-accepted-by-the-clinic';
    const facts = { receiverRole, lotNumber, packages: String(packages) };
    return { fact: { code, entries: [], facts }, source: { kind: 'delivery', id: deliveryId } };
  },
} as const;
