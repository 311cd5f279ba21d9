import { type Ndc11, readNdc } from '../../kernel/ndc.ts';
import type { ProblemSeverity } from '../../kernel/problem.ts';
import type { ElementCursor } from './element-cursor.ts';
import { scriptProblems } from './problems.ts';
import { findUcumUnit } from './quantity-units.ts';
import { readSig } from './read-sig.ts';
import { checkPlaceholder, readCode, readCount, readDate, readPlainCode, readThousandths } from './read-values.ts';
import type {
  CompoundIngredient,
  DeaSchedule,
  DrugUseEvaluation,
  QualifiedDate,
  RxNormCode,
  RxNormTermType,
  ScriptCompound,
  ScriptDiagnosis,
  ScriptMedication,
  ScriptQuantity,
  ScriptStrength,
} from './script-medication.ts';
import type { ScriptCode } from './script-values.ts';

/**
 * What a transaction needs to know about a medication: `dispense` is everything that a prescription must say
 * (21 CFR 1306.05 and the schema), `name` only which drug is meant.
 */
export type MedicationDemand = 'dispense' | 'name';

export function readMedication(medication: ElementCursor | null, demand: MedicationDemand): ScriptMedication | null {
  if (medication === null) return null;
  const must = (name: string, severity: ProblemSeverity = 'error'): ElementCursor | null =>
    demand === 'dispense' ? medication.require(name, severity) : medication.find(name);
  checkPlaceholder(medication.find('DrugDescription'));
  const drug = findDrug(medication);
  const productCodes = readProductCodes(drug);
  if (demand === 'dispense' && productCodes.length === 0 && medication.find('CompoundInformation') === null) {
    medication.report(scriptProblems.drugUncoded, { at: 'DrugCoded' });
  }
  return {
    drugDescription: medication.requireText('DrugDescription'),
    ...resolveCodes(productCodes, drug),
    productCodes,
    strength: readStrength(drug?.find('Strength') ?? acceptStrength(medication)),
    deaSchedule: readSchedule(drug?.find('DEASchedule') ?? null),
    quantity: readQuantity(must('Quantity'), demand),
    daysSupply: readCount(medication.find('DaysSupply')),
    written: readDate(must('WrittenDate')),
    ...readOtherDates(medication),
    lastFill: readDate(medication.find('LastFillDate')),
    substitutionAllowed: readSubstitution(must('Substitutions', 'warning')),
    numberOfRefills: readRefills(medication, demand),
    pharmacyRequestedRefills: readCount(medication.find('PharmacyRequestedRefills')),
    diagnoses: medication.list('Diagnosis').flatMap(readDiagnoses),
    priorAuthorizationNumber: medication.findText('PriorAuthorization'),
    priorAuthorizationStatus: medication.findText('PriorAuthorizationStatus'),
    drugCoverageStatusCodes: medication.list('DrugCoverageStatusCode').flatMap(({ text }) => text ?? []),
    drugUseEvaluations: medication.list('DrugUseEvaluation').map(readDrugUseEvaluation),
    sig: readSig(medication, demand === 'dispense'),
    note: medication.findText('Note'),
    compound: readCompound(medication.find('CompoundInformation')),
    prescriberCheckedRems: medication.findText('PrescriberCheckedREMS'),
    remsPatientRiskCategory: medication.findText('REMSPatientRiskCategory'),
    remsAuthorizationNumber: medication.findText('REMSAuthorizationNumber'),
  };
}

/** Finds the coded drug: directly (2017071) or inside Product (later releases). */
function findDrug(medication: ElementCursor): ElementCursor | null {
  return medication.find('DrugCoded') ?? medication.find('Product')?.find('DrugCoded') ?? null;
}

const codeElements = ['ProductCode', 'DrugDBCode'] as const;

