import { readOnce } from '../../platform/transaction/read-once.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { ClinicalRiskRow } from './domain/clinical-risk.ts';

/** Saves how much waiting endangers patients, from a day on. */
export function saveClinicalRisks(tx: TenantTransaction, risks: readonly ClinicalRiskRow[]): void {
  if (risks.length === 0) return;
  tx.write(
    tx.database
      .insertInto('reference.clinical_risk')
      .values(
        risks.map(({ programme, stage, validFrom, risk, source, isVerified }) => ({
          ...{ tenant_id: tx.tenantId, programme, stage, risk, source },
          valid_from: validFrom,
          is_verified: isVerified,
        })),
      )
      .onConflict((conflict) =>
        conflict.columns(['tenant_id', 'programme', 'stage', 'valid_from']).doUpdateSet((set) => ({
          risk: set.ref('excluded.risk'),
          source: set.ref('excluded.source'),
          is_verified: set.ref('excluded.is_verified'),
        })),
      ),
  );
}

/** Lists how much waiting endangers patients, of all programmes, stages and days. */
export function listClinicalRisks(tx: TenantTransaction): Promise<readonly ClinicalRiskRow[]> {
  return readOnce(tx, 'clinical risks', async () => {
    const rows = await tx.database
      .selectFrom('reference.clinical_risk')
      .select(['programme', 'stage', 'valid_from', 'risk', 'source', 'is_verified'])
      .where('tenant_id', '=', tx.tenantId)
      .execute();
    return rows.map(({ programme, stage, valid_from: validFrom, risk, source, is_verified: isVerified }) => {
      return { programme, stage, validFrom, risk: risk as ClinicalRiskRow['risk'], source, isVerified };
    });
  });
}
