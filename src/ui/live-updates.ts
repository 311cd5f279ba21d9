import { createContext, use, useEffect, useRef, useSyncExternalStore } from 'react';
import { createLiveUpdates, type LineState, type LiveUpdates, type WantedNews } from './live-topics.ts';

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
 * Calls `invalidate` when one of the topics has news, once for all that show the same reading.
 * @param wanted topics such as `therapy:<uuid>` or `queue:<name>`, and the name of what is read again
 */
export function useLiveTopics(wanted: WantedNews, invalidate: () => void): void {
  const live = use(LiveUpdatesContext);
  const latest = useRef(invalidate);
  useEffect(() => {
    latest.current = invalidate;
  });
  const topics = wanted.topics.join('\n');
  const { reading } = wanted;
  useEffect(() => {
    if (live === null || topics === '') return;
    return live.listen({ topics: topics.split('\n'), reading }, () => latest.current());
  }, [live, topics, reading]);
}

/** Returns how the line stands, for the quiet notice in the top bar. */
export function useLineState(): LineState {
  const live = use(LiveUpdatesContext);
  return useSyncExternalStore(live?.subscribe ?? subscribeToNothing, () => live?.state() ?? 'live');
}

const subscribeToNothing = (): (() => void) => () => undefined;
