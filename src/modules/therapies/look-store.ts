import type { StaffId, TherapyId } from '../../kernel/ids.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { Look } from './domain/look.ts';

/** Finds the look of a person at a therapy; null when there was none. */
export async function findLook(
  tx: TenantTransaction,
  of: { readonly staffId: StaffId; readonly therapyId: TherapyId },
): Promise<Look | null> {
  const row = await tx.database
    .selectFrom('therapies.therapy_look')
    .select(['sequence', 'looked_at', 'former_sequence', 'former_at'])
    .where('tenant_id', '=', tx.tenantId)
    .where('staff_id', '=', of.staffId)
    .where('therapy_id', '=', of.therapyId)
    .executeTakeFirst();
  if (row === undefined) return null;
  const { former_sequence: sequence, former_at: at } = row;
  return {
    sequence: row.sequence,
    at: row.looked_at,
    former: sequence === null || at === null ? null : { sequence, at },
  };
}

/** Saves the look of a person at a therapy. */
export function saveLook(
  tx: TenantTransaction,
  of: { readonly staffId: StaffId; readonly therapyId: TherapyId },
  look: Look,
): void {
  const seen = {
    sequence: look.sequence,
    looked_at: look.at,
    former_sequence: look.former?.sequence ?? null,
    former_at: look.former?.at ?? null,
  };
  tx.write(
    tx.database
      .insertInto('therapies.therapy_look')
      .values({ tenant_id: tx.tenantId, staff_id: of.staffId, therapy_id: of.therapyId, ...seen })
      .onConflict((conflict) => conflict.columns(['tenant_id', 'staff_id', 'therapy_id']).doUpdateSet(seen)),
  );
}
