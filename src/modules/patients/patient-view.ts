import { computeAgeYears } from '../../kernel/calendar-day.ts';
import type { ResponseOf } from '../../kernel/endpoint.ts';
import type { PatientId } from '../../kernel/ids.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import { dayOf, listPlans } from '../reference/index.ts';
import { listAllergies } from './allergy-store.ts';
import type { getPatient as getPatientEndpoint, searchPatients as searchEndpoint } from './api.ts';
import { listConditions } from './condition-store.ts';
import { findContactPreference, listConsents } from './consent-store.ts';
import { listCoverages } from './coverage-store.ts';
import type { Observation } from './domain/clinical-record.ts';
import { consentUses, isConsentInForce } from './domain/consent.ts';
import { isCoverageInForce } from './domain/coverage.ts';
import type { Demographics } from './domain/demographics.ts';
import { listMedications } from './medication-store.ts';
import { listObservations } from './observation-store.ts';
import { findPatient, type Patient } from './patient-queries.ts';

type PatientBody = ResponseOf<typeof getPatientEndpoint>;
type SearchHit = ResponseOf<typeof searchEndpoint>['patients'][number];

const latestObservations = 60;

/** Describes a patient with the whole record as the page shows it; null when there is none. */
export async function describePatient(tx: TenantTransaction, patientId: PatientId): Promise<PatientBody | null> {
  const patient = await findPatient(tx, patientId);
  if (patient === null) return null;
  const { demographics, displayName, version } = patient;
  return {
    patientId: patient.survivorId,
    version,
    displayName,
    ageYears: computeAgeYears({ birthDate: demographics.birthDate, on: demographics.deceasedOn ?? dayOf(tx) }),
    demographics: toDemographicsBody(demographics),
    coverages: await describeCoverages(tx, patientId),
    allergies: (await listAllergies(tx, patientId)).map(withoutProvenance),
    conditions: (await listConditions(tx, patientId)).map(withoutProvenance),
    medications: (await listMedications(tx, patientId)).map(withoutProvenance),
    observations: (await listObservations(tx, { patientId, most: latestObservations })).map(toObservationBody),
    consents: await describeConsents(tx, patientId),
    contactPreference: await findContactPreference(tx, patientId),
  };
}

function toObservationBody(observation: Observation): PatientBody['observations'][number] {
  const { result, ...shown } = withoutProvenance(observation);
  if (result === null || result === undefined) return { ...shown, result: null };
  const { resultNumber: _resultNumber, ...said } = result;
  return { ...shown, result: said };
}

/** Describes a patient in a list of hits. */
export function toSearchHit({ patientId, displayName, demographics }: Patient): SearchHit {
  const home = demographics.addresses.find(({ use }) => use === 'home') ?? demographics.addresses[0];
  return {
    patientId,
    displayName,
    birthDate: demographics.birthDate,
    sex: demographics.sex,
    city: home?.city ?? null,
    state: home?.state ?? null,
    phone: demographics.phones[0]?.number ?? null,
    recordNumbers: demographics.identifiers.filter(({ kind }) => kind === 'MR').map(({ value }) => value),
  };
}

async function describeCoverages(tx: TenantTransaction, patientId: PatientId): Promise<PatientBody['coverages']> {
  const coverages = await listCoverages(tx, patientId);
  const planIds = coverages.flatMap(({ planId }) => (planId === null ? [] : [planId]));
  const plans = new Map((await listPlans(tx, planIds)).map((plan) => [plan.planId, plan]));
  const on = dayOf(tx);
  return coverages.map((coverage) => {
    const plan = coverage.planId === null ? undefined : plans.get(coverage.planId);
    return {
      ...withoutProvenance(coverage),
      planName: plan?.name ?? null,
      planKind: plan?.kind ?? null,
      isInForce: isCoverageInForce(coverage, on),
    };
  });
}

async function describeConsents(tx: TenantTransaction, patientId: PatientId): Promise<PatientBody['consents']> {
  const consents = await listConsents(tx, patientId);
  const on = dayOf(tx);
  return consents.map(({ patientId: _patientId, documentId: _documentId, ...consent }) => ({
    ...consent,
    useLabel: consentUses[consent.use],
    isInForce: isConsentInForce(consents, { use: consent.use, on }),
  }));
}

function toDemographicsBody(demographics: Demographics): PatientBody['demographics'] {
  return {
    ...demographics,
    middleName: demographics.middleName ?? null,
    suffix: demographics.suffix ?? null,
    language: demographics.language ?? null,
    deceasedOn: demographics.deceasedOn ?? null,
    addresses: demographics.addresses.map((address) => ({ ...address, lines: [...address.lines] })),
    phones: [...demographics.phones],
    emails: [...demographics.emails],
    identifiers: [...demographics.identifiers],
  };
}

/** Leaves out what the page of the patient does not show of a record. */
function withoutProvenance<
  Recorded extends { readonly patientId: unknown; readonly origin: unknown; readonly recordedAt: unknown },
>(recorded: Recorded): Omit<Recorded, 'patientId' | 'origin' | 'recordedAt'> {
  const { patientId: _patientId, origin: _origin, recordedAt: _recordedAt, ...shown } = recorded;
  return shown;
}
