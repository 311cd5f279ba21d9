// Row 16: whose record a description belongs to, among 100,000 and 1,000,000 invented people (`--quick`: 20,000 and 100,000). Each query is
// a whole transaction of the program under row-level security: keyed tokens gather likely records, which are opened and compared. Every
// description bears one to three mistakes. Strangers, among them siblings of one birth and children who bear a parent's name, are asked
// too, because no wrong record may ever be taken without a person. The contender is the nearest neighbor by trigrams (pg_trgm, GiST)
// over family name, given name and birth date in plain text on the same server, in alternating rounds.
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import { createChance } from '../src/apps/demo-generator/seeded-chance.ts';
import type { PatientId, TenantId } from '../src/kernel/ids.ts';
import type { Json } from '../src/kernel/json.ts';
import type { Demographics, PatientDescription } from '../src/modules/patients/domain/demographics.ts';
import { listSearchTerms } from '../src/modules/patients/domain/search-term.ts';
import { matchPatient } from '../src/modules/patients/index.ts';
import { placeOfDemographics } from '../src/modules/patients/patient-store.ts';
import { installDemoReference } from '../src/modules/reference/index.ts';
import { systemClock } from '../src/platform/clock/clock.ts';
import { newId } from '../src/platform/clock/new-id.ts';
import { openStateFolders } from '../src/platform/config/state-folder.ts';
import { createTenantSealer, type TenantSealer } from '../src/platform/crypto/tenant-sealer.ts';
import { openPool, toApplicationUrl } from '../src/platform/database/connect.ts';
import { copyIn } from '../src/platform/database/copy-in.ts';
import { startEmbeddedPostgres } from '../src/platform/database/embedded-postgres.ts';
import { migrate, readMigrations } from '../src/platform/database/migrate.ts';
import { silentLog } from '../src/platform/log/log.ts';
import { openPlatform, type Platform } from '../src/platform/open-platform.ts';
import { openSecrets } from '../src/platform/open-secrets.ts';
import { createPopulation, describeWrongly } from './support/invented-people.ts';

const isQuick = process.argv.includes('--quick');
const sizes = isQuick ? [20_000, 100_000] : [100_000, 1_000_000];
const queryCount = isQuick ? 1_000 : 2_000;
const strangerCount = queryCount / 2;
const rounds = 5;
const contenderQueries = 6;
const peopleInCopy = 2_000;

interface Person {
  readonly patientId: PatientId;
  readonly demographics: Demographics;
}

interface Query {
  readonly described: PatientDescription;
  /** Whose record it is; null when nobody's. */
  readonly patientId: PatientId | null;
  /** True when record number, phone or postal code is still that of the record. */
  readonly keepsElement: boolean;
}

const at = (values: readonly number[], share: number): number =>
  values.toSorted((left, right) => left - right)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0;
const actor = { kind: 'system', name: 'bench' } as const;

/** Copies rows by the owner of the schema, which is the quickest way in; asked is by the application's role. */
async function copyRows(client: pg.PoolClient, into: string, lines: readonly string[]): Promise<void> {
  await copyIn(client, `copy ${into} from stdin`, [Buffer.from(`${lines.join('\n')}\n`)]);
}

const knownTokens = new Map<string, readonly string[]>();

/** Names come again and again, and so do their tokens. */
async function listTokens(sealer: TenantSealer, demographics: Demographics): Promise<readonly string[]> {
  const lines: string[] = [];
  for (const { kind, text } of listSearchTerms(demographics)) {
    const key = `${kind} ${text}`;
    const isName = kind.startsWith('family-name') || kind.startsWith('given-name');
    const tokens =
      knownTokens.get(key) ?? (await sealer.tokens(kind, text)).map((token) => Buffer.from(token).toString('hex'));
    if (isName) knownTokens.set(key, tokens);
    for (const token of tokens) lines.push(`\\\\x${token}\t${kind}`);
  }
  return [...new Set(lines)];
}

