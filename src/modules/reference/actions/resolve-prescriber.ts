import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import {
  type PrescriberQuery,
  type PrescriberResolution,
  resolvePrescriberFrom,
} from '../domain/prescriber-resolution.ts';
import { getMatchThresholds } from '../policy-queries.ts';
import { listPrescribersFor } from '../prescriber-queries.ts';

/** Resolves who prescribed: by NPI with name agreement, by DEA number, or by name with state and phone. */
export async function resolvePrescriber(tx: TenantTransaction, query: PrescriberQuery): Promise<PrescriberResolution> {
  const [pool, thresholds] = await Promise.all([listPrescribersFor(tx, query), getMatchThresholds(tx, 'prescriber')]);
  return resolvePrescriberFrom(query, pool, thresholds);
}
