import { describe, expect, it } from 'vitest';
import { addMinutes, type Instant } from '../../../kernel/instant.ts';
import { decideLook, readLastLook } from './look.ts';

const start = '2026-03-02T15:00:00.000Z' as Instant;

describe('the last look at a therapy', () => {
  it('has nothing new on the first visit, however long it lasts', () => {
    const first = decideLook(null, { sequence: 4, now: start });
    expect(readLastLook(null, start)).toBeNull();
    expect(readLastLook(first, addMinutes(start, 29))).toBeNull();
  });

  it('counts from the end of the visit before', () => {
    const first = decideLook(null, { sequence: 4, now: start });
    const next = addMinutes(start, 600);
    expect(readLastLook(first, next)).toEqual({ sequence: 4, at: start });
    const second = decideLook(first, { sequence: 7, now: next });
    expect(readLastLook(second, addMinutes(next, 10))).toEqual({ sequence: 4, at: start });
    expect(readLastLook(second, addMinutes(next, 31))).toEqual({ sequence: 7, at: next });
  });

  it('keeps what it counts from while looks follow each other', () => {
    let look = decideLook(decideLook(null, { sequence: 4, now: start }), { sequence: 5, now: addMinutes(start, 600) });
    for (const minute of [620, 640, 660]) look = decideLook(look, { sequence: 6, now: addMinutes(start, minute) });
    expect(readLastLook(look, addMinutes(start, 680))).toEqual({ sequence: 4, at: start });
  });

  it('never goes back to an earlier event', () => {
    const first = decideLook(null, { sequence: 9, now: start });
    expect(decideLook(first, { sequence: 3, now: addMinutes(start, 60) }).sequence).toBe(9);
  });
});
