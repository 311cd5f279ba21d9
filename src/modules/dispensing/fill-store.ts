import { type Insertable, sql } from 'kysely';
import type { FillId, PatientId, TherapyId } from '../../kernel/ids.ts';
import type { DispensingFill } from '../../platform/database/schema.gen.ts';
import { actorIdOf } from '../../platform/transaction/actor.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { Fill } from './domain/fill.ts';
import type { FillStep } from './domain/fill-lifecycle.ts';

const columns = {
  fill_id: 'fillId',
  site_id: 'siteId',
  therapy_id: 'therapyId',
  patient_id: 'patientId',
  prescription_id: 'prescriptionId',
  fill_number: 'fillNumber',
  drug_id: 'drugId',
  ndc11: 'ndc11',
  quantity_thousandths: 'quantityThousandths',
  days_supply: 'daysSupply',
  owner: 'owner',
  payment: 'payment',
  state: 'state',
  lot_id: 'lotId',
  lot_number: 'lotNumber',
  lot_expires_on: 'lotExpiresOn',
  opened_by: 'openedBy',
  filled_by: 'filledBy',
  verified_by: 'verifiedBy',
  opened_at: 'openedAt',
  filled_at: 'filledAt',
  verified_at: 'verifiedAt',
  handed_over_at: 'handedOverAt',
} as const;

const names = Object.keys(columns) as (keyof typeof columns)[];
const selected = sql.join(names.map((column) => sql`${sql.ref(column)} as ${sql.id(columns[column])}`));

/** Saves a new fill and its first step. */
export async function insertFill(tx: TenantTransaction, fill: Fill): Promise<void> {
  await insertFillRow(tx, fill, 1);
  const { fillId, state } = fill;
  await appendStepAt(tx, { fillId, sequence: 1, step: 'open', from: null, to: state, reasonCode: null });
}

/** Inserts the row of a fill after so many steps. */
export async function insertFillRow(tx: TenantTransaction, fill: Fill, version: number): Promise<void> {
  const row = Object.fromEntries(names.map((column) => [column, fill[columns[column]]])) as Omit<
    Insertable<DispensingFill>,
    'tenant_id' | 'version'
  >;
  await tx.database
    .insertInto('dispensing.fill')
    .values({ ...row, tenant_id: tx.tenantId, version })
    .execute();
}

/** Inserts a step of a fill at its place. */
export async function appendStepAt(
  tx: TenantTransaction,
  taken: {
    readonly fillId: FillId;
    readonly sequence: number;
    readonly step: string;
    readonly from: string | null;
    readonly to: string;
    readonly reasonCode: string | null;
  },
): Promise<void> {
  await tx.database
    .insertInto('dispensing.fill_step')
    .values({
      tenant_id: tx.tenantId,
      fill_id: taken.fillId,
      sequence: taken.sequence,
      step: taken.step,
      from_state: taken.from,
      to_state: taken.to,
      reason_code: taken.reasonCode,
      actor_id: actorIdOf(tx.actor),
      occurred_at: tx.now,
    })
    .execute();
}

/** What a step may change of a fill. */
export type FillChange = Partial<
  Pick<
    Fill,
    | 'state'
    | 'lotId'
    | 'lotNumber'
    | 'lotExpiresOn'
    | 'filledBy'
    | 'verifiedBy'
    | 'filledAt'
    | 'verifiedAt'
    | 'handedOverAt'
  >
>;

/** Saves what a step changed and the step itself, and tells the pages that show the fill. */
export async function saveFillStep(
  tx: TenantTransaction,
  before: Fill,
  taken: { readonly step: FillStep; readonly change: FillChange; readonly reasonCode?: string },
): Promise<Fill> {
  const after: Fill = { ...before, ...taken.change };
  await tx.database
    .updateTable('dispensing.fill')
    .set({
      state: after.state,
      lot_id: after.lotId,
      lot_number: after.lotNumber,
      lot_expires_on: after.lotExpiresOn,
      filled_by: after.filledBy,
      verified_by: after.verifiedBy,
      filled_at: after.filledAt,
      verified_at: after.verifiedAt,
      handed_over_at: after.handedOverAt,
      version: sql<number>`version + 1`,
    })
    .where('tenant_id', '=', tx.tenantId)
    .where('fill_id', '=', after.fillId)
    .execute();
  await appendFillStep(tx, {
    fillId: after.fillId,
    step: taken.step,
    from: before.state,
    to: after.state,
    reasonCode: taken.reasonCode ?? null,
  });
  touchFill(tx, after);
  return after;
}

