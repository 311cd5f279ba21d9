import { describe, expect, it } from 'vitest';
import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { TimeZone } from '../../../kernel/instant.ts';
import { cents } from '../../../kernel/money.ts';
import { composeOrderFacts, type KnownAround } from './order-facts.ts';

const day = (text: string) => text as CalendarDay;
const known: KnownAround = {
  standing: {
    isEnded: false,
    isCycleDelivered: false,
    costOfWaiting: { harmOn: day('2026-03-09'), basis: 'expected-start' },
  },
  timeZone: 'America/New_York' as TimeZone,
  delivery: null,
  clinicNeed: null,
  claim: null,
  expectedCents: cents(692_450),
  drug: { programme: 'rheumatology' },
  reach: { language: 'es', needsInterpreter: false, shipToState: 'NY' },
  risk: { risk: 'high', isVerified: false },
};
const compose = (changed: Partial<KnownAround>) => composeOrderFacts({ ...known, ...changed });
const refill: KnownAround['standing'] = {
  isEnded: false,
  isCycleDelivered: false,
  costOfWaiting: { harmOn: day('2026-03-08'), basis: 'run-out' },
};
const claim = {
  state: 'paid',
  submittedCents: cents(700_000),
  totalPaidCents: cents(610_000),
  patientPayCents: cents(500),
} as const;

describe('what a therapy lends to the order of its work', () => {
  it('needs the first fill by the day on which a start was due, from the beginning of that day at the site', () => {
    expect(compose({})).toMatchObject({
      needByAt: '2026-03-09T04:00:00.000Z',
      needByFrom: 'expected-start',
      runOutAt: null,
    });
  });
  it('needs it by the day that was agreed with the patient while that delivery is to arrive', () => {
    const agreed = { needBy: day('2026-03-05') };
    expect(compose({ delivery: { ...agreed, isStillToArrive: true } })).toMatchObject({
      needByOn: '2026-03-05',
      needByFrom: 'agreed-delivery',
    });
    expect(compose({ delivery: { ...agreed, isStillToArrive: false } }).needByOn).toBe('2026-03-09');
  });
  it('says when a supply runs out, also across the change to daylight saving, and names no expected start then', () => {
    expect(compose({ standing: refill })).toMatchObject({
      runOutOn: '2026-03-08',
      runOutAt: '2026-03-08T05:00:00.000Z',
      needByAt: null,
    });
  });
  it('puts what the payer and the patient pay before what was asked, and that before an expected price', () => {
    expect(compose({ claim })).toMatchObject({ atRiskCents: 610_500, atRiskFrom: 'paid-claim' });
    const rejected = { ...claim, state: 'rejected', totalPaidCents: null, patientPayCents: null };
    expect(compose({ claim: rejected })).toMatchObject({ atRiskCents: 700_000, atRiskFrom: 'submitted-claim' });
    expect(compose({})).toMatchObject({ atRiskCents: 692_450, atRiskFrom: 'expected-price' });
    expect(compose({ expectedCents: null }).atRiskCents).toBeNull();
  });
  it('puts no money and no need at risk once the cycle is delivered', () => {
    const facts = compose({ standing: { ...refill, isCycleDelivered: true }, claim });
    expect(facts).toMatchObject({ atRiskCents: null, needByAt: null, runOutOn: '2026-03-08', clinicalRisk: 'high' });
  });
  it('lends nothing once it has ended', () => {
    const facts = compose({ standing: { ...refill, isEnded: true, costOfWaiting: null }, claim });
    expect(Object.values(facts).every((fact) => fact === null)).toBe(true);
  });

  it('says what decides whom its work suits, as far as that is known', () => {
    const spanish = { programme: 'rheumatology', patientLanguage: 'es', needsInterpreter: null, shipToState: 'NY' };
    expect(compose({})).toMatchObject(spanish);
    const nothing = { programme: null, patientLanguage: null, needsInterpreter: null, shipToState: null };
    expect(compose({ drug: null, reach: null })).toMatchObject(nothing);
    expect(compose({ standing: { ...known.standing, isEnded: true } })).toMatchObject(nothing);
  });
});
