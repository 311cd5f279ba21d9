/** What a screening looks for. */
export const alertKinds = {
  interaction: 'Drug interaction',
  allergy: 'Allergy',
  'duplicate-therapy': 'Duplicate therapy',
  dose: 'Dose',
  age: 'Age',
  pregnancy: 'Pregnancy',
} as const;

export type AlertKind = keyof typeof alertKinds;

/** How much an alert interrupts: only the top tier stops the work until it is answered; the lowest is shown on wish. */
export const alertTiers = {
  interruptive: 'Stops the work',
  prominent: 'Consider',
  passive: 'For information',
} as const;

export type AlertTier = keyof typeof alertTiers;

/** One finding of a screening. The key is the same whenever the same facts meet, so that an answer stays with it. */
export interface Alert {
  readonly alertKey: string;
  readonly kind: AlertKind;
  readonly tier: AlertTier;
  readonly severity: string;
  readonly ingredientRxcuis: readonly string[];
  readonly effect: string;
  readonly advice: string;
  readonly source: string;
}

/** The parts of a screening that may turn out impossible, each with the sentence that says so. */
export const failedChecks = {
  'drug-not-known': 'The ingredient of the drug is not known: no check could be made.',
  'medication-without-code':
    'A medicine that the patient takes has no drug code: interactions with it could not be checked.',
  'allergies-not-recorded': 'Nobody recorded allergies, nor that none are known: allergies could not be checked.',
  'allergy-without-code': 'An allergy has no drug code: it could not be checked against this drug.',
  'dose-limit-not-known': 'No labeled dose limit is on file for this drug: the dose could not be checked.',
  'single-dose-not-known':
    'The directions do not give one single dose in milligrams: the single dose could not be checked.',
  'daily-dose-not-known': 'The daily dose could not be computed from strength, quantity and days supply.',
  'weight-not-known': 'The weight is not recorded: a limit by weight could not be checked.',
  'body-surface-not-known': 'Height or weight is not recorded: a limit by body surface could not be checked.',
  'age-not-known': 'The birth date is not known: limits by age could not be checked.',
  'pregnancy-not-known': 'The drug is hazardous and whether the patient is pregnant is not recorded.',
} as const;

export type FailedCheck = keyof typeof failedChecks;

/** What a person does about every failed check. */
export const manualReviewSentence = 'Check could not be made: review manually.';

/** The outcome of a screening: alerts, the worst tier first, and the checks that could not be made. */
export interface ScreeningOutcome {
  readonly alerts: readonly Alert[];
  readonly failed: readonly FailedCheck[];
}

/** A dose limit as the label gives it. */
export interface LabeledLimit {
  readonly basis: 'per-dose' | 'per-day';
  readonly maximumThousandths: number;
  readonly ucumUnit: string;
  readonly ageYearsMinimum: number;
  readonly ageYearsMaximum: number;
  readonly weightGramsMinimum: number;
  readonly weightGramsMaximum: number;
  readonly note: string;
  readonly source: string;
}

/** Everything that a screening looks at; kept with its outcome, so that it can be replayed. */
export interface ScreeningFacts {
  readonly drug: {
    readonly ingredientRxcuis: readonly string[];
    readonly strengthText: string;
    readonly billingUnit: string;
    readonly isHazardous: boolean;
  };
  readonly prescription: {
    readonly quantityThousandths: number | null;
    readonly daysSupply: number | null;
    readonly directions: string | null;
  };
  readonly patient: {
    readonly ageYears: number | null;
    readonly sex: string;
    readonly weightGrams: number | null;
    readonly heightMillimeters: number | null;
    readonly pregnancy: 'pregnant' | 'not-pregnant' | 'not-known';
  };
  /** The ingredients of the other therapies here and of the medicines from elsewhere. */
  readonly otherIngredientRxcuis: readonly string[];
  readonly medicationsWithoutCode: number;
  readonly allergies: {
    readonly isRecorded: boolean;
    readonly ingredientRxcuis: readonly string[];
    readonly withoutCode: number;
  };
  readonly interactions: readonly {
    readonly ingredientRxcuis: readonly [string, string];
    readonly severity: 'contraindicated' | 'major' | 'moderate' | 'minor';
    readonly effect: string;
    readonly advice: string;
    readonly source: string;
  }[];
  readonly duplicateClasses: readonly {
    readonly classCode: string;
    readonly className: string;
    readonly ingredientRxcuis: readonly string[];
    readonly source: string;
  }[];
  readonly doseLimits: readonly LabeledLimit[];
}
