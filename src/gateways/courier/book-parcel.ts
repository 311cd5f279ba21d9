import { type Instant, millisecondsOf } from '../../kernel/instant.ts';
import type { ShipmentOrder } from '../../modules/delivery/index.ts';
import { type CourierPlace, composeAccount, signMessage } from './courier-key.ts';

/** What came of a booking, with the bytes that went and came. */
export interface Booking {
  readonly outcome: 'answered' | 'refused' | 'unreachable';
  readonly trackingNumber: string | null;
  readonly sentBody: Uint8Array;
  readonly replyBody: Uint8Array | null;
}

/** Writes an order as the courier takes it. Its reference makes a repeated booking the same booking. */
function composeBooking(order: ShipmentOrder): Uint8Array {
  const { deliveryId, recipientName, phone, address, storage, signatureRequired, shipOn, arrivesOn } = order;
  const text = JSON.stringify({
    reference: deliveryId,
    recipient: { name: recipientName, phone, address },
    parcel: { storage, signatureRequired },
    shipOn,
    arriveBy: arrivesOn,
  });
  return new TextEncoder().encode(text);
}

/** Books a parcel with a courier over HTTP. Never rejects; what nobody answered may be booked again under the same reference. */
export async function bookParcel(asked: {
  readonly address: string;
  readonly place: CourierPlace;
  readonly key: Uint8Array;
  readonly order: ShipmentOrder;
  readonly now: Instant;
  readonly timeoutMilliseconds: number;
}): Promise<Booking> {
  const sentBody = composeBooking(asked.order);
  const timestamp = new Date(millisecondsOf(asked.now)).toISOString();
  const headers = {
    'content-type': 'application/json',
    'x-courier-account': composeAccount(asked.place),
    'x-courier-timestamp': timestamp,
    'x-courier-signature': signMessage(asked.key, { timestamp, body: sentBody }),
  };
  try {
    const reply = await fetch(new URL('/bookings', asked.address), {
      method: 'POST',
      headers,
      body: Buffer.from(sentBody),
      redirect: 'error',
      signal: AbortSignal.timeout(asked.timeoutMilliseconds),
    });
    const replyBody = new Uint8Array(await reply.arrayBuffer());
    if (reply.status >= 500) return { outcome: 'unreachable', trackingNumber: null, sentBody, replyBody };
    const trackingNumber = reply.ok ? readTrackingNumber(replyBody) : null;
    return { outcome: trackingNumber === null ? 'refused' : 'answered', trackingNumber, sentBody, replyBody };
  } catch {
    return { outcome: 'unreachable', trackingNumber: null, sentBody, replyBody: null };
  }
}

function readTrackingNumber(body: Uint8Array): string | null {
  const match = /"trackingNumber"\s*:\s*"([A-Za-z0-9-]{4,40})"/.exec(new TextDecoder().decode(body));
  return match?.[1] ?? null;
}
