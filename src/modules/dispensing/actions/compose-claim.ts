import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { Id } from '../../../kernel/ids.ts';
import { dayIn } from '../../../kernel/instant.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { findStandingAuthorization } from '../../access/index.ts';
import { findPayerRules, type NewClaim } from '../../claims/index.ts';
import { getSite } from '../../identity/index.ts';
import { type Coverage, getPatient, listCoverages } from '../../patients/index.ts';
import { giveRxNumber, type Prescription } from '../../prescriptions/index.ts';
import { type Drug, getPlan, getPrescriber, listDrugPrices, type Plan, type PlanId } from '../../reference/index.ts';
import { computeAskedAmounts } from '../domain/claim-pricing.ts';
import type { Fill } from '../domain/fill.ts';
import { isUnderWay } from '../domain/fill-lifecycle.ts';
import { computeEarliestClaim, type EarliestClaim } from '../domain/refill-too-soon.ts';
import { listFills } from '../fill-store.ts';
import { dispensingRefusals } from '../refusals.ts';

/** A prescription with everything that a fill needs. */
export type UsablePrescription = Prescription & {
  readonly patientId: NonNullable<Prescription['patientId']>;
  readonly therapyId: NonNullable<Prescription['therapyId']>;
  readonly drugId: Id<'drug'>;
  readonly quantityThousandths: number;
  readonly daysSupply: number;
};

/** Composes the claim of a fill on the coverage that pays first. Refuses when no coverage with a known plan is active. */
export async function composeClaim(
  tx: TenantTransaction,
  parts: {
    readonly fill: Fill;
    readonly prescription: UsablePrescription;
    readonly drug: Drug;
    /** Rules before sending that a person looked at and lets pass. */
    readonly reviewedRules?: readonly string[];
  },
): Promise<Result<NewClaim>> {
  const { fill, prescription, drug, reviewedRules: reviewed = [] } = parts;
  const site = await getSite(tx, fill.siteId);
  const dateOfService = dayIn(tx.now, site.timeZone);
  const billed = await findBilledCoverage(tx, fill, dateOfService);
  if (billed === null || prescription.prescriberId === null) return refuse(dispensingRefusals.noCoverage);
  const earliest = await findEarliestClaim(tx, fill);
  if (earliest !== null && dateOfService < earliest.from) {
    return refuse(dispensingRefusals.refillTooSoon, { from: earliest.from });
  }
  const { coverage, plan } = billed;
  const { demographics } = await getPatient(tx, fill.patientId);
  const prescriber = await getPrescriber(tx, prescription.prescriberId);
  const prices = await listDrugPrices(tx, drug.ndc11, dateOfService);
  const authorization = await findStandingAuthorization(tx, fill.therapyId);
  return ok({
    siteId: fill.siteId,
    therapyId: fill.therapyId,
    patientId: fill.patientId,
    prescriptionId: fill.prescriptionId,
    fillId: fill.fillId,
    coverageId: coverage.coverageId,
    planId: plan.planId,
    submission: {
      transaction: 'billing',
      bin: plan.bin,
      pcn: plan.pcn,
      group: coverage.groupNumber ?? plan.groupNumber,
      cardholderId: coverage.memberId,
      patient: {
        familyName: demographics.familyName,
        givenName: demographics.givenName,
        birthDate: demographics.birthDate,
        sex: demographics.sex,
      },
      pharmacyNpi: site.npi,
      prescriberNpi: prescriber.npi,
      rxNumber: await giveRxNumber(tx, fill.prescriptionId),
      fillNumber: fill.fillNumber,
      ndc11: fill.ndc11,
      quantityThousandths: fill.quantityThousandths,
      daysSupply: fill.daysSupply,
      dateOfService,
      writtenDate: prescription.writtenOn ?? dateOfService,
      refillsAuthorized: prescription.refillsAuthorized ?? 0,
      ...computeAskedAmounts(prices, fill.quantityThousandths),
      priorAuthorizationNumber: findNumberInForce(authorization, dateOfService),
    },
    standing: { today: dateOfService, authorization, reviewed, isManufacturerCard: false, hasGovernmentPayer: false },
  });
}

/** The number of an authorization that covers a day; null where none does. */
function findNumberInForce(
  authorization: Awaited<ReturnType<typeof findStandingAuthorization>>,
  on: string,
): string | null {
  if (authorization === null) return null;
  const { authorizationNumber, validFrom, validTo } = authorization;
  return (validFrom ?? on) <= on && (validTo ?? on) >= on ? authorizationNumber : null;
}

/** Finds from which day the payer may be asked for the next fill of a therapy; null when it may be asked on any day. */
export async function findEarliestClaim(
  tx: TenantTransaction,
  therapy: Pick<Fill, 'siteId' | 'therapyId' | 'patientId'>,
): Promise<EarliestClaim | null> {
  const { timeZone } = await getSite(tx, therapy.siteId);
  const on = dayIn(tx.now, timeZone);
  const billed = await findBilledCoverage(tx, therapy, on);
  if (billed === null) return null;
  const fills = (await listFills(tx, therapy)).filter(
    ({ payment, state }) => payment === 'claim' && !isUnderWay(state),
  );
  const counted = fills.map(({ openedAt, daysSupply, state }) => ({
    ...{ filledOn: dayIn(openedAt, timeZone), daysSupply, state },
  }));
  return computeEarliestClaim(counted, { kind: billed.plan.kind, on, agreed: await findAgreedRefill(tx, billed, on) });
}

/** What the rule book of the payer says about early refills; null where it says nothing. */
async function findAgreedRefill(tx: TenantTransaction, { coverage, plan }: BilledCoverage, on: CalendarDay) {
  const { bin, pcn } = plan;
  const found = await findPayerRules(tx, { bin, pcn, group: coverage.groupNumber ?? plan.groupNumber, on });
  const percentUsed = found?.rules.earlyRefillPercent ?? null;
  return found === null || percentUsed === null ? null : { percentUsed, source: found.source };
}

async function findBilledCoverage(
  tx: TenantTransaction,
  fill: Pick<Fill, 'patientId'>,
  on: string,
): Promise<{ readonly coverage: Coverage; readonly plan: Plan } | null> {
  const [first] = (await listBilledCoverages(tx, fill, on)).filter(({ plan }) => !isAssistancePlan(plan));
  return first ?? null;
}

/** A coverage with the plan that it names. */
interface BilledCoverage {
  readonly coverage: Coverage;
  readonly plan: Plan;
}

/** Lists the coverages that are in force on a day, the one that pays first before the others; cards and foundations come last. */
export async function listBilledCoverages(
  tx: TenantTransaction,
  fill: Pick<Fill, 'patientId'>,
  on: string,
): Promise<readonly BilledCoverage[]> {
  const billed: BilledCoverage[] = [];
  for (const coverage of await listCoverages(tx, fill.patientId)) {
    const isInForce = (coverage.validFrom ?? on) <= on && (coverage.validTo ?? on) >= on;
    if (coverage.state !== 'active' || !isInForce || coverage.planId === null) continue;
    billed.push({ coverage, plan: await getPlan(tx, coverage.planId as PlanId) });
  }
  const rank = ({ plan }: BilledCoverage): number => (isAssistancePlan(plan) ? 1 : 0);
  return billed.sort((left, right) => rank(left) - rank(right) || left.coverage.payerOrder - right.coverage.payerOrder);
}

/** Tells whether a plan pays of the patient's share alone: a manufacturer's card or a foundation. */
export function isAssistancePlan({ kind }: Pick<Plan, 'kind'>): boolean {
  return kind === 'manufacturer-card' || kind === 'foundation';
}
