import { expect, test } from 'vitest';
import { readPackageSize } from './package-description.ts';

test.each([
  ['60 TABLET, FILM COATED in 1 BOTTLE (0093-7473-06)', 60_000, 'EA', '{tablet}'],
  ['4 SYRINGE in 1 CARTON (0002-1434-80)  > .5 mL in 1 SYRINGE (0002-1434-01)', 2_000, 'ML', 'mL'],
  ['3 BLISTER PACK in 1 CARTON (61958-0801-2)  > 10 TABLET, FILM COATED in 1 BLISTER PACK', 30_000, 'EA', '{tablet}'],
  [
    '2 KIT in 1 CARTON (0074-6347-02)  > 1 KIT in 1 KIT *  1 SYRINGE in 1 TRAY > .2 mL in 1 SYRINGE',
    2_000,
    'EA',
    '{kit}',
  ],
  ['1 TUBE in 1 CARTON > 30 g in 1 TUBE', 30_000, 'GM', 'g'],
])('%s is read', (description, packageSizeThousandths, billingUnit, ucumUnit) => {
  expect(readPackageSize(description)).toEqual({ packageSizeThousandths, billingUnit, ucumUnit });
});

test.each(['', 'a bottle', '0 TABLET in 1 BOTTLE'])('%j is no size', (description) => {
  expect(readPackageSize(description)).toBeNull();
});
