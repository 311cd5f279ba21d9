import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../../../test/support/test-database.ts';
import type { TherapyId } from '../../kernel/ids.ts';
import { addMinutes, type Instant } from '../../kernel/instant.ts';
import type { ClaimHistory } from '../../modules/claims/index.ts';
import { listLots } from '../../modules/inventory/index.ts';
import { listPatientNames } from '../../modules/patients/index.ts';
import { sumLedger } from '../../modules/revenue/index.ts';
import { getJourney, getTherapySummary, verifyTherapyStream } from '../../modules/therapies/index.ts';
import { MovableClock } from '../../platform/clock/clock.ts';
import { openStateFolders } from '../../platform/config/state-folder.ts';
import { silentLog } from '../../platform/log/log.ts';
import { openPlatform, type Platform } from '../../platform/open-platform.ts';
import { openSecrets } from '../../platform/open-secrets.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import { subscriptions, timerActions } from '../composition.ts';
import { demoFairPrices } from './demo-fair-prices.ts';
import { demoHealthSystems } from './demo-health-systems.ts';
import { tellLedger } from './demo-ledger.ts';
import { tellReceivables } from './demo-receivables.ts';
import { tellRefunds } from './demo-refunds.ts';
import { tellRemittances } from './demo-remittances.ts';
import type { DemoStage } from './demo-stage.ts';
import { foundHealthSystems } from './found-health-systems.ts';
import { generateJourneys, openStage } from './generate-journeys.ts';
import { generatePast, type PastRequest, type PastTruth, tellPasts } from './generate-past.ts';
import { truthFolder, writeTruth } from './own-truth.ts';
import { gatherCast } from './past-cast.ts';

// A Monday, so that everything of the last weeks lies in the past; the Labor Day of GS2 is in September.
const endsAt = '2026-11-30T17:00:00.000Z' as Instant;
const request: PastRequest = {
  ...{ slug: 'harborview', therapies: 45, seed: 11, endsAt, withScenarios: true, firstNumber: 10_001 },
};

/** What the modules say that was agreed, remitted and found. */
interface Books {
  readonly agreed: number;
  readonly payments: number;
  readonly refunded: number;
  readonly due: number;
  readonly deducted: number;
  readonly found: { readonly detector: string; readonly claim: string | null; readonly cents: number }[];
}

let database: TestDatabase;
let folder: string;
let platform: Platform & { readonly clock: MovableClock };
let stage: DemoStage;
let truth: PastTruth;
const claims: ClaimHistory[] = [];
const plantedPrices: PastTruth['prices'][number][] = [];

const read = <Outcome>(work: (tx: TenantTransaction) => Promise<Outcome>): Promise<Outcome> => stage.act('', work);

beforeAll(async () => {
  database = await openTestDatabase();
  folder = mkdtempSync(join(tmpdir(), 'theriac-past-'));
  const folders = openStateFolders(folder);
  const clock = new MovableClock(endsAt);
  const secrets = await openSecrets(folders);
  const parts = { applicationUrl: database.appUrl, folders, secrets, clock, log: silentLog };
  platform = { ...(await openPlatform({ ...parts, subscriptions, timerActions })), clock };
  const [system] = await foundHealthSystems(platform);
  if (system === undefined) throw new Error('no health system was founded');
  await generateJourneys(platform, { system, patients: 0, seed: 1, endsAt });
  clock.moveTo(endsAt);
  stage = await openStage(platform, system);
  truth = await generatePast(stage, { ...request, onClaims: (billed) => claims.push(...billed) });
}, 300_000);

afterAll(async () => {
  await platform.close();
  await database.close();
  rmSync(folder, { recursive: true, force: true });
});

test('every imported stream verifies, and each row is the fold of its events', async () => {
  expect(truth.therapies).toHaveLength(48);
  for (const { therapyId } of truth.therapies) {
    const verified = await read((tx) => verifyTherapyStream(tx, therapyId));
    expect(verified).toMatchObject({ ok: true, value: { broken: null } });
  }
});

test('the barrier board holds every imported therapy as it stands, with who pays and who prescribed', async () => {
  const { rows } = await read((tx) =>
    sql<{ alike: boolean; known: boolean }>`
      select (t.stage, t.barrier_code, t.barrier_since, t.harm_on, t.sequence)
          is not distinct from (s.stage, s.barrier_code, s.barrier_since, s.harm_on, s.sequence) as alike,
        s.payer_id is not null and s.prescriber_id is not null as known
      from therapies.therapy t left join flow.therapy_standing s using (tenant_id, therapy_id)
      where t.tenant_id = ${tx.tenantId}`.execute(tx.database),
  );
  expect(rows).toHaveLength(48);
  expect(rows.every(({ alike, known }) => alike && known)).toBe(true);
});

