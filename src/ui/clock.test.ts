import { describe, expect, it } from 'vitest';
import type { Instant } from '../kernel/instant.ts';
import { computeClockFace } from './clock.ts';

const now = '2026-03-04T12:00:00.000Z' as Instant;
const hour = 3_600_000;
const dueAt = (text: string) => ({ kind: 'running', dueAt: text as Instant }) as const;

describe('a clock', () => {
  it('is calm while there is time, due when it is short, blocked when it has passed', () => {
    expect(computeClockFace(dueAt('2026-03-05T12:00:00.000Z'), now, hour).tone).toBe('neutral');
    expect(computeClockFace(dueAt('2026-03-04T12:59:00.000Z'), now, hour)).toMatchObject({
      tone: 'due',
      text: '59 min left',
    });
    expect(computeClockFace(dueAt('2026-03-04T10:30:00.000Z'), now, hour)).toMatchObject({
      tone: 'blocked',
      text: '1 h 30 min over',
    });
  });

  it('is still in time at the very instant', () => {
    expect(computeClockFace(dueAt('2026-03-04T12:00:00.000Z'), now, hour).text).toBe('< 1 min left');
  });

  it('says why it is paused', () => {
    expect(computeClockFace({ kind: 'paused', reason: 'awaiting payer decision' }, now, hour).words).toContain('payer');
  });
});
