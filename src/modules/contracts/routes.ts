import type { PatientId } from '../../kernel/ids.ts';
import { ok, refuse } from '../../kernel/result.ts';
import { type Route, route } from '../../platform/http/route.ts';
import { listPayerNames, listPlans, type PlanId } from '../reference/index.ts';
import * as api from './api.ts';
import { listContractVersions, listExpectedPayments } from './contract-store.ts';
import { contractRefusals } from './refusals.ts';

/** What answers the endpoints of contracts. */
export const contractsRoutes: readonly Route[] = [
  route(api.listContracts, async (tx) => {
    const versions = await listContractVersions(tx);
    const payers = await listPayerNames(
      tx,
      versions.map(({ scope }) => scope.payerId),
    );
    const planIds = versions.flatMap(({ scope }) => scope.planId ?? []) as PlanId[];
    const plans = new Map((await listPlans(tx, planIds)).map(({ planId, name }) => [planId as string, name]));
    const shown = versions.map(({ scope: { payerId, planId, bin, pcn, groupNumber }, terms, ...version }) => ({
      ...{ ...version, bin, pcn, groupNumber },
      payerName: payers.get(payerId ?? '') ?? null,
      planName: plans.get(planId ?? '') ?? null,
      terms: {
        ...terms,
        rates: terms.rates.map((rate) => ({ ...rate, legs: [...rate.legs] })),
        guarantees: [...terms.guarantees],
      },
    }));
    return ok({ body: { versions: shown }, patientIds: [] });
  }),
  route(api.getExpectedPayment, async (tx, { request }) => {
    const [kept] = await listExpectedPayments(tx, [request.claimId]);
    if (kept === undefined) return refuse(contractRefusals.nothingExpected);
    const { contractId, contractName: name, version, validFrom, source, isSynthetic, expectation } = kept;
    const isNamed = contractId !== null && name !== null && version !== null && validFrom !== null && source !== null;
    const { legs, lines, gaps, rate, amountCents, keptCents } = expectation;
    return ok({
      body: {
        contract: isNamed ? { contractId, name, version, validFrom, source, isSynthetic: isSynthetic ?? false } : null,
        ...{ amountCents, keptCents, gaps: [...gaps], legs: [...legs], lines: [...lines] },
        rate: rate === null ? null : { ...rate, legs: [...rate.legs] },
      },
      patientIds: [kept.patientId as PatientId],
    });
  }),
];
