import type { SiteId } from '../../../kernel/ids.ts';
import type { Json } from '../../../kernel/json.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { type ClientId, findClient, insertClient, saveClientDisabled } from '../client-store.ts';
import { decideClientKeys } from '../domain/client-key.ts';
import { programRefusals } from '../refusals.ts';

/** Lets a program in with a public key of its own. Scopes are codes of permissions, of which `known` are all there are. */
export async function createClient(
  tx: TenantTransaction,
  client: {
    readonly name: string;
    readonly keys: Json;
    readonly scopes: readonly string[];
    readonly siteIds: readonly SiteId[] | null;
    readonly known: ReadonlySet<string>;
  },
): Promise<Result<ClientId>> {
  const keys = decideClientKeys(client.keys);
  if (!keys.ok) return keys;
  const unknown = client.scopes.find((scope) => !client.known.has(scope));
  if (unknown !== undefined || client.scopes.length === 0)
    return refuse(programRefusals.scopeUnknown, { scope: unknown ?? null });
  const clientId = tx.newId<'api-client'>();
  const madeBy = tx.actor.kind === 'staff' ? tx.actor.staffId : null;
  await insertClient(tx, { ...client, clientId, publicKeys: keys.value, madeBy });
  return ok(clientId);
}

/** Disables a program; its access tokens are void from the next request on. */
export async function disableClient(tx: TenantTransaction, clientId: ClientId): Promise<Result<null>> {
  if ((await findClient(tx, clientId)) === null) return refuse(programRefusals.unknownClient);
  await saveClientDisabled(tx, clientId);
  return ok(null);
}
