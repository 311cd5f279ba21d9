import { type Cents, cents, divideHalfAwayFromZero } from '../../kernel/money.ts';

/** What the simulated payer looks at in a claim. */
export interface BilledClaim {
  readonly cardholderId: string;
  readonly productId: string;
  readonly prescriberId: string;
  readonly priorAuthorizationNumber: string;
  readonly clarificationCodes: readonly string[];
  readonly otherCoverageCode: string;
  /** What came of each alert that a pharmacist answered (441-E6). */
  readonly drugUseResults: readonly string[];
  readonly quantityThousandths: number;
  readonly daysSupply: number;
  readonly ingredientCostCents: Cents;
  readonly dispensingFeeCents: Cents;
}

/** A reason for which the simulated payer rejects a claim, by the code that the field gives it (511-FB). */
export interface RejectRule {
  readonly code: string;
  readonly sentence: string;
  applies(claim: BilledClaim): boolean;
}

const endsIn = (ending: string) => (claim: BilledClaim) => claim.cardholderId.endsWith(ending);

/** All reasons to reject, in order; everything else is paid. The last digits of the cardholder id choose, so that a person can. */
export const rejectRules: readonly RejectRule[] = [
  { code: '07', sentence: 'no cardholder id', applies: (claim) => claim.cardholderId === '' },
  { code: '21', sentence: 'no product of eleven digits', applies: (claim) => !/^\d{11}$/.test(claim.productId) },
  { code: '25', sentence: 'no prescriber', applies: (claim) => claim.prescriberId === '' },
  { code: '65', sentence: 'cardholder id ends in 65', applies: endsIn('65') },
  { code: '70', sentence: 'cardholder id ends in 70', applies: endsIn('70') },
  {
    code: '75',
    sentence: 'cardholder id ends in 75 and no prior authorization number is given',
    applies: (claim) => claim.cardholderId.endsWith('75') && claim.priorAuthorizationNumber === '',
  },
  {
    code: '76',
    sentence: 'cardholder id ends in 76 and the quantity is more than 30 units',
    applies: (claim) => claim.cardholderId.endsWith('76') && claim.quantityThousandths > 30_000,
  },
  {
    code: '79',
    sentence: 'cardholder id ends in 79 and no clarification code says why it is filled early',
    applies: (claim) => claim.cardholderId.endsWith('79') && claim.clarificationCodes.length === 0,
  },
  {
    code: '88',
    sentence: 'cardholder id ends in 88 and no pharmacist answered the alert',
    applies: (claim) => claim.cardholderId.endsWith('88') && claim.drugUseResults.length === 0,
  },
  {
    code: '13',
    sentence: 'cardholder id ends in 913 and nothing is said of other coverage',
    applies: (claim) => claim.cardholderId.endsWith('913') && claim.otherCoverageCode === '',
  },
  {
    code: '19',
    sentence: 'cardholder id ends in 919 and the days’ supply is less than 30',
    applies: (claim) => claim.cardholderId.endsWith('919') && claim.daysSupply < 30,
  },
];

/** How the simulated link fails: `lost` adjudicates the first asking and loses its answer, `silent` never answers. */
export type Silence = 'none' | 'lost' | 'silent';

/** Finds how the link behaves for a cardholder: ids that end in 98 lose the first answer, those in 97 get none. */
export function findSilence(cardholderId: string): Silence {
  if (cardholderId.endsWith('98')) return 'lost';
  return cardholderId.endsWith('97') ? 'silent' : 'none';
}

/** What the simulated payer pays, in cents. */
export interface Payment {
  readonly patientPayCents: Cents;
  readonly ingredientPaidCents: Cents;
  readonly feePaidCents: Cents;
  readonly totalPaidCents: Cents;
}

// The plan of the simulation: ten percent coinsurance, never more than 75 dollars.
const coinsurancePercent = 10n;
const mostPatientPayCents = 7_500;

/** Computes what is paid for a claim: everything that was submitted, less the patient's share. */
export function computePayment(claim: BilledClaim): Payment {
  const grossCents = claim.ingredientCostCents + claim.dispensingFeeCents;
  const share = Number(divideHalfAwayFromZero(BigInt(grossCents) * coinsurancePercent, 100n));
  const patientPayCents = cents(Math.min(share, mostPatientPayCents));
  return {
    patientPayCents,
    ingredientPaidCents: claim.ingredientCostCents,
    feePaidCents: claim.dispensingFeeCents,
    totalPaidCents: cents(grossCents - patientPayCents),
  };
}
