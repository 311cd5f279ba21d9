/** How the line to the server stands. `lost` means that what is shown may be out of date. */
export type LineState = 'connecting' | 'live' | 'lost';

/** What happens on the line. */
export interface LineEvents {
  readonly opened: () => void;
  readonly said: (text: string) => void;
  readonly broke: () => void;
}

/** What a listener wants to hear of. `reading` names what is read again then, so that six panels of one reading read it once. */
export interface WantedNews {
  readonly topics: readonly string[];
  readonly reading: string;
}

/** One line of news for the whole page, shared by everything that asked for topics. */
export interface LiveUpdates {
  /**
   * Calls back when one of the topics has news, and after a break in the line, when news may have been missed. The first
   * news is passed on almost at once, what follows within a quarter of a second is gathered; of all that listen for the
   * same reading, one is called.
   */
  readonly listen: (wanted: WantedNews, onNews: () => void) => () => void;
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

/** A commit is often told as several topics within a moment; this long they are waited for. */
const firstNewsMilliseconds = 20;
const gatherMilliseconds = 250;
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
  const listeners = createListeners(surroundings.after);
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
  const connect = (): void => {
    close = surroundings.open({
      opened: () => {
        const wasBroken = failures > 0;
        failures = 0;
        become('live');
        if (wasBroken) listeners.tell(() => true);
      },
      said: (text) => {
        const topics = readTopics(text);
        listeners.tell((wanted) => topics.some((topic) => wanted.has(topic)));
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
    listen: listeners.listen,
    state: () => state,
    subscribe: (notify) => {
      subscribers.add(notify);
      return () => subscribers.delete(notify);
    },
    start: connect,
    stop: () => {
      listeners.stop();
      cancelRetry();
      close();
    },
  };
}

/** Who listens on the line. The first news is passed on almost at once; what follows in a burst is gathered. */
function createListeners(after: LiveSurroundings['after']) {
  const listeners = new Set<Listener>();
  const gathering = new Map<string, { hasNews: boolean; cancel: () => void }>();
  const callOne = (reading: string): void => {
    for (const listener of listeners) {
      if (listener.reading !== reading) continue;
      listener.onNews();
      return;
    }
  };
  const gather = (reading: string, milliseconds: number): void => {
    const gathered = { hasNews: false, cancel: (): void => undefined };
    gathering.set(reading, gathered);
    gathered.cancel = after(milliseconds, () => {
      gathering.delete(reading);
      if (milliseconds === gatherMilliseconds && !gathered.hasNews) return;
      gather(reading, gatherMilliseconds);
      callOne(reading);
    });
  };
  return {
    listen: ({ topics, reading }: WantedNews, onNews: () => void): (() => void) => {
      const listener = { topics: new Set(topics), reading, onNews };
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    tell: (concerns: (topics: ReadonlySet<string>) => boolean): void => {
      const readings = new Set([...listeners].filter(({ topics }) => concerns(topics)).map(({ reading }) => reading));
      for (const reading of readings) {
        const gathered = gathering.get(reading);
        if (gathered === undefined) gather(reading, firstNewsMilliseconds);
        else gathered.hasNews = true;
      }
    },
    stop: (): void => {
      for (const { cancel } of gathering.values()) cancel();
      gathering.clear();
    },
  };
}

interface Listener {
  readonly topics: ReadonlySet<string>;
  readonly reading: string;
  readonly onNews: () => void;
}
