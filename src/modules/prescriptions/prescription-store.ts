import type { Selectable } from 'kysely';
import type { Id, PatientId, PrescriptionId, RawMessageId, SiteId, StaffId, TherapyId } from '../../kernel/ids.ts';
import type { Json } from '../../kernel/json.ts';
import type { PrescriptionsPrescription } from '../../platform/database/schema.gen.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import { listFamilyIds } from '../patients/index.ts';
import type { AcceptanceFinding } from './domain/acceptance.ts';
import type { IncomingPrescription, PrescriptionChannel } from './domain/incoming-prescription.ts';
import type { Prescription, PrescriptionMatches, PrescriptionStatus } from './domain/prescription.ts';

const table = 'prescriptions.prescription';

/** Saves a new prescription. */
export async function insertPrescription(tx: TenantTransaction, prescription: Prescription): Promise<Prescription> {
  tx.write(
    tx.database.insertInto(table).values({
      tenant_id: tx.tenantId,
      prescription_id: prescription.prescriptionId,
      site_id: prescription.siteId,
      channel: prescription.channel,
      raw_message_id: prescription.rawMessageId,
      partner_id: prescription.partnerId,
      order_number: prescription.orderNumber,
      received_at: prescription.receivedAt,
      recorded_at: tx.now,
      version: prescription.version,
      ...(await toChangingColumns(tx, prescription)),
    }),
  );
  return prescription;
}

/** Saves a prescription that was locked and changed, and returns it with its next version. */
export async function savePrescription(tx: TenantTransaction, changed: Prescription): Promise<Prescription> {
  const version = changed.version + 1;
  tx.write(
    tx.database
      .updateTable(table)
      .set({ ...(await toChangingColumns(tx, changed)), version })
      .where('tenant_id', '=', tx.tenantId)
      .where('prescription_id', '=', changed.prescriptionId),
  );
  return { ...changed, version };
}

/** Finds a prescription; null when there is none. */
export async function findPrescription(
  tx: TenantTransaction,
  prescriptionId: PrescriptionId,
): Promise<Prescription | null> {
  const row = await selectPrescriptions(tx).where('prescription_id', '=', prescriptionId).executeTakeFirst();
  return row === undefined ? null : toPrescription(tx, row);
}

/** Gets a prescription, which must exist. */
export async function getPrescription(tx: TenantTransaction, prescriptionId: PrescriptionId): Promise<Prescription> {
  const prescription = await findPrescription(tx, prescriptionId);
  if (prescription === null) throw new Error('a prescription is missing');
  return prescription;
}

/** Finds a prescription and keeps others from changing it until the transaction ends. */
export async function lockPrescription(
  tx: TenantTransaction,
  prescriptionId: PrescriptionId,
): Promise<Prescription | null> {
  const row = await selectPrescriptions(tx)
    .where('prescription_id', '=', prescriptionId)
    .forUpdate()
    .executeTakeFirst();
  return row === undefined ? null : toPrescription(tx, row);
}

/** Which prescriptions to list. */
export type PrescriptionFilter =
  | { readonly patientId: PatientId }
  | { readonly therapyId: TherapyId }
  | { readonly rawMessageId: RawMessageId };

/** Lists prescriptions, the newest first. */
export async function listPrescriptions(
  tx: TenantTransaction,
  filter: PrescriptionFilter,
  most = 100,
): Promise<readonly Prescription[]> {
  const query = selectPrescriptions(tx).orderBy('received_at', 'desc').limit(most);
  const rows = await ('patientId' in filter
    ? query.where('patient_id', 'in', [...(await listFamilyIds(tx, filter.patientId))])
    : 'therapyId' in filter
      ? query.where('therapy_id', '=', filter.therapyId)
      : query.where('raw_message_id', '=', filter.rawMessageId)
  ).execute();
  return Promise.all(rows.map((row) => toPrescription(tx, row)));
}

/** What a prescription says of the amount of one fill. */
export interface PrescribedAmount {
  readonly prescriptionId: PrescriptionId;
  readonly quantityThousandths: number | null;
}

/** Lists what prescriptions say of the amount of one fill, without opening what is sealed in them. */
export async function listPrescribedAmounts(
  tx: TenantTransaction,
  prescriptionIds: readonly PrescriptionId[],
): Promise<readonly PrescribedAmount[]> {
  if (prescriptionIds.length === 0) return [];
  const rows = await tx.database
    .selectFrom('prescriptions.prescription')
    .select(['prescription_id', 'quantity_thousandths'])
    .where('tenant_id', '=', tx.tenantId)
    .where('prescription_id', 'in', prescriptionIds)
    .execute();
  return rows.map((row) => ({
    prescriptionId: row.prescription_id as PrescriptionId,
    quantityThousandths: row.quantity_thousandths,
  }));
}

