import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { askEndpoint } from '../../../test/support/ask-endpoint.ts';
import { addBilledClaim, composePaidLine, remitPayment } from '../../../test/support/billed-claim.ts';
import { openTestPlatform, type TestPlatform } from '../../../test/support/test-platform.ts';
import { makeId } from '../../../test/support/therapy-world.ts';
import type { CalendarDay } from '../../kernel/calendar-day.ts';
import type { Endpoint, RequestOf } from '../../kernel/endpoint.ts';
import type { StaffId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import { cents } from '../../kernel/money.ts';
import type { OpenedFile } from '../../platform/files/stored-file.ts';
import { installDemoReference, listPlans } from '../reference/index.ts';
import { postPast, sumLedger } from '../revenue/index.ts';
import * as api from './api.ts';
import { saveDisputeRule } from './dispute-store.ts';
import { receivablesRoutes } from './routes.ts';

const [proposer, second] = [makeId<'staff'>() as StaffId, makeId<'staff'>() as StaffId];
const nobody = '01920000-0000-7000-8000-00000000dead';
const claims: Record<string, string> = {};

let platform: TestPlatform;
let payerId: string;

beforeAll(async () => {
  platform = await openTestPlatform();
  const [plan] = await platform.transact(async (tx) => {
    await installDemoReference(tx);
    await saveDisputeRule(tx, { validFrom: '2026-01-01' as CalendarDay, days: 90, source: 'a contract made up' });
    return listPlans(tx);
  });
  payerId = plan?.payerId ?? '';
  const planId = plan?.planId ?? null;
  const bill = async (number: string, paid: number, serviceOn: string, isReversed = false) => {
    const how = { planId, serviceOn: serviceOn as CalendarDay, isReversed };
    claims[number] = (await addBilledClaim(platform, number, cents(paid), how)).claimId;
  };
  platform.clock.moveTo('2026-02-02T12:00:00.000Z' as Instant);
  await bill('A-1', 25_000, '2026-01-01');
  await bill('A-2', 8_000, '2026-02-01');
  await bill('A-3', 6_000, '2026-02-10');
  await bill('A-4', 4_000, '2026-02-20');
  await bill('A-5', 9_000, '2026-02-20', true);
  claims['N-1'] = (await addBilledClaim(platform, 'N-1', cents(1_100))).claimId;
  platform.clock.moveTo('2026-03-03T12:00:00.000Z' as Instant);
  const line = (number: string, paid: number, on: string) => ({
    ...composePaidLine(number, paid),
    serviceOn: on as CalendarDay,
  });
  await remitPayment(platform, 'P-1', [line('A-1', 24_000, '2026-01-01'), line('A-3', 6_500, '2026-02-10')], 300);
  await remitPayment(platform, 'P-2', [
    line('A-2', 8_000, '2026-02-01'),
    { ...line('A-2', -8_000, '2026-02-01'), statusCode: '22' },
    line('U-1', 700, '2026-02-01'),
  ]);
  await platform.transact((tx) => postPast(tx));
});
afterAll(() => platform.close());

async function ask<Called extends Endpoint>(endpoint: Called, request: RequestOf<Called>, by: StaffId = proposer) {
  const actor = { kind: 'staff', staffId: by, sessionId: makeId<'session'>() } as never;
  return askEndpoint({ platform, routes: receivablesRoutes }, endpoint, request, { actor });
}

async function read<Called extends Endpoint>(endpoint: Called, request: RequestOf<Called>, by?: StaffId) {
  const answer = await ask(endpoint, request, by);
  if (!answer.ok) throw new Error(answer.refusal.code);
  return answer.value.body;
}

async function refusalOf<Called extends Endpoint>(endpoint: Called, request: RequestOf<Called>, by?: StaffId) {
  const answer = await ask(endpoint, request, by);
  return answer.ok ? 'none' : answer.refusal.code;
}

const ledger = () => platform.transact((tx) => sumLedger(tx));
const openOf = async (number: string) => (await read(api.getClaimReceivable, { claimId: claims[number] ?? '' })).open;

describe('receivables', () => {
  test('are, by payer and age, to the cent what the accounts of the ledger say', async () => {
    const { payers, ledger: books } = await read(api.getReceivables, {});
    const sums = await ledger();
    const inLedger = (sums['payer-receivable'] ?? 0) + (sums['take-back'] ?? 0);
    expect(inLedger).not.toBe(0);
    expect(books.openCents).toBe(inLedger);
    expect(payers.reduce((sum, { cents: open }) => sum + open, 0)).toBe(inLedger);
    const cells = payers.flatMap(({ cells: ofPayer }) => ofPayer);
    expect(cells.reduce((sum, { cents: open }) => sum + open, 0)).toBe(inLedger);
    const payer = payers.find((one) => one.payerId === payerId);
    // On March 3: A-1 is 61 days old and $10 short, A-2 (30 days) was taken back, A-3 (21) was paid $5 too much, A-4 is 11 days old.
    expect(Object.fromEntries(payer?.cells.map(({ bucket, cents: open }) => [bucket, open]) ?? [])).toEqual({
      ...{ 'to-90': 1_000, 'to-30': 8_000 - 500, 'to-15': 4_000 },
    });
    expect(payer).toMatchObject({ creditCents: -500, takenBackCents: 8_000, claims: 4 });
    expect(payers.find((one) => one.payerId === null)).toMatchObject({ cents: 1_100, payerName: null });
  });

  test('tell how many days after the service a payer paid, weighted by the dollar, and what stands beside', async () => {
    const { payers, ledger: books, held } = await read(api.getReceivables, {});
    const payer = payers.find((one) => one.payerId === payerId);
    // $240 after 61 days, $80 after 30 and $65 after 21.
    const weighted = (24_000 * 61 + 8_000 * 30 + 6_500 * 21) / 38_500;
    expect(payer).toMatchObject({ averageDaysTenths: Math.round(10 * weighted), medianDays: 30 });
    expect(payer?.months).toEqual([
      { month: '2026-03-01', averageDaysTenths: Math.round(10 * weighted), paidCents: 38_500 },
    ]);
    expect(books).toMatchObject({ suspenseCents: 700, providerAdjustmentCents: 300, takenBackCents: 8_000 });
    expect(held).toEqual({ heldPayments: 0, heldCents: 0, unmatchedLines: 1 });
  });

  test('open their rows by payer, age and kind, page after page, each once', async () => {
    const rows = (part: Partial<RequestOf<typeof api.listOpenClaims>>) =>
      read(api.listOpenClaims, { kind: 'open', ...part }).then((body) => body.claims);
    const ids = (listed: Awaited<ReturnType<typeof rows>>) => listed.map(({ claimId }) => claimId);
    expect(ids(await rows({ payerId, bucket: 'to-30' }))).toEqual([claims['A-2'], claims['A-3']]);
    expect(ids(await rows({ kind: 'credit' }))).toEqual([claims['A-3']]);
    expect(ids(await rows({ kind: 'taken-back' }))).toEqual([claims['A-2']]);
    expect(ids(await rows({ payerId: null }))).toEqual([claims['N-1']]);
    const all = await rows({});
    const [first] = all;
    if (first === undefined) throw new Error('nothing is open');
    expect(first).toMatchObject({ claimId: claims['A-1'], cents: 1_000, agreedCents: 25_000, remittedCents: 24_000 });
    const { serviceOn, claimId } = first;
    expect(ids(await rows({ after: { serviceOn, claimId, payerId: first.payerId } }))).toEqual(ids(all).slice(1));
  });
});

test('the scorecard counts, by payer and quarter, what was agreed to, paid, short and underwater', async () => {
  const { quarters, payers } = await read(api.getScorecard, {});
  expect(quarters).toEqual(['2025-04-01', '2025-07-01', '2025-10-01', '2026-01-01']);
  const now = payers.find((one) => one.payerId === payerId)?.quarters.at(-1);
  // A-1 is $10 short, A-2 was taken back; each fill but that of A-1 costs more than it brings, and A-5 brings nothing any more.
  expect(now).toMatchObject({ claims: 5, agreed: 5, rejected: 0, paidCents: 38_500, costed: 5, underwater: 4 });
  expect(now).toMatchObject({ short: 2, shortCents: 9_000 });
  expect(payers.find((one) => one.payerId === null)?.quarters.at(-1)).toMatchObject({ claims: 1, short: 0 });
});

test('the open claims leave as a file whose amounts are together what is open, and whose claims they are is noted', async () => {
  const answer = await ask(api.exportOpenClaims, { kind: 'open', format: 'csv' });
  if (!answer.ok) throw new Error(answer.refusal.code);
  const { file, patientIds } = answer.value as unknown as { file: OpenedFile; patientIds: readonly string[] };
  const pieces: Uint8Array[] = [];
  for await (const piece of file.read()) pieces.push(piece);
  const [head = '', ...lines] = Buffer.concat(pieces).toString().trimEnd().split('\r\n');
  const at = head.split(',').indexOf('open');
  const sum = lines.reduce((total, line) => total + Math.round(100 * Number(line.split(',')[at])), 0);
  expect(sum).toBe((await read(api.getReceivables, {})).ledger.openCents);
  expect(patientIds).toHaveLength(lines.length);
});

describe('a dispute', () => {
  test('is opened once with the evidence of the remittance and a dated deadline, and is answered once', async () => {
    const claimId = claims['A-1'] ?? '';
    expect(await refusalOf(api.openDispute, { claimId: nobody, payerId })).toBe('receivables.unknown-claim');
    expect(await refusalOf(api.openDispute, { claimId: claims['A-3'] ?? '', payerId })).toBe(
      'receivables.nothing-short',
    );
    const { disputeId } = await read(api.openDispute, { claimId, payerId });
    expect(await refusalOf(api.openDispute, { claimId, payerId })).toBe('receivables.dispute-open');
    const { disputes } = await read(api.listDisputes, { isOpen: true });
    expect(disputes).toMatchObject([
      {
        ...{ disputeId, claimId, agreedCents: 25_000, remittedCents: 24_000, shortCents: 1_000, position: 1 },
        ...{ dueOn: '2026-06-01', dueSource: 'a contract made up', state: 'open', ageDays: 0 },
      },
    ]);
    expect(disputes[0]?.remittanceFileId).not.toBeNull();
    expect((await read(api.getReceivables, {})).deeds).toMatchObject({ disputes: 1, disputedCents: 1_000 });
    const answer = { disputeId, answer: 'denied', reference: 'CASE-7' } as const;
    expect(await refusalOf(api.answerDispute, { ...answer, disputeId: nobody })).toBe('receivables.unknown-dispute');
    await read(api.answerDispute, answer);
    expect(await refusalOf(api.answerDispute, answer)).toBe('receivables.dispute-closed');
    expect((await read(api.listDisputes, { isOpen: false })).disputes).toMatchObject([
      { state: 'denied', answerReference: 'CASE-7' },
    ]);
  });
});

describe('a write-off', () => {
  const propose = (amount: number, number = 'A-1') =>
    ({ claimId: claims[number] ?? '', payerId, cents: amount, reasonCode: 'dispute-lost' }) as const;

  test('is proposed by one person, decided by another, posted to the ledger and taken back', async () => {
    const before = await ledger();
    expect(await refusalOf(api.proposeWriteOff, propose(1_001))).toBe('receivables.more-than-open');
    expect(await refusalOf(api.proposeWriteOff, { ...propose(1), claimId: nobody })).toBe('receivables.unknown-claim');
    const { writeOffId } = await read(api.proposeWriteOff, propose(1_000));
    expect(await refusalOf(api.proposeWriteOff, propose(1))).toBe('receivables.write-off-waiting');
    expect(await ledger()).toEqual(before);
    const approve = { writeOffId, approves: true };
    expect(await refusalOf(api.decideWriteOff, approve)).toBe('receivables.own-write-off');
    expect(await refusalOf(api.decideWriteOff, { ...approve, writeOffId: nobody }, second)).toBe(
      'receivables.unknown-write-off',
    );
    expect(await refusalOf(api.takeWriteOffBack, { writeOffId }, second)).toBe('receivables.write-off-not-approved');
    await read(api.decideWriteOff, approve, second);
    expect(await refusalOf(api.decideWriteOff, approve, second)).toBe('receivables.write-off-decided');
    const after = await ledger();
    expect(after['write-off']).toBe(1_000);
    expect(after['payer-receivable']).toBe((before['payer-receivable'] ?? 0) - 1_000);
    expect(await openOf('A-1')).toEqual([]);
    await read(api.takeWriteOffBack, { writeOffId }, second);
    expect(await openOf('A-1')).toMatchObject([{ cents: 1_000 }]);
    expect(await ledger()).toMatchObject({ ...before, 'write-off': 0 });
    expect(await refusalOf(api.takeWriteOffBack, { writeOffId: nobody }, second)).toBe('receivables.unknown-write-off');
  });

  test('is decided by nobody but a person, and not beyond what is owed by then', async () => {
    const { writeOffId } = await read(api.proposeWriteOff, propose(4_000, 'A-4'));
    const system = { platform, routes: receivablesRoutes };
    expect(await askEndpoint(system, api.decideWriteOff, { writeOffId, approves: true })).toMatchObject({
      refusal: { code: 'receivables.staff-only' },
    });
    await remitPayment(platform, 'P-3', [
      { ...composePaidLine('A-4', 500), serviceOn: '2026-02-20' as CalendarDay, adjustments: [] },
    ]);
    await platform.transact((tx) => postPast(tx));
    expect(await refusalOf(api.decideWriteOff, { writeOffId, approves: true }, second)).toBe(
      'receivables.more-than-open',
    );
    await read(api.decideWriteOff, { writeOffId, approves: false }, second);
    const { writeOffs } = await read(api.listWriteOffs, { isWaiting: false });
    expect(writeOffs.find((one) => one.writeOffId === writeOffId)).toMatchObject({ state: 'declined', cents: 4_000 });
    expect((await read(api.getReceivables, {})).deeds).toMatchObject({ proposals: 0 });
  });
});
