import type { Id } from '../../../kernel/ids.ts';
import { dayIn } from '../../../kernel/instant.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import type { NewClaim } from '../../claims/index.ts';
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
  parts: { readonly fill: Fill; readonly prescription: UsablePrescription; readonly drug: Drug },
): Promise<Result<NewClaim>> {
  const { fill, prescription, drug } = parts;
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
      priorAuthorizationNumber: null,
    },
  });
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
  return computeEarliestClaim(counted, { kind: billed.plan.kind, on });
}

async function findBilledCoverage(
  tx: TenantTransaction,
  fill: Pick<Fill, 'patientId'>,
  on: string,
): Promise<{ readonly coverage: Coverage; readonly plan: Plan } | null> {
  const coverages = await listCoverages(tx, fill.patientId);
  const inForce = coverages.filter(
    (one) => one.state === 'active' && (one.validFrom ?? on) <= on && (one.validTo ?? on) >= on && one.planId !== null,
  );
  const [coverage] = [...inForce].sort((left, right) => left.payerOrder - right.payerOrder);
  if (coverage === undefined || coverage.planId === null) return null;
  return { coverage, plan: await getPlan(tx, coverage.planId as PlanId) };
}
