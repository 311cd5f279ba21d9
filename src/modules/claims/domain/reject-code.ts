import type { Role } from '../../../kernel/roles.ts';

/** What a payer's reject means for the work that follows it. */
export interface RejectMeaning {
  readonly sentence: string;
  readonly firstAction: string;
  readonly role: Role;
  /** The hold that a reject of this kind puts on the therapy, if any (domain/journey 3.2). */
  readonly hold: 'PA' | 'CoverageInactive' | 'RefillTooSoon' | 'DURSevere' | null;
}

// Our own words; the codes are those of NCPDP field 511-FB. 70, 75, 79, 88 and 943 were seen in public manuals, the others are unverified.
const meanings: Readonly<Record<string, RejectMeaning>> = {
  '41': {
    sentence: 'The payer expects another coverage to pay first.',
    firstAction: 'Ask for other coverage and put it first',
    role: 'benefitsSpecialist',
    hold: 'CoverageInactive',
  },
  '65': {
    sentence: 'The payer does not cover this person.',
    firstAction: 'Check eligibility',
    role: 'benefitsSpecialist',
    hold: 'CoverageInactive',
  },
  '66': {
    sentence: 'The age of the patient is outside what the plan allows.',
    firstAction: 'Ask for an exception',
    role: 'authorizationSpecialist',
    hold: 'PA',
  },
  '67': {
    sentence: 'The fill lies before the coverage began.',
    firstAction: 'Check eligibility',
    role: 'benefitsSpecialist',
    hold: 'CoverageInactive',
  },
  '68': {
    sentence: 'The fill lies after the coverage ended.',
    firstAction: 'Check eligibility',
    role: 'benefitsSpecialist',
    hold: 'CoverageInactive',
  },
  '69': {
    sentence: 'The fill lies after the person’s coverage ended.',
    firstAction: 'Check eligibility',
    role: 'benefitsSpecialist',
    hold: 'CoverageInactive',
  },
  '70': {
    sentence: 'The plan does not cover this product.',
    firstAction: 'Look for the covered product or ask for an exception',
    role: 'authorizationSpecialist',
    hold: 'PA',
  },
  '75': {
    sentence: 'The plan asks for prior authorization.',
    firstAction: 'Start the authorization',
    role: 'authorizationSpecialist',
    hold: 'PA',
  },
  '76': {
    sentence: 'The plan’s limit on quantity or days is exceeded.',
    firstAction: 'Lower the quantity or ask for an exception',
    role: 'authorizationSpecialist',
    hold: 'PA',
  },
  '79': {
    sentence: 'The plan says that it is too soon to fill.',
    firstAction: 'Wait until the date, or ask for an override',
    role: 'patientCoordinator',
    hold: 'RefillTooSoon',
  },
  '88': {
    sentence: 'The payer’s drug review stopped the claim.',
    firstAction: 'Review with the pharmacist',
    role: 'clinicalPharmacist',
    hold: 'DURSevere',
  },
  '608': {
    sentence: 'The plan asks for another drug to be tried first.',
    firstAction: 'Ask for a step-therapy exception',
    role: 'authorizationSpecialist',
    hold: 'PA',
  },
  '943': {
    sentence: 'The payer’s drug review stopped the claim and accepts no override.',
    firstAction: 'Review with the pharmacist',
    role: 'clinicalPharmacist',
    hold: 'DURSevere',
  },
  MR: {
    sentence: 'The product is not on the plan’s formulary.',
    firstAction: 'Ask for a formulary exception',
    role: 'authorizationSpecialist',
    hold: 'PA',
  },
};

/** Explains a reject code; an unknown code is worked by billing. */
export function explainRejectCode(code: string): RejectMeaning {
  return (
    meanings[code] ?? {
      sentence: `The payer rejected the claim with code ${code}.`,
      firstAction: 'Look the code up and call the payer',
      role: 'billingAnalyst',
      hold: null,
    }
  );
}
