import type { ResponseOf } from '../../kernel/endpoint.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import { listClinics } from '../clinics/index.ts';
import { listSites, listStaffNames } from '../identity/index.ts';
import { listPatientNames } from '../patients/index.ts';
import {
  type Drug,
  listDiseaseStates,
  listDuplicateTherapyClasses,
  listSpecialtyDrugs,
  nameDiseaseState,
} from '../reference/index.ts';
import { formatTherapyNumber, listStandings } from '../therapies/index.ts';
import type * as api from './api.ts';
import { describeFinding, type Prospect } from './domain/prospect.ts';

type Shown = ResponseOf<typeof api.listProspects>['prospects'][number];

/** Describes prospects with the names of what they hold. */
export async function describeProspects(tx: TenantTransaction, prospects: readonly Prospect[]): Promise<Shown[]> {
  const patients = await listPatientNames(tx, [...new Set(prospects.map(({ patientId }) => patientId))]);
  const clinics = new Map((await listClinics(tx)).map(({ clinicId, name }) => [clinicId, name]));
  const sites = new Map((await listSites(tx)).map((site) => [site.siteId, site]));
  const states = new Map((await listDiseaseStates(tx)).map((state) => [state.code, state]));
  const staff = await listStaffNames(
    tx,
    prospects.flatMap(({ changedBy }) => changedBy ?? []),
  );
  const standings = await listStandings(
    tx,
    prospects.flatMap(({ therapyId }) => therapyId ?? []),
  );
  const expected = await listExpectedDrugs(tx, new Set(prospects.map(({ diseaseState }) => diseaseState)));
  return prospects.map((prospect) => {
    const { siteId, diseaseState, findings, therapyId, changedBy } = prospect;
    const label = states.get(diseaseState)?.label ?? nameDiseaseState(diseaseState);
    const standing = standings.find((one) => one.therapyId === therapyId);
    return {
      prospectId: prospect.prospectId,
      version: prospect.version,
      patientId: prospect.patientId,
      patientName: patients.get(prospect.patientId)?.displayName ?? '',
      clinicName: clinics.get(prospect.clinicId) ?? '',
      siteName: sites.get(siteId)?.name ?? '',
      timeZone: sites.get(siteId)?.timeZone ?? 'UTC',
      appointmentAt: prospect.appointmentAt,
      diseaseState: label,
      diagnosisCode: findings.find(({ rule }) => rule === 'diagnosis-eligible')?.evidence ?? null,
      expectedDrugs: [...(expected.get(diseaseState) ?? [])],
      why: findings.map((finding) => describeFinding(finding, label)),
      listSource: states.get(diseaseState)?.source ?? '',
      isListVerified: states.get(diseaseState)?.isVerified ?? false,
      state: prospect.state,
      reasonCode: prospect.reasonCode,
      therapyId,
      therapyNumber: standing === undefined ? null : formatTherapyNumber(standing.number),
      changedAt: prospect.changedAt,
      changedByName: changedBy === null ? null : (staff.get(changedBy) ?? ''),
    };
  });
}

/** The classes of the specialty drugs of each disease state, most drugs first; where none is on record, the names of ingredients. */
async function listExpectedDrugs(
  tx: TenantTransaction,
  diseaseStates: ReadonlySet<string>,
): Promise<ReadonlyMap<string, readonly string[]>> {
  if (diseaseStates.size === 0) return new Map();
  const drugs = (await listSpecialtyDrugs(tx)).filter(({ programme }) => diseaseStates.has(programme));
  const ingredients = [...new Set(drugs.flatMap(({ ingredientRxcui }) => ingredientRxcui ?? []))];
  const classes = await listDuplicateTherapyClasses(tx, ingredients);
  const classOf = new Map(
    classes.flatMap(({ className, ingredientRxcuis }) => ingredientRxcuis.map((code) => [code, className] as const)),
  );
  const named = (drug: Drug): string => classOf.get(drug.ingredientRxcui ?? '') ?? drug.genericName;
  const grouped = Map.groupBy(drugs, ({ programme }) => programme);
  return new Map(
    [...grouped].map(([programme, own]) => {
      const names = [...Map.groupBy(own, named)].sort(([, left], [, right]) => right.length - left.length);
      return [programme, names.slice(0, 4).map(([name]) => name)];
    }),
  );
}
