import type { StaffId } from '../../kernel/ids.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import { mergeSkills, type Skill } from './domain/abilities.ts';

/** Lists the skills that people of this health system may have. */
export async function listSkills(tx: TenantTransaction): Promise<readonly Skill[]> {
  const named = await tx.database
    .selectFrom('identity.skill')
    .select(['skill', 'label'])
    .where('tenant_id', '=', tx.tenantId)
    .execute();
  return mergeSkills(named);
}

/** Saves what a skill is called. */
export function saveSkill(tx: TenantTransaction, named: Skill): void {
  tx.write(
    tx.database
      .insertInto('identity.skill')
      .values({ tenant_id: tx.tenantId, ...named })
      .onConflict((conflict) => conflict.columns(['tenant_id', 'skill']).doUpdateSet({ label: named.label })),
  );
}

/** Saves the languages and skills of a person in place of those before. */
export function replaceAbilities(
  tx: TenantTransaction,
  person: { readonly staffId: StaffId; readonly languages: readonly string[]; readonly skills: readonly string[] },
): void {
  const key = { tenant_id: tx.tenantId, staff_id: person.staffId };
  for (const table of ['identity.staff_language', 'identity.staff_skill'] as const) {
    tx.write(tx.database.deleteFrom(table).where('tenant_id', '=', tx.tenantId).where('staff_id', '=', person.staffId));
  }
  const languages = [...new Set(person.languages)].map((language) => ({ ...key, language }));
  const skills = [...new Set(person.skills)].map((skill) => ({ ...key, skill }));
  if (languages.length > 0) tx.write(tx.database.insertInto('identity.staff_language').values(languages));
  if (skills.length > 0) tx.write(tx.database.insertInto('identity.staff_skill').values(skills));
}
