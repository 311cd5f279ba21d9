// Row 4: remitted lines matched to adjudicated claims, at 10,000, 100,000 and 1,000,000 lines (`--quick`: without the last). Of the lines
// 97 in a hundred are found by prescription number and day, one by the payer's claim number alone, one belongs to a payment that was taken
// back and corrected (three lines), one to no claim; two in a hundred claims share prescription and day with another. The contender is one
// SQL statement over the same rows on the embedded server, which joins and ranks all lines at once. Both give the claim, the key and the
// line that is taken back or corrected, and the results of each round are compared line by line.
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import { createChance } from '../src/apps/demo-generator/seeded-chance.ts';
import { addDays, type CalendarDay } from '../src/kernel/calendar-day.ts';
import { cents } from '../src/kernel/money.ts';
import { type AdjudicatedClaim, matchClaims } from '../src/modules/remittance/domain/claim-match.ts';
import type { RemittedClaim } from '../src/modules/remittance/domain/payment.ts';
import { openPool } from '../src/platform/database/connect.ts';
import { copyIn } from '../src/platform/database/copy-in.ts';
import { startEmbeddedPostgres } from '../src/platform/database/embedded-postgres.ts';

const sizes = process.argv.includes('--quick') ? [10_000, 100_000] : [10_000, 100_000, 1_000_000];
const rounds = 5;
const goal = 3;
const growthGoal = 2.5;
const toleranceCents = 1;
const firstDay = '2026-01-01' as CalendarDay;

interface Scene {
  readonly claims: readonly AdjudicatedClaim[];
  readonly lines: readonly RemittedClaim[];
}

const median = (values: readonly number[]): number =>
  values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? 0;

/** Makes claims and the lines that pay them. */
function makeScene(lineCount: number): Scene {
  const chance = createChance(lineCount);
  const claims: AdjudicatedClaim[] = [];
  const lines: RemittedClaim[] = [];
  const pay = (claim: AdjudicatedClaim, change: Partial<RemittedClaim> = {}): void => {
    lines.push({
      ...{ place: `line ${lines.length}`, rxNumber: `000${claim.rxNumber}`, statusCode: '1' },
      ...{ payerClaimNumber: claim.authorizationNumber ?? '', serviceOn: claim.serviceOn, ndc11: null },
      ...{ chargeCents: claim.expectedCents, paidCents: claim.expectedCents, patientResponsibilityCents: cents(0) },
      ...{ adjustments: [], ...change },
    });
  };
  while (lines.length < lineCount) {
    const number = claims.length;
    const claim: AdjudicatedClaim = {
      ...{ id: `c${number}`, rxNumber: String(5_000_000 + number), authorizationNumber: `A${number}` },
      serviceOn: addDays(firstDay, chance.between(0, 89)),
      ...{ expectedCents: cents(chance.between(500, 900_000)), isReversed: false },
    };
    claims.push(claim);
    const drawn = chance.next();
    if (drawn < 0.01) pay(claim, { rxNumber: '', serviceOn: null });
    else if (drawn < 0.02) pay(claim, { rxNumber: '1', payerClaimNumber: 'NOBODY' });
    else if (drawn < 0.0234) {
      pay(claim);
      pay(claim, { statusCode: '22', paidCents: cents(-claim.expectedCents) });
      pay(claim, { paidCents: cents(claim.expectedCents - 100) });
    } else if (drawn < 0.0434) {
      const other = { ...claim, id: `d${number}`, authorizationNumber: `B${number}` };
      claims.push(other);
      pay(claim);
      pay(other);
    } else pay(claim);
  }
  return { claims, lines };
}

/** What each line was found to be, one text for each: the claim, the key, the line that it answers. */
function matchHere({ claims, lines }: Scene): readonly string[] {
  return matchClaims(lines, claims, toleranceCents).map(
    ({ claim, key, reversalOf }) => `${claim?.id ?? ''} ${key ?? ''} ${reversalOf ?? ''}`,
  );
}

async function fillTables(client: pg.PoolClient, { claims, lines }: Scene): Promise<void> {
  await client.query(`
    drop table if exists adjudicated, remitted;
    create unlogged table adjudicated (id text, rx_number text, service_on date, authorization_number text, cents integer, is_reversed boolean);
    create unlogged table remitted (index integer, rx_number text, service_on date, payer_number text, cents integer, status text);`);
  const claimRow = (claim: AdjudicatedClaim): string =>
    [
      ...[claim.id, claim.rxNumber, claim.serviceOn, claim.authorizationNumber, claim.expectedCents],
      claim.isReversed ? 't' : 'f',
    ].join('\t');
  const lineRow = (line: RemittedClaim, index: number): string =>
    [index, line.rxNumber, line.serviceOn ?? '\\N', line.payerClaimNumber, line.paidCents, line.statusCode].join('\t');
  await copyIn(client, 'copy adjudicated from stdin', [Buffer.from(`${claims.map(claimRow).join('\n')}\n`)]);
  await copyIn(client, 'copy remitted from stdin', [Buffer.from(`${lines.map(lineRow).join('\n')}\n`)]);
  await client.query('analyze adjudicated, remitted');
}

