/** How a lane works: how much it takes at once, how many takings may run side by side, and what is never run side by side. */
export interface LaneParts<Item, Outcome> {
  readonly mostAtOnce: number;
  readonly sideBySide: number;
  /** Items of one key stay in their order: they run in one taking or one after the other. */
  keyOf(item: Item): string;
  /** Does the work of items and returns an outcome for each, in their order. */
  run(items: readonly Item[]): Promise<readonly Outcome[]>;
}

interface Waiting<Item, Outcome> {
  readonly item: Item;
  readonly key: string;
  resolve(outcome: Outcome): void;
  reject(error: unknown): void;
}

/** Gathers what arrives while work is under way and does it together, so that one commit serves many; never waits for more to come. */
export class BatchLane<Item, Outcome> {
  readonly #parts: LaneParts<Item, Outcome>;
  readonly #busyKeys = new Set<string>();
  #waiting: Waiting<Item, Outcome>[] = [];
  #running = 0;
  #isScheduled = false;

  constructor(parts: LaneParts<Item, Outcome>) {
    this.#parts = parts;
  }

  /** Queues an item and returns its outcome. */
  submit(item: Item): Promise<Outcome> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ item, key: this.#parts.keyOf(item), resolve, reject });
      this.#schedule();
    });
  }

  /** Begins at the end of this turn of the event loop, so that what arrived in one turn is taken together. */
  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    setImmediate(() => {
      this.#isScheduled = false;
      while (this.#running < this.#parts.sideBySide && this.#begin());
    });
  }

  #begin(): boolean {
    const taken = this.#take();
    if (taken.length === 0) return false;
    const keys = new Set(taken.map(({ key }) => key));
    for (const key of keys) this.#busyKeys.add(key);
    this.#running += 1;
    this.#parts
      .run(taken.map(({ item }) => item))
      .then(
        (outcomes) => settle(taken, outcomes),
        (error: unknown) => {
          for (const { reject } of taken) reject(error);
        },
      )
      .finally(() => {
        for (const key of keys) this.#busyKeys.delete(key);
        this.#running -= 1;
        if (this.#waiting.length > 0) this.#schedule();
      });
    return true;
  }

  /** Takes a fair share: what waits is spread over the takings that may still begin. */
  #take(): readonly Waiting<Item, Outcome>[] {
    const free = this.#parts.sideBySide - this.#running;
    const share = Math.min(this.#parts.mostAtOnce, Math.ceil(this.#waiting.length / free));
    const taken: Waiting<Item, Outcome>[] = [];
    const left: Waiting<Item, Outcome>[] = [];
    for (const waiting of this.#waiting) {
      const fits = taken.length < share && !this.#busyKeys.has(waiting.key);
      (fits ? taken : left).push(waiting);
    }
    this.#waiting = left;
    return taken;
  }
}

function settle<Item, Outcome>(taken: readonly Waiting<Item, Outcome>[], outcomes: readonly Outcome[]): void {
  taken.forEach(({ resolve, reject }, index) => {
    const outcome = outcomes[index];
    if (outcome === undefined) reject(new Error('a lane gave no outcome for an item'));
    else resolve(outcome);
  });
}
