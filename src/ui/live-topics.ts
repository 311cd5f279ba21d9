/** How the line to the server stands. `lost` means that what is shown may be out of date. */
export type LineState = 'connecting' | 'live' | 'lost';

/** What happens on the line. */
export interface LineEvents {
  readonly opened: () => void;
  readonly said: (text: string) => void;
  readonly broke: () => void;
}

/** One line of news for the whole page, shared by everything that asked for topics. */
export interface LiveUpdates {
  /** Calls back when one of the topics has news, and after a break in the line, when news may have been missed. */
  readonly listen: (topics: readonly string[], onNews: () => void) => () => void;
  readonly state: () => LineState;
  readonly subscribe: (notify: () => void) => () => void;
  readonly start: () => void;
  readonly stop: () => void;
}

/** What the line needs from outside: the connection, a timer, and chance so that browsers do not return all at once. */
export interface LiveSurroundings {
  /** Opens the connection and returns the function that closes it. */
  readonly open: (events: LineEvents) => () => void;
  readonly after: (milliseconds: number, run: () => void) => () => void;
  readonly chance: () => number;
}

const firstDelayMilliseconds = 1_000;
const longestDelayMilliseconds = 30_000;

/**
 * Computes how long to wait before the line is tried again: doubling from 1 s to 30 s, half of it left to chance.
 * @param attempt how many tries have failed in a row, from 1
 * @param chance a number from 0 up to 1
 */
export function computeRetryDelay(attempt: number, chance: number): number {
  const ceiling = Math.min(longestDelayMilliseconds, firstDelayMilliseconds * 2 ** (attempt - 1));
  return Math.round(ceiling / 2 + (ceiling / 2) * chance);
}

/** Reads a message of the line: its topics, or none when the message has another shape. */
export function readTopics(text: string): readonly string[] {
  const message: unknown = JSON.parse(text);
  if (typeof message !== 'object' || message === null || !('topics' in message)) return [];
  return Array.isArray(message.topics) ? message.topics.filter((topic) => typeof topic === 'string') : [];
}

/** Makes the line; it opens with `start` and heals itself until `stop`. */
export function createLiveUpdates(surroundings: LiveSurroundings): LiveUpdates {
  const listeners = new Set<{ readonly topics: ReadonlySet<string>; readonly onNews: () => void }>();
  const subscribers = new Set<() => void>();
  let state: LineState = 'connecting';
  let close = (): void => undefined;
  let failures = 0;
  let cancelRetry = (): void => undefined;

  const become = (next: LineState): void => {
    if (state === next) return;
    state = next;
    for (const notify of subscribers) notify();
  };
  const tell = (concerns: (topics: ReadonlySet<string>) => boolean): void => {
    for (const listener of listeners) if (concerns(listener.topics)) listener.onNews();
  };
  const connect = (): void => {
    close = surroundings.open({
      opened: () => {
        const wasBroken = failures > 0;
        failures = 0;
        become('live');
        if (wasBroken) tell(() => true);
      },
      said: (text) => {
        const topics = readTopics(text);
        tell((wanted) => topics.some((topic) => wanted.has(topic)));
      },
      broke: () => {
        close();
        failures += 1;
        if (failures > 1) become('lost');
        cancelRetry = surroundings.after(computeRetryDelay(failures, surroundings.chance()), connect);
      },
    });
  };
  return {
    listen: (topics, onNews) => {
      const listener = { topics: new Set(topics), onNews };
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    state: () => state,
    subscribe: (notify) => {
      subscribers.add(notify);
      return () => subscribers.delete(notify);
    },
    start: connect,
    stop: () => {
      cancelRetry();
      close();
    },
  };
}
