import { callEndpoint } from '../../../ui/endpoint-client.ts';
import type { SearchHit } from '../../../ui/module-web.ts';
import * as api from '../api.ts';
import type { DeliveryState } from '../domain/delivery-lifecycle.ts';
import { deliveryStates } from './delivery-words.ts';

/** Finds deliveries by the tracking number of their courier, as it is read from a label. */
export async function searchDeliveries(text: string, signal: AbortSignal): Promise<readonly SearchHit[]> {
  const trackingNumber = text.trim().replace(/\s+/g, '').toUpperCase();
  if (!/^[A-Z0-9-]{6,60}$/.test(trackingNumber) || !/\d{3}/.test(trackingNumber)) return [];
  const { deliveries } = await callEndpoint(api.findByTrackingNumber, { trackingNumber }, { signal });
  return deliveries.map(({ deliveryId, patientName, state, therapyNumber }) => ({
    id: deliveryId,
    label: `Parcel ${trackingNumber}`,
    detail: `${patientName}, ${therapyNumber}, ${deliveryStates[state as DeliveryState].label.toLowerCase()}`,
    path: `/deliveries/${deliveryId}`,
  }));
}