/** Lists up to five prescriptions with a number: the pharmacy's own Rx number, or the number of the prescriber's order. */
export async function listByNumber(tx: TenantTransaction, number: string): Promise<readonly Prescription[]> {
  const rxNumber = /^\d{1,15}$/.test(number) ? number : null;
  const rows = await selectPrescriptions(tx)
    .where((where) =>
      where.or([
        where('order_number', '=', number),
        ...(rxNumber === null
          ? []
          : [
              where(
                'prescription_id',
                'in',
                where
                  .selectFrom('prescriptions.rx_number')
                  .select('prescription_id')
                  .where('tenant_id', '=', tx.tenantId)
                  .where('number', '=', Number(rxNumber)),
              ),
            ]),
      ]),
    )
    .orderBy('received_at', 'desc')
    .limit(5)
    .execute();
  return Promise.all(rows.map((row) => toPrescription(tx, row)));
}

/** Lists prescriptions of a state before another one, the newest first. */
export async function listByStatus(
  tx: TenantTransaction,
  filter: { readonly status: PrescriptionStatus; readonly before: PrescriptionId | null; readonly most: number },
): Promise<readonly Prescription[]> {
  let query = selectPrescriptions(tx)
    .where('status', '=', filter.status)
    .orderBy('prescription_id', 'desc')
    .limit(filter.most);
  if (filter.before !== null) query = query.where('prescription_id', '<', filter.before);
  const rows = await query.execute();
  return Promise.all(rows.map((row) => toPrescription(tx, row)));
}

/** Locks the prescriptions that a sender sent under one order number. */
export async function lockPrescriptionsOfOrder(
  tx: TenantTransaction,
  order: { readonly partnerId: Id<'partner'>; readonly orderNumber: string },
): Promise<readonly Prescription[]> {
  const rows = await selectPrescriptions(tx)
    .where('partner_id', '=', order.partnerId)
    .where('order_number', '=', order.orderNumber)
    .orderBy('received_at')
    .forUpdate()
    .execute();
  return Promise.all(rows.map((row) => toPrescription(tx, row)));
}

/** Records a decision with every rule that led to it. */
export async function insertAcceptance(
  tx: TenantTransaction,
  acceptance: {
    readonly prescriptionId: PrescriptionId;
    readonly decision: PrescriptionStatus;
    readonly findings: readonly AcceptanceFinding[];
  },
): Promise<void> {
  tx.write(
    tx.database.insertInto('prescriptions.acceptance').values({
      tenant_id: tx.tenantId,
      acceptance_id: tx.newId<'acceptance'>(),
      prescription_id: acceptance.prescriptionId,
      decision: acceptance.decision,
      findings: JSON.stringify(acceptance.findings),
      decided_at: tx.now,
      decided_by: staffIdOf(tx),
    }),
  );
}

/** Finds the findings of the last decision about a prescription. */
export async function findLastFindings(
  tx: TenantTransaction,
  prescriptionId: PrescriptionId,
): Promise<readonly AcceptanceFinding[]> {
  const row = await tx.database
    .selectFrom('prescriptions.acceptance')
    .select('findings')
    .where('tenant_id', '=', tx.tenantId)
    .where('prescription_id', '=', prescriptionId)
    .orderBy('decided_at', 'desc')
    .orderBy('acceptance_id', 'desc')
    .executeTakeFirst();
  return (row?.findings ?? []) as unknown as readonly AcceptanceFinding[];
}

/** Records that a prescription stood under the wrong patient. */
export async function insertPatientCorrection(
  tx: TenantTransaction,
  correction: {
    readonly prescriptionId: PrescriptionId;
    readonly wrongPatientId: PatientId;
    readonly patientId: PatientId;
    readonly wrongTherapyId: TherapyId | null;
    readonly therapyId: TherapyId | null;
    readonly reasonCode: string;
  },
): Promise<void> {
  tx.write(
    tx.database.insertInto('prescriptions.patient_correction').values({
      tenant_id: tx.tenantId,
      correction_id: tx.newId<'patient-correction'>(),
      prescription_id: correction.prescriptionId,
      wrong_patient_id: correction.wrongPatientId,
      patient_id: correction.patientId,
      wrong_therapy_id: correction.wrongTherapyId,
      therapy_id: correction.therapyId,
      reason_code: correction.reasonCode,
      corrected_at: tx.now,
      corrected_by: staffIdOf(tx),
    }),
  );
}

