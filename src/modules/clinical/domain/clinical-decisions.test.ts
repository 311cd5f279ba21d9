import { describe, expect, test } from 'vitest';
import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { Result } from '../../../kernel/result.ts';
import { readHeightMillimeters, readPregnancy, readWeightGrams } from './body-measure.ts';
import { decideCareRecord } from './care-record.ts';
import { decideVerification, type VerificationRequest } from './prescription-verification.ts';
import { decideStartReview, type StartReview } from './start-review.ts';

const [today, tomorrow] = ['2026-03-02' as CalendarDay, '2026-03-03' as CalendarDay];
const codeOf = (decided: Result<null>): string | null => (decided.ok ? null : decided.refusal.code);

describe('verifying a prescription', () => {
  const request: VerificationRequest = {
    isPharmacist: true,
    isAccepted: true,
    isVerified: false,
    alerts: [
      { alertKey: 'stop', tier: 'interruptive' },
      { alertKey: 'look', tier: 'prominent' },
    ],
    answeredKeys: ['stop'],
    failed: [],
    reviewedManually: false,
  };

  test.each([
    [{}, null],
    [{ isPharmacist: false }, 'clinical.pharmacist-needed'],
    [{ isAccepted: false }, 'clinical.prescription-not-accepted'],
    [{ isVerified: true }, 'clinical.already-verified'],
    [{ answeredKeys: ['look'] }, 'clinical.alert-unanswered'],
    [{ failed: ['dose-limit-not-known'] as const }, 'clinical.manual-review-needed'],
    [{ failed: ['dose-limit-not-known'] as const, reviewedManually: true }, null],
  ])('with %o is answered %s', (change, code) => {
    expect(codeOf(decideVerification({ ...request, ...change }))).toBe(code);
  });
});

describe('a start review', () => {
  const lab = { loincCode: '71773-6', isPresent: true, observedOn: today } as const;
  const review: StartReview = {
    outcome: 'cleared',
    diagnosisCode: 'M06.9',
    remsStatus: 'met',
    educationGiven: true,
    labs: [lab],
  };

  test.each([
    [{}, 'Lenalidomide REMS', null],
    [{ remsStatus: 'pending' }, 'Lenalidomide REMS', 'clinical.rems-not-met'],
    [{ remsStatus: 'not-required' }, 'Lenalidomide REMS', 'clinical.rems-not-met'],
    [{ remsStatus: 'not-required' }, null, null],
    [{ outcome: 'rems-unmet' }, null, 'clinical.no-rems-program'],
    [{ educationGiven: false }, null, 'clinical.education-missing'],
    [{ labs: [{ ...lab, isPresent: false }] }, null, 'clinical.lab-still-missing'],
    [{ outcome: 'labs-missing' }, null, 'clinical.missing-lab-not-named'],
    [{ outcome: 'labs-missing', labs: [{ ...lab, isPresent: false }] }, null, null],
    [{ labs: [{ ...lab, observedOn: tomorrow }] }, null, 'clinical.day-in-future'],
    [{ outcome: 'held', educationGiven: false }, null, null],
  ] as const)('with %o of a drug with program %s is answered %s', (change, remsProgram, code) => {
    expect(codeOf(decideStartReview({ ...review, ...change } as StartReview, { remsProgram, today }))).toBe(code);
  });
});

test('a start or an adverse event never lies in the future', () => {
  const start = { kind: 'start-confirmation', dosesTaken: 1, problem: 'none' } as const;
  const delivered = { today, isDelivered: true };
  expect(codeOf(decideCareRecord({ ...start, startedOn: today }, delivered))).toBeNull();
  expect(codeOf(decideCareRecord({ ...start, startedOn: tomorrow }, delivered))).toBe('clinical.day-in-future');
});

test('a start is confirmed only after the delivery, while an adverse event may come from a sample', () => {
  const event = { kind: 'adverse-event', term: 'nausea', grade: '2', isSerious: false, onsetOn: today } as const;
  const start = { kind: 'start-confirmation', startedOn: today, dosesTaken: 1, problem: 'none' } as const;
  const undelivered = { today, isDelivered: false };
  expect(codeOf(decideCareRecord(start, undelivered))).toBe('clinical.not-yet-delivered');
  expect(codeOf(decideCareRecord(event, undelivered))).toBeNull();
});

describe('measures of the body', () => {
  const weight = (value: string, ucumUnit: string | null, observedOn: string) => ({
    loincCode: '29463-7',
    value,
    ucumUnit,
    observedOn,
  });

  test('the newest weight counts, in whichever unit', () => {
    expect(readWeightGrams([weight('70', 'kg', '2025-01-01'), weight('150', '[lb_av]', '2026-01-01')])).toBe(68_039);
    expect(readWeightGrams([weight('70', null, '2025-01-01')])).toBeNull();
    expect(readHeightMillimeters([{ ...weight('170', 'cm', '2025-01-01'), loincCode: '8302-2' }])).toBe(1_700);
  });

  test('pregnancy is read from conditions and from the recorded status', () => {
    const status = (value: string) => ({ ...weight(value, null, '2026-01-01'), loincCode: '82810-3' });
    expect(readPregnancy({ conditionCodes: ['Z33.1'], measured: [] })).toBe('pregnant');
    expect(readPregnancy({ conditionCodes: ['M06.9'], measured: [status('LA26683-5')] })).toBe('not-pregnant');
    expect(readPregnancy({ conditionCodes: [], measured: [] })).toBe('not-known');
  });
});
