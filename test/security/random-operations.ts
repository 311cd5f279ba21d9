import { routes } from '../../src/apps/composition.ts';
import { type Chance, createChance } from '../../src/apps/demo-generator/seeded-chance.ts';
import type { Endpoint } from '../../src/kernel/endpoint.ts';
import type { SiteId } from '../../src/kernel/ids.ts';
import type { TestPlatform } from '../support/test-platform.ts';
import type { TestAnswer, TestBrowser } from '../support/test-server.ts';
import { asksForId, makeSampleRequest } from './sample-request.ts';

/** Somebody who is signed in, and what they may see. */
export interface Principal {
  readonly name: string;
  readonly tenantId: number;
  readonly siteId: SiteId;
  readonly browser: TestBrowser;
}

/** Where a row belongs; a row without a site belongs to all sites of its tenant. */
interface Place {
  /** The column that holds the id, such as `therapy_id`. */
  readonly kind: string;
  readonly tenantId: number;
  readonly siteId: string | null;
}

/** What the shadow model knows: every row by its id, as somebody who sees everything finds them. */
export type Shadow = ReadonlyMap<string, Place>;

// What a person does to their own session, keys or colleagues would end the run and is tried elsewhere.
const tried = routes.filter(
  ({ endpoint }) => endpoint.permission !== null && !/^\/api\/identity\/(?!list-|get-)/.test(endpoint.path),
);
const unknownId = '0190f0de-0000-7000-8000-00000000dead';
const uuids = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const operationsPerLook = 40;

/** Does random operations and lists in words what was answered and should not have been. */
export async function runOperations(
  platform: TestPlatform,
  run: { readonly principals: readonly Principal[]; readonly seed: number; readonly count: number },
): Promise<readonly string[]> {
  const chance = createChance(run.seed);
  const leaks: string[] = [];
  let shadow = await readShadow(platform);
  for (let operation = 0; operation < run.count; operation += 1) {
    if (operation % operationsPerLook === 0) shadow = await readShadow(platform);
    const principal = chance.pick(run.principals);
    const { endpoint } = chance.pick(tried);
    const id = asksForId(endpoint.request) ? chooseId(chance, endpoint, shadow) : unknownId;
    const answer = await principal.browser.call(endpoint, makeSampleRequest(endpoint.request, id) as never);
    // What this very operation made is not in the shadow yet and is nobody else's.
    leaks.push(
      ...(await judge({ principal, endpoint, id, answer, shadow })).map((leak) => `operation ${operation}: ${leak}`),
    );
  }
  return leaks;
}

async function judge(asked: {
  readonly principal: Principal;
  readonly endpoint: Endpoint;
  readonly id: string;
  readonly answer: TestAnswer;
  readonly shadow: Shadow;
}): Promise<readonly string[]> {
  const { principal, endpoint, id, answer, shadow } = asked;
  const where = `${principal.name} at ${endpoint.path}`;
  const told = answer.text.match(uuids) ?? [];
  const foreign = told.filter((one) => one !== id && !maySee(principal, shadow.get(one)));
  if (foreign.length > 0) return [`${where} was told of rows of others`];
  if (maySee(principal, shadow.get(id))) return [];
  const nowhere = await principal.browser.call(endpoint, makeSampleRequest(endpoint.request, unknownId) as never);
  const isSame = nowhere.status === answer.status && nowhere.text === answer.text.replaceAll(id, unknownId);
  return isSame || (answer.status === 200 && nowhere.status === 200)
    ? []
    : [`${where} tells the id of another from an unknown one`];
}

function maySee(principal: Principal, place: Place | undefined): boolean {
  if (place === undefined) return true;
  return place.tenantId === principal.tenantId && (place.siteId === null || place.siteId === principal.siteId);
}

/** Mostly an id of the kind that the endpoint asks for, whoever it belongs to. */
function chooseId(chance: Chance, endpoint: Endpoint, shadow: Shadow): string {
  const roll = chance.next();
  if (roll < 0.05) return unknownId;
  const names = [...JSON.stringify(endpoint.request).matchAll(/"(\w+Id)":/g)].map(([, name = '']) => toColumn(name));
  const fitting = [...shadow].filter(([, { kind }]) => names.includes(kind)).map(([id]) => id);
  return chance.pick(roll < 0.85 && fitting.length > 0 ? fitting : [...shadow.keys()]);
}

const toColumn = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Reads the id of every row with its tenant, and its site where a policy limits the table to sites. */
export async function readShadow(platform: TestPlatform): Promise<Shadow> {
  const { owner } = platform.database;
  const { rows: columns } = await owner.query<{ table: string; column: string; sited: boolean }>(
    `select c.oid::regclass::text as table, a.attname as column,
       exists (select from pg_attribute s where s.attrelid = c.oid and s.attname = 'site_id')
         and n.nspname not in ('identity', 'audit', 'exchange') as sited
     from pg_index i join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace
     join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[1] and a.atttypid = 'uuid'::regtype
     where i.indisprimary and i.indnatts = 2 and n.nspname !~ '^pg_|information_schema|audit|crypto'`,
  );
  const selects = columns.map(
    ({ table, column, sited }) =>
      `select ${column} as id, '${column}' as kind, tenant_id, ${sited ? 'site_id' : 'null::uuid'} as site_id from ${table}`,
  );
  const { rows } = await owner.query<{ id: string; kind: string; tenant_id: number; site_id: string | null }>(
    selects.join(' union all '),
  );
  const shadow = new Map<string, Place>();
  for (const row of rows)
    shadow.set(row.id, { kind: row.kind, tenantId: row.tenant_id, siteId: shadow.get(row.id)?.siteId ?? row.site_id });
  return shadow;
}
