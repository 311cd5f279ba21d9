import { describe, expect, it } from 'vitest';
import { office } from '../../../../test/support/sample-therapy.ts';
import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import { formatLocalMinute, type Instant, instantAt } from '../../../kernel/instant.ts';
import { computeDueAt } from './due-rule.ts';
import type { DueRule } from './pathway.ts';

const at = (day: string, time: string): Instant =>
  instantAt({ day: day as CalendarDay, time, timeZone: office.timeZone });

function due(rule: DueRule, openedAt: Instant, runOutOn: string | null = null): string | null {
  const anchors = { openedAt, metAt: () => null, runOutOn: runOutOn as CalendarDay | null };
  const dueAt = computeDueAt([rule, { after: 'opened', businessDays: 9 }], anchors, office);
  return dueAt === null ? null : formatLocalMinute(dueAt, office.timeZone);
}

describe('due rules', () => {
  it('business hours run while the site is open', () => {
    expect(due({ after: 'opened', businessHours: 2 }, at('2026-02-13', '16:30'))).toBe('2026-02-17 10:00');
  });

  it('a business day ends at closing, and holidays and weekends are none', () => {
    const rule = { after: 'opened', businessDays: 1 } as const;
    expect(due(rule, at('2026-02-12', '10:00'))).toBe('2026-02-13 17:30');
    expect(due(rule, at('2026-02-13', '10:00'))).toBe('2026-02-17 17:30');
  });

  it('what comes after closing counts from the next opening', () => {
    expect(due({ after: 'opened', businessDays: 1 }, at('2026-02-12', '18:00'))).toBe('2026-02-17 17:30');
  });

  it('days counted from run-out end on the last business day before them', () => {
    const rule = { after: 'run-out', days: -5 } as const;
    expect(due(rule, at('2026-02-02', '10:00'), '2026-02-21')).toBe('2026-02-13 17:30');
  });

  it('a rule whose start is not known yields to the next', () => {
    const rule = { after: 'run-out', days: -5 } as const;
    expect(due(rule, at('2026-02-02', '10:00'))).toBe('2026-02-13 17:30');
  });
});
