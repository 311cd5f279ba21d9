import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { computeRetryDelay, createLiveUpdates, type LineEvents, readTopics } from './live-topics.ts';

function makeWorld() {
  const lines: LineEvents[] = [];
  const timers: (() => void)[] = [];
  const ring = (): void => {
    for (const run of timers.splice(0)) run();
  };
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
  return { live, timers, ring, newest: () => lines.at(-1), say: (text: string) => lines.at(-1)?.said(text) };
}

describe('the live line', () => {
  it('calls back only for the topics that were asked for', () => {
    const world = makeWorld();
    const news: string[] = [];
    world.live.listen({ topics: ['therapy:1'], reading: 'one' }, () => news.push('first'));
    world.live.listen({ topics: ['queue:intake', 'therapy:2'], reading: 'two' }, () => news.push('second'));
    world.live.start();
    world.newest()?.opened();
    world.say('{"topics":["therapy:2","therapy:9"]}');
    world.ring();
    expect(news).toEqual(['second']);
  });

  it('is quiet about one break, says lost at the second, and catches up when it is back', () => {
    const world = makeWorld();
    let caughtUp = 0;
    world.live.listen({ topics: ['therapy:1'], reading: 'one' }, () => {
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
    world.ring();
    expect(caughtUp).toBe(1);
  });

  it('no longer calls back who has left', () => {
    const world = makeWorld();
    let called = 0;
    const leave = world.live.listen({ topics: ['queue:intake'], reading: 'one' }, () => {
      called += 1;
    });
    world.live.start();
    leave();
    world.say('{"topics":["queue:intake"]}');
    world.ring();
    expect(called).toBe(0);
  });

  it('has a reading that six panels show read again once', () => {
    const world = makeWorld();
    let readings = 0;
    for (let panel = 0; panel < 6; panel += 1) {
      world.live.listen({ topics: ['therapy:1'], reading: '/api/access/get-therapy-access' }, () => {
        readings += 1;
      });
    }
    world.live.start();
    world.say('{"topics":["therapy:1"]}');
    world.say('{"topics":["therapy:1"]}');
    world.ring();
    expect(readings).toBe(1);
  });

  it('gathers what follows the first news until it is quiet again, and loses none of it', () => {
    const world = makeWorld();
    let readings = 0;
    world.live.listen({ topics: ['therapy:1'], reading: 'one' }, () => {
      readings += 1;
    });
    world.live.start();
    world.say('{"topics":["therapy:1"]}');
    world.ring();
    world.say('{"topics":["therapy:1"]}');
    world.say('{"topics":["therapy:1"]}');
    expect(readings).toBe(1);
    world.ring();
    expect(readings).toBe(2);
    world.ring();
    expect(readings).toBe(2);
    expect(world.timers).toEqual([]);
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