function readProductCodes(drug: ElementCursor | null): readonly ScriptCode[] {
  if (drug === null) return [];
  const coded = codeElements.flatMap((name) => drug.list(name).flatMap((cursor) => readCode(cursor) ?? []));
  const ndc = drug.findText('NDC');
  return ndc === null ? coded : [{ code: ndc, qualifier: 'ND', text: null }, ...coded];
}

const rxNormQualifiers: ReadonlySet<string> = new Set(['SCD', 'SBD', 'GPK', 'BPK']);

/** Qualifiers that name RxNorm without a term type; the standard has none of them, senders use them. */
const looseRxNormQualifiers: ReadonlySet<string> = new Set(['RXNORM', 'RXCUI', 'RXN']);

function resolveCodes(
  codes: readonly ScriptCode[],
  drug: ElementCursor | null,
): { readonly ndc: Ndc11 | null; readonly rxNorm: RxNormCode | null } {
  let ndc: Ndc11 | null = null;
  let rxNorm: RxNormCode | null = null;
  for (const { code, qualifier } of codes) {
    if (code === null || qualifier === null) continue;
    if (qualifier === 'ND') ndc ??= resolveNdc(code, drug);
    const loose = looseRxNormQualifiers.has(qualifier.toUpperCase());
    if (!loose && !rxNormQualifiers.has(qualifier)) continue;
    if (loose) drug?.report(scriptProblems.codeUnknown, { at: 'DrugDBCode/Qualifier' });
    rxNorm ??= { rxcui: code, termType: loose ? null : (qualifier as RxNormTermType) };
  }
  return { ndc, rxNorm };
}

function resolveNdc(code: string, drug: ElementCursor | null): Ndc11 | null {
  const reading = readNdc(code);
  if (reading.ok) return reading.ndc;
  drug?.report(scriptProblems.ndcInvalid, { at: drug.find('NDC') === null ? 'ProductCode' : 'NDC' });
  return null;
}

/** Accepts a strength beside the coded drug instead of inside it, with a warning. */
function acceptStrength(medication: ElementCursor): ElementCursor | null {
  const strength = medication.find('Strength') ?? medication.find('Product')?.find('Strength') ?? null;
  strength?.report(scriptProblems.shapeVariant);
  return strength;
}

function readStrength(strength: ElementCursor | null): ScriptStrength | null {
  if (strength === null) return null;
  return {
    value: strength.findText('StrengthValue'),
    formCode: readPlainCode(strength.find('StrengthForm')),
    unitCode: readPlainCode(strength.find('StrengthUnitOfMeasure')),
  };
}

/** NCI Thesaurus codes of the federal schedules; C38046 says that none applies. */
const schedules: Readonly<Record<string, DeaSchedule | null>> = {
  C48672: 'I',
  C48675: 'II',
  C48676: 'III',
  C48677: 'IV',
  C48679: 'V',
  C38046: null,
};

function readSchedule(schedule: ElementCursor | null): DeaSchedule | null {
  const code = readPlainCode(schedule);
  if (code === null) return null;
  const known = schedules[code];
  // A schedule that cannot be read may be a narcotic: that is no reservation but an obstacle.
  if (known === undefined) schedule?.report(scriptProblems.codeUnknown, { severity: 'error' });
  return known ?? null;
}

function readQuantity(quantity: ElementCursor | null, demand: MedicationDemand): ScriptQuantity | null {
  if (quantity === null) return null;
  const value = demand === 'dispense' ? quantity.require('Value') : quantity.find('Value');
  const quantityThousandths = readThousandths(value);
  if (quantityThousandths === 0) value?.report(scriptProblems.valueInvalid);
  const unit =
    demand === 'dispense'
      ? quantity.require('QuantityUnitOfMeasure', 'warning')
      : quantity.find('QuantityUnitOfMeasure');
  const unitCode = readPlainCode(unit);
  if (quantityThousandths === null || quantityThousandths === 0) return null;
  return {
    quantityThousandths,
    unitCode,
    ucumUnit: unitCode === null ? null : findUcumUnit(unitCode),
    codeListQualifier: quantity.findText('CodeListQualifier'),
  };
}

