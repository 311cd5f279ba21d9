import { addDays, type CalendarDay } from '../../kernel/calendar-day.ts';
import { composeGtinOfNdc } from '../../kernel/gtin.ts';
import type { FillId, Id, SiteId } from '../../kernel/ids.ts';
import { addMinutes, dayIn, type Instant, type TimeZone } from '../../kernel/instant.ts';
import type { LotHistory, LotId } from '../../modules/inventory/index.ts';
import type { Drug, DrugPrice } from '../../modules/reference/index.ts';
import type { Actor } from '../../platform/transaction/actor.ts';
import { toTenDigits } from './stock-shelves.ts';

type Movement = LotHistory['movements'][number];

interface LotDraft extends Omit<LotHistory, 'movements'> {
  readonly madeOn: CalendarDay;
  readonly packageSizeThousandths: number;
  readonly movements: Movement[];
}

type PastPrices = ReadonlyMap<string, readonly Pick<DrugPrice, 'kind' | 'unitPrice'>[]>;

// Every so many lots one was bought off contract, above the wholesale price, so that some claims lose money.
const lotsPerDearOne = 12;

/** The lots from which the past was filled: one for each site, drug and quarter, received before its first fill. */
export class PastLots {
  readonly #lots = new Map<string, LotDraft>();
  readonly #newId: (at: Instant) => Id<'lot'>;
  readonly #batch: string;
  readonly #pricesByNdc: PastPrices;

  constructor(newId: (at: Instant) => Id<'lot'>, batch: string, pricesByNdc: PastPrices) {
    this.#newId = newId;
    this.#batch = batch;
    this.#pricesByNdc = pricesByNdc;
  }

  /** Finds the lot from which a drug is taken at a site at a moment. */
  findLot(siteId: SiteId, drug: Drug, at: Instant): LotDraft {
    const day = dayIn(at, 'UTC' as TimeZone);
    const quarter = `${day.slice(2, 4)}${1 + Math.floor((Number(day.slice(5, 7)) - 1) / 3)}`;
    const key = `${siteId} ${drug.ndc11} ${quarter}`;
    const known = this.#lots.get(key);
    if (known !== undefined) return known;
    const lot: LotDraft = {
      lotId: this.#newId(at) as LotId,
      siteId,
      ndc11: drug.ndc11,
      gtin14: composeGtinOfNdc({ tenDigits: toTenDigits(drug.ndc11), indicator: 0 }),
      lotNumber: `H${quarter}${this.#batch}`,
      expiresOn: addDays(day, 720),
      owner: 'wac',
      madeOn: day,
      packageSizeThousandths: drug.packageSizeThousandths,
      movements: [],
    };
    this.#lots.set(key, lot);
    return lot;
  }

  /** Notes what a fill did to its lot. */
  move(
    lot: LotDraft,
    movement: { readonly kind: Movement['kind']; readonly quantityThousandths: number; readonly fillId: FillId },
    moment: { readonly at: Instant; readonly actor: Actor },
  ): void {
    lot.movements.push({ ...movement, ...moment });
  }

  /** Lists the lots with their ledgers in order of time, each begun by the receipt of enough whole packages. */
  list(): readonly LotHistory[] {
    return [...this.#lots.values()].map(({ madeOn: _madeOn, packageSizeThousandths, movements, ...lot }, index) => {
      const ordered = movements.toSorted((left, right) => (left.at < right.at ? -1 : left.at > right.at ? 1 : 0));
      const taken = ordered.reduce((sum, { kind, quantityThousandths }) => {
        if (kind === 'reserved') return sum + quantityThousandths;
        return sum;
      }, 0);
      const packages = Math.ceil(taken / packageSizeThousandths) + 1;
      const [first] = ordered;
      if (first === undefined) return { ...lot, movements: [] };
      const received: Movement = {
        kind: 'received',
        quantityThousandths: packages * packageSizeThousandths,
        at: addMinutes(first.at, -1_440),
        actor: { kind: 'system', name: 'demo' },
        ...this.#composeCost(lot.ndc11, index),
      };
      return { ...lot, movements: [received, ...ordered] };
    });
  }

  /** What a unit of a lot was bought for: the price of the contract, or 2 % above the wholesale price. Nothing known says nothing. */
  #composeCost(ndc11: string, index: number): Pick<Movement, 'unitCostHundredThousandths'> {
    const prices = this.#pricesByNdc.get(ndc11) ?? [];
    const priceOf = (kind: DrugPrice['kind']) => prices.find((one) => one.kind === kind)?.unitPrice;
    const dear = index % lotsPerDearOne === lotsPerDearOne - 1 ? priceOf('wac') : undefined;
    const unitCost = dear === undefined ? priceOf('contract') : Math.round(dear * 1.02);
    return unitCost === undefined ? {} : { unitCostHundredThousandths: unitCost };
  }
}
