import type { OtherPharmacy } from '../../reference/index.ts';

/** Which pharmacies may dispense a drug of limited distribution. */
export interface NetworkLimit {
  /** Nobody has recorded the network of the drug when there are none. */
  readonly pharmacies: readonly OtherPharmacy[];
  readonly includesUs: boolean;
}

/** Which pharmacies a plan pays at. */
interface PlanLimit extends NetworkLimit {
  readonly planName: string;
}

/** What limits where a prescription may be dispensed; null where nothing does. */
export interface PharmacyLimits {
  readonly network: NetworkLimit | null;
  readonly plan: PlanLimit | null;
}

/** Names pharmacies in a sentence: the first three, and how many more. */
export function namePharmacies(pharmacies: readonly Pick<OtherPharmacy, 'pharmacyName'>[]): string {
  const names = pharmacies.slice(0, 3).map(({ pharmacyName }) => pharmacyName);
  const more = pharmacies.length - names.length;
  return more > 0 ? `${names.join(', ')} and ${more} more` : names.join(', ');
}
