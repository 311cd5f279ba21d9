import { describe, expect, test } from 'vitest';
import { parseDeaNumber } from '../../../kernel/dea-number.ts';
import { parseNpi } from '../../../kernel/npi.ts';
import { demoPrescribers } from '../demo/demo-prescribers.ts';
import type { Prescriber, PrescriberId } from './prescriber.ts';
import { type PrescriberQuery, resolvePrescriberFrom } from './prescriber-resolution.ts';

const pool: readonly Prescriber[] = demoPrescribers.map((each) => ({
  ...each,
  prescriberId: each.npi as unknown as PrescriberId,
}));
const [okafor] = pool;

function resolve(query: PrescriberQuery) {
  return resolvePrescriberFrom(query, pool, { matchAt: 90, reviewAt: 50 });
}

describe('who prescribed', () => {
  test('the made-up numbers have valid check digits', () => {
    for (const { npi, deaNumber } of pool) {
      expect(parseNpi(npi)).toBe(npi);
      expect(parseDeaNumber(deaNumber ?? '')).toBe(deaNumber);
    }
  });

  test('an NPI is a match, with the name or without one', () => {
    expect(resolve({ npi: okafor?.npi, name: 'Okafor, Amara MD' })).toMatchObject({ decision: 'matched', score: 100 });
    expect(resolve({ npi: okafor?.npi })).toMatchObject({ decision: 'matched', score: 95 });
  });

  test('an NPI under another name goes to a person', () => {
    expect(resolve({ npi: okafor?.npi, name: 'Henrik Lindqvist' })).toMatchObject({
      decision: 'review',
      prescriber: null,
      reasons: ['The NPI is that of this prescriber.', 'The name that is written is another one.'],
    });
  });

  test('a DEA number is a match, also with a hospital suffix', () => {
    expect(resolve({ dea: `${okafor?.deaNumber}-017` }).prescriber?.familyName).toBe('Okafor');
  });

  test('a name is a match only with state and phone', () => {
    expect(resolve({ name: 'Dr. A. Okafor', state: 'NY', phone: '(212) 555-0121' }).decision).toBe('matched');
    expect(resolve({ name: 'Amara Okafor', state: 'NY' }).decision).toBe('review');
    expect(resolve({ name: 'Amara Okafor' }).decision).toBe('review');
  });

  test('an NPI that is unknown or wrong is said and keeps a name from counting by itself', () => {
    expect(resolve({ npi: '1234567893', name: 'Amara Okafor', state: 'NY', phone: '2125550121' })).toMatchObject({
      decision: 'review',
      reasons: expect.arrayContaining(['The NPI is not known here.']),
    });
    expect(resolve({ npi: '1234567890' })).toMatchObject({
      decision: 'none',
      reasons: ['The NPI has a wrong form or check digit.'],
    });
  });
});
