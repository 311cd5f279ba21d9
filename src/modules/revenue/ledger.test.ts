import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { askEndpoint } from '../../../test/support/ask-endpoint.ts';
import { addBilledClaim, addCardClaim, composePaidLine, remitPayment } from '../../../test/support/billed-claim.ts';
import { openTestPlatform, type TestPlatform } from '../../../test/support/test-platform.ts';
import type { Endpoint, RequestOf } from '../../kernel/endpoint.ts';
import type { Instant } from '../../kernel/instant.ts';
import { type Cents, cents } from '../../kernel/money.ts';
import { lookAtEverything, setNextLook } from './actions/look-for-risks.ts';
import { postFills } from './actions/post-claims.ts';
import * as api from './api.ts';
import { postPast } from './index.ts';
import { sumLedger } from './ledger-queries.ts';
import { revenueRoutes } from './routes.ts';

let platform: TestPlatform;

beforeAll(async () => {
  platform = await openTestPlatform();
});
afterAll(() => platform.close());

const addClaim = (number: string, paid: Cents, isReversed = false) =>
  addBilledClaim(platform, number, paid, { isReversed });
const addCard = (first: Awaited<ReturnType<typeof addClaim>>, number: string, paid: Cents | null) =>
  addCardClaim(platform, first, { number, paid });
const remit = (number: string, claims: Parameters<typeof remitPayment>[2], deducted = 0) =>
  remitPayment(platform, number, claims, deducted);
const composeLine = composePaidLine;

async function ask<Called extends Endpoint>(endpoint: Called, request: RequestOf<Called>) {
  const answer = await askEndpoint({ platform, routes: revenueRoutes }, endpoint, request);
  if (!answer.ok) throw new Error(answer.refusal.code);
  return answer.value;
}

const refusalOf = async <Called extends Endpoint>(endpoint: Called, request: RequestOf<Called>) => {
  const answer = await askEndpoint({ platform, routes: revenueRoutes }, endpoint, request);
  return answer.ok ? 'none' : answer.refusal.code;
};
const board = async (parts: RequestOf<typeof api.getRiskBoard>['parts'] = []) =>
  (await ask(api.getRiskBoard, { by: 'cause', parts })).body;
const look = () => platform.transact((tx) => lookAtEverything(tx));

const ledger = () => platform.transact((tx) => sumLedger(tx));

describe('the ledger', () => {
  test('reconciles to the cent: what payers agreed to is what was remitted and what is open, and posting again adds nothing', async () => {
    await addClaim('L-1', cents(25_000));
    await addClaim('L-2', cents(8_000));
    await addClaim('L-3', cents(5_000), true);
    await remit('R-1', [composeLine('L-1', 24_000), composeLine('U-1', 700)], 1_500);
    await platform.transact((tx) => postPast(tx));
    const sums = await ledger();
    expect(sums).toMatchObject({
      ...{ 'payer-receivable': 33_000 - 24_000, 'patient-receivable': 1_000, 'remitted-cash': 23_200 },
      ...{ suspense: -700, 'provider-adjustment': 1_500, 'contractual-adjustment': 7_000, charge: -41_000 },
      ...{ 'acquisition-cost': 60_000, inventory: -60_000 },
    });
    const agreed = 33_000;
    const remitted = (sums['remitted-cash'] ?? 0) + (sums['provider-adjustment'] ?? 0) + (sums.suspense ?? 0);
    expect(remitted + (sums['payer-receivable'] ?? 0)).toBe(agreed);
    expect(Object.values(sums).reduce((sum, amount) => sum + amount, 0)).toBe(0);
    await platform.transact((tx) => postPast(tx));
    expect(await ledger()).toEqual(sums);
  });

  test('takes no change, no removal and no set that does not sum to zero', async () => {
    const { fillId } = await addClaim('L-4', cents(1_000));
    await platform.transact((tx) => postFills(tx, [fillId]));
    const ask = (statement: string) => platform.database.owner.query(statement);
    await expect(ask('update revenue.posting set cents = 1')).rejects.toThrow();
    await expect(ask('delete from revenue.posting_set')).rejects.toThrow();
    const copied = `insert into revenue.posting select tenant_id, posting_set_id, 90, account, '', 1 from revenue.posting limit 1`;
    await expect(ask(copied)).rejects.toThrow('does not sum to zero');
  });
});

