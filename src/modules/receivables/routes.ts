import type { PatientId } from '../../kernel/ids.ts';
import { cents } from '../../kernel/money.ts';
import { ok, refuse } from '../../kernel/result.ts';
import { spoolList } from '../../platform/export/list-file.ts';
import { type Route, route } from '../../platform/http/route.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import { listClaimsWithSteps } from '../claims/index.ts';
import { listPayerNames } from '../reference/index.ts';
import { listOpenAmounts, listOpenOfClaim } from '../revenue/index.ts';
import { answerDispute, openDispute } from './actions/dispute.ts';
import { decideWriteOff, proposeWriteOff, takeWriteOffBack } from './actions/write-off.ts';
import * as api from './api.ts';
import {
  describeDisputes,
  describeOpenClaims,
  describeReceivables,
  describeWriteOffs,
  listPatients,
} from './describe-receivables.ts';
import { describeScorecard } from './describe-scorecard.ts';
import { type DisputeId, listDisputes, listDisputesOfClaims } from './dispute-store.ts';
import { openClaimColumns, readOpenClaims } from './export-open-claims.ts';
import { receivablesRefusals } from './refusals.ts';
import { listWriteOffs, listWriteOffsOfClaim, type WriteOffId } from './write-off-store.ts';

const pageSize = 50;

/** What answers the endpoints of receivables. */
export const receivablesRoutes: readonly Route[] = [
  route(api.getReceivables, async (tx) => ok({ body: await describeReceivables(tx), patientIds: [] })),
  route(api.getScorecard, async (tx) => ok({ body: await describeScorecard(tx), patientIds: [] })),
  route(api.listOpenClaims, async (tx, { request }) => {
    const { after = null, ...part } = request;
    const open = await listOpenAmounts(tx, part, { after, most: pageSize });
    const claims = await describeOpenClaims(tx, open);
    return ok({ body: { claims: [...claims] }, patientIds: listPatients(claims) });
  }),
  route(api.exportOpenClaims, async (tx, { request }) => {
    const { format, ...part } = request;
    const patientIds = new Set<PatientId>();
    const file = await spoolList(tx, { format, columns: openClaimColumns, rows: readOpenClaims(tx, part, patientIds) });
    return file === null
      ? refuse(receivablesRefusals.exportTooLarge)
      : ok({ body: {}, patientIds: [...patientIds], file });
  }),
  route(api.getClaimReceivable, async (tx, { request }) => {
    const { claimId } = request;
    const [claim] = await listClaimsWithSteps(tx, { claimIds: [claimId] });
    if (claim === undefined) return refuse(receivablesRefusals.unknownClaim);
    const open = await listOpenOfClaim(tx, claimId);
    const names = await listPayerNames(
      tx,
      open.map(({ payerId }) => payerId),
    );
    const body = {
      open: open.map(({ payerId, cents: openCents, agreedCents, remittedCents, takenBackCents }) => ({
        ...{ payerId, payerName: names.get(payerId ?? '') ?? null, cents: openCents },
        ...{ agreedCents, remittedCents, takenBackCents },
      })),
      disputes: await describeDisputes(tx, await listDisputesOfClaims(tx, [claimId])),
      writeOffs: await describeWriteOffs(tx, await listWriteOffsOfClaim(tx, claimId)),
    };
    return ok({ body, patientIds: [claim.patientId] });
  }),
  route(api.proposeWriteOff, async (tx, { request }) => {
    const proposed = await proposeWriteOff(tx, { ...request, cents: cents(request.cents) });
    if (!proposed.ok) return proposed;
    return ok({
      body: { writeOffId: proposed.value },
      patientIds: await listPatientsOfClaim(tx, request.claimId),
      about: { object: { kind: 'claim', id: request.claimId }, reason: request.reasonCode },
    });
  }),
  route(api.decideWriteOff, async (tx, { request }) => {
    const { writeOffId, approves } = request;
    const decided = await decideWriteOff(tx, { writeOffId: writeOffId as WriteOffId, approves });
    if (!decided.ok) return decided;
    return ok({
      body: {},
      patientIds: await listPatientsOfClaim(tx, decided.value.claimId),
      about: { object: { kind: 'write-off', id: writeOffId }, reason: approves ? 'approved' : 'declined' },
    });
  }),
  route(api.takeWriteOffBack, async (tx, { request }) => {
    const taken = await takeWriteOffBack(tx, request.writeOffId as WriteOffId);
    if (!taken.ok) return taken;
    return ok({
      body: {},
      patientIds: await listPatientsOfClaim(tx, taken.value.claimId),
      about: { object: { kind: 'write-off', id: request.writeOffId }, reason: 'taken-back' },
    });
  }),
  route(api.listWriteOffs, async (tx, { request }) => {
    const { isWaiting, before = null } = request;
    const writeOffs = await describeWriteOffs(tx, await listWriteOffs(tx, { isWaiting, before, most: pageSize }));
    return ok({ body: { writeOffs }, patientIds: listPatients(writeOffs) });
  }),
  route(api.openDispute, async (tx, { request }) => {
    const opened = await openDispute(tx, request);
    if (!opened.ok) return opened;
    return ok({
      body: { disputeId: opened.value },
      patientIds: await listPatientsOfClaim(tx, request.claimId),
      about: { object: { kind: 'claim', id: request.claimId } },
    });
  }),
  route(api.answerDispute, async (tx, { request }) => {
    const { disputeId, answer, reference } = request;
    const answered = await answerDispute(tx, { disputeId: disputeId as DisputeId, answer, reference });
    if (!answered.ok) return answered;
    return ok({
      body: {},
      patientIds: await listPatientsOfClaim(tx, answered.value.claimId),
      about: { object: { kind: 'dispute', id: disputeId }, reason: answer },
    });
  }),
  route(api.listDisputes, async (tx, { request }) => {
    const { isOpen, before = null } = request;
    const disputes = await describeDisputes(tx, await listDisputes(tx, { isOpen, before, most: pageSize }));
    return ok({ body: { disputes }, patientIds: listPatients(disputes) });
  }),
];

async function listPatientsOfClaim(tx: TenantTransaction, claimId: string) {
  return (await listClaimsWithSteps(tx, { claimIds: [claimId] })).map(({ patientId }) => patientId);
}
