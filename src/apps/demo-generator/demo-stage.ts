import type { Instant } from '../../kernel/instant.ts';
import type { PartnerId } from '../../modules/exchange/index.ts';
import type { Site } from '../../modules/identity/index.ts';
import type { MovableClock } from '../../platform/clock/clock.ts';
import type { Actor } from '../../platform/transaction/actor.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { DemoHealthSystem } from './demo-health-systems.ts';
import type { OrderSource } from './demo-orders.ts';

/** What is generated: for which health system, how many patients, from which seed, ending at which instant. */
export interface GenerationPlan {
  readonly system: DemoHealthSystem;
  readonly patients: number;
  readonly seed: number;
  readonly endsAt: Instant;
}

/** How the steps of the demonstration act: in a transaction of the health system, at the simulated time, as a person of its staff. */
export interface DemoStage {
  readonly clock: MovableClock;
  readonly sites: ReadonlyMap<string, Site>;
  /** Who sends orders; null where no such partner is entered. */
  readonly senders: { readonly ehr: PartnerId | null; readonly network: PartnerId | null };
  /** The person of the staff with a user name; the program itself when there is none. */
  actorOf(userName: string): Actor;
  act<Outcome>(userName: string, work: (tx: TenantTransaction) => Promise<Outcome>): Promise<Outcome>;
}

/** Chooses where an order came from: of three, the EHR sends two and the e-prescribing network one. */
export function chooseSource({ senders }: Pick<DemoStage, 'senders'>, number: number): OrderSource {
  return number % 3 === 0 && senders.network !== null
    ? { channel: 'ncpdp-script', partnerId: senders.network }
    : { channel: 'hl7v2', partnerId: senders.ehr };
}
