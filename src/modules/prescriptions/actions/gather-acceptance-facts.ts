import { addDays } from '../../../kernel/calendar-day.ts';
import { dayIn } from '../../../kernel/instant.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { getSite, listSiteLicences, type Site } from '../../identity/index.ts';
import { getPatient } from '../../patients/index.ts';
import { type Drug, findStatePolicy, getDrug } from '../../reference/index.ts';
import type { AcceptanceFacts, ValidityRule } from '../domain/acceptance-facts.ts';
import { findShipToState } from '../domain/incoming-prescription.ts';
import type { Prescription } from '../domain/prescription.ts';
import { customaryValidity, toValidityRule, validityTopic } from '../domain/prescription-validity.ts';
import { findDuplicate, isCancelledEarly } from '../prescription-store.ts';

/** Within how many days a second prescription of the same patient, ingredient and prescriber is looked at by a person. */
const duplicateDays = 30;

/** Gathers everything that the acceptance of a prescription is decided from, as it stands now. */
export async function gatherAcceptanceFacts(
  tx: TenantTransaction,
  prescription: Prescription,
  overridden: readonly string[],
): Promise<AcceptanceFacts> {
  const { incoming } = prescription;
  const site = await getSite(tx, prescription.siteId);
  const drug = prescription.drugId === null ? null : await getDrug(tx, prescription.drugId);
  const shipToState = findShipToState(incoming.patient);
  return {
    today: dayIn(tx.now, site.timeZone),
    patient: await findPatientFact(tx, prescription),
    hasPrescriber: prescription.prescriberId !== null,
    drug: drug === null ? null : toDrugFact(drug),
    statedSchedule: incoming.drug.deaSchedule,
    writtenOn: incoming.writtenOn,
    quantityThousandths: incoming.quantity?.quantityThousandths ?? null,
    daysSupply: incoming.daysSupply,
    refills: incoming.refills,
    hasDirections: (incoming.directions ?? '').trim() !== '',
    shipToState,
    licences: await listSiteLicences(tx, prescription.siteId),
    validity: await listValidityRules(tx, { site, shipToState }),
    duplicateOf: await findDuplicateOf(tx, prescription),
    isCancelledAlready: await wasCancelled(tx, prescription),
    overridden,
  };
}

function toDrugFact(drug: Drug): AcceptanceFacts['drug'] {
  const { deaSchedule, limitedDistribution, ingredientRxcui } = drug;
  return { deaSchedule, limitedDistribution, ingredientRxcui };
}

async function findPatientFact(
  tx: TenantTransaction,
  { patientId, incoming }: Prescription,
): Promise<AcceptanceFacts['patient']> {
  if (patientId === null) return null;
  const patient = await getPatient(tx, patientId);
  const deceasedOn = patient.demographics.deceasedOn ?? incoming.patient.deceasedOn;
  return { patientId, isDeceased: deceasedOn !== null && deceasedOn !== undefined };
}

async function listValidityRules(
  tx: TenantTransaction,
  places: { readonly site: Site; readonly shipToState: string | null },
): Promise<readonly ValidityRule[]> {
  const states = new Set([places.site.address.state, ...(places.shipToState === null ? [] : [places.shipToState])]);
  const rules: ValidityRule[] = [];
  const on = dayIn(tx.now, places.site.timeZone);
  for (const state of states) {
    const policy = await findStatePolicy(tx, { state, topic: validityTopic, on });
    rules.push((policy === null ? null : toValidityRule(policy)) ?? customaryValidity);
  }
  return rules;
}

function findDuplicateOf(
  tx: TenantTransaction,
  prescription: Prescription,
): Promise<AcceptanceFacts['duplicateOf']> | null {
  const { patientId, ingredientRxcui, prescriberId, prescriptionId, receivedAt } = prescription;
  if (patientId === null || ingredientRxcui === null || prescriberId === null) return null;
  const since = addDays(dayIn(receivedAt, 'UTC' as Site['timeZone']), -duplicateDays);
  return findDuplicate(tx, { patientId, ingredientRxcui, prescriberId, since, except: prescriptionId });
}

async function wasCancelled(tx: TenantTransaction, { partnerId, orderNumber }: Prescription): Promise<boolean> {
  return partnerId !== null && orderNumber !== null && (await isCancelledEarly(tx, { partnerId, orderNumber }));
}
