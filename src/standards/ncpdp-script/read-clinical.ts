import type { ElementCursor } from './element-cursor.ts';
import { scriptProblems } from './problems.ts';
import { readNameParts } from './read-parties.ts';
import { readCode, readDate, readFlag } from './read-values.ts';
import type {
  ScriptAllergies,
  ScriptAllergy,
  ScriptCoverage,
  ScriptMeasurement,
  ScriptObservation,
} from './script-message.ts';

export function readAllergies(allergyOrEvent: ElementCursor | null): ScriptAllergies | null {
  if (allergyOrEvent === null) return null;
  const noKnownAllergies = readFlag(allergyOrEvent.find('NoKnownAllergies')) === true;
  const allergies = allergyOrEvent.list('Allergies').map(readAllergy);
  if (noKnownAllergies && allergies.length > 0) {
    allergyOrEvent.report(scriptProblems.valueInvalid, { at: 'NoKnownAllergies' });
  }
  return { noKnownAllergies, allergies };
}

const sources: Readonly<Record<string, 'patient' | 'clinician'>> = { P: 'patient', C: 'clinician' };

function readAllergy(allergy: ElementCursor): ScriptAllergy {
  return {
    source: sources[allergy.findText('SourceOfInformation') ?? ''] ?? null,
    drug: readCode(allergy.find('DrugProductCoded')),
    adverseEvent: readCode(allergy.find('AdverseEvent')),
    reaction: readCode(allergy.find('ReactionCoded')),
    severity: readCode(allergy.find('SeverityCoded')),
    effective: readDate(allergy.find('EffectiveDate')),
  };
}

export function readObservation(observation: ElementCursor | null): ScriptObservation | null {
  if (observation === null) return null;
  return {
    measurements: observation.list('Measurement').map(readMeasurement),
    notes: observation.findText('ObservationNotes'),
  };
}

function readMeasurement(measurement: ElementCursor): ScriptMeasurement {
  const value = measurement.find('Value');
  if (value?.text != null && !/^-?\d{1,9}(\.\d{1,6})?$/.test(value.text)) value.report(scriptProblems.valueInvalid);
  return {
    loincCode: measurement.findText('VitalSign'),
    value: value?.text ?? null,
    ucumUnit: measurement.findText('UnitOfMeasure'),
    observed: readDate(measurement.find('ObservationDate')),
  };
}

/** Reads one coverage; a BIN of other than six or eight digits is reported, because a claim would go astray. */
export function readCoverage(benefits: ElementCursor): ScriptCoverage {
  const payer = benefits.find('PayerIdentification');
  const bin = payer?.findAny(['IINNumber', 'BINLocationNumber']) ?? null;
  if (bin?.text != null && !/^(\d{6}|\d{8})$/.test(bin.text)) {
    bin.report(scriptProblems.valueInvalid, { severity: 'warning' });
  }
  const holder = benefits.findAny(['CardHolderName', 'CardholderName']);
  return {
    bin: bin?.text ?? null,
    pcn: payer?.findText('ProcessorIdentificationNumber') ?? null,
    groupId: benefits.findText('GroupID'),
    groupName: benefits.findText('GroupName'),
    cardholderId: benefits.findText('CardholderID'),
    cardholderName: holder === null ? null : readNameParts(holder, null),
    pbmMemberId: benefits.findText('PBMMemberID'),
    personCode: benefits.findText('PersonCode'),
    payerName: benefits.findText('PayerName'),
    payerId: payer?.findText('PayerID') ?? null,
    relationshipCode: benefits.findText('PatientRelationship'),
    responsibilityCode: benefits.findText('PayerResponsibilityCode'),
  };
}
