import type { Id, PatientId, PrescriptionId, SiteId, StaffId, TherapyId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { Json } from '../../kernel/json.ts';
import { actorIdOf } from '../../platform/transaction/actor.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { AnswerReason } from './domain/prescription-verification.ts';
import type { Alert, AlertKind, AlertTier, FailedCheck, ScreeningFacts, ScreeningOutcome } from './domain/screening.ts';

const table = 'clinical.screening';

export type ScreenId = Id<'screening'>;

/** A screening as it was made. */
export interface Screening extends ScreeningOutcome {
  readonly screenId: ScreenId;
  readonly rulesVersion: number;
  readonly screenedAt: Instant;
}

/** Saves a screening with its facts and alerts. */
export async function insertScreening(
  tx: TenantTransaction,
  screening: Screening & {
    readonly prescriptionId: PrescriptionId;
    readonly therapyId: TherapyId | null;
    readonly patientId: PatientId;
    readonly siteId: SiteId;
    readonly facts: ScreeningFacts;
  },
): Promise<void> {
  const { screenId, alerts } = screening;
  const sealed = await tx.sealer.seal({ table, rowId: screenId }, screening.facts as unknown as Json);
  await tx.database
    .insertInto(table)
    .values({
      tenant_id: tx.tenantId,
      screen_id: screenId,
      prescription_id: screening.prescriptionId,
      therapy_id: screening.therapyId,
      patient_id: screening.patientId,
      site_id: screening.siteId,
      rules_version: screening.rulesVersion,
      failed: [...screening.failed],
      sealed_facts: Buffer.from(sealed),
      screened_at: screening.screenedAt,
      screened_by: actorIdOf(tx.actor),
    })
    .execute();
  if (alerts.length === 0) return;
  await tx.database
    .insertInto('clinical.alert')
    .values(
      alerts.map((alert) => ({
        tenant_id: tx.tenantId,
        screen_id: screenId,
        alert_key: alert.alertKey,
        kind: alert.kind,
        tier: alert.tier,
        severity: alert.severity,
        ingredient_rxcuis: [...alert.ingredientRxcuis],
        effect: alert.effect,
        advice: alert.advice,
        source: alert.source,
      })),
    )
    .execute();
}

/** Finds the newest screening of a prescription with its facts; null when none was made. */
export async function findNewestScreening(
  tx: TenantTransaction,
  prescriptionId: PrescriptionId,
): Promise<(Screening & { readonly facts: ScreeningFacts }) | null> {
  const row = await tx.database
    .selectFrom(table)
    .select(['screen_id', 'rules_version', 'failed', 'sealed_facts', 'screened_at'])
    .where('tenant_id', '=', tx.tenantId)
    .where('prescription_id', '=', prescriptionId)
    .orderBy('screened_at', 'desc')
    .orderBy('screen_id', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (row === undefined) return null;
  return {
    screenId: row.screen_id as ScreenId,
    rulesVersion: row.rules_version,
    failed: row.failed as readonly FailedCheck[],
    screenedAt: row.screened_at,
    alerts: await listAlerts(tx, row.screen_id as ScreenId),
    facts: await tx.sealer.open<ScreeningFacts>({ table, rowId: row.screen_id }, row.sealed_facts),
  };
}

async function listAlerts(tx: TenantTransaction, screenId: ScreenId): Promise<readonly Alert[]> {
  const rows = await tx.database
    .selectFrom('clinical.alert')
    .selectAll()
    .where('tenant_id', '=', tx.tenantId)
    .where('screen_id', '=', screenId)
    .orderBy((order) => order.fn('array_position', [order.val(['interruptive', 'prominent', 'passive']), 'tier']))
    .orderBy('alert_key')
    .execute();
  return rows.map((row) => ({
    alertKey: row.alert_key,
    kind: row.kind as AlertKind,
    tier: row.tier as AlertTier,
    severity: row.severity,
    ingredientRxcuis: row.ingredient_rxcuis,
    effect: row.effect,
    advice: row.advice,
    source: row.source,
  }));
}

/** What a pharmacist said to an alert. */
export interface AlertAnswer {
  readonly alertKey: string;
  readonly reasonCode: AnswerReason;
  readonly answeredAt: Instant;
  readonly answeredBy: StaffId;
}

/** Keeps the answers of a pharmacist to alerts of a prescription. */
export async function insertAnswers(
  tx: TenantTransaction,
  answers: readonly (AlertAnswer & { readonly prescriptionId: PrescriptionId })[],
): Promise<void> {
  if (answers.length === 0) return;
  await tx.database
    .insertInto('clinical.alert_answer')
    .values(
      answers.map((answer) => ({
        tenant_id: tx.tenantId,
        answer_id: tx.newId<'alert-answer'>(),
        prescription_id: answer.prescriptionId,
        alert_key: answer.alertKey,
        reason_code: answer.reasonCode,
        answered_at: answer.answeredAt,
        answered_by: answer.answeredBy,
      })),
    )
    .execute();
}

/** Lists the latest answer to each alert of a prescription. */
export async function listAnswers(
  tx: TenantTransaction,
  prescriptionId: PrescriptionId,
): Promise<readonly AlertAnswer[]> {
  const rows = await tx.database
    .selectFrom('clinical.alert_answer')
    .select(['alert_key', 'reason_code', 'answered_at', 'answered_by'])
    .distinctOn('alert_key')
    .where('tenant_id', '=', tx.tenantId)
    .where('prescription_id', '=', prescriptionId)
    .orderBy('alert_key')
    .orderBy('answered_at', 'desc')
    .orderBy('answer_id', 'desc')
    .execute();
  return rows.map((row) => ({
    alertKey: row.alert_key,
    reasonCode: row.reason_code as AnswerReason,
    answeredAt: row.answered_at,
    answeredBy: row.answered_by as StaffId,
  }));
}
