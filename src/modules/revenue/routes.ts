import type { CalendarDay } from '../../kernel/calendar-day.ts';
import { dayIn, type TimeZone } from '../../kernel/instant.ts';
import { ok, refuse } from '../../kernel/result.ts';
import { type Route, route } from '../../platform/http/route.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import { type ClaimWithSteps, listClaimsWithSteps } from '../claims/index.ts';
import { listExpectedPayments } from '../contracts/index.ts';
import { listDrugPrices, listDrugsByNdc, listPayerNames, nameDrug, type PayerId } from '../reference/index.ts';
import { listPostedLines, listRemittanceFilesOf } from '../remittance/index.ts';
import { findFirstClaim, listSubjects } from './actions/post-claims.ts';
import { listGuarantees } from './actions/sum-rates.ts';
import { workFinding } from './actions/work-finding.ts';
import * as api from './api.ts';
import { findListPrice } from './claim-fact-store.ts';
import { computeClaimStanding } from './domain/claim-waterfall.ts';
import { computeAgreedCents } from './domain/contract-detector.ts';
import { chooseLedgerRules } from './domain/ledger.ts';
import { countChanges, countVerdicts, listFindings, listRiskBars, sumRisks } from './finding-queries.ts';
import type { FindingId } from './finding-store.ts';
import { listPostings } from './ledger-queries.ts';
import { listLedgerRules } from './ledger-store.ts';
import { marginRoutes } from './margin-routes.ts';
import { revenueRefusals } from './refusals.ts';

