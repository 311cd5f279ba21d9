import { formatThousandths } from '../../kernel/quantity.ts';
import type {
  DeaSchedule,
  ScriptCompound,
  ScriptDiagnosis,
  ScriptMedication,
  ScriptQuantity,
  ScriptSig,
  ScriptStrength,
  SigInstruction,
} from './script-medication.ts';
import type { ScriptCode } from './script-values.ts';
import type { ScriptShape } from './write-parties.ts';
import { writeAmount, writeCode, writeDate } from './write-values.ts';
import { branch, leaf } from './xml-text.ts';

/** Writes a medication under the element that its transaction names, in the order of the schema. */
export function writeMedication(element: string, medication: ScriptMedication | null, shape: ScriptShape): string {
  if (medication === null) return '';
  const substitution = leaf(
    'Substitutions',
    medication.substitutionAllowed === null ? null : medication.substitutionAllowed ? 0 : 1,
  );
  return branch(element, [
    leaf('DrugDescription', medication.drugDescription),
    writeDrug(medication, shape),
    writeQuantity(medication.quantity),
    leaf('DaysSupply', medication.daysSupply),
    writeDate('WrittenDate', medication.written),
    writeDate('LastFillDate', medication.lastFill),
    shape === '2017071' ? substitution : branch('Substitutions', [substitution]),
    leaf('NumberOfRefills', medication.numberOfRefills),
    ...medication.diagnoses.map(writeDiagnosis),
    leaf('PriorAuthorization', medication.priorAuthorizationNumber),
    leaf('Note', medication.note),
    ...medication.drugUseEvaluations.map((evaluation) =>
      branch('DrugUseEvaluation', [
        leaf('ServiceReasonCode', evaluation.reasonCode),
        leaf('ProfessionalServiceCode', evaluation.serviceCode),
        leaf('ServiceResultCode', evaluation.resultCode),
        branch('CoAgent', [writeCode('CoAgentCode', evaluation.coAgent, 'Description')]),
        leaf('ClinicalSignificanceCode', evaluation.significanceCode),
        leaf('AcknowledgementReason', evaluation.acknowledgement),
      ]),
    ),
    ...medication.drugCoverageStatusCodes.map((code) => leaf('DrugCoverageStatusCode', code)),
    leaf('PriorAuthorizationStatus', medication.priorAuthorizationStatus),
    writeSig(medication.sig),
    leaf('PrescriberCheckedREMS', medication.prescriberCheckedRems),
    leaf('REMSPatientRiskCategory', medication.remsPatientRiskCategory),
    leaf('REMSAuthorizationNumber', medication.remsAuthorizationNumber),
    ...writeOtherDates(medication),
    writeCompound(medication.compound),
    leaf('PharmacyRequestedRefills', medication.pharmacyRequestedRefills),
  ]);
}

/** Writes the effective date among the other dates, where the standard has it, also when it was given on its own. */
function writeOtherDates({ effective, otherDates }: ScriptMedication): readonly string[] {
  const isListed = otherDates.some(({ qualifier }) => qualifier === 'EffectiveDate');
  const dates =
    effective === null || isListed ? otherDates : [{ qualifier: 'EffectiveDate', date: effective }, ...otherDates];
  return dates.map(({ qualifier, date }) =>
    branch('OtherMedicationDate', [
      writeDate('OtherMedicationDate', date),
      leaf('OtherMedicationDateQualifier', qualifier),
    ]),
  );
}

const rxNormQualifiers: ReadonlySet<string | null> = new Set(['SCD', 'SBD', 'GPK', 'BPK']);

function writeDrug(medication: ScriptMedication, shape: ScriptShape): string {
  const isRxNorm = ({ qualifier }: ScriptCode): boolean => rxNormQualifiers.has(qualifier);
  const products = medication.productCodes.filter((code) => !isRxNorm(code));
  const drug = branch('DrugCoded', [
    ...products.map((code) =>
      shape === '2023011' && code.qualifier === 'ND' ? leaf('NDC', code.code) : writeCode('ProductCode', code),
    ),
    writeStrength(medication.strength),
    ...medication.productCodes.filter(isRxNorm).map((code) => writeCode('DrugDBCode', code)),
    writeSchedule(medication.deaSchedule),
  ]);
  return shape === '2017071' ? drug : branch('Product', [drug]);
}

