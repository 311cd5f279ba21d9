import { describe, expect, test } from 'vitest';
import { chooseFormat, isPartial, listNewsOf, noticeStatusCodes } from './notice.ts';

const partner = { status: 'active', statusFormat: 'ncpdp-script', statusKinds: noticeStatusCodes } as const;

describe('the way by which a prescriber is told', () => {
  test('is the format that the partner takes', () => {
    expect(chooseFormat(partner, 'dispensed')).toBe('ncpdp-script');
    expect(chooseFormat({ ...partner, statusFormat: 'hl7v2' }, 'delivered')).toBe('hl7v2');
  });

  test('is none for an order that no partner sent, and for a partner that takes nothing', () => {
    expect(chooseFormat(null, 'dispensed')).toBeNull();
    expect(chooseFormat({ ...partner, statusFormat: null }, 'dispensed')).toBeNull();
    expect(chooseFormat({ ...partner, statusKinds: ['not-dispensed'] }, 'dispensed')).toBeNull();
  });

  test('is none for news that the format has no words for', () => {
    expect(chooseFormat(partner, 'delivered')).toBeNull();
    expect(chooseFormat(partner, 'waiting-on-prescriber')).toBeNull();
    expect(listNewsOf('fhir-r4')).toEqual(noticeStatusCodes);
  });
});

test('less than one fill of the prescription is part of it', () => {
  expect(isPartial({ quantityThousandths: 1000 }, { quantityThousandths: 2000 })).toBe(true);
  expect(isPartial({ quantityThousandths: 2000 }, { quantityThousandths: 2000 })).toBe(false);
  expect(isPartial({ quantityThousandths: 1000 }, { quantityThousandths: null })).toBe(false);
});
