import { describe, expect, it } from 'vitest';
import { toClarification } from './clarification.ts';

const known = {
  writtenOn: null,
  shipToState: 'IL',
  quantityThousandths: 2000,
  quantityUnit: 'EA',
  daysSupply: 28,
  refillsAuthorized: 5,
  directions: 'Inject 40 mg every other week',
};

const unchanged = {
  writtenOn: null,
  shipToState: 'IL',
  quantity: 2000,
  unit: 'EA',
  daysSupply: 28_000,
  refills: 5000,
  directions: 'Inject 40 mg every other week',
};

describe('a clarification', () => {
  it('is empty when nothing was changed', () => {
    expect(toClarification(known, unchanged)).toEqual({});
  });

  it('says only what was changed, and states in capitals', () => {
    expect(toClarification(known, { ...unchanged, writtenOn: '2026-03-04', shipToState: 'wi' })).toEqual({
      writtenOn: '2026-03-04',
      shipToState: 'WI',
    });
  });

  it('counts days and refills whole, and keeps the quantity with its unit', () => {
    expect(toClarification(known, { ...unchanged, unit: 'mL', daysSupply: 30_000, refills: 0 })).toEqual({
      quantity: { quantityThousandths: 2000, unit: 'mL' },
      daysSupply: 30,
      refills: 0,
    });
  });
});