function writeStrength(strength: ScriptStrength | null): string {
  if (strength === null) return '';
  return branch('Strength', [
    leaf('StrengthValue', strength.value),
    branch('StrengthForm', [leaf('Code', strength.formCode)]),
    branch('StrengthUnitOfMeasure', [leaf('Code', strength.unitCode)]),
  ]);
}

const scheduleCodes: Readonly<Record<DeaSchedule, string>> = {
  I: 'C48672',
  II: 'C48675',
  III: 'C48676',
  IV: 'C48677',
  V: 'C48679',
};

function writeSchedule(schedule: DeaSchedule | null): string {
  return schedule === null ? '' : branch('DEASchedule', [leaf('Code', scheduleCodes[schedule])]);
}

function writeQuantity(quantity: ScriptQuantity | null): string {
  if (quantity === null) return '';
  return branch('Quantity', [
    leaf('Value', formatThousandths(quantity.quantityThousandths)),
    leaf('CodeListQualifier', quantity.codeListQualifier),
    branch('QuantityUnitOfMeasure', [leaf('Code', quantity.unitCode)]),
  ]);
}

function writeDiagnosis(diagnosis: ScriptDiagnosis): string {
  return branch('Diagnosis', [
    // 1: the prescriber stated the diagnosis.
    leaf('ClinicalInformationQualifier', 1),
    branch(diagnosis.rank === 'primary' ? 'Primary' : 'Secondary', [
      leaf('Code', diagnosis.code),
      leaf('Qualifier', diagnosis.qualifier),
      leaf('Description', diagnosis.description),
    ]),
  ]);
}

function writeSig(sig: ScriptSig | null): string {
  if (sig === null) return '';
  return branch('Sig', [leaf('SigText', sig.text), ...sig.instructions.map(writeInstruction)]);
}

function writeInstruction(instruction: SigInstruction): string {
  return branch('Instruction', [
    branch('DoseAdministration', [
      writeCode('DoseDeliveryMethod', instruction.method),
      writeAmount({ name: 'Dosage', value: 'DoseQuantity', units: 'DoseUnitOfMeasure' }, instruction.dose),
      writeCode('RouteOfAdministration', instruction.route),
      writeCode('SiteOfAdministration', instruction.site),
      writeCode('Vehicle', instruction.vehicle),
    ]),
    ...instruction.timings.map((timing) =>
      branch('TimingAndDuration', [
        branch('AdministrationTiming', [
          writeCode('AdministrationTimingModifier', timing.modifier),
          writeCode('AdministrationTimingEvent', timing.event),
        ]),
        writeAmount({ name: 'Frequency', value: 'FrequencyNumericValue', units: 'FrequencyUnits' }, timing.frequency),
        writeAmount({ name: 'Interval', value: 'IntervalNumericValue', units: 'IntervalUnits' }, timing.interval),
        writeAmount({ name: 'Duration', value: 'DurationNumericValue', units: 'DurationText' }, timing.duration),
      ]),
    ),
    leaf('IndicationClarifyingFreeText', instruction.indication),
  ]);
}

function writeCompound(compound: ScriptCompound | null): string {
  if (compound === null) return '';
  return branch('CompoundInformation', [
    branch('FinalCompoundPharmaceuticalDosageForm', [leaf('Code', compound.dosageFormCode)]),
    ...compound.ingredients.map((ingredient) =>
      branch('CompoundIngredientsLotNotUsed', [
        branch('CompoundIngredient', [
          leaf('CompoundIngredientItemDescription', ingredient.description),
          writeCode('ItemNumber', ingredient.productCode),
          writeStrength(ingredient.strength),
          writeSchedule(ingredient.deaSchedule),
        ]),
        writeQuantity(ingredient.quantity),
      ]),
    ),
  ]);
}
