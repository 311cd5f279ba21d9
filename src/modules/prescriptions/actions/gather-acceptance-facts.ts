import { dayIn } from '../../../kernel/instant.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { getPatient } from '../../patients/index.ts';
import { type Drug, findPrescriberStanding, getDrug } from '../../reference/index.ts';
import type { AcceptanceFacts } from '../domain/acceptance-facts.ts';
import { findShipToState } from '../domain/incoming-prescription.ts';
import type { Prescription } from '../domain/prescription.ts';
import { isCancelledEarly } from '../prescription-store.ts';
import { findDuplicate } from './find-duplicate.ts';
import { findPharmacyLimits } from './find-pharmacy-limits.ts';
import { getLicensedSite, listValidityRules } from './site-rules.ts';

/** What is known already when a prescription is received, so that it is not read again. */
export interface KnownFacts {
  readonly drug: Drug | null;
  /** The patient was registered just now: nothing else is known of them. */
  readonly isNewPatient: boolean;
}

/** Gathers everything that the acceptance of a prescription is decided from, as it stands now. */
export async function gatherAcceptanceFacts(
  tx: TenantTransaction,
  prescription: Prescription,
  options: { readonly overridden: readonly string[]; readonly known?: KnownFacts },
): Promise<AcceptanceFacts> {
  const { incoming } = prescription;
  const { known = null, overridden } = options;
  const { site, licences } = await getLicensedSite(tx, prescription.siteId);
  const shipToState = findShipToState(incoming.patient);
  const [patient, drug, validity, prescriberStanding, duplicate, limits, isCancelledAlready] = await Promise.all([
    findPatientFact(tx, prescription, known),
    findDrugFact(tx, prescription, known),
    listValidityRules(tx, { site, shipToState }),
    findStanding(tx, prescription),
    known?.isNewPatient === true ? null : findDuplicate(tx, prescription),
    findPharmacyLimits(tx, prescription),
    wasCancelled(tx, prescription),
  ]);
  return {
    today: dayIn(tx.now, site.timeZone),
    patient,
    hasPrescriber: prescription.prescriberId !== null,
    prescriberStanding,
    drug,
    limits,
    statedSchedule: incoming.drug.deaSchedule,
    writtenOn: incoming.writtenOn,
    validUntil: incoming.validUntil ?? null,
    quantityThousandths: incoming.quantity?.quantityThousandths ?? null,
    daysSupply: incoming.daysSupply,
    refills: incoming.refills,
    hasDirections: (incoming.directions ?? '').trim() !== '',
    shipToState,
    licences,
    validity,
    duplicate,
    isCancelledAlready,
    overridden,
  };
}

async function findDrugFact(
  tx: TenantTransaction,
  { drugId }: Prescription,
  known: KnownFacts | null,
): Promise<AcceptanceFacts['drug']> {
  if (drugId === null) return null;
  const drug = known?.drug?.drugId === drugId ? known.drug : await getDrug(tx, drugId);
  const { deaSchedule, limitedDistribution, ingredientRxcui } = drug;
  return { deaSchedule, limitedDistribution, ingredientRxcui };
}

async function findPatientFact(
  tx: TenantTransaction,
  { patientId, incoming }: Prescription,
  known: KnownFacts | null,
): Promise<AcceptanceFacts['patient']> {
  if (patientId === null) return null;
  const recorded = known?.isNewPatient === true ? null : (await getPatient(tx, patientId)).demographics.deceasedOn;
  return { patientId, isDeceased: (recorded ?? incoming.patient.deceasedOn ?? null) !== null };
}

async function findStanding(
  tx: TenantTransaction,
  { prescriberId, incoming }: Prescription,
): Promise<AcceptanceFacts['prescriberStanding']> {
  const { writtenOn } = incoming;
  return prescriberId === null || writtenOn === null
    ? null
    : findPrescriberStanding(tx, { prescriberId, on: writtenOn });
}

async function wasCancelled(tx: TenantTransaction, { partnerId, orderNumber }: Prescription): Promise<boolean> {
  return partnerId !== null && orderNumber !== null && (await isCancelledEarly(tx, { partnerId, orderNumber }));
}
