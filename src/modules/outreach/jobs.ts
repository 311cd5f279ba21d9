import type { FillId, PrescriptionId, TherapyId } from '../../kernel/ids.ts';
import { type Announced, type Subscription, subscribe } from '../../platform/events/subscription.ts';
import { deliveryDelivered, deliveryReturned, deliveryShipped } from '../delivery/events.ts';
import { fillReturnedToStock } from '../dispensing/events.ts';
import { prescriptionRefused } from '../prescriptions/events.ts';
import { partyAwaited, therapyEnded } from '../therapies/events.ts';
import { type News, tellOfFill, tellOfPrescription, tellOfTherapy, wasNeverOut } from './actions/tell-prescriber.ts';

/** One subscriber hears it all, so that a prescriber is told in the order in which things happened. */
const tellPrescriber = 'outreach.tell-prescriber';

/** Ends that say nothing to a prescriber. */
const silentEnds: ReadonlySet<string> = new Set(['entered-in-error']);

/** What outreach hears: everything that the one who wrote an order wants to know. */
export const outreachSubscriptions: readonly Subscription[] = [
  subscribe(deliveryShipped, tellPrescriber, async (tx, event) => {
    const { fillId } = event.payload;
    if (fillId !== null) await tellOfFill(tx, fillId as FillId, newsOf(event, 'dispensed', null));
  }),
  subscribe(deliveryDelivered, tellPrescriber, async (tx, event) => {
    const { fillId } = event.payload;
    if (fillId !== null) await tellOfFill(tx, fillId as FillId, newsOf(event, 'delivered', null));
  }),
  subscribe(deliveryReturned, tellPrescriber, async (tx, event) => {
    const { fillId, reasonCode } = event.payload;
    if (fillId !== null) await tellOfFill(tx, fillId as FillId, newsOf(event, 'not-dispensed', reasonCode));
  }),
  subscribe(fillReturnedToStock, tellPrescriber, async (tx, event) => {
    const { fillId, reasonCode } = event.payload;
    // Of what came back from a parcel the prescriber heard when it came back.
    if (await wasNeverOut(tx, fillId as FillId))
      await tellOfFill(tx, fillId as FillId, newsOf(event, 'not-dispensed', reasonCode));
  }),
  subscribe(prescriptionRefused, tellPrescriber, async (tx, event) => {
    const { prescriptionId, reasonCode } = event.payload;
    await tellOfPrescription(tx, prescriptionId as PrescriptionId, newsOf(event, 'not-dispensed', reasonCode));
  }),
  subscribe(partyAwaited, tellPrescriber, async (tx, event) => {
    const { therapyId, party, reasonCode } = event.payload;
    if (party === 'prescriber')
      await tellOfTherapy(tx, therapyId as TherapyId, newsOf(event, 'waiting-on-prescriber', reasonCode));
  }),
  subscribe(therapyEnded, tellPrescriber, async (tx, event) => {
    const { therapyId, reasonCode } = event.payload;
    if (!silentEnds.has(reasonCode))
      await tellOfTherapy(tx, therapyId as TherapyId, newsOf(event, 'not-dispensed', reasonCode));
  }),
];

function newsOf(event: Announced<unknown>, status: News['status'], reasonCode: string | null): News {
  return { eventId: event.eventId, occurredAt: event.recordedAt, status, reasonCode };
}
