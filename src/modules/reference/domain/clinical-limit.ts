/** How bad an interaction is, worst first. */
export type InteractionSeverity = 'contraindicated' | 'major' | 'moderate' | 'minor';

/** What two ingredients do together, told in our own words, with its source. The codes stand in order of text. */
export interface Interaction {
  readonly ingredientRxcuis: readonly [string, string];
  readonly severity: InteractionSeverity;
  readonly effect: string;
  readonly advice: string;
  readonly source: string;
}

/** Ingredients that do the same work: two of one class at once are a duplicate therapy. */
export interface DuplicateTherapyClass {
  readonly classCode: string;
  readonly className: string;
  readonly ingredientRxcuis: readonly string[];
  readonly source: string;
}

/** The largest labeled dose for an age and a weight. A unit such as `mg/m2` is per body surface, `mg/kg` per weight. */
export interface DoseLimit {
  readonly ingredientRxcui: string;
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

/** Puts two ingredients into the order in which interactions are kept. */
export function orderPair(first: string, second: string): readonly [string, string] {
  return first < second ? [first, second] : [second, first];
}
