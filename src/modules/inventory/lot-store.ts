import { sql } from 'kysely';
import type { CalendarDay } from '../../kernel/calendar-day.ts';
import type { FillId, SiteId } from '../../kernel/ids.ts';
import type { Ndc11 } from '../../kernel/ndc.ts';
import { actorIdOf } from '../../platform/transaction/actor.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { LotId, LotOnHand } from './domain/lot-choice.ts';
import { effectOf, type MovementKind } from './domain/stock-balance.ts';
import type { StockOwner } from './domain/stock-owner.ts';

/** What tells a lot apart. */
export interface LotIdentity {
  readonly siteId: SiteId;
  readonly ndc11: Ndc11;
  readonly gtin14: string | null;
  readonly lotNumber: string;
  readonly expiresOn: CalendarDay;
  readonly owner: StockOwner;
}

/** A movement to be written. */
export interface Movement {
  readonly lotId: LotId;
  readonly kind: MovementKind;
  readonly quantityThousandths: number;
  readonly fillId?: FillId;
  readonly reasonCode?: string;
  readonly unitCostHundredThousandths?: number;
}

interface LotRow {
  readonly lot_id: LotId;
  readonly site_id: SiteId;
  readonly ndc11: Ndc11;
  readonly gtin14: string | null;
  readonly lot_number: string;
  readonly expires_on: CalendarDay;
  readonly owner: StockOwner;
  readonly quarantined_reason: string | null;
  readonly on_hand: number;
  readonly reserved: number;
}

/** Locks the lots of a package at a site in a fixed order, so that two fills never pick the same unit, and reads what they hold. */
export async function lockLots(
  tx: TenantTransaction,
  place: { readonly siteId: SiteId; readonly ndc11: Ndc11 },
): Promise<readonly LotOnHand[]> {
  await sql`select lot_id from inventory.lot where tenant_id = ${tx.tenantId} and site_id = ${place.siteId} and ndc11 = ${place.ndc11}
    order by lot_id for update`.execute(tx.database);
  return listLots(tx, place);
}

/** Finds and locks a lot with what it holds; null when it is not at a site of this transaction. */
export async function lockLot(tx: TenantTransaction, lotId: LotId): Promise<LotOnHand | null> {
  await sql`select lot_id from inventory.lot where tenant_id = ${tx.tenantId} and lot_id = ${lotId} for update`.execute(
    tx.database,
  );
  const [lot] = await listLots(tx, { lotId });
  return lot ?? null;
}

/** Lists the lots of a package at a site, or of all packages, with what they hold. */
export async function listLots(
  tx: TenantTransaction,
  place: { readonly siteId?: SiteId; readonly ndc11?: Ndc11; readonly lotId?: LotId },
): Promise<readonly LotOnHand[]> {
  const { rows } = await sql<LotRow>`
    select l.lot_id, l.site_id, l.ndc11, l.gtin14, l.lot_number, l.expires_on, l.owner, l.quarantined_reason,
      coalesce(sum(m.on_hand_thousandths), 0)::bigint as on_hand, coalesce(sum(m.reserved_thousandths), 0)::bigint as reserved
    from inventory.lot l left join inventory.stock_movement m on m.tenant_id = l.tenant_id and m.lot_id = l.lot_id
    where l.tenant_id = ${tx.tenantId}
      and (${place.siteId ?? null}::uuid is null or l.site_id = ${place.siteId ?? null}::uuid)
      and (${place.ndc11 ?? null}::text is null or l.ndc11 = ${place.ndc11 ?? null}::text)
      and (${place.lotId ?? null}::uuid is null or l.lot_id = ${place.lotId ?? null}::uuid)
    group by l.tenant_id, l.lot_id order by l.ndc11, l.expires_on, l.lot_id`.execute(tx.database);
  return rows.map((row) => ({
    lotId: row.lot_id,
    siteId: row.site_id,
    ndc11: row.ndc11,
    gtin14: row.gtin14,
    lotNumber: row.lot_number,
    expiresOn: row.expires_on,
    owner: row.owner,
    quarantinedReason: row.quarantined_reason,
    balance: { onHandThousandths: row.on_hand, reservedThousandths: row.reserved },
  }));
}

