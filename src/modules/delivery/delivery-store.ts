import { type Insertable, sql } from 'kysely';
import type { FillId, TherapyId } from '../../kernel/ids.ts';
import type { Json } from '../../kernel/json.ts';
import type { DeliveryDelivery } from '../../platform/database/schema.gen.ts';
import { actorIdOf } from '../../platform/transaction/actor.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { Delivery, DeliveryDetails, DeliveryId } from './domain/delivery.ts';

const table = 'delivery.delivery';

const columns = {
  delivery_id: 'deliveryId',
  site_id: 'siteId',
  therapy_id: 'therapyId',
  patient_id: 'patientId',
  fill_id: 'fillId',
  clinic_id: 'clinicId',
  method: 'method',
  storage: 'storage',
  state: 'state',
  need_by: 'needBy',
  ship_on: 'shipOn',
  arrives_on: 'arrivesOn',
  signature_required: 'signatureRequired',
  payment_method: 'paymentMethod',
  copay_cents: 'copayCents',
  copay_consent: 'copayConsent',
  pack_out: 'packOut',
  carrier: 'carrier',
  tracking_number: 'trackingNumber',
  taken_by: 'takenBy',
  exception_code: 'exceptionCode',
  return_outcome: 'returnOutcome',
  scheduled_at: 'scheduledAt',
  packed_at: 'packedAt',
  handed_over_at: 'handedOverAt',
  delivered_at: 'deliveredAt',
} as const satisfies Record<string, keyof Delivery>;

const names = Object.keys(columns) as (keyof typeof columns)[];
const selected = sql.join(names.map((column) => sql`${sql.ref(column)} as ${sql.id(columns[column])}`));

/** Saves a new delivery with what identifies the patient in it, and its first step. */
export async function insertDelivery(
  tx: TenantTransaction,
  delivery: Delivery,
  details: DeliveryDetails,
): Promise<void> {
  await insertDeliveryRow(tx, { delivery, details, version: 1 });
  const { deliveryId, state } = delivery;
  await appendStepAt(tx, { deliveryId, sequence: 1, step: 'schedule', from: null, to: state, reasonCode: null });
  touchDelivery(tx, delivery);
}

/** Inserts the row of a delivery after so many steps. */
export async function insertDeliveryRow(
  tx: TenantTransaction,
  kept: { readonly delivery: Delivery; readonly details: DeliveryDetails; readonly version: number },
): Promise<void> {
  const { delivery, details, version } = kept;
  const row = Object.fromEntries(names.map((column) => [column, delivery[columns[column]]])) as unknown as Omit<
    Insertable<DeliveryDelivery>,
    'tenant_id' | 'version' | 'sealed_details'
  >;
  const sealed = await sealDetails(tx, delivery.deliveryId, details);
  await tx.database
    .insertInto(table)
    .values({ ...row, tenant_id: tx.tenantId, version, sealed_details: sealed })
    .execute();
}