describe('detectors', () => {
  test('find what was paid short, not remitted and deducted, each claim once in the sum, and close what is gone', async () => {
    // The cycle of 30 days and the 7 of grace are over.
    platform.clock.moveTo('2026-04-05T12:00:00.000Z' as Instant);
    await look();
    const first = await board();
    const risks = (one: typeof first) => one.rows.map(({ detector, atRiskCents }) => [detector, atRiskCents]).sort();
    expect(risks(first)).toContainEqual(['RV15', 1_000]);
    expect(risks(first)).toContainEqual(['RV17', 1_500]);
    // L-2 and L-4 lose money on two units of $100 and were not remitted; the larger of both counts.
    expect(first.bars.map(({ key }) => key).sort()).toEqual(['RV01', 'RV15', 'RV16', 'RV17', 'RV19']);
    const largest = new Map<string, number>();
    for (const row of first.rows) {
      const key = row.claimId ?? row.findingId;
      largest.set(key, Math.max(largest.get(key) ?? 0, row.atRiskCents));
    }
    expect(first.atRiskCents).toBe([...largest.values()].reduce((sum, amount) => sum + amount, 0));
    expect(first.changes).toMatchObject({ opened: first.findings, closed: 0 });
    await look();
    expect(risks(await board())).toEqual(risks(first));
    await remit('R-2', [composeLine('L-1', 1_000)]);
    await platform.transact((tx) => postPast(tx));
    await look();
    const later = await board();
    expect(later.bars.map(({ key }) => key)).not.toContain('RV15');
    expect(later.changes).toMatchObject({ closed: 1 });
  });

  test('count the verdicts of people, who work a finding while it is open', async () => {
    const nobody = '01920000-0000-7000-8000-00000000dead';
    const { rows } = await board([{ by: 'cause', key: 'RV17' }]);
    const findingId = rows[0]?.findingId ?? '';
    expect(rows).toHaveLength(1);
    expect(await refusalOf(api.workFinding, { findingId: nobody, deed: 'take' })).toBe('revenue.unknown-finding');
    expect(await refusalOf(api.workFinding, { findingId, deed: 'take' })).toBe('none');
    expect(await refusalOf(api.workFinding, { findingId, deed: 'false-positive' })).toBe('none');
    expect(await refusalOf(api.workFinding, { findingId, deed: 'resolve' })).toBe('revenue.finding-closed');
    await look();
    const after = await board();
    expect(after.verdicts.find(({ detector }) => detector === 'RV17')).toMatchObject({ right: 0, wrong: 1 });
    expect(after.bars.map(({ key }) => key)).not.toContain('RV17');
  });
});

