import { addDays, type CalendarDay } from '../../kernel/calendar-day.ts';
import { composeGtinOfNdc } from '../../kernel/gtin.ts';
import type { FillId, Id, SiteId } from '../../kernel/ids.ts';
import { addMinutes, dayIn, type Instant, type TimeZone } from '../../kernel/instant.ts';
import type { LotHistory, LotId } from '../../modules/inventory/index.ts';
import type { Drug } from '../../modules/reference/index.ts';
import type { Actor } from '../../platform/transaction/actor.ts';
import { toTenDigits } from './stock-shelves.ts';

type Movement = LotHistory['movements'][number];

interface LotDraft extends Omit<LotHistory, 'movements'> {
  readonly madeOn: CalendarDay;
  readonly packageSizeThousandths: number;
  readonly movements: Movement[];
}

/** The lots from which the past was filled: one for each site, drug and quarter, received before its first fill. */
export class PastLots {
  readonly #lots = new Map<string, LotDraft>();
  readonly #newId: (at: Instant) => Id<'lot'>;
  readonly #batch: string;

  constructor(newId: (at: Instant) => Id<'lot'>, batch: string) {
    this.#newId = newId;
    this.#batch = batch;
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
    return [...this.#lots.values()].map(({ madeOn: _madeOn, packageSizeThousandths, movements, ...lot }) => {
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
      };
      return { ...lot, movements: [received, ...ordered] };
    });
  }
}