/** Inserts people with the columns and tokens that the module writes. */
async function insertPeople(
  client: pg.PoolClient,
  to: { readonly tenantId: TenantId; readonly sealer: TenantSealer },
  people: readonly Person[],
): Promise<void> {
  const [patients, versions, tokens, plain]: [string[], string[], string[], string[]] = [[], [], [], []];
  const now = systemClock.now();
  for (const { patientId, demographics } of people) {
    const key = `${to.tenantId}\t${patientId}`;
    const sealed = await to.sealer.seal(placeOfDemographics(patientId, 1), demographics as unknown as Json);
    patients.push(`${key}\t1\t${now}`);
    versions.push(`${key}\t1\t\\\\x${Buffer.from(sealed).toString('hex')}\tregistered\t${now}`);
    for (const token of await listTokens(to.sealer, demographics)) tokens.push(`${key}\t${token}`);
    plain.push(`${key}\t${toPlainText(demographics)}`);
  }
  await copyRows(client, 'patients.patient (tenant_id, patient_id, version, registered_at)', patients);
  const columns = 'tenant_id, patient_id, version, sealed_demographics, reason_code, recorded_at';
  await copyRows(client, `patients.demographics (${columns})`, versions);
  await copyRows(client, 'patients.search_token (tenant_id, patient_id, token, kind)', tokens);
  await copyRows(client, 'bench.plain_person (tenant_id, patient_id, name)', plain);
}

function toPlainText({ familyName, givenName, birthDate }: PatientDescription): string {
  return `${familyName} ${givenName} ${birthDate ?? ''}`.toLowerCase();
}

/** Fills a health system and chooses about whom is asked; memory holds only those. */
async function fill(
  platform: Platform,
  owner: pg.Pool,
  scope: { readonly tenantId: TenantId; readonly people: number },
) {
  const { tenantId, people } = scope;
  const sealer = createTenantSealer(platform.dataKeys, tenantId);
  knownTokens.clear();
  const chance = createChance(people);
  const population = createPopulation(chance);
  const kept: Person[] = [];
  const every = Math.floor(people / queryCount);
  await platform.transactor.transact({ tenantId, actor }, installDemoReference);
  let made = 0;
  const filler = async (): Promise<void> => {
    const client = await owner.connect();
    while (made < people) {
      const batch: Person[] = [];
      for (; batch.length < peopleInCopy && made < people; made += 1) {
        const person = { patientId: newId<'patient'>(systemClock.now()), demographics: population.next() };
        batch.push(person);
        if (made % every === 0 && kept.length < queryCount) kept.push(person);
      }
      await insertPeople(client, { tenantId, sealer }, batch);
    }
    client.release();
  };
  await Promise.all([filler(), filler()]);
  const strangerName = (): string => population.next().familyName;
  const queries = kept.map(({ patientId, demographics }): Query => {
    const described = describeWrongly(chance, demographics, strangerName());
    return { described, patientId, keepsElement: keepsElement(described, demographics) };
  });
  const strangers = kept.slice(0, strangerCount).map(
    ({ demographics }, index): Query => ({
      described: makeStranger(population.next(), demographics, index),
      patientId: null,
      keepsElement: false,
    }),
  );
  return { tenantId, people, queries, strangers };
}

function keepsElement(described: PatientDescription, known: Demographics): boolean {
  const [phone, address] = [described.phones[0], described.addresses[0]];
  return (
    described.identifiers.length > 0 ||
    phone?.number === known.phones[0]?.number ||
    address?.postalCode === known.addresses[0]?.postalCode
  );
}

type Filled = Awaited<ReturnType<typeof fill>>;

/** Makes somebody who is not known: quite another person, a sibling of one birth, or a child who bears a parent's name. */
function makeStranger(other: Demographics, known: Demographics, index: number): PatientDescription {
  const { familyName, addresses, phones, birthDate, givenName } = known;
  const home = { familyName, addresses, phones };
  if (index % 3 === 0) return { ...other, identifiers: [] };
  if (index % 3 === 1) return { ...other, ...home, birthDate, givenName: toSibling(givenName), identifiers: [] };
  return { ...other, ...home, givenName, sex: known.sex, identifiers: [] };
}

