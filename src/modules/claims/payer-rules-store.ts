import type { Selectable } from 'kysely';
import type { CalendarDay } from '../../kernel/calendar-day.ts';
import type { ClaimsPayerRules } from '../../platform/database/schema.gen.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { ClaimId } from './claim-store.ts';
import { choosePayerRules, type DatedPayerRules, type EditOutcome, type PayerRules } from './domain/payer-rules.ts';
import type { EditFinding, PreEditCode } from './domain/pre-edit.ts';

const table = 'claims.payer_rules';
const findingTable = 'claims.edit_finding';

/** Saves what payers ask of claims; rules of the same payer and day are replaced. */
export async function savePayerRules(tx: TenantTransaction, known: readonly DatedPayerRules[]): Promise<void> {
  for (const { bin, pcn, groupNumber, validFrom, rules, source, isVerified } of known) {
    const content = { rules: JSON.stringify(rules), source, is_verified: isVerified };
    await tx.database
      .insertInto(table)
      .values({ tenant_id: tx.tenantId, bin, pcn, group_number: groupNumber, valid_from: validFrom, ...content })
      .onConflict((conflict) =>
        conflict.columns(['tenant_id', 'bin', 'pcn', 'group_number', 'valid_from']).doUpdateSet(content),
      )
      .execute();
  }
}

/** Lists the rules of the payers behind a BIN. */
export async function listPayerRules(tx: TenantTransaction, bin: string): Promise<readonly DatedPayerRules[]> {
  return (await selectRules(tx).where('bin', '=', bin).execute()).map(toDatedRules);
}

/** Finds the rules for a claim of a day: the closest of BIN, PCN and group; null where none are known. */
export async function findPayerRules(
  tx: TenantTransaction,
  claim: { readonly bin: string; readonly pcn: string; readonly group: string; readonly on: CalendarDay },
): Promise<DatedPayerRules | null> {
  return choosePayerRules(await listPayerRules(tx, claim.bin), claim);
}

/** Lists the rules of every payer, those that came into force last before the others. */
export async function listAllPayerRules(tx: TenantTransaction): Promise<readonly DatedPayerRules[]> {
  const ordered = selectRules(tx).orderBy('bin').orderBy('pcn').orderBy('group_number').orderBy('valid_from', 'desc');
  return (await ordered.execute()).map(toDatedRules);
}

function selectRules(tx: TenantTransaction) {
  return tx.database.selectFrom(table).selectAll().where('tenant_id', '=', tx.tenantId);
}

function toDatedRules(row: Selectable<ClaimsPayerRules>): DatedPayerRules {
  return {
    ...{ bin: row.bin, pcn: row.pcn, groupNumber: row.group_number, validFrom: row.valid_from as CalendarDay },
    ...{ rules: row.rules as unknown as PayerRules, source: row.source, isVerified: row.is_verified },
  };
}

/** Adds what rules found in a claim before it was sent. */
export async function insertFindings(
  tx: TenantTransaction,
  found: { readonly claimId: ClaimId; readonly findings: readonly EditFinding[] },
): Promise<void> {
  if (found.findings.length === 0) return;
  await tx.database
    .insertInto(findingTable)
    .values(
      found.findings.map(({ rule, version, outcome, facts, source }) => ({
        ...{ tenant_id: tx.tenantId, claim_id: found.claimId, rule, version, outcome, source },
        facts: JSON.stringify(facts),
      })),
    )
    .execute();
}

/** Lists what rules found in a claim. */
export async function listFindings(tx: TenantTransaction, claimId: ClaimId): Promise<readonly EditFinding[]> {
  const rows = await tx.database
    .selectFrom(findingTable)
    .selectAll()
    .where('tenant_id', '=', tx.tenantId)
    .where('claim_id', '=', claimId)
    .orderBy('rule')
    .execute();
  return rows.map(({ rule, version, outcome, facts, source }) => ({
    ...{ rule: rule as PreEditCode, version, outcome: outcome as EditOutcome, source },
    facts: facts as EditFinding['facts'],
  }));
}