/** Tells the pages that show a fill to read again. */
export function touchFill(tx: TenantTransaction, fill: Pick<Fill, 'fillId' | 'therapyId'>): void {
  tx.touch(`fill:${fill.fillId}`);
  tx.touch(`therapy:${fill.therapyId}`);
}

/** Locks a fill and reads it. */
export async function lockFill(tx: TenantTransaction, fillId: FillId): Promise<Fill | null> {
  const { rows } =
    await sql<Fill>`select ${selected} from dispensing.fill where tenant_id = ${tx.tenantId} and fill_id = ${fillId} for update`.execute(
      tx.database,
    );
  return rows[0] ?? null;
}

/** Finds a fill. */
export async function findFill(tx: TenantTransaction, fillId: FillId): Promise<Fill | null> {
  const { rows } =
    await sql<Fill>`select ${selected} from dispensing.fill where tenant_id = ${tx.tenantId} and fill_id = ${fillId}`.execute(
      tx.database,
    );
  return rows[0] ?? null;
}

/** Lists the fills of a therapy, newest first. */
export async function listFills(
  tx: TenantTransaction,
  wanted: { readonly therapyId: TherapyId },
): Promise<readonly Fill[]> {
  const { rows } = await sql<Fill>`
    select ${selected} from dispensing.fill where tenant_id = ${tx.tenantId} and therapy_id = ${wanted.therapyId}
    order by opened_at desc, fill_id desc limit 200`.execute(tx.database);
  return rows;
}

/** Lists the fills of a person by all of their records, newest first. */
export async function listFillsOfPatient(
  tx: TenantTransaction,
  wanted: { readonly patientIds: readonly PatientId[]; readonly most: number },
): Promise<readonly Fill[]> {
  const { rows } = await sql<Fill>`
    select ${selected} from dispensing.fill
    where tenant_id = ${tx.tenantId} and patient_id = any (${[...wanted.patientIds]}::uuid[])
    order by opened_at desc, fill_id desc limit ${wanted.most}`.execute(tx.database);
  return rows;
}

/** Lists the fills of a prescription, the oldest first. */
export async function listFillsOfPrescription(tx: TenantTransaction, prescriptionId: string): Promise<readonly Fill[]> {
  const { rows } = await sql<Fill>`
    select ${selected} from dispensing.fill where tenant_id = ${tx.tenantId} and prescription_id = ${prescriptionId}
    order by opened_at, fill_id`.execute(tx.database);
  return rows;
}

/** Counts the fills of a prescription that were not given up or returned. */
export async function countFillsOfPrescription(tx: TenantTransaction, prescriptionId: string): Promise<number> {
  const { rows } = await sql<{ fills: number }>`
    select count(*) as fills from dispensing.fill
    where tenant_id = ${tx.tenantId} and prescription_id = ${prescriptionId} and state not in ('cancelled', 'returned')`.execute(
    tx.database,
  );
  return rows[0]?.fills ?? 0;
}

async function appendFillStep(
  tx: TenantTransaction,
  taken: {
    readonly fillId: FillId;
    readonly step: string;
    readonly from: string | null;
    readonly to: string;
    readonly reasonCode: string | null;
  },
): Promise<void> {
  await sql`
    insert into dispensing.fill_step (tenant_id, fill_id, sequence, step, from_state, to_state, reason_code, actor_id, occurred_at)
    select ${tx.tenantId}, ${taken.fillId}, coalesce(max(sequence), 0) + 1, ${taken.step}, ${taken.from}::text, ${taken.to}, ${taken.reasonCode}::text,
      ${actorIdOf(tx.actor)}::uuid, ${tx.now}
    from dispensing.fill_step where tenant_id = ${tx.tenantId} and fill_id = ${taken.fillId}`.execute(tx.database);
}