function toSibling(givenName: string): string {
  const changed = givenName.endsWith('a') ? `${givenName.slice(0, -1)}e` : `${givenName.slice(0, -1)}an`;
  return changed === givenName ? 'Quentin' : changed;
}

/** Asks for each description and tells how often the right record came first, and how often a wrong one was taken. */
async function ask(platform: Platform, filled: Filled, queries: readonly Query[]) {
  const times: number[] = [];
  const missed: Query[] = [];
  let [wrong, matched] = [0, 0];
  for (const query of queries) {
    const begin = performance.now();
    const match = await platform.transactor.transact({ tenantId: filled.tenantId, actor }, (tx) =>
      matchPatient(tx, query.described),
    );
    times.push(performance.now() - begin);
    if (match.candidates[0]?.patientId !== query.patientId) missed.push(query);
    if (match.decision === 'matched') matched += 1;
    if (match.decision === 'matched' && match.patientId !== query.patientId) wrong += 1;
  }
  return { times, missed, wrong, matched };
}

/** Opens transactions that do nothing, to tell what the machine gives at this time. */
async function openEmpty(platform: Platform, { tenantId }: Filled, count: number): Promise<readonly number[]> {
  const times: number[] = [];
  for (let turn = 0; turn < count; turn += 1) {
    const begin = performance.now();
    await platform.transactor.transact({ tenantId, actor }, async () => undefined);
    times.push(performance.now() - begin);
  }
  return times;
}

async function askContender(pool: pg.Pool, filled: Filled, queries: readonly Query[]) {
  const times: number[] = [];
  let right = 0;
  for (const { described, patientId } of queries) {
    const begin = performance.now();
    const { rows } = await pool.query<{ patient_id: string }>(
      `select patient_id from bench.plain_person_${filled.people} order by name <-> $1 limit 1`,
      [toPlainText(described)],
    );
    times.push(performance.now() - begin);
    if (rows[0]?.patient_id === patientId) right += 1;
  }
  return { times, right };
}

async function report(platform: Platform, owner: pg.Pool, filled: Filled): Promise<void> {
  const { queries, strangers } = filled;
  const share = Math.floor(queries.length / rounds);
  await ask(platform, filled, queries.slice(0, 200));
  const [ours, theirs]: [number[], number[]] = [[], []];
  const empty: number[] = [];
  const missed: Query[] = [];
  let [wrong, matched, right, asked] = [0, 0, 0, 0];
  for (let round = 0; round < rounds; round += 1) {
    const part = queries.slice(round * share, (round + 1) * share);
    const found = await ask(platform, filled, part);
    const others = await askContender(owner, filled, part.slice(0, contenderQueries));
    empty.push(...(await openEmpty(platform, filled, part.length)));
    ours.push(...found.times);
    theirs.push(...others.times);
    missed.push(...found.missed);
    [wrong, matched, right] = [wrong + found.wrong, matched + found.matched, right + others.right];
    asked += part.length;
  }
  const strange = await ask(platform, filled, strangers);
  const recall = 1 - missed.length / asked;
  const knowable = queries.slice(0, asked).filter(({ keepsElement }) => keepsElement);
  const knowableRecall = 1 - missed.filter(({ keepsElement }) => keepsElement).length / knowable.length;
  const p99 = at(ours, 0.99);
  const ratio = at(theirs, 0.5) / at(ours, 0.5);
  const say = (isReached: boolean): string => (isReached ? '' : ', NOT REACHED');
  console.log(`${filled.people.toLocaleString('en-US')} people, ${asked} descriptions with mistakes:`);
  console.log(
    `  recall@1 ${knowableRecall.toFixed(4)} of the ${knowable.length} that keep number, phone or postal code (goal 0.995${say(knowableRecall >= 0.995)}); ${recall.toFixed(4)} of all`,
  );
  console.log(
    `  p50 ${at(ours, 0.5).toFixed(2)} ms, p99 ${p99.toFixed(2)} ms (goal 3${say(p99 <= 3)}); an empty transaction in the same rounds p50 ${at(empty, 0.5).toFixed(2)}, p99 ${at(empty, 0.99).toFixed(2)} ms`,
  );
  console.log(
    `  ${ratio.toFixed(0)} times as fast as pg_trgm at p50 (goal 100${say(ratio >= 100)}); pg_trgm p50 ${at(theirs, 0.5).toFixed(0)} ms, right first ${right} of ${theirs.length}`,
  );
  console.log(
    `  taken without a person ${((100 * matched) / asked).toFixed(1)} %, wrongly ${wrong}; of ${strangers.length} strangers wrongly ${strange.wrong} (goal 0${say(wrong + strange.wrong === 0)}), ${strange.matched} taken`,
  );
  if (process.argv.includes('--missed'))
    for (const query of missed) console.log(JSON.stringify({ ...query.described, right: query.patientId }));
}

