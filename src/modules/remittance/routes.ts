import { cents } from '../../kernel/money.ts';
import { ok, refuse } from '../../kernel/result.ts';
import { type Route, route, uploadRoute } from '../../platform/http/route.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import { type ClaimId, listPayableClaimsById } from '../claims/index.ts';
import { receiveRemittanceFile } from './actions/receive-file.ts';
import { listAdjudicatedClaims } from './actions/settle-file.ts';
import { dismissFile, enterDeposit, matchLine } from './actions/work-payment.ts';
import * as api from './api.ts';
import type { PaymentId, RemittanceFile, RemittanceFileId } from './domain/remittance-file.ts';
import { findFile, listFiles } from './file-store.ts';
import { listLines, listPayments, listProviderAdjustments, type PaymentStanding } from './payment-queries.ts';
import { readRules } from './payment-store.ts';
import { remittanceRefusals } from './refusals.ts';

/** What answers the endpoints of remittances. */
export const remittanceRoutes: readonly Route[] = [
  uploadRoute(api.uploadRemittance, async (tx, call) => {
    const { fileName } = call.request;
    const taken = await receiveRemittanceFile(tx, { upload: call.upload, source: 'browser', fileName });
    return taken.ok ? ok({ body: taken.value, patientIds: [] }) : taken;
  }),
  route(api.listRemittances, async (tx, { request }) => {
    const before = (request.before ?? null) as RemittanceFileId | null;
    const files = await listFiles(tx, { onlyHeld: request.onlyHeld, before });
    const described = await Promise.all(
      files.map(async (file) => describeFile(file, await listStanding(tx, file.remittanceFileId))),
    );
    return ok({ body: { files: described }, patientIds: [] });
  }),
  route(api.getRemittance, async (tx, { request }) => {
    const file = await findFile(tx, request.remittanceFileId as RemittanceFileId);
    if (file === null) return refuse(remittanceRefusals.unknownFile);
    const standing = await listStanding(tx, file.remittanceFileId);
    const payments = await Promise.all(
      standing.map(async ({ enteredAt: _enteredAt, remittanceFileId: _fileId, ...payment }) => ({
        ...payment,
        providerAdjustments: [...(await listProviderAdjustments(tx, payment.paymentId))],
      })),
    );
    const problems = file.problems.map(({ code, where, severity, text }) => ({ code, where, severity, text }));
    return ok({ body: { file: describeFile(file, standing), problems, payments }, patientIds: [] });
  }),
  route(api.listRemittanceLines, async (tx, { request }) => {
    const { paymentId, state, after } = request;
    const { toleranceCents } = await readRules(tx);
    const lines = await listLines(tx, { paymentId: paymentId as PaymentId, state, after }, toleranceCents);
    const claimIds = lines.flatMap(({ claimId }) => claimId ?? []);
    const claims = await listPayableClaimsById(tx, claimIds);
    const patientIds = [...new Set(claims.map(({ patientId }) => patientId))];
    const fills = new Map<string, string>(claims.map(({ claimId, fillId }) => [claimId, fillId]));
    const described = lines.map((line) => ({
      ...{ ...line, adjustments: [...line.adjustments] },
      fillId: fills.get(line.claimId ?? '') ?? null,
    }));
    return ok({ body: { lines: described }, patientIds });
  }),
  route(api.listClaimsForLine, async (tx, { request }) => {
    const { paymentId, position } = request;
    const [line] = await listLines(tx, { paymentId: paymentId as PaymentId, state: 'all', after: position - 1 }, 0);
    if (line?.position !== position) return refuse(remittanceRefusals.unknownLine);
    const { controlNumber: rxNumber, payerClaimNumber } = line;
    const found = await listAdjudicatedClaims(tx, [{ rxNumber, payerClaimNumber }]);
    const payable = await listPayableClaimsById(
      tx,
      found.map(({ id }) => id as ClaimId),
    );
    const claims = found.map(({ id, serviceOn, authorizationNumber, expectedCents, isReversed }) => ({
      ...{ claimId: id, serviceOn, authorizationNumber, expectedCents, isReversed },
    }));
    return ok({ body: { claims }, patientIds: [...new Set(payable.map(({ patientId }) => patientId))] });
  }),
  route(api.matchLine, async (tx, { request }) => {
    const { paymentId, position, claimId } = request;
    const wanted = { paymentId: paymentId as PaymentId, position, claimId: claimId as ClaimId };
    const matched = await matchLine(tx, wanted);
    return matched.ok ? ok({ body: {}, patientIds: [matched.value.patientId] }) : matched;
  }),
  route(api.enterDeposit, async (tx, { request }) => {
    const { paymentId, depositedOn, bankReference } = request;
    const amount = cents(request.cents);
    const deposit = { paymentId: paymentId as PaymentId, depositedOn, cents: amount, bankReference };
    const entered = await enterDeposit(tx, deposit);
    return entered.ok ? ok({ body: {}, patientIds: [] }) : entered;
  }),
  route(api.dismissRemittance, async (tx, { request }) => {
    const { remittanceFileId, reasonCode } = request;
    const dismissed = await dismissFile(tx, { remittanceFileId: remittanceFileId as RemittanceFileId, reasonCode });
    return dismissed.ok ? ok({ body: {}, patientIds: [], about: { reason: reasonCode } }) : dismissed;
  }),
];

async function listStanding(tx: TenantTransaction, remittanceFileId: RemittanceFileId) {
  const { toleranceCents } = await readRules(tx);
  return listPayments(tx, { remittanceFileId }, toleranceCents);
}

function describeFile(file: RemittanceFile, payments: readonly PaymentStanding[]) {
  const { remittanceFileId, fileName, byteCount, source, receivedAt, outcome, settledAt, dismissedFor } = file;
  const exceptionCount = payments.reduce(
    (sum, { unmatchedCount, shortCount, takenBackCount }) => sum + unmatchedCount + shortCount + takenBackCount,
    0,
  );
  return {
    ...{ remittanceFileId, fileName, byteCount, source, receivedAt, outcome, settledAt, dismissedFor, exceptionCount },
    deductedCents: payments.reduce((sum, { providerAdjustmentCents }) => sum + Math.max(0, providerAdjustmentCents), 0),
    firstProblem: file.problems.find(({ severity }) => severity === 'error')?.text ?? null,
    payments: payments.map(({ payerName, traceNumber, paidOn, paymentCents }) => ({
      ...{ payerName, traceNumber, paidOn, paymentCents },
    })),
  };
}
