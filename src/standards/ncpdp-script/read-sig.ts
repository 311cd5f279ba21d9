import type { ElementCursor } from './element-cursor.ts';
import { scriptProblems } from './problems.ts';
import { checkPlaceholder, readCode, readThousandths } from './read-values.ts';
import type { ScriptSig, SigAmount, SigInstruction, SigTiming } from './script-medication.ts';
import type { ScriptCode } from './script-values.ts';
import { findSigDisagreement } from './sig-agreement.ts';

/** The longest text of directions that the standard carries. */
const longestText = 1_000;

/**
 * Reads the directions of a medication. The text always leads: where the structure has no amount or disagrees with
 * the text, both are kept and the place is reported, so that a pharmacist asks instead of a program guessing.
 */
export function readSig(medication: ElementCursor, isDemanded: boolean): ScriptSig | null {
  const sig = medication.find('Sig');
  const textCursor = sig?.find('SigText') ?? acceptLooseText(medication);
  if (isDemanded && textCursor === null) medication.report(scriptProblems.requiredMissing, { at: 'Sig/SigText' });
  checkPlaceholder(textCursor);
  if (sig === null && textCursor === null) return null;
  const text = textCursor?.text ?? null;
  if (text !== null && text.length > longestText)
    textCursor?.report(scriptProblems.valueInvalid, { severity: 'warning' });
  const instructions = (sig?.list('Instruction') ?? []).map((instruction) => {
    const read = readInstruction(instruction);
    const disagreement = text === null ? null : findSigDisagreement(text.slice(0, longestText), read);
    if (disagreement !== null) instruction.report(scriptProblems.sigContradictory, { at: disagreement });
    return read;
  });
  return { text, instructions };
}

/** Accepts directions that stand beside Sig: `SigText` without its wrapper, or the older `Directions`. */
function acceptLooseText(medication: ElementCursor): ElementCursor | null {
  const loose = medication.findAny(['SigText', 'Directions']);
  loose?.report(scriptProblems.shapeVariant);
  return loose;
}

function readInstruction(instruction: ElementCursor): SigInstruction {
  const timings = instruction.list('TimingAndDuration');
  const administration = instruction.find('DoseAdministration') ?? instruction;
  return {
    method: readSigCode(administration.find('DoseDeliveryMethod')),
    dose: readDose(administration),
    route: readSigCode(instruction.findDeep('RouteOfAdministration')),
    site: readSigCode(instruction.findDeep('SiteOfAdministration')),
    vehicle: readSigCode(instruction.findDeep('Vehicle')),
    timings: (timings.length > 0 ? timings : [instruction]).map(readTiming).filter(saysSomething),
    indication: readIndication(instruction),
  };
}

function readDose(administration: ElementCursor): SigAmount | null {
  const dosage = administration.findAny(['Dosage', 'Dose']);
  if (dosage === null) return null;
  const quantity = dosage.find('DoseQuantity');
  const range = dosage.find('DoseRange');
  if (quantity === null && range === null) dosage.report(scriptProblems.sigDoseMissing, { at: 'DoseQuantity' });
  return {
    thousandths: readThousandths(quantity),
    units: readSigCode(dosage.find('DoseUnitOfMeasure')),
  };
}

function readTiming(timing: ElementCursor): SigTiming {
  const administration = timing.find('AdministrationTiming');
  return {
    event: readSigCode(administration?.find('AdministrationTimingEvent') ?? administration),
    modifier: readSigCode(administration?.find('AdministrationTimingModifier') ?? null),
    frequency: readAmount(timing.find('Frequency'), 'FrequencyNumericValue', 'FrequencyUnits'),
    interval: readAmount(timing.find('Interval'), 'IntervalNumericValue', 'IntervalUnits'),
    duration: readAmount(timing.find('Duration'), 'DurationNumericValue', 'DurationText'),
  };
}

function saysSomething(timing: SigTiming): boolean {
  return Object.values(timing).some((part) => part !== null);
}

function readAmount(amount: ElementCursor | null, valueElement: string, unitsElement: string): SigAmount | null {
  if (amount === null) return null;
  const units = readSigCode(amount.find(unitsElement)) ?? textCode(amount);
  return { thousandths: readThousandths(amount.find(valueElement)), units };
}

function readIndication(instruction: ElementCursor): string | null {
  const indication = instruction.findAny(['IndicationForUse', 'Indication', 'IndicationClarifyingFreeText']);
  return indication === null ? null : (readSigCode(indication)?.text ?? null);
}

/** Reads a coded part of the structure; a plain text there is kept as text. */
function readSigCode(cursor: ElementCursor | null): ScriptCode | null {
  if (cursor === null) return null;
  return cursor.text === null ? readCode(cursor) : textCode(cursor);
}

function textCode(cursor: ElementCursor): ScriptCode | null {
  return cursor.text === null ? null : { code: null, qualifier: null, text: cursor.text };
}
