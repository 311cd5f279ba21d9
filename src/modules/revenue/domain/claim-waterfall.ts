import { type Cents, cents, sumCents } from '../../../kernel/money.ts';
import { type Account, type Posting, sumAccounts } from './ledger.ts';

/** The steps from the list price to the net margin, and what each is called. */
export const waterfallSteps = {
  awp: 'Average wholesale price',
  'charge-difference': 'Charged above or below it',
  charge: 'Charged to the payer',
  'contractual-adjustment': 'Contractual adjustment',
  reimbursement: 'Reimbursement',
  'acquisition-cost': 'Cost of the product',
  handling: 'Packing and shipping',
  'transaction-fee': 'Transaction fee',
  'effective-rate-reserve': 'Reserve for the effective rate',
  'mfp-refund': 'MFP refund expected',
  'write-off': 'Written off',
  'net-margin': 'Net margin',
} as const;

export type WaterfallStepCode = keyof typeof waterfallSteps;

/** One step: what it adds or takes and where that leads; a total stands for itself. */
interface LedgerStep {
  readonly step: WaterfallStepCode;
  readonly cents: Cents;
  readonly afterCents: Cents;
  readonly isTotal: boolean;
  /** The accounts whose postings the number is made of; empty for a price that is no posting. */
  readonly accounts: readonly Account[];
}

/** How the money of a claim stands by its postings. */
export interface ClaimStanding {
  readonly steps: readonly LedgerStep[];
  readonly reimbursementCents: Cents;
  readonly netMarginCents: Cents;
  readonly remittedCents: Cents;
  readonly openWithPayerCents: Cents;
  readonly openWithPatientCents: Cents;
  /** What the manufacturer still owes; negative where it paid what is not owed. */
  readonly refundDueCents: Cents;
  readonly refundReceivedCents: Cents;
  /** Whether a product left for the claim and stayed out, at a known cost. */
  readonly hasCost: boolean;
}

const owed = ['payer-receivable', 'patient-receivable', 'take-back', 'remitted-cash', 'suspense'] as const;
/** The accounts of what claims cost. */
export const costAccounts = [
  'acquisition-cost',
  'handling',
  'transaction-fee',
  'effective-rate-reserve',
  'mfp-refund',
  'write-off',
] as const;

/** Computes how the money of a claim stands. The margin is that of the adjudication: what is remitted moves between cash and receivable. */
export function computeClaimStanding(postings: readonly Posting[], awpCents: Cents | null): ClaimStanding {
  const charge = cents(0 - sumAccounts(postings, ['charge']));
  const contractual = sumAccounts(postings, ['contractual-adjustment']);
  const reimbursement = cents(charge - contractual);
  const spent = costAccounts.map((account) => [account, sumAccounts(postings, [account])] as const);
  const netMarginCents = cents(reimbursement - sumCents(spent.map(([, amount]) => amount)));
  const steps: LedgerStep[] = [];
  let after = 0;
  const add = (step: WaterfallStepCode, amount: number, accounts: readonly Account[]): void => {
    after += amount;
    steps.push({ step, cents: cents(amount), afterCents: cents(after), isTotal: false, accounts });
  };
  const total = (step: WaterfallStepCode, accounts: readonly Account[]): void => {
    steps.push({ step, cents: cents(after), afterCents: cents(after), isTotal: true, accounts });
  };
  if (awpCents === null || charge === 0) add('charge', charge, ['charge']);
  else {
    add('awp', awpCents, []);
    if (charge !== awpCents) add('charge-difference', charge - awpCents, ['charge']);
  }
  add('contractual-adjustment', -contractual, ['contractual-adjustment']);
  total('reimbursement', owed);
  for (const [account, amount] of spent) if (amount !== 0) add(account, -amount, [account]);
  total('net-margin', ['charge', 'contractual-adjustment', ...costAccounts]);
  return {
    ...{ steps, reimbursementCents: reimbursement, netMarginCents },
    remittedCents: sumAccounts(postings, ['remitted-cash', 'suspense']),
    openWithPayerCents: sumAccounts(postings, ['payer-receivable', 'take-back']),
    openWithPatientCents: sumAccounts(postings, ['patient-receivable']),
    refundDueCents: sumAccounts(postings, ['mfp-refund-due']),
    refundReceivedCents: sumAccounts(postings, ['mfp-refund-cash', 'mfp-refund-suspense']),
    hasCost: sumAccounts(postings, ['acquisition-cost']) !== 0,
  };
}
