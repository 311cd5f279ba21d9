import { addDays, type CalendarDay, countDaysBetween } from '../../../kernel/calendar-day.ts';
import { type Cents, cents } from '../../../kernel/money.ts';

/** Who works a finding first. */
export const findingOwners = {
  billing: 'Billing',
  receivables: 'Receivables',
  dispensing: 'Dispensing',
  authorizations: 'Prior authorization',
  benefits: 'Benefits',
  compliance: 'Compliance',
  contracts: 'Contracts',
  finance: 'Finance',
  director: 'Director',
} as const;

export type FindingOwner = keyof typeof findingOwners;

/** A detector in words: when it fires, what is at risk, whose it is and what closes it. */
export interface Detector {
  readonly version: number;
  readonly name: string;
  readonly firesWhen: string;
  readonly atRisk: string;
  readonly owner: FindingOwner;
  readonly closesWhen: string;
}

/** The detectors that stand, by the numbers of the claims guide (6.2). */
export const detectors = {
  RV01: {
    ...{ version: 1, name: 'Underwater', owner: 'billing' },
    firesWhen: 'The net margin of the newest claim is below zero, and the therapy is still being filled.',
    atRisk: 'The loss, times the fills of the next twelve months.',
    closesWhen: 'The claim is billed again at a better price, taken back, or a newer claim earns money.',
  },
  RV02: {
    ...{ version: 1, name: 'Below NADAC', owner: 'billing' },
    firesWhen: 'A generic was paid less than its NADAC on the date of service.',
    atRisk: 'The difference.',
    closesWhen: 'The claim is billed again at a better price, or taken back.',
  },
  RV03: {
    ...{ version: 1, name: 'Thin specialty', owner: 'director' },
    firesWhen: 'The gross margin of a dear specialty claim is not below zero, but below the floor.',
    atRisk: 'The cost of the product.',
    closesWhen: 'A newer claim of the therapy earns more, or somebody accepts it.',
  },
  RV04: {
    ...{ version: 1, name: 'MAC appeal window closing', owner: 'billing' },
    firesWhen: 'A claim paid by a MAC list loses money or lies below NADAC, and few days are left to appeal.',
    atRisk: 'What it is below NADAC, or else the loss.',
    closesWhen: 'The appeal is filed, the price is mended, or the window is over.',
  },
  RV05: {
    ...{ version: 1, name: 'Authorization ends before the next fill', owner: 'authorizations' },
    firesWhen:
      'The authorization ends before two days after the next fill is needed, and the therapy is still being filled.',
    atRisk: 'What the next fill would bring, as the newest one did.',
    closesWhen: 'An authorization that lasts longer is on file, or the therapy is not filled any more.',
  },
  RV07: {
    ...{ version: 1, name: 'Coverage inactive', owner: 'benefits' },
    firesWhen: 'The newest benefits check says that coverage is inactive, and the therapy is still being filled.',
    atRisk: 'The cost of one fill.',
    closesWhen: 'A newer benefits check says otherwise, or the therapy is not filled any more.',
  },
  RV13: {
    ...{ version: 1, name: 'MFP refund unpaid', owner: 'billing' },
    firesWhen:
      'A refund of the manufacturer is expected and none came within the days that the terms in force give it.',
    atRisk: 'What is expected.',
    closesWhen: 'The refund comes, or is no longer expected.',
  },
  RV14: {
    ...{ version: 1, name: 'MFP refund short or double', owner: 'billing' },
    firesWhen: 'The refund differs from what is owed, or came for a claim of 340B or one that was taken back.',
    atRisk: 'The difference.',
    closesWhen: 'The difference is paid, or taken back.',
  },
  RV15: {
    ...{ version: 1, name: 'Paid short', owner: 'receivables' },
    firesWhen: 'The payer remitted less than it agreed to, beyond the tolerance.',
    atRisk: 'The difference.',
    closesWhen: 'The difference is paid, or the claim is taken back.',
  },
  RV16: {
    ...{ version: 1, name: 'Remittance missing', owner: 'receivables' },
    firesWhen: 'The cycle of the payer and its days of grace are over and no line came.',
    atRisk: 'What the payer agreed to.',
    closesWhen: 'A line for the claim is posted, or the claim is taken back.',
  },
  RV17: {
    ...{ version: 1, name: 'Taken back', owner: 'receivables' },
    firesWhen: 'The payer took money back without our reversal, from a claim or as a provider adjustment.',
    atRisk: 'What was taken and not given back.',
    closesWhen: 'The payer gives it back, or the claim is taken back by us.',
  },
  RV18: {
    ...{ version: 1, name: 'Paid, not dispensed', owner: 'dispensing' },
    firesWhen: 'A paid claim has no product out, two days before it must be returned to stock.',
    atRisk: 'The whole claim, at an audit.',
    closesWhen: 'The product leaves, or the claim is taken back.',
  },
  RV19: {
    ...{ version: 1, name: 'Dispensed, not paid', owner: 'billing' },
    firesWhen: 'The product left and the newest claim of the fill is not paid.',
    atRisk: 'The cost of the product.',
    closesWhen: 'A claim of the fill is paid, or the product comes back.',
  },
  RV22: {
    ...{ version: 1, name: 'Effective rate drifting', owner: 'finance' },
    firesWhen: 'The true-up that a guarantee is heading for is above its reserve.',
    atRisk: 'What the reserve does not cover at the end of the year.',
    closesWhen: 'The rate comes back, or a new version of the contract raises the reserve.',
  },
  RV23: {
    ...{ version: 1, name: 'Paid below contract', owner: 'contracts' },
    firesWhen: 'Payer and patient together pay less than the contract says, beyond the tolerance.',
    atRisk: 'The difference.',
    closesWhen: 'The claim is billed again and paid by contract, or taken back.',
  },
  RV28: {
    ...{ version: 1, name: 'Copay card behind a government payer', owner: 'compliance' },
    firesWhen: 'A manufacturer’s card paid for a fill whose first payer is a government program.',
    atRisk: 'What the card paid.',
    closesWhen: 'The claim to the card is reversed.',
  },
} as const satisfies Readonly<Record<string, Detector>>;