const effectiveQualifier = 'EffectiveDate';

function readOtherDates(medication: ElementCursor): Pick<ScriptMedication, 'effective' | 'otherDates'> {
  const otherDates = medication.list('OtherMedicationDate').flatMap((other): QualifiedDate[] => {
    const date = readDate(other.find('OtherMedicationDate'));
    return date === null ? [] : [{ qualifier: other.findText('OtherMedicationDateQualifier'), date }];
  });
  const stated = readDate(medication.find(effectiveQualifier));
  const effective = stated ?? otherDates.find(({ qualifier }) => qualifier === effectiveQualifier)?.date ?? null;
  return { effective, otherDates };
}

/** Code 0 allows substitution and 1 forbids it; later releases wrap the code once more. */
function readSubstitution(substitutions: ElementCursor | null): boolean | null {
  const coded = substitutions?.find('Substitutions') ?? substitutions;
  const code = coded?.text ?? null;
  if (code === '0') return true;
  if (code === '1') return false;
  if (code !== null) coded?.report(scriptProblems.codeUnknown);
  return null;
}

/** Reads NumberOfRefills, or the older Refills with its qualifier; "as needed" is no number and is reported. */
function readRefills(medication: ElementCursor, demand: MedicationDemand): number | null {
  const refills = medication.find('NumberOfRefills');
  if (refills !== null) return readCount(refills);
  const older = medication.find('Refills');
  if (older === null) {
    if (demand === 'dispense') {
      medication.report(scriptProblems.requiredMissing, { at: 'NumberOfRefills', severity: 'warning' });
    }
    return null;
  }
  older.report(scriptProblems.shapeVariant);
  if (older.findText('Qualifier') === 'PRN') {
    older.report(scriptProblems.valueInvalid, { at: 'Qualifier' });
    return null;
  }
  return readCount(older.findAny(['Value', 'Quantity']) ?? older);
}

function readDiagnoses(diagnosis: ElementCursor): readonly ScriptDiagnosis[] {
  const ranks = [
    ['Primary', 'primary'],
    ['Secondary', 'secondary'],
  ] as const;
  return ranks.flatMap(([element, rank]) =>
    diagnosis.list(element).flatMap((cursor): ScriptDiagnosis[] => {
      const code = cursor.findText('Code') ?? cursor.findText('Value');
      if (code === null) return [];
      return [{ rank, code, qualifier: cursor.findText('Qualifier'), description: cursor.findText('Description') }];
    }),
  );
}

function readDrugUseEvaluation(evaluation: ElementCursor): DrugUseEvaluation {
  const coAgent = evaluation.find('CoAgent');
  return {
    reasonCode: evaluation.findText('ServiceReasonCode'),
    serviceCode: evaluation.findText('ProfessionalServiceCode'),
    resultCode: evaluation.findText('ServiceResultCode'),
    coAgent: readCode(coAgent?.find('CoAgentCode') ?? coAgent),
    significanceCode: evaluation.findText('ClinicalSignificanceCode'),
    acknowledgement: evaluation.findText('AcknowledgementReason'),
  };
}

function readCompound(compound: ElementCursor | null): ScriptCompound | null {
  if (compound === null) return null;
  return {
    dosageFormCode: readPlainCode(compound.find('FinalCompoundPharmaceuticalDosageForm')),
    ingredients: compound.list('CompoundIngredientsLotNotUsed').map(readIngredient),
  };
}

function readIngredient(entry: ElementCursor): CompoundIngredient {
  const ingredient = entry.require('CompoundIngredient');
  return {
    description: ingredient?.findText('CompoundIngredientItemDescription') ?? null,
    productCode: readCode(ingredient?.findAny(['ItemNumber', 'ProductCode']) ?? null),
    strength: readStrength(ingredient?.find('Strength') ?? null),
    deaSchedule: readSchedule(ingredient?.find('DEASchedule') ?? null),
    quantity: readQuantity(entry.find('Quantity'), 'name'),
  };
}
