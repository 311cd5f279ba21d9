import { describe, expect, test } from 'vitest';
import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import { cents } from '../../../kernel/money.ts';
import type { Ndc11 } from '../../../kernel/ndc.ts';
import type { ClaimSubmission } from './adjudication.ts';
import { choosePayerRules, type DatedPayerRules, type PayerRules } from './payer-rules.ts';
import { findPreEdits, findStop, type PreEditFacts } from './pre-edit.ts';

const day = (text: string) => text as CalendarDay;

const submission: ClaimSubmission = {
  ...{ transaction: 'billing', bin: '990001', pcn: 'MBP', group: '', cardholderId: 'TEST1' },
  patient: { familyName: 'Testerson', givenName: 'Ada', birthDate: day('1980-02-03'), sex: 'female' },
  ...{ pharmacyNpi: '1093817462', prescriberNpi: '1234567893', rxNumber: '7000001', fillNumber: 0 },
  ...{ ndc11: '00074055402' as Ndc11, quantityThousandths: 2_000, daysSupply: 28, refillsAuthorized: 5 },
  ...{ dateOfService: day('2026-03-02'), writtenDate: day('2026-02-27') },
  ...{ ingredientCostCents: cents(100), dispensingFeeCents: cents(0), usualAndCustomaryCents: cents(100) },
  priorAuthorizationNumber: 'PA1',
};
const asks: PayerRules = {
  ...{ required: [], mostDaysSupply: null, mostQuantityThousandths: null, takesLaterClaims: true },
  ...{ answersRepeats: false, filingDays: null, outcomes: {} },
};
const dated = (rules: Partial<PayerRules>, change: Partial<DatedPayerRules> = {}): DatedPayerRules => ({
  ...{
    bin: '990001',
    pcn: '',
    groupNumber: '',
    validFrom: day('2026-01-01'),
    source: 'Payer sheet',
    isVerified: false,
  },
  ...change,
  rules: { ...asks, ...rules },
});
const facts = (change: Partial<PreEditFacts> = {}): PreEditFacts => ({
  ...{ submission, authorization: null, payerRules: null, payerOrder: 1, today: day('2026-03-02') },
  ...{ isManufacturerCard: false, hasGovernmentPayer: false, ...change },
});
const found = (change: Partial<PreEditFacts>) =>
  findPreEdits(facts(change)).map(({ rule, outcome }) => [rule, outcome]);

describe('before a claim is sent', () => {
  test('a claim that nothing speaks against passes', () => {
    expect(found({ payerRules: dated({}) })).toEqual([]);
  });

  test('GS11: a claim for 4 pens under an authorization for 2 is stopped, and both numbers are told', () => {
    const authorization = { authorizationNumber: 'PA1', validTo: day('2026-12-31'), quantityThousandths: 2_000 };
    const findings = findPreEdits(facts({ submission: { ...submission, quantityThousandths: 4_000 }, authorization }));
    expect(findings).toMatchObject([
      { rule: 'authorization-quantity', version: 1, outcome: 'reject', facts: { claimed: 4, authorized: 2 } },
    ]);
    expect(findStop(findings, ['authorization-quantity'])?.rule).toBe('authorization-quantity');
    expect(found({ authorization })).toEqual([]);
  });

  test('GS12: a manufacturer’s card after a government program is stopped, whatever the payer agreed to', () => {
    const payerRules = dated({ outcomes: { 'card-on-government-payer': 'ignore' } });
    const card = { isManufacturerCard: true, payerOrder: 2, payerRules };
    expect(found({ ...card, hasGovernmentPayer: true })).toEqual([['card-on-government-payer', 'reject']]);
    expect(found({ ...card, hasGovernmentPayer: false })).toEqual([]);
  });

  test('an authorization that ended is looked at by a person, and on its last day it still stands', () => {
    const ended = { authorizationNumber: 'PA1', validTo: day('2026-03-01'), quantityThousandths: null };
    const findings = findPreEdits(facts({ authorization: ended }));
    expect(findings).toMatchObject([{ rule: 'authorization-ended', outcome: 'review' }]);
    expect(findStop(findings, [])?.rule).toBe('authorization-ended');
    expect(findStop(findings, ['authorization-ended'])).toBeNull();
    expect(found({ authorization: { ...ended, validTo: day('2026-03-02') } })).toEqual([]);
  });

  test.each([
    ['days-supply-limit', { mostDaysSupply: 27 }, { mostDaysSupply: 28 }],
    ['quantity-limit', { mostQuantityThousandths: 1_999 }, { mostQuantityThousandths: 2_000 }],
    ['required-part-missing', { required: ['groupNumber'] }, { required: ['priorAuthorizationNumber', 'pcn'] }],
  ] as const)('%s speaks beyond the limit of the payer and not at it', (rule, broken, kept) => {
    expect(found({ payerRules: dated(broken) })).toEqual([[rule, 'reject']]);
    expect(found({ payerRules: dated(kept) })).toEqual([]);
  });

  test('the last day of the filing limit is still in time', () => {
    const payerRules = dated({ filingDays: 90 });
    expect(found({ payerRules, today: day('2026-05-31') })).toEqual([]);
    expect(found({ payerRules, today: day('2026-06-01') })).toEqual([['filing-limit', 'reject']]);
  });

  test('a payer that takes no later claims gets none', () => {
    expect(found({ payerRules: dated({ takesLaterClaims: false }), payerOrder: 2 })).toEqual([
      ['later-payer-not-taken', 'reject'],
    ]);
  });

  test('a payer may have a limit of its own only noted, and a noted finding stops nothing', () => {
    const payerRules = dated({ mostDaysSupply: 7, outcomes: { 'days-supply-limit': 'ignore' } });
    const findings = findPreEdits(facts({ payerRules }));
    expect(findings).toMatchObject([{ rule: 'days-supply-limit', outcome: 'ignore', source: 'Payer sheet' }]);
    expect(findStop(findings, [])).toBeNull();
  });
});

describe('the rules for a claim', () => {
  const choose = (known: readonly DatedPayerRules[], on = '2026-03-02') =>
    choosePayerRules(known, { bin: '990001', pcn: 'MBP', group: 'G1', on: day(on) })?.source ?? null;

  test('are those of the group before those of the PCN, and those before those of the BIN', () => {
    const bin = dated({}, { source: 'bin' });
    const pcn = dated({}, { pcn: 'MBP', source: 'pcn' });
    const group = dated({}, { pcn: 'MBP', groupNumber: 'G1', source: 'group' });
    expect(choose([bin, pcn, group])).toBe('group');
    expect(choose([bin, pcn])).toBe('pcn');
    expect(choose([bin, dated({}, { pcn: 'OTHER', source: 'other' })])).toBe('bin');
  });

  test('are those that were in force on the day of service', () => {
    const known = [dated({}, { source: 'old' }), dated({}, { validFrom: day('2026-03-03'), source: 'new' })];
    expect([choose(known), choose(known, '2026-03-03'), choose(known, '2025-12-31')]).toEqual(['old', 'new', null]);
  });
});
