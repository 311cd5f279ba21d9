import { afterAll, beforeAll, expect, test } from 'vitest';
import { askEndpoint } from '../../../test/support/ask-endpoint.ts';
import { addBilledClaim, composePaidLine, remitPayment } from '../../../test/support/billed-claim.ts';
import { openTestPlatform, type TestPlatform } from '../../../test/support/test-platform.ts';
import type { CalendarDay } from '../../kernel/calendar-day.ts';
import type { Endpoint, RequestOf } from '../../kernel/endpoint.ts';
import { cents } from '../../kernel/money.ts';
import type { OpenedFile } from '../../platform/files/stored-file.ts';
import { installDemoReference, listPlans } from '../reference/index.ts';
import { postPast } from './actions/post-past.ts';
import { getClaimMoney } from './api.ts';
import * as api from './margin-api.ts';
import { revenueRoutes } from './routes.ts';

const time = { from: '2026-01-01' as CalendarDay, until: '2026-12-31' as CalendarDay };
const claimIds: string[] = [];

let platform: TestPlatform;
let payerId: string;

beforeAll(async () => {
  platform = await openTestPlatform();
  const [plan] = await platform.transact(async (tx) => {
    await installDemoReference(tx);
    return listPlans(tx);
  });
  payerId = plan?.payerId ?? '';
  const planId = plan?.planId ?? null;
  const bill = async (number: string, paid: number, how: Parameters<typeof addBilledClaim>[3]) =>
    claimIds.push((await addBilledClaim(platform, number, cents(paid), how)).claimId);
  await bill('M-1', 25_000, { planId, serviceOn: '2026-01-10' as CalendarDay });
  await bill('M-2', 9_000, { planId, serviceOn: '2026-02-10' as CalendarDay });
  await bill('M-3', 30_000, { serviceOn: '2026-02-11' as CalendarDay });
  await bill('M-4', 12_000, { planId, serviceOn: '2026-02-12' as CalendarDay, isReversed: true });
  await bill('M-5', 70_000, { serviceOn: '2025-02-12' as CalendarDay });
  await remitPayment(platform, 'P-1', [composePaidLine('M-1', 24_000)]);
  await platform.transact((tx) => postPast(tx));
});
afterAll(() => platform.close());

async function ask<Called extends Endpoint>(endpoint: Called, request: RequestOf<Called>) {
  const answer = await askEndpoint({ platform, routes: revenueRoutes }, endpoint, request);
  if (!answer.ok) throw new Error(answer.refusal.code);
  return answer.value;
}

const margins = async (
  by: RequestOf<typeof api.getMargins>['by'],
  parts: RequestOf<typeof api.getMargins>['parts'] = [],
) => (await ask(api.getMargins, { by, ...time, parts })).body;

test('the summed waterfall is, step by step, the sum of the claim pages to the cent', async () => {
  const pages = await Promise.all(
    claimIds.slice(0, 4).map(async (claimId) => (await ask(getClaimMoney, { claimId })).body.standing),
  );
  const summed = await margins('payer');
  const sum = (read: (page: (typeof pages)[number]) => number) => pages.reduce((total, page) => total + read(page), 0);
  expect(summed.claims).toBe(4);
  expect(summed.reimbursementCents).toBe(sum((page) => page.reimbursementCents));
  expect(summed.netMarginCents).toBe(sum((page) => page.netMarginCents));
  for (const step of ['contractual-adjustment', 'reimbursement', 'acquisition-cost', 'net-margin']) {
    const onPages = sum((page) => page.steps.find((one) => one.step === step)?.cents ?? 0);
    expect([step, summed.steps.find((one) => one.step === step)?.cents]).toEqual([step, onPages]);
  }
  for (const by of ['payer', 'drug', 'clinic', 'therapy', 'month'] as const) {
    const { bars } = await margins(by);
    expect(bars.reduce((total, bar) => total + bar.netMarginCents, 0)).toBe(summed.netMarginCents);
  }
  expect((await margins('month')).bars.map(({ key, claims }) => [key, claims])).toEqual([
    ['2026-01', 1],
    ['2026-02', 3],
  ]);
});

test('a part leads to its claims, those that lose most first, page after page', async () => {
  const parts = [{ by: 'payer' as const, key: payerId }];
  const { claims, underwater } = await margins('drug', parts);
  expect({ claims, underwater }).toEqual({ claims: 3, underwater: 2 });
  const list = (after?: RequestOf<typeof api.listClaimMargins>['after']) =>
    ask(api.listClaimMargins, { ...time, parts, ...(after === undefined ? {} : { after }) });
  const all = (await list()).body.claims;
  const nets = all.map(({ netMarginCents }) => netMarginCents);
  expect(nets).toEqual(nets.toSorted((left, right) => left - right));
  expect(new Set(all.map(({ claimId }) => claimId))).toEqual(new Set([claimIds[0], claimIds[1], claimIds[3]]));
  const [first] = all;
  if (first === undefined) throw new Error('there is no claim');
  expect((await list(first)).body.claims).toEqual(all.slice(1));
});

test('margins leave as a file with the same sums', async () => {
  const { bars } = await margins('month');
  const answer = await ask(api.exportMargins, { by: 'month', ...time, parts: [], format: 'csv' });
  const pieces: Uint8Array[] = [];
  for await (const piece of (answer as unknown as { file: OpenedFile }).file.read()) pieces.push(piece);
  const lines = Buffer.concat(pieces).toString().trimEnd().split('\r\n').slice(1);
  expect(lines.map((line) => Math.round(100 * Number(line.split(',').at(-1))))).toEqual(
    bars.map(({ netMarginCents }) => netMarginCents),
  );
});
