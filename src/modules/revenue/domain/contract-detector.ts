import { addDays, type CalendarDay, countDaysBetween } from '../../../kernel/calendar-day.ts';
import { type Cents, cents, computeExtendedCents, type UnitPrice } from '../../../kernel/money.ts';
import type { FoundRisk } from './detector.ts';

/** The amounts of an answer that a contract speaks of. */
export interface AgreedAmounts {
  readonly ingredientPaidCents: Cents | null;
  readonly feePaidCents: Cents | null;
}

/** Computes what payer and patient pay together for product and fee; null where the payer named neither. */
export function computeAgreedCents({ ingredientPaidCents, feePaidCents }: AgreedAmounts): Cents | null {
  return ingredientPaidCents === null ? null : cents(ingredientPaidCents + (feePaidCents ?? 0));
}

/** From where on prices are worth somebody's look; dated data. */
export interface PriceLimits {
  readonly validFrom: CalendarDay;
  readonly thinMarginTenThousandths: number;
  readonly thinCostCents: Cents;
  readonly appealWarningDays: number;
  readonly toleranceCents: Cents;
  readonly source: string;
}

/** What of a paid claim is held against its contract and the prices of its day. */
export interface ContractedPayment extends AgreedAmounts {
  readonly claimId: string;
  readonly serviceOn: CalendarDay;
  readonly quantityThousandths: number;
  readonly isGeneric: boolean;
  readonly isSpecialty: boolean;
  readonly nadac: { readonly unitPrice: UnitPrice; readonly validFrom: CalendarDay } | null;
  /** Null where it is not known, or not sure. */
  readonly expectedCents: Cents | null;
  readonly contractName: string | null;
  readonly isByMac: boolean;
  readonly macAppealDays: number | null;
  /** Zero while nothing left for it. */
  readonly productCostCents: Cents;
  readonly netMarginCents: Cents;
  readonly isUnderwater: boolean;
  readonly isNewestOfTherapy: boolean;
}

const whole = 10_000;

/** Checks a paid claim against NADAC, its margin, its contract and the days left for an appeal (RV02, RV03, RV04, RV23). */
export function checkContractedPayment(
  claim: ContractedPayment,
  by: { readonly asOf: CalendarDay; readonly limits: PriceLimits },
): readonly FoundRisk[] {
  const agreedCents = computeAgreedCents(claim);
  if (agreedCents === null) return [];
  const about = { subjectId: claim.claimId, claimId: claim.claimId };
  const found: FoundRisk[] = [];
  const gapCents = computeNadacGap(claim);
  if (gapCents < 0)
    found.push({
      ...{ ...about, detector: 'RV02', atRiskCents: cents(-gapCents) },
      facts: { paidCents: claim.ingredientPaidCents ?? 0, gapCents, nadacFrom: claim.nadac?.validFrom ?? '' },
    });
  const { limits } = by;
  const { productCostCents } = claim;
  const margin = agreedCents - productCostCents;
  const isThin = margin >= 0 && margin * whole < agreedCents * limits.thinMarginTenThousandths;
  if (claim.isSpecialty && claim.isNewestOfTherapy && productCostCents > limits.thinCostCents && isThin)
    found.push({
      ...{ ...about, detector: 'RV03', atRiskCents: productCostCents },
      facts: { marginCents: margin, floorTenThousandths: limits.thinMarginTenThousandths },
    });
  const dueOn = claim.macAppealDays === null ? null : addDays(claim.serviceOn, claim.macAppealDays);
  const daysLeft = dueOn === null ? -1 : countDaysBetween({ from: by.asOf, to: dueOn });
  const isLosing = gapCents < 0 || claim.isUnderwater;
  if (claim.isByMac && isLosing && dueOn !== null && daysLeft >= 0 && daysLeft <= limits.appealWarningDays)
    found.push({
      ...{
        ...about,
        detector: 'RV04',
        atRiskCents: cents(gapCents < 0 ? -gapCents : Math.max(0, -claim.netMarginCents)),
      },
      facts: { dueOn, daysLeft },
    });
  const { expectedCents } = claim;
  if (expectedCents !== null && expectedCents - agreedCents > limits.toleranceCents)
    found.push({
      ...{ ...about, detector: 'RV23', atRiskCents: cents(expectedCents - agreedCents) },
      facts: { expectedCents, agreedCents, contract: claim.contractName ?? '' },
    });
  return found;
}

/** Computes what was paid for a generic less what it costs by NADAC; zero where it is no generic or no price is known. */
function computeNadacGap({ isGeneric, nadac, quantityThousandths, ingredientPaidCents }: ContractedPayment): Cents {
  if (!isGeneric || nadac === null || ingredientPaidCents === null) return cents(0);
  return cents(ingredientPaidCents - computeExtendedCents({ unitPrice: nadac.unitPrice, quantityThousandths }));
}
