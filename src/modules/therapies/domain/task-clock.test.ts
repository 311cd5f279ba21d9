import { describe, expect, it } from 'vitest';
import { office, SampleTherapy } from '../../../../test/support/sample-therapy.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { listDueEscalations, readTaskClock } from './task-clock.ts';

// Tuesday 3 March 2026, 09:00 in Chicago. The welcome call is due at closing on Wednesday: two days of 8 h 30, 1,020 minutes.
const opened = '2026-03-03T15:00:00.000Z' as Instant;
const task = 'make-welcome-call';
const at = (text: string): Instant => text as Instant;
const never = at('2027-01-01T00:00:00.000Z');
const levels = (therapy: SampleTherapy) => therapy.state.budgets?.[task]?.levels;

const wait = (therapy: SampleTherapy, since: string) =>
  therapy.give(
    { kind: 'start-wait', reason: 'awaiting_prescriber', party: 'prescriber', since: at(since), source: null },
    at(since),
  );
const resume = (therapy: SampleTherapy, until: string) =>
  therapy.give({ kind: 'end-wait', reason: 'awaiting_prescriber', until: at(until), source: null }, at(until));

describe('the budget of work', () => {
  it('has its levels at fixed instants of business time', () => {
    const therapy = new SampleTherapy(opened);
    expect(office.timeZone).toBe('America/Chicago');
    expect(therapy.state.budgets?.[task]).toMatchObject({ budgetMinutes: 1_020, usedMinutes: 0 });
    // 510 minutes end at closing on Tuesday; 816 are 510 and 306 more, until 14:06 on Wednesday.
    expect(levels(therapy)).toEqual({
      50: '2026-03-03T23:30:00.000Z',
      80: '2026-03-04T20:06:00.000Z',
      100: '2026-03-04T23:30:00.000Z',
    });
  });

  it('stands still while others are waited for, and goes on with what was left', () => {
    const therapy = new SampleTherapy(opened);
    wait(therapy, '2026-03-03T17:00:00.000Z');
    expect(levels(therapy)).toEqual({ 50: null, 80: null, 100: null });
    expect(readTaskClock(therapy.state, task)).toMatchObject({ pausedMinutesLeft: 900 });
    expect(listDueEscalations(therapy.state, never).filter((due) => due.task === task)).toEqual([]);
    resume(therapy, '2026-03-05T15:00:00.000Z');
    // 900 minutes are left from Thursday's opening: 390 to half, then 510 more.
    expect(levels(therapy)).toEqual({
      50: '2026-03-05T21:30:00.000Z',
      80: '2026-03-06T18:06:00.000Z',
      100: '2026-03-06T21:30:00.000Z',
    });
    expect(readTaskClock(therapy.state, task)).toMatchObject({
      pausedMinutesLeft: null,
      dueAt: '2026-03-06T21:30:00.000Z',
    });
  });

  it('keeps a level that was reached before the clock stood still', () => {
    const therapy = new SampleTherapy(opened);
    wait(therapy, '2026-03-04T15:00:00.000Z');
    expect(levels(therapy)).toEqual({ 50: '2026-03-03T23:30:00.000Z', 80: null, 100: null });
  });

  it('names levels once they are reached, in their order, with who is told', () => {
    const therapy = new SampleTherapy(opened);
    const due = listDueEscalations(therapy.state, never).filter((each) => each.task === task);
    expect(due.map(({ percent, recipient }) => [percent, recipient])).toEqual([
      [50, 'patientCoordinator'],
      [80, 'teamLead'],
      [100, 'pharmacyDirector'],
    ]);
    expect(listDueEscalations(therapy.state, at('2026-03-03T23:29:59.999Z'))).toEqual([]);
  });
});
