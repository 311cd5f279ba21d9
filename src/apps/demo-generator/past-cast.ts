import type { CalendarDay } from '../../kernel/calendar-day.ts';
import type { Site } from '../../modules/identity/index.ts';
import {
  type Drug,
  type DrugPrice,
  listDrugPrices,
  listPlans,
  listSpecialtyDrugs,
  type Plan,
  type Prescriber,
  resolvePrescriber,
} from '../../modules/reference/index.ts';
import type { Actor } from '../../platform/transaction/actor.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import { type DemoClinic, gatherClinics } from './demo-clinics.ts';
import { crews } from './demo-crews.ts';
import type { DemoCrew } from './demo-journey.ts';
import type { DemoPrescriber } from './demo-orders.ts';
import { demoPrescribers } from './demo-prescribers.ts';
import type { DemoStage } from './demo-stage.ts';

/** Who acts at a site in the past of the demonstration. */
type PastCrew = Readonly<Record<keyof DemoCrew, Actor>>;

/** A pharmacy with its people. */
export interface PastSite {
  readonly key: string;
  readonly site: Site;
  readonly crew: PastCrew;
}

/** Everything that the past of a health system is told with. */
export interface PastCast {
  readonly sites: readonly PastSite[];
  readonly senders: DemoStage['senders'];
  readonly clinics: readonly DemoClinic[];
  readonly drugs: readonly Drug[];
  readonly plans: readonly Plan[];
  readonly prescribers: ReadonlyMap<string, { readonly prescriber: Prescriber; readonly demo: DemoPrescriber }>;
  readonly pricesByNdc: ReadonlyMap<string, readonly DrugPrice[]>;
}

/** Gathers the cast of a health system. */
export async function gatherCast(stage: DemoStage, tx: TenantTransaction, on: CalendarDay): Promise<PastCast> {
  const drugs = await listSpecialtyDrugs(tx);
  const prescribers = new Map<string, { readonly prescriber: Prescriber; readonly demo: DemoPrescriber }>();
  for (const demo of demoPrescribers) {
    const { prescriber } = await resolvePrescriber(tx, { npi: demo.npi });
    if (prescriber !== null) prescribers.set(demo.npi, { prescriber, demo });
  }
  const pricesByNdc = new Map<string, readonly DrugPrice[]>();
  for (const { ndc11 } of drugs) pricesByNdc.set(ndc11, await listDrugPrices(tx, ndc11, on));
  const sites = [...stage.sites].map(([key, site]) => ({ key, site, crew: findCrew(stage, key) }));
  const [clinics, plans] = [await gatherClinics(tx), await listPlans(tx)];
  return { sites, senders: stage.senders, clinics, drugs, plans, prescribers, pricesByNdc };
}

function findCrew(stage: DemoStage, key: string): PastCrew {
  const names = crews[key];
  if (names === undefined) throw new Error(`the demonstration has no crew at ${key}`);
  const { intake, access, pharmacist, technician, verifier, shipping } = names;
  return {
    intake: stage.actorOf(intake),
    access: stage.actorOf(access),
    pharmacist: stage.actorOf(pharmacist),
    technician: stage.actorOf(technician),
    verifier: stage.actorOf(verifier),
    shipping: stage.actorOf(shipping),
  };
}