/** Saves a lot if it is new and returns its id, holding its lock. */
export async function saveLot(tx: TenantTransaction, lot: LotIdentity): Promise<LotId> {
  const { rows } = await sql<{ lot_id: LotId }>`
    insert into inventory.lot (tenant_id, lot_id, site_id, ndc11, gtin14, lot_number, expires_on, owner, made_at)
    values (${tx.tenantId}, ${tx.newId<'lot'>()}, ${lot.siteId}, ${lot.ndc11}, ${lot.gtin14}, ${lot.lotNumber}, ${lot.expiresOn}, ${lot.owner}, ${tx.now})
    on conflict (tenant_id, site_id, ndc11, lot_number, owner) do update set gtin14 = coalesce(inventory.lot.gtin14, excluded.gtin14)
    returning lot_id`.execute(tx.database);
  const [row] = rows;
  if (row === undefined) throw new Error('a lot was not saved');
  return row.lot_id;
}

/** Appends a movement to the ledger of a lot, whose lock the caller holds. */
export async function appendMovement(tx: TenantTransaction, movement: Movement): Promise<void> {
  const effect = effectOf(movement.kind, movement.quantityThousandths);
  await sql`
    insert into inventory.stock_movement (tenant_id, lot_id, sequence, kind, on_hand_thousandths, reserved_thousandths, fill_id, reason_code,
      unit_cost_hundred_thousandths, actor_id, occurred_at)
    select ${tx.tenantId}, ${movement.lotId}, coalesce(max(sequence), 0) + 1, ${movement.kind}, ${effect.onHandThousandths}, ${effect.reservedThousandths},
      ${movement.fillId ?? null}::uuid, ${movement.reasonCode ?? null}::text, ${movement.unitCostHundredThousandths ?? null}::bigint, ${actorIdOf(tx.actor)}::uuid, ${tx.now}
    from inventory.stock_movement where tenant_id = ${tx.tenantId} and lot_id = ${movement.lotId}`.execute(tx.database);
}

/** Inserts a lot that nobody knows yet. */
export async function insertLot(tx: TenantTransaction, lot: LotIdentity & { readonly lotId: LotId }): Promise<void> {
  await tx.database
    .insertInto('inventory.lot')
    .values({
      tenant_id: tx.tenantId,
      lot_id: lot.lotId,
      site_id: lot.siteId,
      ndc11: lot.ndc11,
      gtin14: lot.gtin14,
      lot_number: lot.lotNumber,
      expires_on: lot.expiresOn,
      owner: lot.owner,
      made_at: tx.now,
    })
    .execute();
}

/** Inserts a movement at its place in the ledger of a lot that nobody else can see yet. */
export async function appendMovementAt(tx: TenantTransaction, movement: Movement, sequence: number): Promise<void> {
  const effect = effectOf(movement.kind, movement.quantityThousandths);
  await tx.database
    .insertInto('inventory.stock_movement')
    .values({
      tenant_id: tx.tenantId,
      lot_id: movement.lotId,
      sequence,
      kind: movement.kind,
      on_hand_thousandths: effect.onHandThousandths,
      reserved_thousandths: effect.reservedThousandths,
      fill_id: movement.fillId ?? null,
      reason_code: movement.reasonCode ?? null,
      unit_cost_hundred_thousandths: movement.unitCostHundredThousandths ?? null,
      actor_id: actorIdOf(tx.actor),
      occurred_at: tx.now,
    })
    .execute();
}

/** What is reserved for a fill and in which lot; what was dispensed to it and not returned. */
export interface FillStock {
  readonly lotId: LotId;
  readonly reservedThousandths: number;
  readonly dispensedThousandths: number;
}

/** Reads the stock of a fill by lot. */
export async function listFillStock(tx: TenantTransaction, fillId: FillId): Promise<readonly FillStock[]> {
  const { rows } = await sql<{ lot_id: LotId; reserved: number; dispensed: number }>`
    select lot_id, sum(reserved_thousandths)::bigint as reserved, (-sum(on_hand_thousandths) filter (where kind <> 'wasted'))::bigint as dispensed
    from inventory.stock_movement where tenant_id = ${tx.tenantId} and fill_id = ${fillId} group by lot_id order by lot_id`.execute(
    tx.database,
  );
  return rows.map((row) => ({
    lotId: row.lot_id,
    reservedThousandths: row.reserved,
    dispensedThousandths: row.dispensed,
  }));
}
