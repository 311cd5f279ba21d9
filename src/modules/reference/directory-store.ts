import type { CalendarDay } from '../../kernel/calendar-day.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { PayerId, PlanId, PlanKind } from './domain/plan.ts';
import { type Prescriber, type PrescriberId, toFamilyKey } from './domain/prescriber.ts';

/** A prescriber as the world names one: without our id. */
export type NewPrescriber = Omit<Prescriber, 'prescriberId'> & {
  readonly isSynthetic: boolean;
  readonly source: string;
};

/** Saves a prescriber by NPI and returns the id; what is newly said replaces, what is left out stays. */
export async function savePrescriber(tx: TenantTransaction, prescriber: NewPrescriber): Promise<PrescriberId> {
  const row = await tx.database
    .insertInto('reference.prescriber')
    .values({
      tenant_id: tx.tenantId,
      prescriber_id: tx.newId<'prescriber'>(),
      npi: prescriber.npi,
      dea_number: prescriber.deaNumber,
      family_name: prescriber.familyName,
      given_name: prescriber.givenName,
      credential: prescriber.credential,
      specialty: prescriber.specialty,
      phone: prescriber.phone,
      fax: prescriber.fax,
      state: prescriber.state,
      family_key: toFamilyKey(prescriber.familyName),
      is_synthetic: prescriber.isSynthetic,
      source: prescriber.source,
    })
    .onConflict((conflict) =>
      conflict.columns(['tenant_id', 'npi']).doUpdateSet((set) => ({
        family_name: set.ref('excluded.family_name'),
        given_name: set.ref('excluded.given_name'),
        family_key: set.ref('excluded.family_key'),
        dea_number: set.fn.coalesce('excluded.dea_number', 'reference.prescriber.dea_number'),
        credential: set.fn.coalesce('excluded.credential', 'reference.prescriber.credential'),
        specialty: set.fn.coalesce('excluded.specialty', 'reference.prescriber.specialty'),
        phone: set.fn.coalesce('excluded.phone', 'reference.prescriber.phone'),
        fax: set.fn.coalesce('excluded.fax', 'reference.prescriber.fax'),
        state: set.fn.coalesce('excluded.state', 'reference.prescriber.state'),
        source: set.ref('excluded.source'),
      })),
    )
    .returning('prescriber_id')
    .executeTakeFirstOrThrow();
  return row.prescriber_id as PrescriberId;
}

/** A plan as a card names it, with its payer by name. */
export interface NewPlan {
  readonly payerName: string;
  readonly name: string;
  readonly kind: PlanKind;
  readonly bin: string;
  readonly pcn: string;
  readonly groupNumber: string;
  readonly validFrom: CalendarDay;
  readonly isSynthetic: boolean;
}

/** Saves a plan and its payer and returns the plan's id. */
export async function savePlan(tx: TenantTransaction, plan: NewPlan): Promise<PlanId> {
  const payer = await tx.database
    .insertInto('reference.payer')
    .values({
      tenant_id: tx.tenantId,
      payer_id: tx.newId<'payer'>(),
      name: plan.payerName,
      is_synthetic: plan.isSynthetic,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['tenant_id', 'name'])
        .doUpdateSet((set) => ({ is_synthetic: set.ref('excluded.is_synthetic') })),
    )
    .returning('payer_id')
    .executeTakeFirstOrThrow();
  const row = await tx.database
    .insertInto('reference.plan')
    .values({
      tenant_id: tx.tenantId,
      plan_id: tx.newId<'plan'>(),
      payer_id: payer.payer_id as PayerId,
      name: plan.name,
      kind: plan.kind,
      bin: plan.bin,
      pcn: plan.pcn,
      group_number: plan.groupNumber,
      valid_from: plan.validFrom,
      is_synthetic: plan.isSynthetic,
    })
    .onConflict((conflict) =>
      conflict.columns(['tenant_id', 'bin', 'pcn', 'group_number', 'valid_from']).doUpdateSet((set) => ({
        name: set.ref('excluded.name'),
        kind: set.ref('excluded.kind'),
        payer_id: set.ref('excluded.payer_id'),
      })),
    )
    .returning('plan_id')
    .executeTakeFirstOrThrow();
  return row.plan_id as PlanId;
}
