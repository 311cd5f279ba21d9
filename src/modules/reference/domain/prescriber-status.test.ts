import { describe, expect, test } from 'vitest';
import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import { findStandingOn, type PrescriberStatus } from './prescriber-status.ts';

const day = (text: string) => text as CalendarDay;
const fact = (status: PrescriberStatus, from: string, source = 'Board') => ({ status, from: day(from), source });

describe('the standing of a prescriber on a day', () => {
  test('is what the newest fact says that had begun', () => {
    const facts = [fact('inactive', '2026-02-01'), fact('active', '2020-01-01'), fact('active', '2026-04-01')];
    expect(findStandingOn(facts, day('2026-01-31'))?.status).toBe('active');
    expect(findStandingOn(facts, day('2026-02-01'))?.status).toBe('inactive');
    expect(findStandingOn(facts, day('2026-04-01'))?.status).toBe('active');
  });

  test('is the one that stands most against, where sources differ', () => {
    const facts = [fact('sanctioned', '2024-05-01', 'Exclusions'), fact('active', '2026-01-01', 'Directory')];
    expect(findStandingOn(facts, day('2026-03-01'))).toMatchObject({ status: 'sanctioned', source: 'Exclusions' });
    expect(findStandingOn([...facts, fact('active', '2026-02-01', 'Exclusions')], day('2026-03-01'))?.status).toBe(
      'active',
    );
  });

  test('is not known without a fact that had begun', () => {
    expect(findStandingOn([], day('2026-03-01'))).toBeNull();
    expect(findStandingOn([fact('active', '2026-03-02')], day('2026-03-01'))).toBeNull();
  });
});