const folder = await mkdtemp(join(tmpdir(), 'theriac-bench-matching-'));
// The account of the database server must be able to pass through.
await chmod(folder, 0o755);
const server = await startEmbeddedPostgres({ folder: join(folder, 'postgres'), durable: false });
let owner = openPool({ url: server.ownerUrl, size: 1, name: 'bench-first' });
try {
  const migrations = readMigrations(join(import.meta.dirname, '../database/migrations'));
  await migrate(owner, { migrations, applicationPassword: 'bench' });
  await owner.query(`
    alter role theriac_owner set maintenance_work_mem = '512MB';
    create extension pg_trgm;
    create schema bench;
    create table bench.plain_person (tenant_id integer, patient_id uuid, name text);
    alter table patients.search_token drop constraint search_token_pkey, drop constraint search_token_tenant_id_patient_id_fkey;
    drop index patients.search_token_patient;
    alter table patients.demographics drop constraint demographics_tenant_id_patient_id_fkey;`);
  // What was set for the owner counts for connections that are opened from now on.
  await owner.end();
  owner = openPool({ url: server.ownerUrl, size: 2, name: 'bench-owner' });
  const folders = openStateFolders(join(folder, 'state'));
  const parts = { clock: systemClock, log: silentLog, subscriptions: [], timerActions: [], poolSize: 2 };
  const applicationUrl = toApplicationUrl(server.ownerUrl, 'bench');
  const platform = await openPlatform({ applicationUrl, folders, secrets: await openSecrets(folders), ...parts });
  try {
    const begin = performance.now();
    const filled: Filled[] = [];
    for (const [index, people] of sizes.entries())
      filled.push(await fill(platform, owner, { tenantId: (index + 1) as TenantId, people }));
    // What the migrations made comes back, so that the index is the program's own.
    const builder = await owner.connect();
    // Connections of the program give up after half a minute; an index of millions takes longer.
    await builder.query('set statement_timeout = 0');
    await builder.query('alter table patients.search_token add primary key (tenant_id, token, kind, patient_id)');
    await builder.query('create index search_token_patient on patients.search_token (tenant_id, patient_id)');
    for (const table of ['search_token', 'patient', 'demographics'])
      await builder.query(`vacuum analyze patients.${table}`);
    for (const { tenantId, people } of filled) {
      await builder.query(
        `create table bench.plain_person_${people} as select patient_id, name from bench.plain_person where tenant_id = ${tenantId}`,
      );
      await builder.query(`create index on bench.plain_person_${people} using gist (name gist_trgm_ops)`);
    }
    builder.release();
    await owner.query('checkpoint');
    console.log(
      `filled in ${Math.round((performance.now() - begin) / 1000)} s; load before: ${loadavg()[0]?.toFixed(1)}`,
    );
    for (const one of filled) await report(platform, owner, one);
    console.log(`load after: ${loadavg()[0]?.toFixed(1)}`);
  } finally {
    await platform.close();
  }
} finally {
  await owner.end();
  await server.stop();
  await rm(folder, { recursive: true, force: true });
}
