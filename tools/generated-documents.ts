// What is written from the code itself: refusals, events, permissions and routes. A test keeps the files equal to this.
import { globSync } from 'node:fs';
import { join } from 'node:path';
import type { EventKind } from '../src/kernel/domain-event.ts';
import type { Endpoint } from '../src/kernel/endpoint.ts';
import type { Permission } from '../src/kernel/permission.ts';
import type { RefusalKind } from '../src/kernel/refusal.ts';
import { roles } from '../src/kernel/roles.ts';

const root = join(import.meta.dirname, '..');
const note = 'Written from the code by `npm run docs`; do not edit.';

/** Composes the generated documents by their paths. */
export async function composeDocuments(): Promise<ReadonlyMap<string, string>> {
  const refusals = (
    await collect<RefusalKind>(['src/modules/*/refusals.ts', 'src/platform/http/http-refusals.ts'], isRefusal)
  ).sort(byCode);
  const permissions = (await collect<Permission>(['src/modules/*/permissions.ts'], isPermission)).sort(byCode);
  const events = (await collect<EventKind>(['src/modules/*/events.ts'], isEvent)).sort((left, right) =>
    left.type.localeCompare(right.type),
  );
  const endpoints = (await collect<Endpoint>(['src/modules/*/{api,*-api}.ts'], isEndpoint)).sort((left, right) =>
    left.path.localeCompare(right.path),
  );
  return new Map([
    ['docs/errors.md', composeErrors(refusals)],
    ['docs/events.md', composeEvents(events)],
    ['docs/permissions.md', composePermissions(permissions)],
    ['docs/routes.md', composeRoutes(endpoints)],
  ]);
}

function composeErrors(refusals: readonly RefusalKind[]): string {
  const rows = refusals.map((kind) => `| \`${kind.code}\` | ${kind.status} | ${kind.sentence} |`);
  return page(
    'Refusals',
    'What the rules say no to. Problems of outside input carry codes of their format and a place; faults carry a number only.',
    ['code', 'status', 'sentence'],
    rows,
  );
}

function composeEvents(events: readonly EventKind[]): string {
  const rows = events.map(
    (kind) => `| \`${kind.type}\` | ${kind.version} | ${kind.sentence} | ${namesOf(kind.payload)} |`,
  );
  return page(
    'Events',
    'Facts that modules announce. Payloads hold ids and codes only.',
    ['type', 'version', 'what happened', 'payload'],
    rows,
  );
}

function composePermissions(permissions: readonly Permission[]): string {
  const rows = permissions.map(
    (one) =>
      `| \`${one.code}\` | … ${one.sentence} | ${one.roles.map((role) => roles[role]).join(', ')} | ${one.assurance === 'fresh' ? 'a fresh proof of identity' : 'the session'} |`,
  );
  return page('Permissions', 'A person with one of these roles …', ['permission', '', 'roles', 'asks for'], rows);
}

function composeRoutes(endpoints: readonly Endpoint[]): string {
  const rows = endpoints.map((one) => {
    const who =
      one.permission === null
        ? 'anyone'
        : one.permission === 'signed-in'
          ? 'anyone signed in'
          : `\`${one.permission.code}\``;
    return `| \`${one.path}\` | ${one.kind} | ${one.summary}${bodiesOf(one)} | ${who} | ${one.refusals.map((kind) => `\`${kind.code}\``).join(' ')} |`;
  });
  return page(
    'Routes',
    'Every endpoint is a POST with JSON in and out; where a file is the body, the request travels in the header `x-theriac-request`.',
    ['path', 'kind', 'what it does', 'for', 'refusals of its own'],
    rows,
  );
}

function bodiesOf(endpoint: Endpoint): string {
  if (endpoint.upload !== null) return ` *The body is a file: ${endpoint.upload.mediaTypes.join(', ')}.*`;
  return endpoint.download ? ' *The answer is a file.*' : '';
}

function page(title: string, sentence: string, heads: readonly string[], rows: readonly string[]): string {
  const head = `| ${heads.join(' | ')} |\n|${heads.map(() => '---').join('|')}|`;
  return `# ${title}\n\n${note}\n\n${sentence}\n\n${head}\n${rows.join('\n')}\n`;
}

function namesOf(schema: unknown): string {
  const properties = (schema as { readonly properties?: Record<string, unknown> }).properties ?? {};
  return Object.keys(properties)
    .map((name) => `\`${name}\``)
    .join(' ');
}

/** Imports files and collects the values of one kind that they export, alone or in a table. */
async function collect<Kind>(patterns: readonly string[], isKind: (value: unknown) => boolean): Promise<Kind[]> {
  const found = new Set<unknown>();
  for (const path of patterns.flatMap((pattern) => globSync(pattern, { cwd: root })).sort()) {
    const exported = (await import(join(root, path))) as Record<string, unknown>;
    for (const value of Object.values(exported)) {
      const values = isKind(value) ? [value] : value !== null && typeof value === 'object' ? Object.values(value) : [];
      for (const one of values) if (isKind(one)) found.add(one);
    }
  }
  return [...found] as Kind[];
}

function has(value: unknown, names: readonly string[]): boolean {
  return value !== null && typeof value === 'object' && names.every((name) => name in value);
}

const isRefusal = (value: unknown): boolean => has(value, ['code', 'status', 'sentence']);
const isPermission = (value: unknown): boolean => has(value, ['code', 'sentence', 'roles', 'assurance']);
const isEvent = (value: unknown): boolean => has(value, ['type', 'version', 'sentence', 'payload']);
const isEndpoint = (value: unknown): boolean => has(value, ['path', 'kind', 'permission', 'request', 'response']);

function byCode(left: { readonly code: string }, right: { readonly code: string }): number {
  return left.code.localeCompare(right.code);
}
