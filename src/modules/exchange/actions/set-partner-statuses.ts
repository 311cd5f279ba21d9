import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { isUsableAddress, type PartnerId, type StatusFormat } from '../domain/partner.ts';
import { findPartner, savePartnerStatuses } from '../partner-store.ts';
import { exchangeRefusals } from '../refusals.ts';

/** Sets which news a partner takes. Refuses a format that it does not speak, and an address that the format cannot be sent to. */
export async function setPartnerStatuses(
  tx: TenantTransaction,
  setting: {
    readonly partnerId: PartnerId;
    readonly statusFormat: StatusFormat | null;
    readonly statusKinds: readonly string[];
    readonly address: string | null;
  },
): Promise<Result<null>> {
  const { statusFormat, address } = setting;
  const partner = await findPartner(tx, setting.partnerId);
  if (partner === null) return refuse(exchangeRefusals.unknownPartner);
  if (statusFormat !== null && !partner.formats.includes(statusFormat)) return refuse(exchangeRefusals.formatNotSpoken);
  if (statusFormat !== null && !isUsableAddress(statusFormat, address))
    return refuse(exchangeRefusals.addressNotUsable);
  await savePartnerStatuses(tx, setting);
  return ok(null);
}
