import { useSyncExternalStore } from 'react';
import type { Instant } from '../kernel/instant.ts';

const tickMilliseconds = 30_000;

const subscribers = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | null = null;
let current = readBrowserClock();

/** Returns the browser's time, renewed every half minute by one timer for the whole page. */
export function useNow(): Instant {
  return useSyncExternalStore(subscribe, () => current);
}

function subscribe(notify: () => void): () => void {
  subscribers.add(notify);
  if (timer === null) {
    current = readBrowserClock();
    timer = setInterval(tick, tickMilliseconds);
  }
  return () => {
    subscribers.delete(notify);
    if (subscribers.size > 0 || timer === null) return;
    clearInterval(timer);
    timer = null;
  };
}

function tick(): void {
  current = readBrowserClock();
  for (const notify of subscribers) notify();
}

function readBrowserClock(): Instant {
  return new Date().toISOString() as Instant;
}
