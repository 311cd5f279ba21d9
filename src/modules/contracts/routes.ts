import type { PatientId } from '../../kernel/ids.ts';
import { ok, refuse } from '../../kernel/result.ts';
import { type Route, route } from '../../platform/http/route.ts';
import * as api from './api.ts';
import { listExpectedPayments } from './contract-store.ts';
import { contractRefusals } from './refusals.ts';

/** What answers the endpoints of contracts. */
export const contractsRoutes: readonly Route[] = [
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
