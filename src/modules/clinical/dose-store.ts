import type { CalendarDay } from '../../kernel/calendar-day.ts';
import type { Id, PatientId, SiteId, TherapyId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import { actorIdOf } from '../../platform/transaction/actor.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { DosePhase, ReceivedSupply } from './domain/dose-ledger.ts';

const supplyTable = 'clinical.dispensed_supply';
const phaseTable = 'clinical.dose_phase';

/** A change of the dose as it stands in the record. */
interface KeptPhase extends DosePhase {
  readonly phaseId: string;
  readonly reasonCode: string;
  readonly recordedAt: Instant;
}

/** Keeps what is known of a supply; what is not told stays as it was. */
export async function saveSupply(
  tx: TenantTransaction,
  supply: {
    readonly supplyId: string;
    readonly therapyId: TherapyId;
    readonly siteId: SiteId;
    readonly quantityThousandths?: number | null;
    readonly daysSupply?: number | null;
    readonly deliveredOn?: CalendarDay | null;
  },
): Promise<void> {
  const { quantityThousandths, daysSupply, deliveredOn } = supply;
  const told = {
    ...(quantityThousandths == null ? {} : { quantity_thousandths: quantityThousandths }),
    ...(daysSupply == null ? {} : { days_supply: daysSupply }),
    ...(deliveredOn === undefined ? {} : { delivered_on: deliveredOn }),
  };
  await tx.database
    .insertInto(supplyTable)
    .values({
      tenant_id: tx.tenantId,
      supply_id: supply.supplyId,
      therapy_id: supply.therapyId,
      site_id: supply.siteId,
      ...told,
    })
    .onConflict((conflict) =>
      conflict.columns(['tenant_id', 'supply_id']).doUpdateSet({ therapy_id: supply.therapyId, ...told }),
    )
    .execute();
}

/** Lists the supplies that reached a patient and last for a known time, the oldest first. */
export async function listSupplies(tx: TenantTransaction, therapyId: TherapyId): Promise<readonly ReceivedSupply[]> {
  const rows = await tx.database
    .selectFrom(supplyTable)
    .select(['supply_id', 'quantity_thousandths', 'days_supply', 'delivered_on'])
    .where('tenant_id', '=', tx.tenantId)
    .where('therapy_id', '=', therapyId)
    .where('delivered_on', 'is not', null)
    .orderBy('delivered_on')
    .orderBy('supply_id')
    .execute();
  return rows.flatMap(({ supply_id, quantity_thousandths, days_supply, delivered_on }) => {
    if (delivered_on === null || days_supply === null) return [];
    // Where no quantity is known, one unit is taken for each day.
    const quantityThousandths = quantity_thousandths === null ? days_supply * 1_000 : Number(quantity_thousandths);
    return [{ supplyId: supply_id, on: delivered_on as CalendarDay, quantityThousandths, daysSupply: days_supply }];
  });
}

/** Adds a change of the dose. */
export async function insertPhase(
  tx: TenantTransaction,
  phase: DosePhase & {
    readonly phaseId: Id<'dose-phase'>;
    readonly therapyId: TherapyId;
    readonly patientId: PatientId;
    readonly siteId: SiteId;
    readonly reasonCode: string;
  },
): Promise<void> {
  await tx.database
    .insertInto(phaseTable)
    .values({
      tenant_id: tx.tenantId,
      phase_id: phase.phaseId,
      therapy_id: phase.therapyId,
      patient_id: phase.patientId,
      site_id: phase.siteId,
      from_on: phase.fromOn,
      kind: phase.kind,
      amount_thousandths: phase.amountThousandths,
      every_days: phase.everyDays,
      reason_code: phase.reasonCode,
      recorded_at: tx.now,
      recorded_by: actorIdOf(tx.actor),
    })
    .execute();
}

/** Lists the changes of a dose by the day from which they hold; of two from one day the later entry stands last. */
export async function listPhases(tx: TenantTransaction, therapyId: TherapyId): Promise<readonly KeptPhase[]> {
  const rows = await tx.database
    .selectFrom(phaseTable)
    .select(['phase_id', 'from_on', 'kind', 'amount_thousandths', 'every_days', 'reason_code', 'recorded_at'])
    .where('tenant_id', '=', tx.tenantId)
    .where('therapy_id', '=', therapyId)
    .orderBy('from_on')
    .orderBy('recorded_at')
    .orderBy('phase_id')
    .execute();
  return rows.map((row) => ({
    phaseId: row.phase_id,
    fromOn: row.from_on as CalendarDay,
    kind: row.kind as DosePhase['kind'],
    amountThousandths: Number(row.amount_thousandths),
    everyDays: row.every_days,
    reasonCode: row.reason_code,
    recordedAt: row.recorded_at,
  }));
}