/** What answers the endpoints of revenue. */
export const revenueRoutes: readonly Route[] = [
  ...marginRoutes,
  route(api.getClaimMoney, async (tx, { request }) => {
    const [asked] = await listClaimsWithSteps(tx, { claimIds: [request.claimId] });
    if (asked === undefined) return refuse(revenueRefusals.unknownClaim);
    // The money of all payers of a fill stands on the claim of the first.
    const ofFill = await listClaimsWithSteps(tx, { fillIds: [asked.fillId] });
    const claim = findFirstClaim(ofFill, asked);
    const prices = await listDrugPrices(tx, claim.ndc11, claim.serviceOn);
    const awp = prices.find(({ kind }) => kind === 'awp') ?? null;
    const awpCents = await findListPrice(tx, claim.claimId);
    const postings = await listPostings(tx, [claim.claimId]);
    const { steps, ...standing } = computeClaimStanding(postings, awpCents);
    const files = new Map(
      (await listPostedLines(tx, { claimIds: ofFill.map(({ claimId }) => claimId) })).map((line) => [
        line.paymentId as string,
        line,
      ]),
    );
    return ok({
      body: {
        claim: await describeClaim(tx, claim),
        ...(await compareWithContract(tx, claim)),
        benchmark: awp === null || awpCents === null ? null : { source: awp.source, isSynthetic: awp.isSynthetic },
        rulesSource: chooseLedgerRules(await listLedgerRules(tx), claim.serviceOn)?.source ?? null,
        standing: { ...standing, steps: steps.map((step) => ({ ...step, accounts: [...step.accounts] })) },
        postings: postings.map(
          ({ postingSetId, number, account, detail, cents, causeKind, occurredAt, paymentId }) => ({
            ...{ postingSetId, number, account, detail, cents, causeKind, occurredAt },
            remittanceFileId: files.get(paymentId ?? '')?.remittanceFileId ?? null,
          }),
        ),
        steps: claim.steps.map((step) => ({ ...step, rejectCodes: [...step.rejectCodes] })),
      },
      patientIds: [claim.patientId],
    });
  }),
  route(api.listTherapyMoney, async (tx, { request }) => {
    const billed = await listClaimsWithSteps(tx, { therapyIds: [request.therapyId] });
    const claims = billed.filter(({ payerOrder }) => payerOrder === 1);
    const ids = claims.map(({ claimId }) => claimId);
    const postings = Map.groupBy(await listPostings(tx, ids), ({ claimId }) => claimId);
    const described = claims.map(({ claimId, serviceOn, state }) => {
      const { reimbursementCents, netMarginCents, openWithPayerCents, hasCost } = computeClaimStanding(
        postings.get(claimId) ?? [],
        null,
      );
      return { claimId, serviceOn, state, reimbursementCents, netMarginCents, openWithPayerCents, hasCost };
    });
    const patientIds = [...new Set(claims.map(({ patientId }) => patientId))];
    return ok({ body: { claims: described.toReversed() }, patientIds });
  }),
  route(api.getRiskBoard, async (tx, { request }) => {
    const { by, parts } = request;
    const findings = await listFindings(tx, parts);
    const claimIds = findings.flatMap(({ claimId }) => claimId ?? []);
    const claims = new Map<string, ClaimWithSteps>(
      (await listClaimsWithSteps(tx, { claimIds })).map((claim) => [claim.claimId, claim]),
    );
    const files = await listRemittanceFilesOf(
      tx,
      findings.flatMap(({ paymentId }) => paymentId ?? []),
    );
    const rows = findings.map(({ paymentId, assigneeId: _assigneeId, facts, ...finding }) => ({
      ...finding,
      facts: { ...facts },
      patientId: claims.get(finding.claimId ?? '')?.patientId ?? null,
      remittanceFileId: files.get(paymentId ?? '') ?? null,
    }));
    const body = {
      ...(await sumRisks(tx, parts)),
      changes: await countChanges(tx),
      bars: [...(await listRiskBars(tx, by, parts))],
      verdicts: [...(await countVerdicts(tx))],
      rows,
    };
    return ok({ body, patientIds: [...new Set([...claims.values()].map(({ patientId }) => patientId))] });
  }),
  route(api.listEffectiveRates, async (tx) => {
    const asOf = dayIn(tx.now, 'UTC' as TimeZone);
    const guarantees = await listGuarantees(tx, asOf);
    const summedAt = guarantees.flatMap(({ months }) => months)[0]?.summedAt ?? null;
    const shown = guarantees.map(({ months, payerId: _payerId, ...one }) => ({
      ...one,
      months: months.map(({ month, claims, awpCents, ingredientPaidCents, feePaidCents }) => ({
        ...{ month, claims, awpCents, ingredientPaidCents, feePaidCents },
      })),
    }));
    return ok({ body: { asOf, summedAt, guarantees: shown }, patientIds: [] });
  }),
  route(api.workFinding, async (tx, { request }) => {
    const { findingId, deed } = request;
    const worked = await workFinding(tx, { findingId: findingId as FindingId, deed });
    if (!worked.ok) return worked;
    const claimIds = worked.value.claimId === null ? [] : [worked.value.claimId];
    const patientIds = (await listClaimsWithSteps(tx, { claimIds })).map(({ patientId }) => patientId);
    return ok({ body: {}, patientIds, about: { reason: deed } });
  }),
];

async function compareWithContract(tx: TenantTransaction, claim: ClaimWithSteps) {
  const [kept] = await listExpectedPayments(tx, [claim.claimId]);
  return { expectedCents: kept?.expectation.amountCents ?? null, agreedCents: computeAgreedCents(claim) };
}

async function describeClaim(tx: TenantTransaction, claim: ClaimWithSteps) {
  const [drug] = await listDrugsByNdc(tx, [claim.ndc11]);
  const payerId = (await listSubjects(tx, [claim])).get(claim.claimId)?.payerId as PayerId | null | undefined;
  const names = await listPayerNames(tx, payerId === null || payerId === undefined ? [] : [payerId]);
  const payerName = [...names.values()][0] ?? null;
  const { claimId, fillId, therapyId, patientId, ndc11, quantityThousandths, daysSupply, state } = claim;
  const serviceOn: CalendarDay = claim.serviceOn;
  return {
    ...{ claimId, fillId, therapyId, patientId, ndc11, quantityThousandths, daysSupply, serviceOn, state, payerName },
    ...{ drugName: drug === undefined ? '' : nameDrug(drug), authorizationNumber: claim.authorizationNumber },
  };
}
