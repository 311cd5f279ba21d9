import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Instant } from '../../../kernel/instant.ts';
import { findDecidingEvent, findDeliveredAt, type ShipmentEvent, shipmentStatuses } from './shipment-event.ts';

const event = fc.record({
  eventId: fc.string({ minLength: 1, maxLength: 3 }),
  status: fc.constantFrom(...shipmentStatuses),
  at: fc.integer({ min: 1, max: 9 }).map((hour) => `2026-03-02T0${hour}:00:00.000Z` as Instant),
  code: fc.constant(null),
});
const events = fc.uniqueArray(event, { selector: ({ eventId }) => eventId, maxLength: 8 });

test('reports in any order, and any of them twice, end in the same place', () => {
  fc.assert(
    fc.property(
      events.chain((set) =>
        fc.tuple(fc.constant(set), fc.shuffledSubarray([...set, ...set], { minLength: set.length * 2 })),
      ),
      ([set, shuffled]) => {
        expect(findDecidingEvent(shuffled)).toEqual(findDecidingEvent(set));
        expect(findDeliveredAt(shuffled)).toEqual(findDeliveredAt(set));
      },
    ),
    { numRuns: 2_000 },
  );
});

function report(status: ShipmentEvent['status'], hour: number): ShipmentEvent {
  return { eventId: `${status}${hour}`, status, at: `2026-03-02T0${hour}:00:00.000Z` as Instant, code: null };
}

test('a delivery outweighs what is reported of the way after it', () => {
  const deciding = findDecidingEvent([report('delivered', 5), report('in-transit', 6), report('exception', 7)]);
  expect(deciding?.status).toBe('delivered');
});

test('an exception is over when the parcel moves on', () => {
  expect(findDecidingEvent([report('exception', 3), report('out-for-delivery', 4)])?.status).toBe('out-for-delivery');
});

test('what is found is not lost, and what came back is not delivered', () => {
  expect(findDecidingEvent([report('lost', 8), report('delivered', 5)])?.status).toBe('delivered');
  expect(findDecidingEvent([report('delivered', 8), report('returned', 5)])?.status).toBe('returned');
});
