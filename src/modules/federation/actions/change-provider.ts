import type { StaffId } from '../../../kernel/ids.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { endSessionsOfProvider } from '../../identity/index.ts';
import { decideTerms, type ProviderId, type ProviderTerms } from '../domain/provider.ts';
import {
  type Credential,
  findProvider,
  findProviderByIssuer,
  insertProvider,
  saveProvider,
  saveProviderStanding,
} from '../provider-store.ts';
import { federationRefusals } from '../refusals.ts';
import { makeSigningKey } from '../signing-key.ts';

/** What an administrator typed about a provider; the secret is null where none was typed. */
export interface TypedProvider {
  readonly terms: ProviderTerms;
  readonly secret: string | null;
}

/** Adds a provider, disabled. Where a key is used, Theriac makes it; only its public half is ever shown. */
export async function addProvider(
  tx: TenantTransaction,
  added: TypedProvider & { readonly madeBy: StaffId },
): Promise<Result<ProviderId>> {
  const decided = decideTerms(added.terms);
  if (!decided.ok) return decided;
  if ((await findProviderByIssuer(tx, decided.value.issuer)) !== null) return refuse(federationRefusals.issuerTaken);
  const credential = await makeCredential(decided.value, added.secret);
  if (credential === null) return refuse(federationRefusals.secretNeeded);
  const providerId: ProviderId = tx.newId<'identity-provider'>();
  await insertProvider(tx, { providerId, terms: decided.value, credential, madeBy: added.madeBy });
  return ok(providerId);
}

/**
 * Changes a provider. The issuer stays, because accounts are linked by it. A key stays too, unless the way of proving changes; a secret
 * stays unless another one is typed.
 */
export async function changeProvider(
  tx: TenantTransaction,
  changed: TypedProvider & { readonly providerId: ProviderId },
): Promise<Result<null>> {
  const { providerId } = changed;
  const provider = await findProvider(tx, providerId);
  if (provider === null) return refuse(federationRefusals.unknownProvider);
  const decided = decideTerms({ ...changed.terms, issuer: provider.issuer });
  if (!decided.ok) return decided;
  const isOtherWay = decided.value.authentication !== provider.authentication;
  const needsCredential = isOtherWay || (decided.value.authentication === 'secret' && changed.secret !== null);
  const credential = needsCredential ? await makeCredential(decided.value, changed.secret) : null;
  if (needsCredential && credential === null) return refuse(federationRefusals.secretNeeded);
  await saveProvider(tx, { providerId, terms: decided.value, credential });
  return ok(null);
}

/** Enables or disables a provider. Who came in by it is signed out at once when it is disabled. */
export async function setProviderStanding(
  tx: TenantTransaction,
  standing: { readonly providerId: ProviderId; readonly isEnabled: boolean },
): Promise<Result<null>> {
  if ((await findProvider(tx, standing.providerId)) === null) return refuse(federationRefusals.unknownProvider);
  await saveProviderStanding(tx, standing);
  if (!standing.isEnabled) await endSessionsOfProvider(tx, standing.providerId);
  return ok(null);
}

async function makeCredential(terms: ProviderTerms, secret: string | null): Promise<Credential | null> {
  if (terms.authentication === 'secret') return secret === null || secret === '' ? null : { kind: 'secret', secret };
  return { kind: 'private-key', ...(await makeSigningKey('ES256')) };
}
