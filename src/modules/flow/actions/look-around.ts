import type { TherapyId } from '../../../kernel/ids.ts';
import type { TimeZone } from '../../../kernel/instant.ts';
import type { Cents } from '../../../kernel/money.ts';
import { readOnce } from '../../../platform/transaction/read-once.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { type Claim, listLastClaims } from '../../claims/index.ts';
import { type ClinicNeed, type Delivery, listClinicNeeds, listLastDeliveries } from '../../delivery/index.ts';
import { computeAskedAmounts } from '../../dispensing/index.ts';
import { getSite } from '../../identity/index.ts';
import { listReaches, type PatientReach } from '../../patients/index.ts';
import { listPrescribedAmounts } from '../../prescriptions/index.ts';
import { type Drug, dayOf, listDrugPrices, listDrugs } from '../../reference/index.ts';
import { listStandings, type TherapyStanding } from '../../therapies/index.ts';

/** A therapy with what other modules know of its present cycle. */
export interface TherapyAround {
  readonly standing: TherapyStanding;
  readonly timeZone: TimeZone;
  readonly drug: Drug | null;
  readonly delivery: Delivery | null;
  readonly clinicNeed: ClinicNeed | null;
  readonly claim: Claim | null;
  readonly expectedCents: Cents | null;
  readonly reach: PatientReach | null;
}

/** Asks the modules around many therapies at once what they know of them. */
export async function lookAround(
  tx: TenantTransaction,
  therapyIds: readonly TherapyId[],
): Promise<readonly TherapyAround[]> {
  const standings = await listStandings(tx, therapyIds);
  const drugs = await listDrugs(tx, [...new Set(standings.map(({ drugId }) => drugId))]);
  const amounts = await listPrescribedAmounts(
    tx,
    standings.map(({ prescriptionId }) => prescriptionId),
  );
  const drugOf = new Map<string, Drug>(drugs.map((drug) => [drug.drugId, drug]));
  const amountOf = new Map(amounts.map((one) => [one.prescriptionId, one.quantityThousandths]));
  const claimOf = new Map((await listLastClaims(tx, therapyIds)).map((claim) => [claim.therapyId, claim]));
  const deliveryOf = new Map((await listLastDeliveries(tx, therapyIds)).map((one) => [one.therapyId, one]));
  const reachOf = await listReaches(
    tx,
    standings.map(({ patientId }) => patientId),
  );
  const needOf = await listClinicNeeds(tx, standings);
  const found: TherapyAround[] = [];
  for (const standing of standings) {
    const drug = drugOf.get(standing.drugId) ?? null;
    found.push({
      ...{ standing, drug },
      timeZone: (await getSite(tx, standing.siteId)).calendar.timeZone,
      delivery: deliveryOf.get(standing.therapyId) ?? null,
      reach: reachOf.get(standing.patientId) ?? null,
      clinicNeed: needOf.get(standing.therapyId) ?? null,
      claim: claimOf.get(standing.therapyId) ?? null,
      expectedCents: await expectAmount(tx, drug, amountOf.get(standing.prescriptionId) ?? null),
    });
  }
  return found;
}

/** What a claim for one fill would ask for today; null where the price or the quantity is not known. */
async function expectAmount(
  tx: TenantTransaction,
  drug: Drug | null,
  quantityThousandths: number | null,
): Promise<Cents | null> {
  if (drug === null || quantityThousandths === null) return null;
  const { ndc11 } = drug;
  const prices = await readOnce(tx, `prices ${ndc11}`, () => listDrugPrices(tx, ndc11, dayOf(tx)));
  return prices.length === 0 ? null : computeAskedAmounts(prices, quantityThousandths).usualAndCustomaryCents;
}