// A key that several claims share is decided by the authorization number, then by the one that stands, then by the amount.
const choose = (key: string, join: string): string => `
  select index, key, max(id) filter (where chosen) as id from (
    select l.index, '${key}' as key, c.id,
      count(*) over w = 1
      or (c.authorization_number = l.payer_number and count(*) filter (where c.authorization_number = l.payer_number) over w = 1)
      or (count(*) filter (where c.authorization_number = l.payer_number) over w <> 1
          and c.is_reversed = (l.status = '22') and count(*) filter (where c.is_reversed = (l.status = '22')) over w = 1)
      or (count(*) filter (where c.authorization_number = l.payer_number) over w <> 1
          and count(*) filter (where c.is_reversed = (l.status = '22')) over w <> 1
          and abs(c.cents - abs(l.cents)) <= ${toleranceCents}
          and count(*) filter (where abs(c.cents - abs(l.cents)) <= ${toleranceCents}) over w = 1) as chosen
    from line l join adjudicated c on ${join} window w as (partition by l.index)) candidates
  group by index, key`;
const statement = `
  create temporary table found on commit drop as
  with line as (
    select *, ltrim(rx_number, '0') as rx,
      lag(index) over pair as before, lag(status) over pair as status_before
    from remitted window pair as (partition by ltrim(rx_number, '0'), service_on order by index)),
  by_rx as (${choose('prescription', 'c.rx_number = l.rx and c.service_on = l.service_on')}),
  by_number as (${choose('authorization', 'c.authorization_number = l.payer_number')})
  select l.index, coalesce(r.id, n.id) as id,
    case when r.id is not null then 'prescription' when n.id is not null then 'authorization' end as key,
    case when (l.status = '22') <> (l.status_before = '22') then l.before end as answers
  from line l left join by_rx r using (index) left join by_number n using (index)`;

async function matchThere(client: pg.PoolClient): Promise<{ readonly milliseconds: number; readonly found: string[] }> {
  await client.query('begin');
  const began = performance.now();
  await client.query(statement);
  const milliseconds = performance.now() - began;
  const { rows } = await client.query<{ text: string }>(
    `select concat(id, ' ', key, ' ', answers) as text from found order by index`,
  );
  await client.query('commit');
  return { milliseconds, found: rows.map(({ text }) => text) };
}

const folder = await mkdtemp(join(tmpdir(), 'theriac-bench-match-'));
// The account of the database server must be able to pass through.
await chmod(folder, 0o755);
const server = await startEmbeddedPostgres({ folder: join(folder, 'postgres'), durable: false });
const pool = openPool({ url: server.ownerUrl, size: 1, name: 'bench-match' });
try {
  const client = await pool.connect();
  await client.query("set statement_timeout = 0; set work_mem = '1GB'; set max_parallel_workers_per_gather = 0");
  const perLine: number[] = [];
  // A program that runs has matched before.
  for (let round = 0; round < rounds; round += 1) matchHere(makeScene(20_000));
  for (const size of sizes) {
    const scene = makeScene(size);
    await fillTables(client, scene);
    const here: number[] = [];
    const there: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const began = performance.now();
      const own = matchHere(scene);
      here.push(performance.now() - began);
      const { milliseconds, found } = await matchThere(client);
      there.push(milliseconds);
      const differs = own.findIndex((text, index) => text !== found[index]);
      if (differs >= 0 || own.length !== found.length)
        throw new Error(`line ${differs}: "${own[differs]}" here, "${found[differs]}" by SQL`);
    }
    const [own, sql] = [median(here), median(there)];
    perLine.push(own / size);
    const ratio = sql / own;
    const verdict = `goal at least ${goal}x${ratio >= goal ? '' : ', NOT REACHED'}`;
    console.log(
      `${size} lines: ${Math.round(size / own)}k lines/s here, ${Math.round(size / sql)}k by SQL, ratio ${ratio.toFixed(2)}x (${verdict}), results identical`,
    );
  }
  const growth = (perLine.at(-1) ?? 0) / (perLine[0] ?? 1);
  const verdict = `goal at most ${growthGoal}x${growth <= growthGoal ? '' : ', NOT REACHED'}`;
  console.log(`time of a line at ${sizes.at(-1)} against ${sizes[0]}: ${growth.toFixed(2)}x (${verdict})`);
  client.release();
} finally {
  await pool.end();
  await server.stop();
  await rm(folder, { recursive: true, force: true });
}
