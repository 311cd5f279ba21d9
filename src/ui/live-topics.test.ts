import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { computeRetryDelay, createLiveUpdates, type LineEvents, readTopics } from './live-topics.ts';

function makeWorld() {
  const lines: LineEvents[] = [];
  const timers: (() => void)[] = [];
  const live = createLiveUpdates({
    open: (events) => {
      lines.push(events);
      return () => undefined;
    },
    after: (_milliseconds, run) => {
      timers.push(run);
      return () => undefined;
    },
    chance: () => 0.5,
  });
  return { live, timers, newest: () => lines.at(-1), say: (text: string) => lines.at(-1)?.said(text) };
}

describe('the live line', () => {
  it('calls back only for the topics that were asked for', () => {
    const world = makeWorld();
    const news: string[] = [];
    world.live.listen(['therapy:1'], () => news.push('first'));
    world.live.listen(['queue:intake', 'therapy:2'], () => news.push('second'));
    world.live.start();
    world.newest()?.opened();
    world.say('{"topics":["therapy:2","therapy:9"]}');
    expect(news).toEqual(['second']);
  });

  it('is quiet about one break, says lost at the second, and catches up when it is back', () => {
    const world = makeWorld();
    let caughtUp = 0;
    world.live.listen(['therapy:1'], () => {
      caughtUp += 1;
    });
    world.live.start();
    world.newest()?.opened();
    world.newest()?.broke();
    expect(world.live.state()).toBe('live');
    world.timers.pop()?.();
    world.newest()?.broke();
    expect(world.live.state()).toBe('lost');
    world.timers.pop()?.();
    world.newest()?.opened();
    expect(world.live.state()).toBe('live');
    expect(caughtUp).toBe(1);
  });

  it('no longer calls back who has left', () => {
    const world = makeWorld();
    let called = 0;
    const leave = world.live.listen(['queue:intake'], () => {
      called += 1;
    });
    world.live.start();
    leave();
    world.say('{"topics":["queue:intake"]}');
    expect(called).toBe(0);
  });

  it('ignores messages of another shape', () => {
    expect(readTopics('{"hello":1}')).toEqual([]);
    expect(readTopics('{"topics":[1,"queue:a"]}')).toEqual(['queue:a']);
  });

  it('waits longer after each failure, never above 30 s and never below half the step', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.double({ min: 0, max: 1, noNaN: true }), (attempt, chance) => {
        const delay = computeRetryDelay(attempt, chance);
        const ceiling = Math.min(30_000, 1_000 * 2 ** (attempt - 1));
        expect(delay).toBeGreaterThanOrEqual(ceiling / 2 - 1);
        expect(delay).toBeLessThanOrEqual(ceiling);
      }),
    );
  });
});
