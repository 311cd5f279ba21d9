import { addDays, type CalendarDay } from '../../../kernel/calendar-day.ts';
import type { Id, SiteId } from '../../../kernel/ids.ts';
import type { Ndc11 } from '../../../kernel/ndc.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import { inventoryRefusals } from '../refusals.ts';
import { computeAvailableThousandths, type StockBalance } from './stock-balance.ts';
import type { StockOwner } from './stock-owner.ts';

export type LotId = Id<'lot'>;

/** A lot with what it holds. */
export interface LotOnHand {
  readonly lotId: LotId;
  readonly siteId: SiteId;
  readonly ndc11: Ndc11;
  readonly gtin14: string | null;
  readonly lotNumber: string;
  readonly expiresOn: CalendarDay;
  readonly owner: StockOwner;
  readonly quarantinedReason: string | null;
  readonly balance: StockBalance;
}

/** What a fill needs of the shelf. */
export interface PickRequest {
  readonly owner: StockOwner;
  readonly quantityThousandths: number;
  readonly today: CalendarDay;
  /** The supply must last at least so long: the days that the patient will take it. */
  readonly minimumDays: number;
}

/** Why a lot cannot be picked; null when it can. */
type LotFault = 'quarantined' | 'expired' | 'short-dated' | 'other-owner' | 'not-enough';

/** Finds why a lot cannot serve a request; the first reason that holds, in the order in which a person would look. */
function findLotFault(lot: LotOnHand, request: PickRequest): LotFault | null {
  if (lot.quarantinedReason !== null) return 'quarantined';
  if (lot.expiresOn <= request.today) return 'expired';
  if (lot.expiresOn < addDays(request.today, request.minimumDays)) return 'short-dated';
  if (lot.owner !== request.owner) return 'other-owner';
  return computeAvailableThousandths(lot.balance) < request.quantityThousandths ? 'not-enough' : null;
}

/** Decides which lot to pick: the one that expires first among those that serve, the smaller one when several do. Refuses with the count of each fault. */
export function decideLot(lots: readonly LotOnHand[], request: PickRequest): Result<LotOnHand> {
  const usable = lots.filter((lot) => findLotFault(lot, request) === null);
  const [first] = [...usable].sort(
    (left, right) =>
      left.expiresOn.localeCompare(right.expiresOn) ||
      computeAvailableThousandths(left.balance) - computeAvailableThousandths(right.balance) ||
      left.lotId.localeCompare(right.lotId),
  );
  if (first !== undefined) return ok(first);
  const faults = lots.flatMap((lot) => findLotFault(lot, request) ?? []);
  const counts = [...new Set(faults)]
    .sort()
    .map((fault) => `${fault}: ${faults.filter((other) => other === fault).length}`);
  return refuse(inventoryRefusals.noUsableLot, { lots: lots.length, faults: counts });
}
