import { describe, expect, test } from 'vitest';
import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { Instant } from '../../../kernel/instant.ts';
import {
  decideProspect,
  decideStep,
  isSettledByOrder,
  isTreatmentOf,
  type ProspectFacts,
  prospectStates,
} from './prospect.ts';

const facts: ProspectFacts = {
  now: '2026-03-02T15:00:00.000Z' as Instant,
  appointment: { startsAt: '2026-03-12T13:30:00.000Z' as Instant, state: 'booked' },
  diagnosis: { code: 'M05.79', beginning: 'M05' },
  runningTherapy: null,
  openOrderOn: null,
  settledAs: null,
};
const failing = (change: Partial<ProspectFacts>) => {
  const { isProspect, findings } = decideProspect({ ...facts, ...change });
  return { isProspect, rules: findings.filter(({ passes }) => !passes).map(({ rule }) => rule) };
};

describe('a prospect', () => {
  test('has an appointment to come, an eligible diagnosis, and neither therapy nor order of that kind', () => {
    expect(failing({})).toEqual({ isProspect: true, rules: [] });
    expect(decideProspect(facts).findings.map(({ evidence }) => evidence)).toContain('M05.79');
  });

  test.each<[string, Partial<ProspectFacts>, string]>([
    ['has no appointment to come', { now: '2026-03-12T13:30:00.000Z' as Instant }, 'appointment-to-come'],
    ['cancelled it', { appointment: { ...facts.appointment, state: 'cancelled' } }, 'appointment-to-come'],
    ['has another diagnosis', { diagnosis: null }, 'diagnosis-eligible'],
    ['is on therapy', { runningTherapy: 'T-104' }, 'no-such-therapy'],
    ['has an order at intake', { openOrderOn: '2026-03-01' as CalendarDay }, 'no-such-order'],
    ['was said to be none', { settledAs: 'not-candidate' }, 'not-settled'],
  ])('is nobody who %s', (_, change, rule) => {
    expect(failing(change)).toEqual({ isProspect: false, rules: [rule] });
  });

  test('is treated by a drug of the disease state, and by a drug of another that is given for its diagnosis', () => {
    const dermatology = { code: 'dermatology', diagnosisCodes: ['L40', 'L20'] };
    const isOne = (programme: string, indicationCode: string | null) =>
      isTreatmentOf(dermatology, { programme, indicationCode });
    expect(isOne('dermatology', null)).toBe(true);
    expect(isOne('rheumatology', 'L40.0')).toBe(true);
    expect(isOne('rheumatology', 'M05.79')).toBe(false);
    expect(isOne('rheumatology', null)).toBe(false);
  });

  test('goes from state to state by the table, and an order that came stays', () => {
    const states = Object.keys(prospectStates) as (keyof typeof prospectStates)[];
    const allowed = states.map((state) =>
      [
        { to: 'contacted' } as const,
        { to: 'found' } as const,
        { to: 'elsewhere', reasonCode: 'unknown' } as const,
        { to: 'not-candidate', reasonCode: 'no-drug-planned' } as const,
      ]
        .filter((step) => decideStep({ state }, step).ok)
        .map(({ to }) => to),
    );
    expect(allowed).toEqual([
      ['contacted', 'elsewhere', 'not-candidate'],
      ['contacted', 'elsewhere', 'not-candidate'],
      [],
      ['found', 'not-candidate'],
      ['found', 'elsewhere'],
    ]);
    expect(states.filter((state) => isSettledByOrder({ state }))).toEqual(['found', 'contacted', 'elsewhere']);
  });
});
