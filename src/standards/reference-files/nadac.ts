import type { CalendarDay } from '../../kernel/calendar-day.ts';
import { parseUnitPrice, type UnitPrice } from '../../kernel/money.ts';
import type { Ndc11 } from '../../kernel/ndc.ts';
import type { BillingUnit } from '../../kernel/quantity.ts';
import type { ReferenceSource } from './delimited-text.ts';
import { type ReferenceRow, readTable, type TableShape } from './table.ts';

/** A National Average Drug Acquisition Cost: what pharmacies pay for one billing unit, as CMS publishes it weekly. */
export interface NadacPrice {
  readonly ndc: Ndc11;
  readonly description: string | null;
  readonly unitPrice: UnitPrice;
  readonly effectiveDay: CalendarDay;
  readonly pricingUnit: BillingUnit;
  /** `C/I`: the price holds for chain and independent pharmacies. */
  readonly pharmacyType: string | null;
  readonly isOverTheCounter: boolean;
  /** How CMS came to the price, codes 1 to 10 of its methodology. */
  readonly explanationCodes: readonly string[];
  /** `G` generic, `B` brand, `B-ANDA`, `B-BIO`. */
  readonly classification: string | null;
  readonly genericUnitPrice: UnitPrice | null;
  readonly genericEffectiveDay: CalendarDay | null;
  readonly asOfDay: CalendarDay | null;
}

const columns = {
  description: { name: 'NDC Description', isRequired: true },
  ndc: { name: 'NDC', isRequired: true },
  unitPrice: { name: 'NADAC Per Unit', isRequired: true },
  effectiveDay: { name: 'Effective Date', isRequired: true },
  pricingUnit: { name: 'Pricing Unit', isRequired: true },
  pharmacyType: { name: 'Pharmacy Type Indicator', isRequired: false },
  overTheCounter: { name: 'OTC', isRequired: false },
  explanationCodes: { name: 'Explanation Code', isRequired: false },
  classification: { name: 'Classification for Rate Setting', isRequired: false },
  genericUnitPrice: { name: 'Corresponding Generic Drug NADAC Per Unit', isRequired: false },
  genericEffectiveDay: { name: 'Corresponding Generic Drug Effective Date', isRequired: false },
  asOfDay: { name: 'As of Date', isRequired: false },
};

const shape: TableShape<keyof typeof columns, NadacPrice> = {
  delimiter: ',',
  quote: true,
  order: 'header',
  columns,
  toRow: (cells) => {
    const ndc = cells.ndc('ndc');
    const unitPrice = cells.requiredParsed('unitPrice', parsePrice);
    const effectiveDay = cells.required('effectiveDay') === '' ? null : cells.day('effectiveDay');
    const pricingUnit = cells.requiredParsed('pricingUnit', parseBillingUnit);
    if (ndc === null || unitPrice === null || effectiveDay === null || pricingUnit === null) return null;
    return {
      ndc,
      description: cells.optional('description'),
      unitPrice,
      effectiveDay,
      pricingUnit,
      pharmacyType: cells.optional('pharmacyType'),
      isOverTheCounter: cells.text('overTheCounter').toUpperCase() === 'Y',
      explanationCodes: cells.list('explanationCodes', ','),
      classification: cells.optional('classification'),
      genericUnitPrice: cells.parsed('genericUnitPrice', parsePrice),
      genericEffectiveDay: cells.day('genericEffectiveDay'),
      asOfDay: cells.day('asOfDay'),
    };
  },
};

/** Reads the weekly NADAC file of CMS (data.medicaid.gov, CSV); column names of earlier years, with underscores, are known. */
export function readNadac(source: ReferenceSource): AsyncGenerator<ReferenceRow<NadacPrice>> {
  return readTable(source, shape);
}

function parsePrice(text: string): UnitPrice | null {
  const price = parseUnitPrice(text.replace(/^\$/, ''));
  return price === null || price < 0 ? null : price;
}

function parseBillingUnit(text: string): BillingUnit | null {
  const unit = text.toUpperCase();
  return unit === 'EA' || unit === 'ML' || unit === 'GM' ? unit : null;
}
