export { completeReferenceImport, importReferenceRows } from './actions/import-reference.ts';
export { installDemoReference } from './actions/install-demo-reference.ts';
export { recordPrescriber } from './actions/record-prescriber.ts';
export { resolveDrug } from './actions/resolve-drug.ts';
export { resolvePrescriber } from './actions/resolve-prescriber.ts';
export {
  findIngredientInText,
  listDoseLimits,
  listDuplicateTherapyClasses,
  listIngredientNames,
  listInteractions,
} from './clinical-queries.ts';
export { listClinicalRisks } from './clinical-risk-store.ts';

export { type ClinicalRiskRow, findClinicalRisk } from './domain/clinical-risk.ts';
export { type DiseaseState, findDiagnosisBeginning, nameDiseaseState } from './domain/disease-state.ts';
export { type Drug, isSoldAsGeneric, nameDrug } from './domain/drug.ts';
export type { DuplicateThresholds } from './domain/match-threshold.ts';
export type { PayerId, Plan, PlanId, PlanKind } from './domain/plan.ts';
export type { Prescriber } from './domain/prescriber.ts';
export type { PrescriberStatusFact } from './domain/prescriber-status.ts';
export type { DrugPrice } from './domain/price.ts';
export {
  type AspCrosswalkRow,
  type AspPricingRow,
  type ImportReport,
  mostRowsInBatch,
  type NadacRow,
  type NdcDirectoryRow,
  type PrescriberStatusRow,
  type ReferenceBatch,
  type ReferenceKind,
  type RxNormRow,
  referenceKinds,
  sumReports,
} from './domain/reference-row.ts';
export type {
  NetworkPharmacy,
  OtherPharmacy,
  ReferralClockCode,
  ReferralRequirement,
} from './domain/referral-policy.ts';

export {
  dayOf,
  findDrug,
  getDrug,
  listDrugNames,
  listDrugs,
  listDrugsByNdc,
  listSpecialtyDrugs,
} from './drug-queries.ts';
export { findPlan, getPlan, listPayerNames, listPlans } from './plan-queries.ts';
export { findStatePolicy, getDuplicateThresholds, getMatchThresholds, listHolidays } from './policy-queries.ts';
export { saveMatchThresholds, saveStatePolicies } from './policy-store.ts';
export { getPrescriber, listPrescribers, searchPrescribers } from './prescriber-queries.ts';
export { findPrescriberStanding } from './prescriber-status-store.ts';
export { listDrugPrices, listPricesOfAllDays, listPricesOnDays } from './price-queries.ts';
export {
  findReferralClock,
  hasPlanPharmacies,
  listDiseaseStates,
  listNetwork,
  listPlanPharmacies,
  listReferralRequirements,
  saveNetwork,
  savePlanPharmacies,
} from './referral-policy-store.ts';
