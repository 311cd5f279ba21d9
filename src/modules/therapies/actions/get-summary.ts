import type { PatientId, TherapyId } from '../../../kernel/ids.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { parseTherapyNumber } from '../domain/therapy-number.ts';
import { summarizeTherapy, type TherapySummary } from '../domain/therapy-summary.ts';
import { findTherapyByNumber, findTherapyRow, listTherapyRows } from '../therapy-queries.ts';
import { lockTherapyRow } from '../therapy-store.ts';

/** Returns a therapy as it stands; null when there is none at the sites of this transaction. */
export async function getTherapySummary(tx: TenantTransaction, therapyId: TherapyId): Promise<TherapySummary | null> {
  const row = await findTherapyRow(tx, therapyId);
  return row === null ? null : summarizeTherapy(therapyId, row.state);
}

/** Returns a therapy as it stands and locks it until the transaction ends; null when there is none. */
export async function lockTherapy(tx: TenantTransaction, therapyId: TherapyId): Promise<TherapySummary | null> {
  const locked = await lockTherapyRow(tx, therapyId);
  return locked === null ? null : summarizeTherapy(therapyId, locked.state);
}

/** Lists the therapies of a patient, open ones first, then the latest. */
export async function listTherapies(
  tx: TenantTransaction,
  of: { readonly patientId: PatientId },
): Promise<readonly TherapySummary[]> {
  const rows = await listTherapyRows(tx, of.patientId);
  return rows.map(({ therapyId, state }) => summarizeTherapy(therapyId, state));
}

/** Finds a therapy by its number as people type it; null when there is none. */
export async function findTherapyByTypedNumber(tx: TenantTransaction, text: string): Promise<TherapySummary | null> {
  const number = parseTherapyNumber(text);
  const row = number === null ? null : await findTherapyByNumber(tx, number);
  return row === null ? null : summarizeTherapy(row.therapyId, row.state);
}
