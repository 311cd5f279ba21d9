import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { Role } from '../../../kernel/roles.ts';

/** What a payer's reject means for the work that follows it. */
export interface RejectMeaning {
  readonly sentence: string;
  readonly firstAction: string;
  readonly role: Role;
  /** The hold that a reject of this kind puts on the therapy, if any (domain/journey 3.2). */
  readonly hold: 'PA' | 'CoverageInactive' | 'RefillTooSoon' | 'DURSevere' | null;
  /** Whether the same fill is billed again once what the code asks for is done. */
  readonly isRebillable: boolean;
  readonly source: string;
  readonly isVerified: boolean;
}

/** A meaning with the code that it is of (511-FB) and the first day of service for which it holds. */
interface DatedRejectMeaning extends RejectMeaning {
  readonly code: string;
  readonly effectiveFrom: CalendarDay;
}

// Our own words; the codes are those of NCPDP field 511-FB. What was seen in public manuals of the VA is verified, the rest is not.
const seen = { source: 'Public manuals of the VA pharmacy system', isVerified: true } as const;
const unseen = { source: 'Customary use of the code', isVerified: false } as const;
const effectiveFrom = '2012-01-01' as CalendarDay;

/** Meanings in the order in which they came into force: of two for one code the later one counts from its day on. */
export const rejectMeanings: readonly DatedRejectMeaning[] = [
  {
    ...{ code: '06', effectiveFrom, ...unseen },
    sentence: 'The group number is missing or unknown to the plan.',
    firstAction: 'Check the card and correct the group number',
    ...{ role: 'billingAnalyst', hold: null, isRebillable: true },
  },
  {
    ...{ code: '07', effectiveFrom, ...unseen },
    sentence: 'The cardholder id is missing or unknown to the plan.',
    firstAction: 'Check the card and correct the cardholder id',
    ...{ role: 'billingAnalyst', hold: null, isRebillable: true },
  },
  {
    ...{ code: '09', effectiveFrom, ...unseen },
    sentence: 'The birth date does not fit the member.',
    firstAction: 'Compare the birth date with the card',
    ...{ role: 'benefitsSpecialist', hold: null, isRebillable: true },
  },
  {
    ...{ code: '13', effectiveFrom, ...unseen },
    sentence: 'The plan expects an other coverage code, or another one.',
    firstAction: 'Ask for other coverage and bill in its order',
    ...{ role: 'benefitsSpecialist', hold: null, isRebillable: true },
  },
  {
    ...{ code: '19', effectiveFrom, ...unseen },
    sentence: 'The days’ supply is missing or not accepted.',
    firstAction: 'Correct the days’ supply',
    ...{ role: 'billingAnalyst', hold: null, isRebillable: true },
  },
  {
    ...{ code: '21', effectiveFrom, ...unseen },
    sentence: 'The product number is missing or unknown to the plan.',
    firstAction: 'Check the NDC that was billed',
    ...{ role: 'billingAnalyst', hold: null, isRebillable: true },
  },
  {
    ...{ code: '25', effectiveFrom, ...unseen },
    sentence: 'The prescriber is missing or unknown to the plan.',
    firstAction: 'Check the NPI of the prescriber',
    ...{ role: 'billingAnalyst', hold: null, isRebillable: true },
  },
  {
    ...{ code: '41', effectiveFrom, ...unseen },
    sentence: 'The payer expects another coverage to pay first.',
    firstAction: 'Ask for other coverage and put it first',
    ...{ role: 'benefitsSpecialist', hold: 'CoverageInactive', isRebillable: true },
  },
  {
    ...{ code: '52', effectiveFrom, ...unseen },
    sentence: 'The plan does not know the cardholder.',
    firstAction: 'Check the card and correct the cardholder id',
    ...{ role: 'benefitsSpecialist', hold: 'CoverageInactive', isRebillable: true },
  },
  {
    ...{ code: '65', effectiveFrom, ...unseen },
    sentence: 'The payer does not cover this person.',
    firstAction: 'Check eligibility',
    ...{ role: 'benefitsSpecialist', hold: 'CoverageInactive', isRebillable: false },
  },
  {
    ...{ code: '66', effectiveFrom, ...unseen },
    sentence: 'The age of the patient is outside what the plan allows.',
    firstAction: 'Ask for an exception',
    ...{ role: 'authorizationSpecialist', hold: 'PA', isRebillable: true },
  },
  {
    ...{ code: '67', effectiveFrom, ...unseen },
    sentence: 'The fill lies before the coverage began.',
    firstAction: 'Check eligibility',
    ...{ role: 'benefitsSpecialist', hold: 'CoverageInactive', isRebillable: false },
  },
  {
    ...{ code: '68', effectiveFrom, ...unseen },
    sentence: 'The fill lies after the coverage ended.',
    firstAction: 'Check eligibility',
    ...{ role: 'benefitsSpecialist', hold: 'CoverageInactive', isRebillable: false },
  },
  {
    ...{ code: '69', effectiveFrom, ...unseen },
    sentence: 'The fill lies after the person’s coverage ended.',
    firstAction: 'Check eligibility',
    ...{ role: 'benefitsSpecialist', hold: 'CoverageInactive', isRebillable: false },
  },
  {
    ...{ code: '70', effectiveFrom, ...seen },
    sentence: 'The plan does not cover this product.',
    firstAction: 'Look for the covered product or ask for an exception',
    ...{ role: 'authorizationSpecialist', hold: 'PA', isRebillable: true },
  },
  {
    ...{ code: '75', effectiveFrom, ...seen },
    sentence: 'The plan asks for prior authorization.',
    firstAction: 'Start the authorization',
    ...{ role: 'authorizationSpecialist', hold: 'PA', isRebillable: true },
  },
  {
    ...{ code: '76', effectiveFrom, ...unseen },
    sentence: 'The plan’s limit on quantity or days is exceeded.',
    firstAction: 'Lower the quantity or ask for an exception',
    ...{ role: 'authorizationSpecialist', hold: 'PA', isRebillable: true },
  },
  {
    ...{ code: '77', effectiveFrom, ...unseen },
    sentence: 'The product is no longer sold under this number.',
    firstAction: 'Bill the product that is on the shelf',
    ...{ role: 'dispensingTechnician', hold: null, isRebillable: true },
  },
  {
    ...{ code: '78', effectiveFrom, ...unseen },
    sentence: 'The cost is more than the plan pays without a review.',
    firstAction: 'Check quantity and price, then ask for an override',
    ...{ role: 'billingAnalyst', hold: null, isRebillable: true },
  },
  {
    ...{ code: '79', effectiveFrom, ...seen },
    sentence: 'The plan says that it is too soon to fill.',
    firstAction: 'Wait until the date, or ask for an override',
    ...{ role: 'patientCoordinator', hold: 'RefillTooSoon', isRebillable: true },
  },
  {
    ...{ code: '81', effectiveFrom, ...unseen },
    sentence: 'The claim came too late.',
    firstAction: 'Ask the payer for an exception to the filing limit',
    ...{ role: 'billingAnalyst', hold: null, isRebillable: false },
  },
  {
    ...{ code: '83', effectiveFrom, ...unseen },
    sentence: 'The plan says that it was billed for this fill already.',
    firstAction: 'Compare with the payer before anything is billed again',
    ...{ role: 'billingAnalyst', hold: null, isRebillable: false },
  },
  {
    ...{ code: '87', effectiveFrom, ...unseen },
    sentence: 'The payer has nothing of this number to take back.',
    firstAction: 'Ask the payer which claim it has',
    ...{ role: 'billingAnalyst', hold: null, isRebillable: false },
  },
  {
    ...{ code: '88', effectiveFrom, ...seen },
    sentence: 'The payer’s drug review stopped the claim.',
    firstAction: 'Review with the pharmacist',
    ...{ role: 'clinicalPharmacist', hold: 'DURSevere', isRebillable: true },
  },
  {
    ...{ code: 'MR', effectiveFrom, ...unseen },
    sentence: 'The product is not on the plan’s formulary.',
    firstAction: 'Ask for a formulary exception',
    ...{ role: 'authorizationSpecialist', hold: 'PA', isRebillable: true },
  },
  {
    ...{ code: '569', effectiveFrom, ...unseen },
    sentence: 'The patient must be given the notice of Medicare drug coverage rights.',
    firstAction: 'Give the notice and record it',
    ...{ role: 'authorizationSpecialist', hold: 'PA', isRebillable: true },
  },
  {
    ...{ code: '608', effectiveFrom, ...unseen },
    sentence: 'The plan asks for another drug to be tried first.',
    firstAction: 'Ask for a step-therapy exception',
    ...{ role: 'authorizationSpecialist', hold: 'PA', isRebillable: true },
  },
  {
    ...{ code: '943', effectiveFrom, ...seen },
    sentence: 'The payer’s drug review stopped the claim and accepts no override.',
    firstAction: 'Review with the pharmacist',
    ...{ role: 'clinicalPharmacist', hold: 'DURSevere', isRebillable: false },
  },
];

/** Explains a reject code as it was meant on a day of service; an unknown code is worked by billing. */
export function explainRejectCode(code: string, on: CalendarDay): RejectMeaning {
  const known = rejectMeanings.findLast((meaning) => meaning.code === code && meaning.effectiveFrom <= on);
  if (known !== undefined) return known;
  return {
    sentence: `The payer rejected the claim with code ${code}.`,
    firstAction: 'Look the code up and call the payer',
    ...{ role: 'billingAnalyst', hold: null, isRebillable: true, ...unseen },
  };
}
