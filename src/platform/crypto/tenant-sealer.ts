import type { TenantId } from '../../kernel/ids.ts';
import type { Json } from '../../kernel/json.ts';
import { computeIndexToken, type IndexKind, listIndexTerms, toSearchTerm } from './blind-index.ts';
import { openValue, readGeneration, sealValue } from './sealed-value.ts';
import type { DataKeys } from './tenant-keys.ts';

/** The row of a tenant that a sealed value belongs to: schema and table, and the row's id. */
interface RowPlace {
  readonly table: string;
  readonly rowId: string;
}

/** Seals, opens and indexes the identifying data of one tenant. */
export interface TenantSealer {
  /** Seals everything identifying in a row as one value. */
  seal(place: RowPlace, value: Json): Promise<Uint8Array>;
  /** Opens a sealed value; throws a fault when it was altered, moved to another row, or when the tenant's keys were erased. */
  open<Value>(place: RowPlace, sealed: Uint8Array): Promise<Value>;
  /** Computes the token by which a search asks for a text. */
  token(kind: IndexKind, text: string): Promise<Uint8Array>;
  /** Computes all tokens under which a text is to be found; none when nothing in it can be searched. */
  tokens(kind: IndexKind, text: string): Promise<readonly Uint8Array[]>;
}

/** Creates the sealer of a tenant; cheap enough for every transaction. */
export function createTenantSealer(dataKeys: DataKeys, tenantId: TenantId): TenantSealer {
  async function computeTokens(kind: IndexKind, terms: readonly string[]): Promise<readonly Uint8Array[]> {
    const { key } = await dataKeys.current(tenantId, 'index');
    return terms.map((term) => computeIndexToken(key, { tenantId, kind, term }));
  }

  return {
    seal: async (place, value) => sealValue(await dataKeys.takeForSealing(tenantId), { tenantId, ...place }, value),
    open: async <Value>(place: RowPlace, sealed: Uint8Array) => {
      const key = await dataKeys.get(tenantId, { purpose: 'seal', generation: readGeneration(sealed) });
      return openValue(key, { tenantId, ...place }, sealed) as Value;
    },
    token: async (kind, text) => {
      const { key } = await dataKeys.current(tenantId, 'index');
      return computeIndexToken(key, { tenantId, kind, term: toSearchTerm(kind, text) });
    },
    tokens: (kind, text) => computeTokens(kind, listIndexTerms(kind, text)),
  };
}