export type DetectorCode = keyof typeof detectors;

/** What a detector found: one for each detector and subject. */
export interface FoundRisk {
  readonly detector: DetectorCode;
  readonly subjectId: string;
  readonly claimId: string | null;
  readonly atRiskCents: Cents;
  /** The numbers that it fired on, for the explanation. */
  readonly facts: Readonly<Record<string, number | string>>;
}

/** What of one claim is judged besides its remittances. */
export interface JudgedClaim {
  readonly claimId: string;
  readonly serviceOn: CalendarDay;
  readonly daysSupply: number;
  readonly isPaid: boolean;
  readonly agreedCents: Cents;
  /** What payers and the patient pay for it. */
  readonly reimbursementCents: Cents;
  readonly netMarginCents: Cents;
  readonly productCostCents: Cents;
  /** What left the shelf for the fill and did not come back. */
  readonly outThousandths: number;
  readonly isNewestOfFill: boolean;
  readonly isNewestOfTherapy: boolean;
}

/** By when things are due. */
export interface DetectorTerms {
  readonly asOf: CalendarDay;
  /** Null where no limit is in force. */
  readonly returnToStockDays: number | null;
}

const yearDays = 365;
const warningDays = 2;
// A therapy whose newest fill ran out so long ago is not expected to be filled again at this price.
const lapseDays = 30;

/** Tells whether a therapy is still being filled, by its newest claim. */
export function isTherapyRunning(
  claim: Pick<JudgedClaim, 'isNewestOfTherapy' | 'serviceOn' | 'daysSupply'>,
  asOf: CalendarDay,
): boolean {
  const age = countDaysBetween({ from: claim.serviceOn, to: asOf });
  return claim.isNewestOfTherapy && age <= claim.daysSupply + lapseDays;
}

/** Checks a claim against its own margin, its product and its state (RV01, RV18, RV19). */
export function checkClaimState(claim: JudgedClaim, terms: DetectorTerms): readonly FoundRisk[] {
  const about = { subjectId: claim.claimId, claimId: claim.claimId };
  const { outThousandths, netMarginCents, productCostCents, isPaid } = claim;
  const found: FoundRisk[] = [];
  const isOut = outThousandths > 0;
  // A claim is underwater only by a cost that is known.
  const fills = Math.max(1, Math.floor(yearDays / claim.daysSupply));
  const isRunning = isTherapyRunning(claim, terms.asOf);
  if (isPaid && isOut && productCostCents > 0 && isRunning && netMarginCents < 0)
    found.push({
      ...{ ...about, detector: 'RV01', atRiskCents: cents(-netMarginCents * fills) },
      facts: { netMarginCents, fills },
    });
  const { returnToStockDays } = terms;
  const dueOn = returnToStockDays === null ? null : addDays(claim.serviceOn, returnToStockDays);
  if (isPaid && !isOut && claim.isNewestOfFill && dueOn !== null && terms.asOf >= addDays(dueOn, -warningDays))
    found.push({ ...about, detector: 'RV18', atRiskCents: claim.agreedCents, facts: { dueOn } });
  if (!isPaid && isOut && claim.isNewestOfFill && productCostCents > 0)
    found.push({ ...about, detector: 'RV19', atRiskCents: productCostCents, facts: { productCostCents } });
  return found;
}
