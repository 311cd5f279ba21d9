import { describe, expect, it } from 'vitest';
import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import { findCadence, planNextAttempt } from './contact-cadence.ts';
import { decideRefillCall, findRefillStatus, findReviewedStatus, type RefillAnswers } from './refill-call.ts';
import { findReviewRules, listFiredRules } from './refill-review-rule.ts';

const day = (text: string): CalendarDay => text as CalendarDay;
const today = day('2026-03-20');
const well: RefillAnswers = {
  ...{ onHandThousandths: null, dosesMissed: 0, missedReason: null, dosesLost: 0, sideEffects: 'none' },
  ...{ hasNewMedicine: false, hasNewAllergy: false, visit: 'none', procedureOn: null },
  ...{ address: 'same', deliveryOn: day('2026-03-25'), copayConsent: true, words: '' },
};
const facts = { today, isDue: true, attempts: [], isExhausted: false };

function refusalOf(changes: Partial<RefillAnswers>, outcome: 'confirmed' | 'declined' = 'confirmed'): string | null {
  const decided = decideRefillCall({ outcome, answers: { ...well, ...changes } }, facts);
  return decided.ok ? null : decided.refusal.code;
}

describe('the answers of a refill call', () => {
  it('are kept when they fit together', () => {
    expect(refusalOf({})).toBeNull();
    expect(refusalOf({ deliveryOn: today })).toBeNull();
    expect(refusalOf({ deliveryOn: null }, 'declined')).toBeNull();
  });

  it('are refused when a reason or a day is missing, or the day is past', () => {
    expect(refusalOf({ dosesMissed: 1 })).toBe('clinical.missed-reason-missing');
    expect(refusalOf({ deliveryOn: null })).toBe('clinical.delivery-day-missing');
    expect(refusalOf({ deliveryOn: day('2026-03-19') })).toBe('clinical.day-in-past');
    const none = decideRefillCall({ outcome: 'confirmed', answers: null }, facts);
    expect(!none.ok && none.refusal.code).toBe('clinical.answers-missing');
  });

  it.each<[string, Partial<RefillAnswers>, string]>([
    ['missed-doses', { dosesMissed: 2, missedReason: 'forgot' }, 'Missed 2 doses (forgot); from 2 a pharmacist looks'],
    ['side-effect', { sideEffects: 'mild' }, 'Side effects: mild'],
    ['new-medicine', { hasNewMedicine: true }, 'Takes a new medicine'],
    ['new-allergy', { hasNewAllergy: true }, 'Has a new allergy'],
    ['unplanned-visit', { visit: 'hospital' }, 'Was seen unplanned: hospital stay'],
    ['procedure-planned', { procedureOn: day('2026-04-02') }, 'A procedure is planned on 2026-04-02'],
  ])('go to a pharmacist by the rule %s, which says why', (code, changes, explanation) => {
    expect(listFiredRules({ ...well, ...changes }, findReviewRules(today))).toEqual([{ code, explanation }]);
  });

  it('go to nobody when all is well or a single dose was missed', () => {
    expect(listFiredRules(well, findReviewRules(today))).toEqual([]);
    expect(listFiredRules({ ...well, dosesMissed: 1, missedReason: 'forgot' }, findReviewRules(today))).toEqual([]);
  });

  it('wait for the review whatever the outcome, and what the pharmacist decides counts afterwards', () => {
    const ruleCodes = ['side-effect'];
    for (const outcome of ['confirmed', 'delayed', 'declined'] as const) {
      expect(findRefillStatus({ outcome, ruleCodes, isExhausted: false })).toBe('review-needed');
      expect(findReviewedStatus(outcome, 'go-on')).toBe(outcome);
      expect(findReviewedStatus(outcome, 'later')).toBe('delayed');
      expect(findReviewedStatus(outcome, 'stop')).toBe('declined');
    }
    expect(findRefillStatus({ outcome: 'confirmed', ruleCodes: [], isExhausted: false })).toBe('confirmed');
  });
});

describe('attempts to reach a patient', () => {
  const cadence = findCadence(today);
  const open = { preferred: null, barred: [] } as const;
  const phone = { channel: 'phone', on: today } as const;
  const text = { channel: 'text-message', on: today } as const;

  it('begin with the channel that the patient prefers', () => {
    expect(planNextAttempt({ ...open, attempts: [], preferred: 'email' }, cadence)).toMatchObject({
      ...{ number: 1, channel: 'email', notBefore: null, isExhausted: false },
    });
  });

  it('never use a channel that the patient refused', () => {
    const planned = planNextAttempt({ attempts: [], preferred: 'phone', barred: ['phone', 'email'] }, cadence);
    expect(planned.channel).toBe('text-message');
  });

  it('turn to a second channel before they are exhausted, and leave a day between', () => {
    expect(planNextAttempt({ ...open, attempts: [phone] }, cadence)).toMatchObject({ notBefore: '2026-03-21' });
    const third = planNextAttempt({ ...open, attempts: [phone, phone] }, cadence);
    expect(third).toMatchObject({ number: 3, channel: 'text-message', isExhausted: false });
    expect(planNextAttempt({ ...open, attempts: [phone, phone, phone] }, cadence)).toMatchObject({
      ...{ channel: 'text-message', isExhausted: false },
    });
    expect(planNextAttempt({ ...open, attempts: [phone, phone, text] }, cadence).isExhausted).toBe(true);
  });

  it('are exhausted on one channel when the patient allows no other, and at once when none is allowed', () => {
    const barred = ['text-message', 'email', 'mail'] as const;
    expect(planNextAttempt({ attempts: [phone, phone], preferred: null, barred }, cadence).isExhausted).toBe(false);
    expect(planNextAttempt({ attempts: [phone, phone, phone], preferred: null, barred }, cadence).isExhausted).toBe(
      true,
    );
    const none = ['phone', ...barred] as const;
    expect(planNextAttempt({ attempts: [], preferred: null, barred: none }, cadence)).toMatchObject({
      ...{ channel: null, isExhausted: true },
    });
  });
});