describe('the money of a claim', () => {
  test('leads from the charge to the net margin, each number the sum of its postings, each posting with its cause', async () => {
    const { claimId, fillId } = await addClaim('L-9', cents(30_000));
    await platform.transact((tx) => postFills(tx, [fillId]));
    await remit('R-9', [composeLine('L-9', 30_000)]);
    await platform.transact((tx) => postPast(tx));
    const told = await ask(api.getClaimMoney, { claimId });
    const { standing, postings, claim, steps } = told.body;
    expect(told.patientIds).toEqual([claim.patientId]);
    expect(standing).toMatchObject({ reimbursementCents: 30_500, netMarginCents: 10_500, openWithPayerCents: 0 });
    expect(standing).toMatchObject({ remittedCents: 30_000, openWithPatientCents: 500 });
    expect(standing.steps.map(({ step, cents: amount }) => [step, amount])).toEqual([
      ...[
        ['charge', 34_000],
        ['contractual-adjustment', -3_500],
        ['reimbursement', 30_500],
      ],
      ...[
        ['acquisition-cost', -20_000],
        ['net-margin', 10_500],
      ],
    ]);
    for (const step of standing.steps) {
      const sum = postings
        .filter(({ account }) => step.accounts.includes(account))
        .reduce((total, one) => total + one.cents, 0);
      expect(Math.abs(sum)).toBe(Math.abs(step.cents));
    }
    expect(new Set(postings.map(({ causeKind }) => causeKind))).toEqual(
      new Set(['adjudication', 'stock-movement', 'remittance-line']),
    );
    expect(steps.map(({ to }) => to)).toEqual(['sending', 'paid']);
    const listed = await ask(api.listTherapyMoney, { therapyId: claim.therapyId });
    expect(listed.body.claims).toMatchObject([{ claimId, netMarginCents: 10_500, hasCost: true }]);
    const nobody = '01920000-0000-7000-8000-00000000dead';
    expect(await refusalOf(api.getClaimMoney, { claimId: nobody })).toBe('revenue.unknown-claim');
    const scope = { tenantId: platform.otherTenantId };
    const other = await askEndpoint({ platform, routes: revenueRoutes }, api.getClaimMoney, { claimId }, scope);
    expect(other).toMatchObject({ ok: false });
  });

  test('of a fill with two payers stands on the claim of the first, with what both pay and what the patient pays last', async () => {
    const first = await addClaim('L-20', cents(30_000));
    const card = await addCard(first, 'C-20', cents(400));
    await platform.transact((tx) => postFills(tx, [first.fillId]));
    await remit('R-20', [composeLine('L-20', 30_000), { ...composeLine('C-20', 400), adjustments: [] }]);
    await platform.transact((tx) => postPast(tx));
    const { body } = await ask(api.getClaimMoney, { claimId: first.claimId });
    expect(body.standing).toMatchObject({ reimbursementCents: 30_500, netMarginCents: 10_500, remittedCents: 30_400 });
    expect(body.standing).toMatchObject({ openWithPayerCents: 0, openWithPatientCents: 100 });
    expect((await ask(api.getClaimMoney, { claimId: card.claimId })).body).toEqual(body);
    const { therapyId } = body.claim;
    expect((await ask(api.listTherapyMoney, { therapyId })).body.claims).toHaveLength(1);
  });

  test('is not at risk because a later payer rejected: the product is out and the first payer pays', async () => {
    const first = await addClaim('L-21', cents(30_000));
    await addCard(first, 'C-21', null);
    await platform.transact((tx) => postFills(tx, [first.fillId]));
    await look();
    const rows = (await board([{ by: 'cause', key: 'RV19' }])).rows.map(({ claimId }) => claimId);
    expect(rows).not.toContain(first.claimId);
  });
});

describe('the look at everything', () => {
  test('is set by the first news of a tenant, once for each day, and news of a day never moves a look that is due', async () => {
    const listLooks = async () =>
      (
        await platform.database.owner.query(
          "select subject from platform.timer where kind = 'revenue.look-for-risks' and tenant_id = $1 order by subject",
          [platform.tenantId],
        )
      ).rows.map(({ subject }) => subject);
    await platform.database.owner.query("delete from platform.timer where kind = 'revenue.look-for-risks'");
    platform.clock.moveTo('2026-05-01T08:59:00.000Z' as Instant);
    await platform.transact(setNextLook);
    platform.clock.moveTo('2026-05-01T09:00:00.500Z' as Instant);
    await platform.transact(setNextLook);
    await platform.transact(setNextLook);
    expect(await listLooks()).toEqual(['2026-05-01', '2026-05-02']);
  });
});
