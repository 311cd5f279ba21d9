export { type DiseaseState, findDiagnosisBeginning } from './domain/disease-state.ts';
