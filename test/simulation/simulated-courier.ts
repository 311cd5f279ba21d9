import type { Chance } from '../../src/apps/demo-generator/seeded-chance.ts';
import { addMinutes, type Instant } from '../../src/kernel/instant.ts';
import type { Delivery } from '../../src/modules/delivery/index.ts';

/** A report that the courier still has to make, or may make again. */
export interface SimulatedReport {
  readonly eventId: string;
  readonly body: Uint8Array;
  isTaken: boolean;
}

/** The courier of one seed: it knows what becomes of each parcel and tells it in any order, twice, or late. */
export class SimulatedCourier {
  readonly #plans = new Map<string, readonly SimulatedReport[]>();
  readonly #chance: Chance;

  constructor(chance: Chance) {
    this.#chance = chance;
  }

  /** Takes note of parcels that left. */
  watch(deliveries: readonly Delivery[]): void {
    for (const { trackingNumber, handedOverAt } of deliveries) {
      if (trackingNumber === null || handedOverAt === null || this.#plans.has(trackingNumber)) continue;
      this.#plans.set(trackingNumber, this.#plan(trackingNumber, handedOverAt));
    }
  }

  /** Lists every report of every parcel. */
  list(): readonly SimulatedReport[] {
    return [...this.#plans.values()].flat();
  }

  #plan(trackingNumber: string, leftAt: Instant): readonly SimulatedReport[] {
    const fate = this.#chance.next();
    const stops: readonly (readonly [string, number, string | null])[] = [
      ['picked-up', 10, null],
      ['in-transit', 300, null],
      ...(fate < 0.25 ? [['exception', 900, 'weather-delay'] as const] : []),
      fate < 0.1 ? ['returned', 2_000, 'refused'] : ['delivered', 1_400, null],
    ];
    return stops.map(([status, minutes, code]) => {
      const eventId = `${trackingNumber}-${status}`;
      const report = { eventId, trackingNumber, status, code, occurredAt: addMinutes(leftAt, minutes) };
      return { eventId, body: new TextEncoder().encode(JSON.stringify(report)), isTaken: false };
    });
  }
}
