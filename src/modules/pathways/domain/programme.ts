/** The programmes by which specialty drugs are cared for, in the order in which a drug's programme is looked for. */
export const programmes = {
  'limited-distribution-rems': {
    label: 'Limited distribution with REMS',
    sentence: 'The manufacturer names who may dispense, and the REMS authorizes each fill.',
  },
  rems: { label: 'REMS product', sentence: 'The REMS authorizes each fill by a number.' },
  'limited-distribution': {
    label: 'Limited distribution',
    sentence: 'The manufacturer names who may dispense; what is not ours is transferred.',
  },
  'buy-and-bill': {
    label: 'Buy and bill',
    sentence: 'The clinic administers the drug and bills it as a medical claim; the pharmacy hands it over.',
  },
  'refill-only': {
    label: 'Refill only',
    sentence: 'The first doses are given elsewhere; the pharmacy begins with a refill.',
  },
  'oral-oncolytic': {
    label: 'Oral oncolytic',
    sentence: 'Short clocks, a call in the first week, a short refill window because doses change.',
  },
  'injectable-biologic': {
    label: 'Injectable biologic',
    sentence: 'The patient is trained to inject before the start is confirmed.',
  },
  standard: { label: 'Standard', sentence: 'The pathway of any other specialty drug.' },
} as const;

/** The code of a programme. */
export type ProgrammeCode = keyof typeof programmes;

/** All programme codes. */
export const programmeCodes = Object.keys(programmes) as readonly ProgrammeCode[];

/** Tells whether a text is the code of a programme. */
export function isProgrammeCode(text: string): text is ProgrammeCode {
  return Object.hasOwn(programmes, text);
}

/** What the profile of a drug says about how it reaches the patient. */
export interface DrugRoute {
  readonly limitedDistribution: boolean;
  readonly remsProgram: string | null;
  readonly isSpecialty: boolean;
  /** Under which benefit it is billed. */
  readonly benefit: 'pharmacy' | 'medical';
  /** The first doses are given elsewhere, such as an infusion before self-injection. */
  readonly startsElsewhere: boolean;
  /** The clinical programme, such as `oncology`. */
  readonly programme: string;
  /** How it is taken, as the drug directory writes it. */
  readonly route: string;
}

/** The programme of a drug with the reason for it. */
export interface ProgrammeChoice {
  readonly programme: ProgrammeCode;
  readonly reason: string;
}

interface ChoiceRule {
  readonly programme: ProgrammeCode;
  readonly applies: (drug: DrugRoute) => boolean;
  readonly reason: (drug: DrugRoute) => string;
}

const injections = /subcutaneous|intramuscular|intravenous|inject/i;

/** The first rule that applies names the programme: what limits who may dispense stands before how the drug is taken. */
const choiceRules: readonly ChoiceRule[] = [
  {
    programme: 'limited-distribution-rems',
    applies: (drug) => drug.limitedDistribution && drug.remsProgram !== null,
    reason: ({ remsProgram }) => `the drug is of limited distribution and under the ${remsProgram ?? 'REMS'}`,
  },
  {
    programme: 'rems',
    applies: ({ remsProgram }) => remsProgram !== null,
    reason: ({ remsProgram }) => `the drug is under the ${remsProgram ?? 'REMS'}`,
  },
  {
    programme: 'limited-distribution',
    applies: ({ limitedDistribution }) => limitedDistribution,
    reason: () => 'the drug is of limited distribution',
  },
  {
    programme: 'buy-and-bill',
    applies: ({ benefit }) => benefit === 'medical',
    reason: () => 'the drug is billed under the medical benefit',
  },
  {
    programme: 'refill-only',
    applies: ({ startsElsewhere }) => startsElsewhere,
    reason: () => 'the first doses of the drug are given elsewhere',
  },
  {
    programme: 'oral-oncolytic',
    applies: ({ isSpecialty, programme, route }) => isSpecialty && programme === 'oncology' && /oral/i.test(route),
    reason: () => 'the drug is taken by mouth and belongs to oncology',
  },
  {
    programme: 'injectable-biologic',
    applies: ({ isSpecialty, route }) => isSpecialty && injections.test(route),
    reason: ({ route }) => `the drug is injected (${route.toLowerCase()})`,
  },
];

/** Chooses the programme of a drug by its profile; a drug of which nothing is known takes the standard one. */
export function chooseProgramme(drug: DrugRoute | null): ProgrammeChoice {
  if (drug === null) return { programme: 'standard', reason: 'the drug has no profile' };
  const rule = choiceRules.find(({ applies }) => applies(drug));
  return rule === undefined
    ? { programme: 'standard', reason: 'no other programme fits the profile of the drug' }
    : { programme: rule.programme, reason: rule.reason(drug) };
}
