import type { PatientId } from '../../../kernel/ids.ts';
import { dayIn, type TimeZone } from '../../../kernel/instant.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import {
  type RecordOrigin,
  recordAllergy,
  recordCondition,
  recordCoverage,
  recordMedication,
  recordObservation,
} from '../../patients/index.ts';
import { findPlan } from '../../reference/index.ts';
import type { IncomingCoverage, IncomingPrescription } from '../domain/incoming-prescription.ts';

interface FactsOf {
  readonly patientId: PatientId;
  readonly origin: RecordOrigin;
}

/** What a message says of a patient beside who it is. */
export type StatedFacts = Pick<
  IncomingPrescription,
  'receivedAt' | 'coverages' | 'allergies' | 'noKnownAllergies' | 'conditions' | 'medications' | 'observations'
>;

/** Records what a message or prescription says of its patient: insurance, allergies, conditions, other medicines and measurements. */
export async function recordClinicalFacts(tx: TenantTransaction, facts: FactsOf, incoming: StatedFacts): Promise<void> {
  for (const coverage of incoming.coverages) await recordCard(tx, facts, coverage);
  await recordAllergies(tx, facts, incoming);
  await recordConditions(tx, facts, incoming);
  for (const { rxcui, text, directions } of incoming.medications)
    await recordMedication(tx, {
      ...facts,
      rxcui,
      ingredientRxcui: null,
      text,
      directions,
      startedOn: null,
      endedOn: null,
    });
  const today = dayIn(incoming.receivedAt, 'UTC' as TimeZone);
  for (const { loincCode, value, unit, observedOn, text } of incoming.observations)
    await recordObservation(tx, {
      ...facts,
      loincCode,
      value,
      ucumUnit: unit,
      observedOn: observedOn ?? today,
      text,
    });
}

/** A card without a member number says nothing that can be billed. */
async function recordCard(tx: TenantTransaction, facts: FactsOf, coverage: IncomingCoverage): Promise<void> {
  const { bin, pcn, groupNumber, memberId, personCode, payerName } = coverage;
  if (memberId === null) return;
  const card = { bin: bin ?? '', pcn: pcn ?? undefined, group: groupNumber ?? undefined };
  const plan = bin === null ? null : await findPlan(tx, card);
  await recordCoverage(tx, {
    ...facts,
    planId: plan?.planId ?? null,
    payerOrder: Math.min(9, Math.max(1, coverage.priority)),
    relationship: coverage.relationship,
    memberId,
    groupNumber,
    personCode,
    payerName: payerName ?? plan?.payerName ?? null,
    validFrom: coverage.validFrom,
    validTo: coverage.validTo,
  });
}

async function recordAllergies(tx: TenantTransaction, facts: FactsOf, incoming: StatedFacts): Promise<void> {
  for (const { rxcui, snomedCode, text, reaction, severity } of incoming.allergies)
    await recordAllergy(tx, {
      ...facts,
      kind: 'substance',
      ingredientRxcui: rxcui,
      snomedCode,
      severity,
      substance: text,
      reaction,
    });
  if (!incoming.noKnownAllergies || incoming.allergies.length > 0) return;
  await recordAllergy(tx, {
    ...facts,
    kind: 'no-known-allergies',
    ingredientRxcui: null,
    snomedCode: null,
    severity: null,
    substance: 'No known allergies, as the prescriber says',
    reaction: null,
  });
}

async function recordConditions(tx: TenantTransaction, facts: FactsOf, incoming: StatedFacts): Promise<void> {
  for (const { system, code, text, onsetOn } of incoming.conditions) {
    const words = text ?? code;
    if (words === null) continue;
    await recordCondition(tx, { ...facts, codeSystem: system, code, text: words, onsetOn, endedOn: null });
  }
}