test('the counts of the queues are exactly the open items', async () => {
  const differing = await read(async (tx) => {
    const { rows } = await sql<{ queue: string }>`
      with counted as (
        select queue, site_id, sum(n) as n from (
          select queue, site_id, open_count as n from work.count_balance where tenant_id = ${tx.tenantId}
          union all select queue, site_id, delta from work.count_change where tenant_id = ${tx.tenantId}) as c
        group by queue, site_id having sum(n) <> 0),
      open as (
        select queue, site_id, count(*) as n from work.work_item
        where tenant_id = ${tx.tenantId} and closed_at is null group by queue, site_id)
      select coalesce(counted.queue, open.queue) as queue from counted full join open
        on open.queue = counted.queue and open.site_id is not distinct from counted.site_id
      where counted.n is distinct from open.n`.execute(tx.database);
    return rows;
  });
  expect(differing).toEqual([]);
});

test('no lot holds less than nothing or reserves more than it holds', async () => {
  const lots = await read((tx) => listLots(tx, {}));
  expect(lots.length).toBeGreaterThan(20);
  for (const { balance } of lots) {
    expect(balance.reservedThousandths).toBeGreaterThanOrEqual(0);
    expect(balance.onHandThousandths).toBeGreaterThanOrEqual(balance.reservedThousandths);
  }
});

test('the golden scenarios show their numbers', async () => {
  const turnarounds = new Map<string, unknown>();
  for (const { scenario, therapyId } of truth.scenarios) {
    const journey = await read((tx) => getJourney(tx, therapyId as TherapyId, {}));
    if (journey.ok) turnarounds.set(scenario, journey.value.cycles[0]?.turnaround);
  }
  expect(turnarounds.get('GS1')).toMatchObject({ totalMinutes: 1_410, businessDays: 1, clean: true });
  expect(turnarounds.get('GS2')).toMatchObject({
    ...{ totalMinutes: 113 * 60 + 15, pausedMinutes: 91 * 60, pharmacyMinutes: 22 * 60 + 15 },
    ...{ clean: false, slaBreached: false },
  });
});

test('the patient of a scenario bears its number, by which the search finds them', async () => {
  const gs2 = truth.scenarios.find(({ scenario }) => scenario === 'GS2');
  const names = await read(async (tx) => {
    const summary = await getTherapySummary(tx, gs2?.therapyId as TherapyId);
    return summary === null ? new Map() : listPatientNames(tx, [summary.patientId]);
  });
  expect([...names.values()].map(({ displayName }) => displayName)).toEqual([expect.stringContaining('GS2')]);
});

test('the same request and cast tell the same, ids included', async () => {
  const cast = await read((tx) => gatherCast(stage, tx, '2026-11-30' as never));
  const numbers = Array.from({ length: 40 }, (_, index) => index + 1);
  const tell = (): string => {
    const { told } = tellPasts({ ...request, therapies: 12 }, { batch: 0, first: 0, count: 12 }, { cast, numbers });
    return JSON.stringify(told.map(({ parts }) => [parts.records.history.events, parts.records, parts.planted]));
  };
  expect(tell()).toBe(tell());
});

test('what was imported goes on: refill windows that open later open refill cycles', async () => {
  const openCycles = async (): Promise<number> =>
    read(async (tx) => {
      const { rows } = await sql<{ cycles: number }>`
        select sum(cycle)::integer as cycles from therapies.therapy where tenant_id = ${tx.tenantId}`.execute(
        tx.database,
      );
      return rows[0]?.cycles ?? 0;
    });
  const before = await openCycles();
  platform.clock.moveTo(addMinutes(endsAt, 12 * 1_440));
  while ((await platform.dueWork.runDue()) > 0);
  expect(await openCycles()).toBeGreaterThan(before);
  for (const { therapyId } of truth.therapies)
    expect(await read((tx) => verifyTherapyStream(tx, therapyId))).toMatchObject({ value: { broken: null } });
});

test('the truth is written beside the database and names what was planted', async () => {
  await writeTruth(folder, { slug: 'harborview', seed: 11, endsAt, truth });
  const written = readFileSync(join(folder, truthFolder, 'harborview.json'), 'utf8');
  expect(JSON.parse(written).scenarios.map((one: { scenario: string }) => one.scenario)).toEqual(['GS1', 'GS2', 'GS3']);
  expect(demoHealthSystems.map(({ slug }) => slug)).toContain('harborview');
});