/** Remembers a cancellation that came before its prescription; said twice, it stands once. */
export async function insertEarlyCancellation(
  tx: TenantTransaction,
  cancellation: {
    readonly partnerId: Id<'partner'>;
    readonly orderNumber: string;
    readonly rawMessageId: RawMessageId | null;
    readonly reasonCode: string;
  },
): Promise<void> {
  tx.write(
    tx.database
      .insertInto('prescriptions.early_cancellation')
      .values({
        tenant_id: tx.tenantId,
        partner_id: cancellation.partnerId,
        order_number: cancellation.orderNumber,
        raw_message_id: cancellation.rawMessageId,
        reason_code: cancellation.reasonCode,
        received_at: tx.now,
      })
      .onConflict((conflict) => conflict.doNothing()),
  );
}

/** Tells whether an order was cancelled before it arrived. */
export async function isCancelledEarly(
  tx: TenantTransaction,
  order: { readonly partnerId: Id<'partner'>; readonly orderNumber: string },
): Promise<boolean> {
  const row = await tx.database
    .selectFrom('prescriptions.early_cancellation')
    .select('received_at')
    .where('tenant_id', '=', tx.tenantId)
    .where('partner_id', '=', order.partnerId)
    .where('order_number', '=', order.orderNumber)
    .executeTakeFirst();
  return row !== undefined;
}

/** Begins to select prescriptions of the tenant. */
export function selectPrescriptions(tx: TenantTransaction) {
  return tx.database.selectFrom(table).selectAll().where('tenant_id', '=', tx.tenantId);
}

async function toChangingColumns(tx: TenantTransaction, prescription: Prescription) {
  const place = { table, rowId: prescription.prescriptionId };
  return {
    status: prescription.status,
    status_reasons: [...prescription.statusReasons],
    patient_id: prescription.patientId,
    prescriber_id: prescription.prescriberId,
    drug_id: prescription.drugId,
    ingredient_rxcui: prescription.ingredientRxcui,
    therapy_id: prescription.therapyId,
    written_on: prescription.writtenOn,
    expires_on: prescription.expiresOn,
    quantity_thousandths: prescription.quantityThousandths,
    quantity_unit: prescription.quantityUnit,
    days_supply: prescription.daysSupply,
    refills_authorized: prescription.refillsAuthorized,
    substitution_allowed: prescription.substitutionAllowed,
    indication_code: prescription.indicationCode,
    ship_to_state: prescription.shipToState,
    clinic_id: prescription.clinicId,
    urgent: prescription.isUrgent,
    matches: JSON.stringify(prescription.matches),
    sealed_incoming: Buffer.from(await tx.sealer.seal(place, prescription.incoming as unknown as Json)),
    clinical_facts_recorded: prescription.clinicalFactsRecorded,
    decided_at: prescription.decidedAt,
  };
}

/** Opens a row. */
export async function toPrescription(
  tx: TenantTransaction,
  row: Selectable<PrescriptionsPrescription>,
): Promise<Prescription> {
  const place = { table, rowId: row.prescription_id };
  return {
    prescriptionId: row.prescription_id as PrescriptionId,
    siteId: row.site_id as SiteId,
    channel: row.channel as PrescriptionChannel,
    rawMessageId: row.raw_message_id as RawMessageId | null,
    partnerId: row.partner_id as Id<'partner'> | null,
    orderNumber: row.order_number,
    status: row.status as PrescriptionStatus,
    statusReasons: row.status_reasons,
    patientId: row.patient_id as PatientId | null,
    prescriberId: row.prescriber_id as Id<'prescriber'> | null,
    drugId: row.drug_id as Id<'drug'> | null,
    ingredientRxcui: row.ingredient_rxcui,
    therapyId: row.therapy_id as TherapyId | null,
    writtenOn: row.written_on,
    expiresOn: row.expires_on,
    quantityThousandths: row.quantity_thousandths,
    quantityUnit: row.quantity_unit,
    daysSupply: row.days_supply,
    refillsAuthorized: row.refills_authorized,
    substitutionAllowed: row.substitution_allowed,
    indicationCode: row.indication_code,
    shipToState: row.ship_to_state,
    clinicId: row.clinic_id as Id<'clinic'> | null,
    isUrgent: row.urgent,
    matches: row.matches as unknown as PrescriptionMatches,
    incoming: await tx.sealer.open<IncomingPrescription>(place, row.sealed_incoming),
    clinicalFactsRecorded: row.clinical_facts_recorded,
    version: row.version,
    receivedAt: row.received_at,
    decidedAt: row.decided_at,
  };
}

function staffIdOf(tx: TenantTransaction): StaffId | null {
  return tx.actor.kind === 'staff' ? tx.actor.staffId : null;
}
