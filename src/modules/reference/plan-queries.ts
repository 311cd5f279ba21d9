import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import { type CardNumbers, choosePlan, type PayerId, type Plan, type PlanId, type PlanKind } from './domain/plan.ts';
import { dayOf } from './drug-queries.ts';

/** Finds the plan that a card means, by BIN, PCN and group with fallbacks; null rather than a guess. */
export async function findPlan(tx: TenantTransaction, card: CardNumbers): Promise<Plan | null> {
  const rows = await selectPlans(tx).where('plan.bin', '=', card.bin.trim()).execute();
  return choosePlan(rows.map(toPlan), card);
}

/** Gets a plan; it must exist. */
export async function getPlan(tx: TenantTransaction, planId: PlanId): Promise<Plan> {
  const [plan] = await listPlans(tx, [planId]);
  if (plan === undefined) throw new Error('a plan is missing');
  return plan;
}

/** Lists plans by their ids, also those that have ended, or all current plans in order of payer and name. */
export async function listPlans(tx: TenantTransaction, planIds?: readonly PlanId[]): Promise<readonly Plan[]> {
  if (planIds?.length === 0) return [];
  const query = planIds === undefined ? selectPlans(tx) : selectAllPlans(tx).where('plan.plan_id', 'in', planIds);
  const rows = await query.orderBy('payer.name').orderBy('plan.name').execute();
  return rows.map(toPlan);
}

/** Lists the names of payers by their ids; ids that are missing or said several times may stand among them. */
export async function listPayerNames(
  tx: TenantTransaction,
  wanted: readonly (string | null | undefined)[],
): Promise<ReadonlyMap<string, string>> {
  const payerIds = [...new Set(wanted.filter((payerId) => payerId))] as PayerId[];
  if (payerIds.length === 0) return new Map();
  const rows = await tx.database
    .selectFrom('reference.payer')
    .select(['payer_id', 'name'])
    .where('tenant_id', '=', tx.tenantId)
    .where('payer_id', 'in', payerIds)
    .execute();
  return new Map(rows.map((row) => [row.payer_id, row.name]));
}

function selectPlans(tx: TenantTransaction) {
  const on = dayOf(tx);
  return selectAllPlans(tx)
    .where('plan.valid_from', '<=', on)
    .where((where) => where.or([where('plan.valid_to', 'is', null), where('plan.valid_to', '>=', on)]));
}

function selectAllPlans(tx: TenantTransaction) {
  return tx.database
    .selectFrom('reference.plan as plan')
    .innerJoin('reference.payer as payer', (join) =>
      join.onRef('payer.tenant_id', '=', 'plan.tenant_id').onRef('payer.payer_id', '=', 'plan.payer_id'),
    )
    .select([
      'plan.plan_id',
      'plan.payer_id',
      'payer.name as payer_name',
      'plan.name',
      'plan.kind',
      'plan.bin',
      'plan.pcn',
      'plan.group_number',
      'plan.is_synthetic',
    ])
    .where('plan.tenant_id', '=', tx.tenantId);
}

type PlanRow = Awaited<ReturnType<ReturnType<typeof selectAllPlans>['executeTakeFirstOrThrow']>>;

function toPlan(row: PlanRow): Plan {
  return {
    planId: row.plan_id as PlanId,
    payerId: row.payer_id as PayerId,
    payerName: row.payer_name,
    name: row.name,
    kind: row.kind as PlanKind,
    bin: row.bin,
    pcn: row.pcn,
    groupNumber: row.group_number,
    isSynthetic: row.is_synthetic,
  };
}
