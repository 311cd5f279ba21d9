export { completeReferenceImport, importReferenceRows } from './actions/import-reference.ts';
export { installDemoReference, installStartingReference } from './actions/install-demo-reference.ts';
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
export { type NewPlan, type NewPrescriber, savePlan } from './directory-store.ts';
export type { DoseLimit, DuplicateTherapyClass, Interaction, InteractionSeverity } from './domain/clinical-limit.ts';
export type { DeaSchedule, Drug, DrugId, Storage } from './domain/drug.ts';
export type { DrugQuery, DrugResolution } from './domain/drug-resolution.ts';
export type { MatchDecision, MatchKind, MatchThresholds } from './domain/match-threshold.ts';
export type { CardNumbers, PayerId, Plan, PlanId, PlanKind } from './domain/plan.ts';
export type { Prescriber, PrescriberId } from './domain/prescriber.ts';
export type { PrescriberQuery, PrescriberResolution } from './domain/prescriber-resolution.ts';
export type { DrugPrice, PriceKind } from './domain/price.ts';
export {
  type AspCrosswalkRow,
  type AspPricingRow,
  type ImportReport,
  mostRowsInBatch,
  type NadacRow,
  type NdcDirectoryRow,
  type ReferenceBatch,
  type ReferenceKind,
  type RefusedRow,
  type RxNormRow,
  referenceKinds,
  sumReports,
} from './domain/reference-row.ts';
export type { Holiday, StatePolicy } from './domain/state-policy.ts';
export { dayOf, findDrug, getDrug, listDrugs, listDrugsByNdc, listSpecialtyDrugs } from './drug-queries.ts';
export { findPlan, getPlan, listPayerNames, listPlans } from './plan-queries.ts';
export { findStatePolicy, getMatchThresholds, listHolidays } from './policy-queries.ts';
export { saveMatchThresholds, saveStatePolicies } from './policy-store.ts';
export { getPrescriber, listPrescribers } from './prescriber-queries.ts';
export { listDrugPrices } from './price-queries.ts';
