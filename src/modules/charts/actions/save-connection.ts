import type { StaffId } from '../../../kernel/ids.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { findPartner, listPartners, type PartnerId, savePartnerQueryAddress } from '../../exchange/index.ts';
import { findProvider, isSafeAddress, makeSigningKey, type ProviderId } from '../../federation/index.ts';
import { findConnection, saveConnection } from '../connection-store.ts';
import { type ConnectionTerms, decideConnection, toBaseAddress } from '../domain/chart-connection.ts';
import { chartRefusals } from '../refusals.ts';

/** What an administrator typed about the chart of a partner. */
export interface TypedConnection {
  readonly partnerId: PartnerId;
  readonly terms: ConnectionTerms;
  readonly providerId: ProviderId | null;
  readonly launchClientId: string | null;
  readonly changedBy: StaffId | null;
}

/** Sets how the chart of an EHR is asked and by whom it launches Theriac. The first time, Theriac makes the key that proves it there. */
export async function setConnection(tx: TenantTransaction, typed: TypedConnection): Promise<Result<PartnerId>> {
  const { partnerId, providerId } = typed;
  const partner = await findPartner(tx, partnerId);
  if (partner?.kind !== 'ehr') return refuse(chartRefusals.unknownPartner);
  const decided = decideConnection(typed.terms);
  if (!decided.ok) return decided;
  const { baseAddress, ...terms } = decided.value;
  if (!isSafeAddress(baseAddress) || /[?#]/.test(baseAddress)) return refuse(chartRefusals.addressUnsafe);
  const others = (await listPartners(tx)).filter((other) => other.partnerId !== partnerId);
  if (others.some(({ queryAddress }) => queryAddress !== null && toBaseAddress(queryAddress) === baseAddress))
    return refuse(chartRefusals.addressTaken);
  const clientId = typed.launchClientId?.trim() ?? '';
  if ((providerId === null) !== (clientId === '')) return refuse(chartRefusals.launchIncomplete);
  if (providerId !== null && (await findProvider(tx, providerId)) === null)
    return refuse(chartRefusals.unknownProvider);
  const isNew = (await findConnection(tx, partnerId)) === null;
  await saveConnection(tx, {
    ...{ partnerId, terms, changedBy: typed.changedBy },
    launch: providerId === null ? null : { providerId, clientId },
    key: isNew ? await makeSigningKey('ES384') : null,
  });
  await savePartnerQueryAddress(tx, { partnerId, queryAddress: baseAddress });
  return ok(partnerId);
}
