import { parseNpi } from '../../../kernel/npi.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { type NewPrescriber, savePrescriber } from '../directory-store.ts';
import type { PrescriberId } from '../domain/prescriber.ts';
import { referenceRefusals } from '../refusals.ts';

/** Records a prescriber by NPI, or what is newly known of one; refuses an NPI with a wrong form or check digit. */
export async function recordPrescriber(
  tx: TenantTransaction,
  prescriber: Omit<NewPrescriber, 'npi' | 'isSynthetic'> & { readonly npi: string; readonly isSynthetic?: boolean },
): Promise<Result<PrescriberId>> {
  const npi = parseNpi(prescriber.npi);
  if (npi === null) return refuse(referenceRefusals.wrongNpi);
  return ok(await savePrescriber(tx, { ...prescriber, npi, isSynthetic: prescriber.isSynthetic ?? false }));
}
