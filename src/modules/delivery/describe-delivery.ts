import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import { listFills } from '../dispensing/index.ts';
import { listStaffNames } from '../identity/index.ts';
import { listPatientNames } from '../patients/index.ts';
import { getTherapySummary } from '../therapies/index.ts';
import { nameShipment } from './actions/record-shipment.ts';
import { listStepsTaken } from './delivery-queries.ts';
import { openDetails } from './delivery-store.ts';
import type { Delivery, DeliveryDetails } from './domain/delivery.ts';
import { listShipmentEvents } from './shipment-store.ts';

/** Describes deliveries as lists show them. */
export async function describeDeliveries(tx: TenantTransaction, deliveries: readonly Delivery[]) {
  const names = await listPatientNames(tx, [...new Set(deliveries.map(({ patientId }) => patientId))]);
  const described = [];
  for (const delivery of deliveries) {
    const isToLeave = delivery.state === 'scheduled' || delivery.state === 'packed';
    const fills = isToLeave ? await listFills(tx, delivery) : [];
    const therapy = await getTherapySummary(tx, delivery.therapyId);
    described.push({
      ...delivery,
      patientName: names.get(delivery.patientId)?.displayName ?? '',
      therapyNumber: therapy?.number ?? '',
      hasVerifiedFill: fills.some(({ state }) => state === 'verified'),
    });
  }
  return described;
}

/** Describes one delivery with everything that is known of it. */
export async function describeDelivery(tx: TenantTransaction, delivery: Delivery) {
  const [described] = await describeDeliveries(tx, [delivery]);
  if (described === undefined) throw new Error('a delivery was not described');
  const { recipientName, phone, address, note } = await openDetails(tx, delivery.deliveryId);
  const steps = await listStepsTaken(tx, delivery.deliveryId);
  const names = await listStaffNames(
    tx,
    steps.flatMap(({ actorId }) => actorId ?? []),
  );
  return {
    delivery: described,
    ...{ recipientName, phone, note },
    address: copyAddress(address),
    steps: steps.map(({ actorId, ...step }) => ({
      ...step,
      actorName: actorId === null ? null : (names.get(actorId) ?? null),
    })),
    reports: (await listShipmentEvents(tx, nameShipment(delivery))).map(({ status, code, at }) => ({
      status,
      code,
      at,
    })),
  };
}

/** Copies an address as an answer carries it. */
export function copyAddress(address: DeliveryDetails['address']) {
  if (address === null) return null;
  const { lines, city, state, postalCode } = address;
  return { lines: [...lines], city, state, postalCode };
}
