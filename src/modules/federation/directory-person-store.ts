import type { Id, StaffId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';

const table = 'federation.directory_person';

/** What a directory says of a person beside what the staff list has. */
export interface DirectoryFacts {
  readonly externalId: string | null;
  readonly givenName: string | null;
  readonly familyName: string | null;
  readonly email: string | null;
}

/** The facts as they are kept. */
export interface KeptFacts extends DirectoryFacts {
  readonly madeAt: Instant;
  readonly changedAt: Instant;
  readonly isRemoved: boolean;
}

/** Saves what a directory says of a person, in place of what it said before. Whoever was removed there stands again. */
export async function saveDirectoryPerson(
  tx: TenantTransaction,
  said: DirectoryFacts & { readonly staffId: StaffId; readonly provisionedBy: Id<'api-client'> },
): Promise<void> {
  const facts = {
    external_id: said.externalId,
    given_name: said.givenName,
    family_name: said.familyName,
    email: said.email,
    changed_at: tx.now,
    removed_at: null,
  };
  await tx.database
    .insertInto(table)
    .values({
      tenant_id: tx.tenantId,
      staff_id: said.staffId,
      provisioned_by: said.provisionedBy,
      made_at: tx.now,
      ...facts,
    })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'staff_id']).doUpdateSet(facts))
    .execute();
}

/** Saves that a person was removed from the directory; what it said is kept. */
export async function saveDirectoryPersonRemoved(tx: TenantTransaction, staffId: StaffId): Promise<void> {
  await tx.database
    .updateTable(table)
    .set({ removed_at: tx.now, changed_at: tx.now })
    .where('tenant_id', '=', tx.tenantId)
    .where('staff_id', '=', staffId)
    .execute();
}

/** Lists what the directory says of people. */
export async function listDirectoryFacts(tx: TenantTransaction): Promise<ReadonlyMap<StaffId, KeptFacts>> {
  const rows = await tx.database.selectFrom(table).selectAll().where('tenant_id', '=', tx.tenantId).execute();
  return new Map(
    rows.map((row) => [
      row.staff_id as StaffId,
      {
        externalId: row.external_id,
        givenName: row.given_name,
        familyName: row.family_name,
        email: row.email,
        madeAt: row.made_at,
        changedAt: row.changed_at,
        isRemoved: row.removed_at !== null,
      },
    ]),
  );
}
