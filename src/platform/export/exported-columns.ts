import type { TenantTable } from './table-catalog-queries.ts';

/** What proves who somebody is never leaves: it would let whoever holds the export come in as them. By table and column, with the reason. */
const withheld: Readonly<Record<string, string>> = {
  'identity.recovery_code.code_hash': 'proves a person',
  'identity.session.token_hash': 'proves a person',
  'identity.staff.password_hash': 'proves a person',
  'identity.totp_factor.sealed_secret': 'proves a person',
  'programs.access_token.token_hash': 'proves a program',
  'exchange.partner.key_sha256': 'proves a partner',
  'charts.connection.sealed_key': 'proves the health system to an EHR',
  'federation.provider.sealed_credential': 'proves the health system to a provider',
  'federation.sign_in_attempt.browser_hash': 'proves a browser',
  'federation.sign_in_attempt.sealed_secrets': 'proves a sign-in that is under way',
  'federation.sign_in_attempt.state_hash': 'proves a sign-in that is under way',
};

/** Sealed values are bound to their row by its key without the tenant; these are bound to some columns of it alone. */
const otherPlaces: Readonly<Record<string, readonly string[]>> = {
  'platform.command_answer': ['idempotency_key'],
};

/** How a column is exported: as it is, opened, or not at all. */
export type ColumnTreatment =
  | { readonly kind: 'plain' | 'opened' }
  | { readonly kind: 'withheld'; readonly reason: string };

/** Finds how a column of a table is exported. */
export function treatColumn(table: string, column: string): ColumnTreatment {
  const reason = withheld[`${table}.${column}`];
  if (reason !== undefined) return { kind: 'withheld', reason };
  return { kind: column.startsWith('sealed_') ? 'opened' : 'plain' };
}

/** Names the row to which the sealed values of a table are bound. */
export function nameSealedRow(table: TenantTable, row: Readonly<Record<string, unknown>>): string {
  const columns = otherPlaces[table.name] ?? table.key.filter((column) => column !== 'tenant_id');
  return columns.map((column) => String(row[column])).join('/');
}

/** Writes the value of a column that is exported as it is; bytes become base64. */
export function toExportedValue(value: unknown): unknown {
  return Buffer.isBuffer(value) ? value.toString('base64') : value;
}
