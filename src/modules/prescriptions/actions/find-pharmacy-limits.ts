import { dayIn } from '../../../kernel/instant.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { getSite, type Site } from '../../identity/index.ts';
import { isCoverageInForce, listCoverages } from '../../patients/index.ts';
import {
  findPlan,
  getDrug,
  hasPlanPharmacies,
  listNetwork,
  listPlanPharmacies,
  listPlans,
  type OtherPharmacy,
  type Plan,
} from '../../reference/index.ts';
import type { NetworkLimit, PharmacyLimits } from '../domain/pharmacy-limit.ts';
import type { Prescription } from '../domain/prescription.ts';

/** Finds what limits where a prescription may be dispensed: the network of its drug, and the pharmacies of the plan that pays first. */
export async function findPharmacyLimits(tx: TenantTransaction, prescription: Prescription): Promise<PharmacyLimits> {
  const { drugId, siteId } = prescription;
  if (drugId === null) return { network: null, plan: null };
  const { limitedDistribution, ingredientRxcui, isSpecialty } = await getDrug(tx, drugId);
  const site = await getSite(tx, siteId);
  const network =
    limitedDistribution && ingredientRxcui !== null ? toLimit(await listNetwork(tx, ingredientRxcui), site) : null;
  return { network, plan: isSpecialty ? await findPlanLimit(tx, prescription, site) : null };
}

async function findPlanLimit(
  tx: TenantTransaction,
  prescription: Prescription,
  site: Site,
): Promise<PharmacyLimits['plan']> {
  if (!(await hasPlanPharmacies(tx))) return null;
  const plan = await findFirstPlan(tx, prescription, site);
  if (plan === null) return null;
  const pharmacies = await listPlanPharmacies(tx, plan.planId);
  return pharmacies.length === 0 ? null : { ...toLimit(pharmacies, site), planName: plan.name };
}

/** The plan that pays first by the chart; by what came while the chart says nothing. */
async function findFirstPlan(
  tx: TenantTransaction,
  { patientId, incoming }: Prescription,
  { timeZone }: Site,
): Promise<Plan | null> {
  const today = dayIn(tx.now, timeZone);
  const known = patientId === null ? [] : await listCoverages(tx, patientId);
  const [first] = known
    .filter((coverage) => isCoverageInForce(coverage, today))
    .sort((left, right) => left.payerOrder - right.payerOrder);
  if (first !== undefined) {
    const [plan] = first.planId === null ? [] : await listPlans(tx, [first.planId]);
    return plan ?? null;
  }
  const [card] = incoming.coverages.toSorted((left, right) => left.priority - right.priority);
  if (card === undefined || card.bin === null) return null;
  return findPlan(tx, { bin: card.bin, pcn: card.pcn ?? undefined, group: card.groupNumber ?? undefined });
}

function toLimit(pharmacies: readonly OtherPharmacy[], { npi }: Site): NetworkLimit {
  return { pharmacies, includesUs: pharmacies.some(({ pharmacyNpi }) => pharmacyNpi === npi) };
}
