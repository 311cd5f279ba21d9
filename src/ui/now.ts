import { createContext, use, useSyncExternalStore } from 'react';
import type { Instant } from '../kernel/instant.ts';

const tickMilliseconds = 30_000;

const subscribers = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | null = null;
let current = readBrowserClock();

/** The moment that stands for now in a part of a page that shows how something stood; null means the browser's own time. */
export const ShownMomentContext = createContext<Instant | null>(null);

/** Returns the browser's time, renewed every half minute by one timer for the whole page, or the moment that is shown instead. */
export function useNow(): Instant {
  const now = useSyncExternalStore(subscribe, () => current);
  return use(ShownMomentContext) ?? now;
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
