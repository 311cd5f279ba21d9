import { describe, expect, test } from 'vitest';
import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import { cents } from '../../../kernel/money.ts';
import { type AssistanceFacts, decideAssistance } from './assistance.ts';
import { type AuthorizationStep, decideAuthorizationStep } from './authorization.ts';
import {
  type AuthorizationState,
  authorizationStates,
  decideAuthorizationState,
  isClosed,
  listNextStates,
} from './authorization-lifecycle.ts';
import { type BenefitsFacts, computeBenefitsOutcome, listMissingBenefits } from './benefits.ts';
import { decideEnrolment, type EnrolmentContact } from './enrolment.ts';
import { isGovernmentPayer, payerKinds } from './payer-kind.ts';

const states = Object.keys(authorizationStates) as AuthorizationState[];

describe('prior authorization', () => {
  test('every state can be reached from the beginning', () => {
    const reached = new Set<AuthorizationState>(['not-assessed']);
    for (const state of reached) for (const next of listNextStates(state)) reached.add(next);
    expect([...reached].sort()).toEqual([...states].sort());
  });

  test('a denial leads to an appeal, an approval to its end, and nothing leaves what was given up', () => {
    expect(decideAuthorizationState('denied', 'appeal-draft').ok).toBe(true);
    expect(decideAuthorizationState('denied', 'approved')).toMatchObject({
      refusal: { code: 'access.step-not-allowed' },
    });
    expect(decideAuthorizationState('approved', 'voided').ok).toBe(true);
    expect(states.filter(isClosed)).toEqual(['not-required', 'withdrawn', 'not-submitted', 'exhausted', 'voided']);
  });

  const blank: AuthorizationStep = {
    state: 'approved',
    authorizationNumber: null,
    validFrom: null,
    validTo: null,
    quantityThousandths: null,
    denialReasonCode: null,
    reasonCode: null,
    deadlineOn: null,
  };
  const [from, to] = ['2026-03-01' as CalendarDay, '2027-02-28' as CalendarDay];

  test('an approval names its number and days in their order', () => {
    expect(decideAuthorizationStep('submitted', blank)).toMatchObject({
      refusal: { code: 'access.approval-incomplete' },
    });
    const reversed = { ...blank, authorizationNumber: 'A1', validFrom: to, validTo: from };
    expect(decideAuthorizationStep('submitted', reversed)).toMatchObject({
      refusal: { code: 'access.validity-reversed' },
    });
    const whole = { ...blank, authorizationNumber: 'A1', validFrom: from, validTo: to };
    expect(decideAuthorizationStep('submitted', whole).ok).toBe(true);
  });

  test('a denial names its reason and deadline; giving up names its reason', () => {
    const denied = { ...blank, state: 'denied' as const };
    expect(decideAuthorizationStep('submitted', denied)).toMatchObject({
      refusal: { code: 'access.denial-reason-needed' },
    });
    const whole = { ...denied, denialReasonCode: 'step-therapy' as const, deadlineOn: to };
    expect(decideAuthorizationStep('submitted', whole).ok).toBe(true);
    const withdrawn = { ...blank, state: 'withdrawn' as const };
    expect(decideAuthorizationStep('submitted', withdrawn)).toMatchObject({
      refusal: { code: 'access.reason-needed' },
    });
  });
});

describe('a manufacturer card', () => {
  const card: AssistanceFacts = {
    programme: 'manufacturer-card',
    outcome: 'affordable',
    patientPayBeforeCents: cents(90_000),
    patientPayAfterCents: cents(500),
  };

  test.each(Object.keys(payerKinds) as (keyof typeof payerKinds)[])('with %s is decided by who pays', (kind) => {
    const decided = decideAssistance(card, { payerKinds: ['commercial', kind] });
    expect(decided.ok ? null : decided.refusal.code).toBe(
      isGovernmentPayer(kind) ? 'access.card-on-government-payer' : null,
    );
  });

  test('is refused while nobody knows who pays', () => {
    for (const kinds of [[], [null], ['commercial', null]] as const)
      expect(decideAssistance(card, { payerKinds: kinds })).toMatchObject({
        refusal: { code: 'access.payer-kind-unknown' },
      });
  });

  test('other help is open to everybody', () => {
    const grant = { ...card, programme: 'foundation' as const };
    expect(decideAssistance(grant, { payerKinds: ['medicare-part-d'] }).ok).toBe(true);
  });

  test('an outcome fits its program and names what the patient pays', () => {
    const decide = (facts: Partial<AssistanceFacts>) =>
      decideAssistance({ ...card, ...facts }, { payerKinds: ['commercial'] });
    expect(decide({ outcome: 'not-needed' })).toMatchObject({ refusal: { code: 'access.outcome-not-of-programme' } });
    expect(decide({ patientPayAfterCents: null })).toMatchObject({ refusal: { code: 'access.patient-pay-needed' } });
  });
});

describe('a benefits check', () => {
  const whole: BenefitsFacts = {
    planKind: 'commercial',
    benefit: 'pharmacy',
    coverageState: 'active',
    authorizationNeed: 'needed',
    patientPayCents: cents(0),
    mandatedPharmacy: 'none',
    baggingModel: null,
  };

  test('is complete with everything, incomplete with anything missing, and ends with an inactive coverage', () => {
    expect(computeBenefitsOutcome(whole)).toBe('complete');
    expect(computeBenefitsOutcome({ ...whole, patientPayCents: null })).toBe('incomplete');
    expect(computeBenefitsOutcome({ ...whole, coverageState: 'inactive', planKind: null })).toBe('inactive-coverage');
    expect(listMissingBenefits({ ...whole, planKind: null, authorizationNeed: 'unknown' })).toEqual([
      'plan',
      'authorization',
    ]);
  });
});

describe('an enrollment', () => {
  const attempt = (channel: EnrolmentContact['channel']): EnrolmentContact => ({
    outcome: 'attempted',
    channel,
    reasonCode: 'no-answer',
  });
  const known = { earlier: [], consentsToTreatment: false };

  test('needs consent to treatment', () => {
    const enrolled = { outcome: 'enrolled', channel: 'phone', reasonCode: null } as const;
    expect(decideEnrolment(enrolled, known)).toMatchObject({ refusal: { code: 'access.consent-missing' } });
    expect(decideEnrolment(enrolled, { ...known, consentsToTreatment: true }).ok).toBe(true);
  });

  test('is given up only after three attempts on two channels, with a reason', () => {
    const unable = { ...attempt('phone'), outcome: 'unable-to-reach' } as const;
    const unableAfter = (...earlier: EnrolmentContact[]) => decideEnrolment(unable, { ...known, earlier });
    expect(unableAfter(attempt('phone'))).toMatchObject({ refusal: { facts: { attempts: 2, channels: 1 } } });
    expect(unableAfter(attempt('phone'), attempt('phone'))).toMatchObject({
      refusal: { code: 'access.attempts-too-few' },
    });
    expect(unableAfter(attempt('phone'), attempt('text')).ok).toBe(true);
    expect(decideEnrolment({ ...unable, reasonCode: null }, known)).toMatchObject({
      refusal: { code: 'access.reason-needed' },
    });
  });
});
