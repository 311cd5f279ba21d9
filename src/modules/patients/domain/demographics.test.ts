import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  findShipToAddress,
  formatDisplayName,
  identifierKey,
  tidyDemographics,
  toPhoneDigits,
} from './demographics.ts';
import { makeUpPerson } from './made-up-person.ts';

describe('demographics', () => {
  test('tidying twice is tidying once', () => {
    const text = fc.string({ maxLength: 12 });
    fc.assert(
      fc.property(text, text, fc.array(text), (familyName, city, numbers) => {
        const rough = makeUpPerson(1, {
          familyName,
          addresses: [{ lines: [city, ' '], city, state: 'ny', postalCode: '12203', use: 'home' }],
          phones: numbers.map((number) => ({ number, use: 'home' })),
        });
        const tidy = tidyDemographics(rough);
        expect(tidyDemographics(tidy)).toEqual(tidy);
      }),
    );
  });

  test('repeated phones and identifiers stand once', () => {
    const tidy = tidyDemographics(
      makeUpPerson(1, {
        phones: [
          { number: '(518) 555-0143', use: 'home' },
          { number: '+1 518 555 0143', use: 'mobile' },
        ],
        identifiers: [
          { kind: 'mr', assigner: 'First', value: '00-12' },
          { kind: 'MR', assigner: 'FIRST', value: '0012' },
        ],
      }),
    );
    expect(tidy.phones).toEqual([{ number: '5185550143', use: 'mobile' }]);
    expect(tidy.identifiers).toHaveLength(1);
  });

  test('a name is shown with its suffix', () => {
    expect(formatDisplayName({ familyName: 'Alderwick', givenName: 'Bruno', suffix: 'Jr' })).toBe(
      'Alderwick Jr, Bruno',
    );
    expect(formatDisplayName({ familyName: 'Alderwick', givenName: 'Bruno' })).toBe('Alderwick, Bruno');
  });

  test('medicines go to the delivery address, else home, else the first', () => {
    const [home] = makeUpPerson(1).addresses;
    if (home === undefined) throw new Error('no address');
    const work = { ...home, use: 'work' as const };
    const delivery = { ...home, use: 'delivery' as const };
    expect(findShipToAddress([home, delivery])).toBe(delivery);
    expect(findShipToAddress([work, home])).toBe(home);
    expect(findShipToAddress([work])).toBe(work);
    expect(findShipToAddress([])).toBeNull();
  });

  test('phone numbers and identifiers are compared without punctuation', () => {
    expect(toPhoneDigits('1-212-555-0143')).toBe('2125550143');
    expect(toPhoneDigits('+44 20 7946 0018')).toBe('442079460018');
    expect(identifierKey({ kind: 'MR', assigner: 'A.B', value: 'x-1' })).toBe('MR:AB:X1');
  });
});
