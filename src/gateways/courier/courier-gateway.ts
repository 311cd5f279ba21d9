import type { FastifyInstance } from 'fastify';
import {
  type DeliveryId,
  recordBookingRefused,
  recordTrackingNumber,
  type ShipmentOrder,
} from '../../modules/delivery/index.ts';
import { completeOutbound, takeOutbound } from '../../modules/exchange/index.ts';
import type { Clock } from '../../platform/clock/clock.ts';
import type { Subscription, TimerAction } from '../../platform/events/subscription.ts';
import type { Log } from '../../platform/log/log.ts';
import { partnerCause } from '../../platform/transaction/actor.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { Transactor } from '../../platform/transaction/transactor.ts';
import { createOutboundLane, type OutboundPlace } from '../outbound/outbound-lane.ts';
import { type Booking, bookParcel } from './book-parcel.ts';
import type { CourierPlace } from './courier-key.ts';
import { takeReport } from './take-report.ts';

/** What the gateway runs on once the platform is open. */
export interface CourierParts {
  readonly transactor: Transactor;
  readonly clock: Clock;
  readonly log: Log;
  /** Gives the key that a courier and we sign with. */
  keyOf(place: CourierPlace): Uint8Array;
}

/** The gateway to couriers. Its subscriptions and timers belong to the worker; it books in the worker's process. */
export interface CourierGateway {
  readonly subscriptions: readonly Subscription[];
  readonly timerActions: readonly TimerAction[];
  start(parts: CourierParts): void;
  /** Waits until nothing is being booked. */
  idle(): Promise<void>;
  stop(): Promise<void>;
}

const actor = { kind: 'system', name: 'courier' } as const;
const largestReport = 65_536;

/** Creates the gateway that books parcels with couriers. */
export function createCourierGateway(options: { readonly timeoutMilliseconds: number }): CourierGateway {
  const lane = createOutboundLane({ name: 'courier', takes: ({ partnerKind }) => partnerKind === 'courier' });
  return {
    subscriptions: lane.subscriptions,
    timerActions: lane.timerActions,
    start: (parts) =>
      lane.open({
        log: parts.log,
        send: async (place) => {
          const transact = <Outcome>(work: (tx: TenantTransaction) => Promise<Outcome>): Promise<Outcome> =>
            parts.transactor.transact({ tenantId: place.tenantId, actor }, work);
          const booked = await book(parts, { place, transact, timeoutMilliseconds: options.timeoutMilliseconds });
          await transact(async (tx) => {
            if (booked !== null) await recordBooking(tx, place, booked);
            await lane.settle(tx, place.outboundId);
          });
        },
      }),
    idle: () => lane.idle(),
    stop: () => lane.close(),
  };
}

interface Booked extends Booking {
  readonly deliveryId: DeliveryId;
  readonly carrier: string;
  readonly partnerId: CourierPlace['partnerId'] | null;
}

async function book(
  parts: CourierParts,
  work: {
    readonly place: OutboundPlace;
    readonly timeoutMilliseconds: number;
    transact<Outcome>(run: (tx: TenantTransaction) => Promise<Outcome>): Promise<Outcome>;
  },
): Promise<Booked | null> {
  const message = await work.transact((tx) => takeOutbound(tx, work.place.outboundId));
  if (message === null) return null;
  const { partner } = message;
  const of = {
    deliveryId: message.subjectId as string as DeliveryId,
    carrier: partner?.name ?? '',
    partnerId: partner?.partnerId ?? null,
  };
  const nothing = { ...of, trackingNumber: null, sentBody: new Uint8Array(), replyBody: null };
  if (message.kind !== 'ship-order') return { ...nothing, outcome: 'refused' };
  if (partner === null || partner.address === null) return { ...nothing, outcome: 'unreachable' };
  const place: CourierPlace = { tenantId: work.place.tenantId, partnerId: partner.partnerId };
  const booking = await bookParcel({
    address: partner.address,
    place,
    key: parts.keyOf(place),
    order: message.payload as unknown as ShipmentOrder,
    now: parts.clock.now(),
    timeoutMilliseconds: work.timeoutMilliseconds,
  });
  return { ...booking, ...of };
}

async function recordBooking(tx: TenantTransaction, { outboundId }: OutboundPlace, booked: Booked): Promise<void> {
  const { outcome, trackingNumber, deliveryId, carrier, partnerId, replyBody } = booked;
  const sentBody = booked.sentBody.length === 0 ? null : booked.sentBody;
  await completeOutbound(tx, { outboundId, outcome, format: 'courier-webhook', sentBody, replyBody });
  if (outcome === 'unreachable') return;
  const teller = partnerId === null ? tx : tx.onAccountOf(partnerCause(partnerId));
  const recorded =
    trackingNumber === null ? null : await recordTrackingNumber(teller, { deliveryId, trackingNumber, carrier });
  if (recorded === null || !recorded.ok)
    await recordBookingRefused(teller, { deliveryId, reasonCode: 'booking-refused' });
}

/** Serves `POST /gateways/courier/events`, where couriers report. */
export async function serveCourierEvents(server: FastifyInstance, parts: CourierParts): Promise<void> {
  await server.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: largestReport }, (_request, body, done) =>
      done(null, body),
    );
    scope.post('/gateways/courier/events', async (request, reply) => {
      const header = (name: string): string => {
        const value = request.headers[name];
        return typeof value === 'string' ? value : '';
      };
      const status = await takeReport(parts, {
        account: header('x-courier-account'),
        timestamp: header('x-courier-timestamp'),
        signature: header('x-courier-signature'),
        body: Buffer.isBuffer(request.body) ? request.body : new Uint8Array(),
      });
      return reply.code(status).type('application/json').send('{}');
    });
  });
}
