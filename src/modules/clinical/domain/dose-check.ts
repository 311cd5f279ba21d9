import {
  computeBodySurface,
  computeDailyMicrograms,
  readMicrogramsPerUnit,
  readSingleDoseMicrograms,
} from './dose-amount.ts';
import type { Alert, FailedCheck, LabeledLimit, ScreeningFacts, ScreeningOutcome } from './screening.ts';

// A computed dose may exceed a limit by rounding of days supply; a hundredth is no finding.
const tolerance = 1.01;

/** Checks the single and the daily dose against the limits of the label for the patient's age and weight. */
export function checkDose(facts: ScreeningFacts): ScreeningOutcome {
  const { doseLimits, patient } = facts;
  if (doseLimits.length === 0) return { alerts: [], failed: ['dose-limit-not-known'] };
  if (patient.ageYears === null) return { alerts: [], failed: ['age-not-known'] };
  const { ageYears } = patient;
  const ofAge = doseLimits.filter((limit) => ageYears >= limit.ageYearsMinimum && ageYears <= limit.ageYearsMaximum);
  if (ofAge.length === 0) return { alerts: [noDoseForAge(facts)], failed: [] };
  const { weightGrams } = patient;
  const ofBody = ofAge.filter((limit) => isOfWeight(limit, weightGrams));
  const found = ofBody.map((limit) => checkLimit(facts, limit));
  const weightMissing = weightGrams === null && ofAge.some(isByWeight);
  const weightUncovered = weightGrams !== null && ofBody.length === 0;
  return {
    alerts: found.flatMap((each) => each.alerts),
    failed: [
      ...found.flatMap((each) => each.failed),
      ...(weightMissing ? (['weight-not-known'] as const) : []),
      ...(weightUncovered ? (['dose-limit-not-known'] as const) : []),
    ],
  };
}

function isByWeight(limit: LabeledLimit): boolean {
  return limit.weightGramsMinimum > 0 || limit.weightGramsMaximum < 1_000_000 || limit.ucumUnit === 'mg/kg';
}

function isOfWeight(limit: LabeledLimit, weightGrams: number | null): boolean {
  if (weightGrams === null) return !isByWeight(limit);
  return weightGrams >= limit.weightGramsMinimum && weightGrams <= limit.weightGramsMaximum;
}

function checkLimit(facts: ScreeningFacts, limit: LabeledLimit): ScreeningOutcome {
  const most = computeMost(limit, facts.patient);
  if (typeof most === 'string') return { alerts: [], failed: [most] };
  const given = computeGiven(facts, limit.basis);
  if (given === null)
    return { alerts: [], failed: [limit.basis === 'per-dose' ? 'single-dose-not-known' : 'daily-dose-not-known'] };
  return { alerts: given > most * tolerance ? [doseTooHigh(facts, { limit, given, most })] : [], failed: [] };
}

/** The largest amount in micrograms, or the check that fails for lack of a measure. */
function computeMost(limit: LabeledLimit, patient: ScreeningFacts['patient']): number | FailedCheck {
  const { weightGrams, heightMillimeters } = patient;
  if (limit.ucumUnit === 'mg') return limit.maximumThousandths;
  if (limit.ucumUnit === 'mg/kg')
    return weightGrams === null ? 'weight-not-known' : limit.maximumThousandths * (weightGrams / 1000);
  if (limit.ucumUnit === 'mg/m2') {
    return weightGrams === null || heightMillimeters === null
      ? 'body-surface-not-known'
      : limit.maximumThousandths * computeBodySurface({ weightGrams, heightMillimeters });
  }
  return 'dose-limit-not-known';
}

function computeGiven({ drug, prescription }: ScreeningFacts, basis: LabeledLimit['basis']): number | null {
  if (basis === 'per-dose') return readSingleDoseMicrograms(prescription.directions);
  const microgramsPerUnit = readMicrogramsPerUnit(drug.strengthText, drug.billingUnit);
  return computeDailyMicrograms({ ...prescription, microgramsPerUnit });
}

function doseTooHigh(
  { drug }: ScreeningFacts,
  dose: { readonly limit: LabeledLimit; readonly given: number; readonly most: number },
): Alert {
  const { limit, given, most } = dose;
  const what =
    limit.basis === 'per-dose' ? 'single dose in the directions' : 'daily dose, from quantity and days supply,';
  return {
    alertKey: `dose:${limit.basis}:${Math.round(given)}:${Math.round(most)}`,
    kind: 'dose',
    tier: 'interruptive',
    severity: 'above-label-maximum',
    ingredientRxcuis: drug.ingredientRxcuis,
    effect:
      `The ${what} is ${toMilligrams(given)} mg; the label's maximum is ${toMilligrams(most)} mg. ${limit.note}`.trim(),
    advice: 'Ask the prescriber, or correct quantity or days supply.',
    source: limit.source,
  };
}

function noDoseForAge({ drug, doseLimits, patient }: ScreeningFacts): Alert {
  return {
    alertKey: `age:${patient.ageYears}`,
    kind: 'age',
    tier: 'prominent',
    severity: 'no-labeled-dose',
    ingredientRxcuis: drug.ingredientRxcuis,
    effect: 'The label gives no dose for the age of this patient.',
    advice: 'Ask the prescriber for the evidence behind the dose.',
    source: doseLimits[0]?.source ?? '',
  };
}

function toMilligrams(micrograms: number): string {
  return String(Math.round(micrograms / 100) / 10);
}
