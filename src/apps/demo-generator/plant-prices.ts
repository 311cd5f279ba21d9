import { addDays, type CalendarDay } from '../../kernel/calendar-day.ts';
import { type Cents, cents, computeExtendedCents } from '../../kernel/money.ts';
import type { Adjudication } from '../../modules/claims/index.ts';
import type { DrugPrice } from '../../modules/reference/index.ts';
import { computeListPrice, firstListedDay, listedNdc } from './demo-contracts.ts';
import type { PastRecords } from './past-records.ts';

/** What was planted into the prices of claims, for those who check whether the product finds it. */
export interface PlantedPrice {
  readonly what: 'below-contract' | 'below-nadac';
  readonly claimId: string;
  readonly therapyId: string;
}

type Claim = PastRecords['claims'][number];

const mostShort = 6;
const recentDays = 60;

/**
 * Changes what payers answered on some claims of the last weeks: a generic is paid by the payers' list, below NADAC, from the day on which it
 * stands there; and the newest claims of a few therapies are paid less than the
 * contract says, by one percent of what was asked.
 */
export function plantPrices(
  records: readonly PastRecords[],
  by: { readonly today: CalendarDay; readonly prices: ReadonlyMap<string, readonly DrugPrice[]> },
): readonly PlantedPrice[] {
  const planted: PlantedPrice[] = [];
  const listPrice = computeListPrice(by.prices.get(listedNdc) ?? []);
  let short = 0;
  for (const { claims } of records) {
    const newest = claims.at(-1);
    for (const claim of claims) {
      const { ndc11, quantityThousandths, dateOfService, ingredientCostCents } = claim.submission;
      const about = { claimId: claim.claimId, therapyId: claim.therapyId };
      if (ndc11 === listedNdc && listPrice !== null && dateOfService >= firstListedDay(by.today)) {
        const paid = computeExtendedCents({ unitPrice: listPrice, quantityThousandths });
        if (payInstead(claim, () => paid)) planted.push({ what: 'below-nadac', ...about });
      } else if (claim === newest && short < mostShort && dateOfService >= addDays(by.today, -recentDays)) {
        const lessCents = Math.round(ingredientCostCents * 0.01);
        if (!payInstead(claim, (paid) => cents(paid - lessCents))) continue;
        short += 1;
        planted.push({ what: 'below-contract', ...about });
      }
    }
  }
  return planted;
}

/** Lets the payer have paid otherwise for the product; false where it did not pay, or took part in a reversal. */
function payInstead(claim: Claim, change: (ingredientPaidCents: Cents) => Cents): boolean {
  const last = claim.answers.at(-1);
  if (last === undefined || !('adjudication' in last) || last.adjudication.outcome !== 'paid') return false;
  const { feePaidCents, patientPayCents } = last.adjudication;
  const ingredientPaidCents = change(last.adjudication.ingredientPaidCents ?? cents(0));
  const totalPaidCents = cents(ingredientPaidCents + (feePaidCents ?? 0) - (patientPayCents ?? 0));
  const adjudication: Adjudication = { ...last.adjudication, ingredientPaidCents, totalPaidCents };
  claim.answers[claim.answers.length - 1] = { ...last, adjudication };
  return true;
}
