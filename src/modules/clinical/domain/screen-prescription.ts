import { checkDose } from './dose-check.ts';
import type { Alert, AlertTier, FailedCheck, ScreeningFacts, ScreeningOutcome } from './screening.ts';

/** The version of these rules; it stands with each screening, so that a replay knows what it replays. */
export const screeningRulesVersion = 1;

const tierOrder: readonly AlertTier[] = ['interruptive', 'prominent', 'passive'];

const tierOfInteraction: Readonly<Record<ScreeningFacts['interactions'][number]['severity'], AlertTier>> = {
  contraindicated: 'interruptive',
  major: 'prominent',
  moderate: 'passive',
  minor: 'passive',
};

/** Screens a prescription for interactions, allergies, duplicate therapy, dose and pregnancy. A check that cannot be made is named, never left out. */
export function screen(facts: ScreeningFacts): ScreeningOutcome {
  if (facts.drug.ingredientRxcuis.length === 0) return { alerts: [], failed: ['drug-not-known'] };
  const found = [checkInteractions, checkAllergies, checkDuplicates, checkDose, checkPregnancy].map((check) =>
    check(facts),
  );
  const alerts = found.flatMap((each) => each.alerts);
  return {
    alerts: [...new Map(alerts.map((alert) => [alert.alertKey, alert])).values()].sort(compareAlerts),
    failed: [...new Set(found.flatMap((each) => each.failed))],
  };
}

function compareAlerts(left: Alert, right: Alert): number {
  const byTier = tierOrder.indexOf(left.tier) - tierOrder.indexOf(right.tier);
  return byTier !== 0 ? byTier : left.alertKey < right.alertKey ? -1 : 1;
}

function checkInteractions(facts: ScreeningFacts): ScreeningOutcome {
  const [own, others] = [new Set(facts.drug.ingredientRxcuis), new Set(facts.otherIngredientRxcuis)];
  const meets = ([first, second]: readonly [string, string]): boolean =>
    (own.has(first) && others.has(second)) || (own.has(second) && others.has(first));
  return {
    alerts: facts.interactions
      .filter(({ ingredientRxcuis }) => meets(ingredientRxcuis))
      .map((interaction) => ({
        ...interaction,
        alertKey: `interaction:${interaction.ingredientRxcuis.join('+')}:${interaction.severity}`,
        kind: 'interaction',
        tier: tierOfInteraction[interaction.severity],
      })),
    failed: facts.medicationsWithoutCode > 0 ? ['medication-without-code'] : [],
  };
}

function checkAllergies({ drug, allergies, duplicateClasses }: ScreeningFacts): ScreeningOutcome {
  const own = drug.ingredientRxcuis.filter((ingredient) => allergies.ingredientRxcuis.includes(ingredient));
  const direct = own.map(
    (ingredient): Alert => ({
      alertKey: `allergy:${ingredient}`,
      kind: 'allergy',
      tier: 'interruptive',
      severity: 'same-ingredient',
      ingredientRxcuis: [ingredient],
      effect: 'The patient is recorded as allergic to this ingredient.',
      advice: 'Ask about the reaction; do not dispense unless the record is wrong.',
      source: 'Allergies of the patient',
    }),
  );
  const related = duplicateClasses.flatMap((group) =>
    allergies.ingredientRxcuis
      .filter((allergen) => group.ingredientRxcuis.includes(allergen) && !drug.ingredientRxcuis.includes(allergen))
      .filter(() => drug.ingredientRxcuis.some((ingredient) => group.ingredientRxcuis.includes(ingredient)))
      .map(
        (allergen): Alert => ({
          alertKey: `allergy-class:${group.classCode}:${allergen}`,
          kind: 'allergy',
          tier: 'prominent',
          severity: 'same-class',
          ingredientRxcuis: [allergen],
          effect: `The patient is recorded as allergic to another drug of the class: ${group.className}.`,
          advice: 'Ask about the reaction and whether it is known to recur within the class.',
          source: group.source,
        }),
      ),
  );
  const failed: FailedCheck[] = [];
  if (!allergies.isRecorded) failed.push('allergies-not-recorded');
  if (allergies.withoutCode > 0) failed.push('allergy-without-code');
  return { alerts: [...direct, ...related], failed };
}

function checkDuplicates({ drug, otherIngredientRxcuis, duplicateClasses }: ScreeningFacts): ScreeningOutcome {
  const same = drug.ingredientRxcuis
    .filter((ingredient) => otherIngredientRxcuis.includes(ingredient))
    .map(
      (ingredient): Alert => ({
        alertKey: `duplicate:${ingredient}`,
        kind: 'duplicate-therapy',
        tier: 'prominent',
        severity: 'same-ingredient',
        ingredientRxcuis: [ingredient],
        effect: 'The patient already takes this ingredient.',
        advice: 'Find out whether this replaces the other; never both.',
        source: 'Medicines and therapies of the patient',
      }),
    );
  const ofClass = duplicateClasses
    .filter((group) => drug.ingredientRxcuis.some((ingredient) => group.ingredientRxcuis.includes(ingredient)))
    .flatMap((group) =>
      otherIngredientRxcuis
        .filter((other) => group.ingredientRxcuis.includes(other) && !drug.ingredientRxcuis.includes(other))
        .map(
          (other): Alert => ({
            alertKey: `duplicate-class:${group.classCode}:${other}`,
            kind: 'duplicate-therapy',
            tier: 'prominent',
            severity: 'same-class',
            ingredientRxcuis: [other],
            effect: `The patient already takes another drug of the class: ${group.className}.`,
            advice: 'Find out whether this replaces the other; one at a time is enough.',
            source: group.source,
          }),
        ),
    );
  return { alerts: [...same, ...ofClass], failed: [] };
}

// NIOSH lists drugs that are hazardous to handle; many of them harm the unborn child [K: the label decides].
const hazardSource = 'NIOSH list of hazardous drugs in healthcare settings (unverified)';

function checkPregnancy({ drug, patient }: ScreeningFacts): ScreeningOutcome {
  if (!drug.isHazardous || patient.sex === 'male') return { alerts: [], failed: [] };
  if (patient.pregnancy === 'not-pregnant') return { alerts: [], failed: [] };
  if (patient.pregnancy === 'not-known') {
    return { alerts: [], failed: isOfChildbearingAge(patient.ageYears) ? ['pregnancy-not-known'] : [] };
  }
  const alert: Alert = {
    alertKey: `pregnancy:${drug.ingredientRxcuis.join('+')}`,
    kind: 'pregnancy',
    tier: 'interruptive',
    severity: 'contraindicated',
    ingredientRxcuis: drug.ingredientRxcuis,
    effect: 'The patient is pregnant and the drug is hazardous; it may harm the unborn child.',
    advice: 'Do not dispense before the prescriber has decided.',
    source: hazardSource,
  };
  return { alerts: [alert], failed: [] };
}

function isOfChildbearingAge(ageYears: number | null): boolean {
  return ageYears === null || (ageYears >= 10 && ageYears <= 55);
}