test('the ledger of the past reconciles to the cent, and detectors find exactly the remittances and refunds that were planted', async () => {
  const tenantId = await read(async (tx) => tx.tenantId);
  const ndcs = demoFairPrices.filter(({ year }) => year === 2026).map(({ ndc11 }) => ndc11);
  const ofSelected = { ...request, ndcs, therapies: 24, withScenarios: false, firstNumber: 30_001 };
  const told = await generatePast(stage, { ...ofSelected, onClaims: (billed) => claims.push(...billed) });
  plantedPrices.push(...truth.prices, ...told.prices);
  const planted = await tellRemittances(platform, stage, { tenantId, endsAt, claims });
  const refunds = await tellRefunds(platform, stage, { tenantId, endsAt, claims });
  await tellLedger(stage);
  const sums = await read((tx) => sumLedger(tx));
  await tellReceivables(stage, { planted, proposer: null });
  const { rows } = await read((tx) =>
    sql<Books>`
      select (select sum(total_paid_cents) from claims.claim where tenant_id = ${tx.tenantId} and state = 'paid')::bigint as agreed,
        (select sum(payment_cents) from remittance.payment where tenant_id = ${tx.tenantId} and state = 'posted' and purpose = 'claims')::bigint as payments,
        (select sum(payment_cents) from remittance.payment where tenant_id = ${tx.tenantId} and state = 'posted' and purpose = 'refunds')::bigint as refunded,
        (select sum(expected_cents - received_cents) from refunds.refund where tenant_id = ${tx.tenantId})::bigint as due,
        (select sum(cents) from remittance.provider_adjustment where tenant_id = ${tx.tenantId})::bigint as deducted,
        (select jsonb_agg(jsonb_build_object('detector', detector, 'claim', claim_id, 'cents', at_risk_cents) order by detector, at_risk_cents)
          from revenue.finding where tenant_id = ${tx.tenantId} and detector in ('RV13', 'RV14', 'RV15', 'RV16', 'RV17')) as found`.execute(
      tx.database,
    ),
  );
  const [books] = rows;
  const atBank = sums.deposited ?? 0;
  expect(atBank).toBeGreaterThan(sums['remitted-cash'] ?? 0);
  expect(atBank + (sums['remitted-cash'] ?? 0)).toBe(books?.payments);
  expect([sums['mfp-refund-cash'], sums['mfp-refund-due']]).toEqual([books?.refunded, books?.due]);
  expect(sums['provider-adjustment']).toBe(books?.deducted);
  const settled = atBank + (sums['remitted-cash'] ?? 0) + (sums['provider-adjustment'] ?? 0) + (sums.suspense ?? 0);
  expect(settled + (sums['payer-receivable'] ?? 0) + (sums['take-back'] ?? 0)).toBe(books?.agreed);
  expect(Object.values(sums).reduce((sum, amount) => sum + amount, 0)).toBe(0);
  const detectorOf: Readonly<Record<string, string>> = {
    short: 'RV15',
    missing: 'RV16',
    'provider-adjustment': 'RV17',
  };
  const refundDetectorOf = { unpaid: 'RV13', refused: 'RV13', short: 'RV14', double: 'RV14', reversed: null };
  const ofRefunds = refunds.flatMap(({ what, claimId, cents }) => {
    const detector = refundDetectorOf[what];
    return detector === null ? [] : [{ detector, claim: claimId, cents }];
  });
  const ofPayers = planted.flatMap(({ what, claimId, cents }) => {
    const detector = detectorOf[what];
    return detector === undefined ? [] : [{ detector, claim: claimId, cents }];
  });
  expect(new Set(refunds.map(({ what }) => what))).toEqual(new Set(['unpaid', 'short', 'double', 'refused']));
  expect(ofPayers).toHaveLength(4);
  const expected = [...ofRefunds, ...ofPayers];
  const write = (one: { readonly detector: string; readonly claim: string | null; readonly cents: number }): string =>
    `${one.detector} ${one.claim} ${one.cents}`;
  const [found, wanted] = [books?.found ?? [], expected].map((all) => new Set(all.map(write)));
  const right = [...(found ?? [])].filter((one) => wanted?.has(one)).length;
  console.log(`detectors: recall ${right}/${wanted?.size}, precision ${right}/${found?.size}`);
  expect(found).toEqual(wanted);
}, 60_000);

test('claims of the past agree with their contract, and the detectors of prices find exactly what was planted', async () => {
  const { rows } = await read((tx) =>
    sql<{ detector: string; claimId: string }>`
      select detector, claim_id as "claimId" from revenue.finding
      where tenant_id = ${tx.tenantId} and detector in ('RV02', 'RV03', 'RV23')`.execute(tx.database),
  );
  const found = (detector: string) =>
    rows.filter((row) => row.detector === detector).map(({ claimId }) => claimId as string);
  const planted = (what: string) => plantedPrices.filter((one) => one.what === what).map(({ claimId }) => claimId);
  expect(planted('below-contract').length).toBeGreaterThan(6);
  expect(found('RV23').sort()).toEqual(planted('below-contract').sort());
  expect(found('RV02').sort()).toEqual(planted('below-nadac').sort());
  // Only what is paid below its contract leaves less than the floor.
  expect(planted('below-contract')).toEqual(expect.arrayContaining(found('RV03')));
  expect(found('RV03').length).toBeGreaterThan(0);
});
