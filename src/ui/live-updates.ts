import { createContext, use, useEffect, useRef, useSyncExternalStore } from 'react';
import { createLiveUpdates, type LineState, type LiveUpdates } from './live-topics.ts';

const gatherMilliseconds = 250;

/** The line of this page; null where nothing is live, such as before sign-in. */
export const LiveUpdatesContext = createContext<LiveUpdates | null>(null);

/** Makes the browser's line to `/api/live`, on which only topic ids travel. */
export function createBrowserLiveUpdates(): LiveUpdates {
  return createLiveUpdates({
    open: (events) => {
      const source = new EventSource('/api/live');
      source.onopen = () => events.opened();
      source.onmessage = (message: MessageEvent<string>) => events.said(message.data);
      source.onerror = () => events.broke();
      return () => source.close();
    },
    after: (milliseconds, run) => {
      const timer = setTimeout(run, milliseconds);
      return () => clearTimeout(timer);
    },
    chance: Math.random,
  });
}

/**
 * Calls `invalidate` when one of the topics has news; news that comes in a burst is gathered for a quarter of a second.
 * @param topics ids such as `therapy:<uuid>` or `queue:<name>`
 */
export function useLiveTopics(topics: readonly string[], invalidate: () => void): void {
  const live = use(LiveUpdatesContext);
  const latest = useRef(invalidate);
  useEffect(() => {
    latest.current = invalidate;
  });
  const wanted = topics.join('\n');
  useEffect(() => {
    if (live === null || wanted === '') return;
    let timer: ReturnType<typeof setTimeout> | null = null;
    const leave = live.listen(wanted.split('\n'), () => {
      timer ??= setTimeout(() => {
        timer = null;
        latest.current();
      }, gatherMilliseconds);
    });
    return () => {
      leave();
      if (timer !== null) clearTimeout(timer);
    };
  }, [live, wanted]);
}

/** Returns how the line stands, for the quiet notice in the top bar. */
export function useLineState(): LineState {
  const live = use(LiveUpdatesContext);
  return useSyncExternalStore(live?.subscribe ?? subscribeToNothing, () => live?.state() ?? 'live');
}

const subscribeToNothing = (): (() => void) => () => undefined;