/** Inserts a step of a delivery at its place. */
export async function appendStepAt(
  tx: TenantTransaction,
  taken: {
    readonly deliveryId: DeliveryId;
    readonly sequence: number;
    readonly step: string;
    readonly from: string | null;
    readonly to: string;
    readonly reasonCode: string | null;
  },
): Promise<void> {
  await tx.database
    .insertInto('delivery.delivery_step')
    .values({
      tenant_id: tx.tenantId,
      delivery_id: taken.deliveryId,
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

/** Saves what a step changed, and the step itself. */
export async function saveDeliveryStep(
  tx: TenantTransaction,
  before: Delivery,
  taken: { readonly step: string; readonly change: Partial<Delivery>; readonly reasonCode?: string | null },
): Promise<Delivery> {
  const after: Delivery = { ...before, ...taken.change };
  const changes = names.map((column) => sql`${sql.id(column)} = ${after[columns[column]]}`);
  await sql`
    update delivery.delivery set ${sql.join(changes)}, version = version + 1
    where tenant_id = ${tx.tenantId} and delivery_id = ${after.deliveryId}`.execute(tx.database);
  const reasonCode = taken.reasonCode ?? null;
  await appendStep(tx, { delivery: after, step: taken.step, from: before.state, reasonCode });
  touchDelivery(tx, after);
  return after;
}

/** Opens what identifies the patient in a delivery. */
export async function openDetails(tx: TenantTransaction, deliveryId: DeliveryId): Promise<DeliveryDetails> {
  const row = await tx.database
    .selectFrom(table)
    .select('sealed_details')
    .where('tenant_id', '=', tx.tenantId)
    .where('delivery_id', '=', deliveryId)
    .executeTakeFirstOrThrow();
  return tx.sealer.open<DeliveryDetails>({ table, rowId: deliveryId }, row.sealed_details);
}

/** Locks a delivery and reads it; null when there is none at the sites of this transaction. */
export async function lockDelivery(tx: TenantTransaction, deliveryId: DeliveryId): Promise<Delivery | null> {
  const { rows } = await sql<Delivery>`
    select ${selected} from delivery.delivery
    where tenant_id = ${tx.tenantId} and delivery_id = ${deliveryId} for update`.execute(tx.database);
  return rows[0] ?? null;
}

/** Lists up to five deliveries with a tracking number, the newest first. */
export async function listByTrackingNumber(
  tx: TenantTransaction,
  trackingNumber: string,
): Promise<readonly Delivery[]> {
  const { rows } = await sql<Delivery>`
    select ${selected} from delivery.delivery
    where tenant_id = ${tx.tenantId} and tracking_number = ${trackingNumber}
    order by scheduled_at desc limit 5`.execute(tx.database);
  return rows;
}

/** Finds a delivery; null when there is none at the sites of this transaction. */
export async function findDelivery(tx: TenantTransaction, deliveryId: DeliveryId): Promise<Delivery | null> {
  const { rows } = await sql<Delivery>`
    select ${selected} from delivery.delivery
    where tenant_id = ${tx.tenantId} and delivery_id = ${deliveryId}`.execute(tx.database);
  return rows[0] ?? null;
}

/** Locks the delivery of a tracking number; null when nobody knows it. */
export async function lockShipment(tx: TenantTransaction, trackingNumber: string): Promise<Delivery | null> {
  const { rows } = await sql<Delivery>`
    select ${selected} from delivery.delivery
    where tenant_id = ${tx.tenantId} and tracking_number = ${trackingNumber} for update`.execute(tx.database);
  return rows[0] ?? null;
}

/** Locks the delivery into which a fill was packed; null when it was packed into none that is still here. */
export async function lockPackedDelivery(tx: TenantTransaction, fillId: FillId): Promise<Delivery | null> {
  const { rows } = await sql<Delivery>`
    select ${selected} from delivery.delivery
    where tenant_id = ${tx.tenantId} and fill_id = ${fillId} and state = 'packed' for update`.execute(tx.database);
  return rows[0] ?? null;
}

/** Lists the deliveries of a therapy, newest first. */
export async function listDeliveries(
  tx: TenantTransaction,
  wanted: { readonly therapyId: TherapyId },
): Promise<readonly Delivery[]> {
  const { rows } = await sql<Delivery>`
    select ${selected} from delivery.delivery where tenant_id = ${tx.tenantId} and therapy_id = ${wanted.therapyId}
    order by scheduled_at desc, delivery_id desc limit 100`.execute(tx.database);
  return rows;
}

/** Lists the newest delivery of each of these therapies that has one. */
export async function listLastDeliveries(
  tx: TenantTransaction,
  therapyIds: readonly TherapyId[],
): Promise<readonly Delivery[]> {
  const { rows } = await sql<Delivery>`
    select ${selected} from (
      select distinct on (therapy_id) * from delivery.delivery
      where tenant_id = ${tx.tenantId} and therapy_id = any(${sql.val([...therapyIds])}::uuid[])
      order by therapy_id, scheduled_at desc, delivery_id desc) as newest`.execute(tx.database);
  return rows;
}

/** Lists what is to leave up to a day and what is on its way, by the day of shipping. */
export async function listShipments(tx: TenantTransaction, upTo: string): Promise<readonly Delivery[]> {
  const { rows } = await sql<Delivery>`
    select ${selected} from delivery.delivery
    where tenant_id = ${tx.tenantId} and ship_on <= ${upTo}
      and (state in ('scheduled', 'packed') or state in ('handed-over', 'in-transit', 'out-for-delivery', 'at-clinic', 'exception'))
    order by state in ('scheduled', 'packed') desc, ship_on, delivery_id limit 500`.execute(tx.database);
  return rows;
}

/** Tells the pages that show a delivery to read again. */
function touchDelivery(tx: TenantTransaction, delivery: Pick<Delivery, 'deliveryId' | 'therapyId'>): void {
  tx.touch(`delivery:${delivery.deliveryId}`);
  tx.touch(`therapy:${delivery.therapyId}`);
  tx.touch('deliveries');
}

async function sealDetails(tx: TenantTransaction, deliveryId: DeliveryId, details: DeliveryDetails): Promise<Buffer> {
  return Buffer.from(await tx.sealer.seal({ table, rowId: deliveryId }, details as unknown as Json));
}

async function appendStep(
  tx: TenantTransaction,
  taken: {
    readonly delivery: Delivery;
    readonly step: string;
    readonly from: string | null;
    readonly reasonCode: string | null;
  },
): Promise<void> {
  const { deliveryId, state } = taken.delivery;
  await sql`
    insert into delivery.delivery_step (tenant_id, delivery_id, sequence, step, from_state, to_state, reason_code, actor_id, occurred_at)
    select ${tx.tenantId}, ${deliveryId}, coalesce(max(sequence), 0) + 1, ${taken.step}, ${taken.from}::text, ${state},
      ${taken.reasonCode}::text, ${actorIdOf(tx.actor)}::uuid, ${tx.now}
    from delivery.delivery_step where tenant_id = ${tx.tenantId} and delivery_id = ${deliveryId}`.execute(tx.database);
}
