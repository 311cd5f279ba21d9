import type { Ndc11 } from '../../kernel/ndc.ts';
import type { ScriptCode, ScriptDate } from './script-values.ts';

/** The RxNorm term types that SCRIPT qualifies: clinical drug, branded drug, and their packs. */
export type RxNormTermType = 'SCD' | 'SBD' | 'GPK' | 'BPK';

export interface RxNormCode {
  readonly rxcui: string;
  readonly termType: RxNormTermType | null;
}

export interface ScriptStrength {
  readonly value: string | null;
  readonly formCode: string | null;
  readonly unitCode: string | null;
}

/** A quantity with the NCI Thesaurus code of its unit; the UCUM unit is null when the code is not a known one. */
export interface ScriptQuantity {
  readonly quantityThousandths: number;
  readonly unitCode: string | null;
  readonly ucumUnit: string | null;
  readonly codeListQualifier: string | null;
}

export type DeaSchedule = 'I' | 'II' | 'III' | 'IV' | 'V';

export interface ScriptDiagnosis {
  readonly rank: 'primary' | 'secondary';
  readonly code: string;
  /** `ABF` is ICD-10-CM, `LD` is SNOMED CT. */
  readonly qualifier: string | null;
  readonly description: string | null;
}

export interface SigTiming {
  readonly event: ScriptCode | null;
  readonly modifier: ScriptCode | null;
  readonly frequency: SigAmount | null;
  readonly interval: SigAmount | null;
  readonly duration: SigAmount | null;
}

/** A number of units as the directions give it, in thousandths; null when only a text stands there. */
export interface SigAmount {
  readonly thousandths: number | null;
  readonly units: ScriptCode | null;
}

export interface SigInstruction {
  readonly method: ScriptCode | null;
  readonly dose: SigAmount | null;
  readonly route: ScriptCode | null;
  readonly site: ScriptCode | null;
  readonly vehicle: ScriptCode | null;
  readonly timings: readonly SigTiming[];
  readonly indication: string | null;
}

/** The directions: the text is what the prescriber wrote and always leads; the structure is an addition to it. */
export interface ScriptSig {
  readonly text: string | null;
  readonly instructions: readonly SigInstruction[];
}

export interface CompoundIngredient {
  readonly description: string | null;
  readonly productCode: ScriptCode | null;
  readonly strength: ScriptStrength | null;
  readonly deaSchedule: DeaSchedule | null;
  readonly quantity: ScriptQuantity | null;
}

export interface ScriptCompound {
  readonly dosageFormCode: string | null;
  readonly ingredients: readonly CompoundIngredient[];
}

export interface DrugUseEvaluation {
  readonly reasonCode: string | null;
  readonly serviceCode: string | null;
  readonly resultCode: string | null;
  readonly coAgent: ScriptCode | null;
  readonly significanceCode: string | null;
  readonly acknowledgement: string | null;
}

export interface QualifiedDate {
  readonly qualifier: string | null;
  readonly date: ScriptDate;
}

export interface ScriptMedication {
  readonly drugDescription: string | null;
  readonly ndc: Ndc11 | null;
  readonly rxNorm: RxNormCode | null;
  /** Every product code as sent, also those that are neither NDC nor RxNorm. */
  readonly productCodes: readonly ScriptCode[];
  readonly strength: ScriptStrength | null;
  /** The schedule of a controlled substance; null also when it is stated as not controlled. */
  readonly deaSchedule: DeaSchedule | null;
  readonly quantity: ScriptQuantity | null;
  readonly daysSupply: number | null;
  readonly written: ScriptDate | null;
  readonly effective: ScriptDate | null;
  readonly lastFill: ScriptDate | null;
  readonly otherDates: readonly QualifiedDate[];
  /** Whether the pharmacy may substitute (code 0); false is "dispense as written" (code 1). */
  readonly substitutionAllowed: boolean | null;
  readonly numberOfRefills: number | null;
  readonly pharmacyRequestedRefills: number | null;
  readonly diagnoses: readonly ScriptDiagnosis[];
  readonly priorAuthorizationNumber: string | null;
  readonly priorAuthorizationStatus: string | null;
  readonly drugCoverageStatusCodes: readonly string[];
  readonly drugUseEvaluations: readonly DrugUseEvaluation[];
  readonly sig: ScriptSig | null;
  readonly note: string | null;
  readonly compound: ScriptCompound | null;
  readonly prescriberCheckedRems: string | null;
  readonly remsPatientRiskCategory: string | null;
  readonly remsAuthorizationNumber: string | null;
}
