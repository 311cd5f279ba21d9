import type { StaffId } from '../../kernel/ids.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import { listClinics } from '../clinics/index.ts';
import { findFill, listFills } from '../dispensing/index.ts';
import { listStaffNames } from '../identity/index.ts';
import { listPatientNames } from '../patients/index.ts';
import { getTherapySummary } from '../therapies/index.ts';
import { nameShipment } from './actions/record-shipment.ts';
import { findReceipt, type KeptReceipt } from './clinic-receipt-store.ts';
import { listStepsTaken } from './delivery-queries.ts';
import { openDetails } from './delivery-store.ts';
import { describeClinicNeed } from './describe-clinic-need.ts';
import type { Delivery, DeliveryDetails } from './domain/delivery.ts';
import { listShipmentEvents } from './shipment-store.ts';

/** Describes deliveries as lists show them. */
export async function describeDeliveries(tx: TenantTransaction, deliveries: readonly Delivery[]) {
  const names = await listPatientNames(tx, [...new Set(deliveries.map(({ patientId }) => patientId))]);
  const clinicNames = await nameClinics(tx, deliveries);
  const described = [];
  for (const delivery of deliveries) {
    const isToLeave = delivery.state === 'scheduled' || delivery.state === 'packed';
    const fills = isToLeave ? await listFills(tx, delivery) : [];
    const therapy = await getTherapySummary(tx, delivery.therapyId);
    described.push({
      ...delivery,
      clinicName: clinicNames.get(delivery.clinicId ?? '') ?? null,
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
  const receipt = await findReceipt(tx, delivery.deliveryId);
  const actors = [...steps.map(({ actorId }) => actorId), receipt?.recordedBy ?? null];
  const names = await listStaffNames(
    tx,
    actors.flatMap((actorId) => actorId ?? []),
  );
  const fill = delivery.fillId === null ? null : await findFill(tx, delivery.fillId);
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
    need: await describeClinicNeed(tx, delivery),
    lotNumber: fill?.lotNumber ?? null,
    receipt: receipt === null ? null : describeReceipt(receipt, names),
  };
}

function describeReceipt({ recordedBy, ...receipt }: KeptReceipt, names: ReadonlyMap<StaffId, string>) {
  return { ...receipt, recordedByName: recordedBy === null ? null : (names.get(recordedBy) ?? null) };
}

/** Names the clinics to which some of these deliveries go. */
async function nameClinics(tx: TenantTransaction, deliveries: readonly Delivery[]) {
  if (deliveries.every(({ clinicId }) => clinicId === null)) return new Map<string, string>();
  return new Map<string, string>((await listClinics(tx)).map(({ clinicId, name }) => [clinicId, name]));
}

/** Copies an address as an answer carries it. */
export function copyAddress(address: DeliveryDetails['address']) {
  if (address === null) return null;
  const { lines, city, state, postalCode } = address;
  return { lines: [...lines], city, state, postalCode };
}
