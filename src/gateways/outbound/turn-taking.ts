/** Lets work on one subject run one piece after the other, in the order in which it came. */
export class TurnTaking {
  readonly #last = new Map<string, Promise<void>>();

  /** Runs work when everything that came before it on the same subject has ended. */
  async take(subject: string, work: () => Promise<void>): Promise<void> {
    const before = this.#last.get(subject) ?? Promise.resolve();
    const turn = before.then(work, work);
    const settled = turn.catch(() => undefined);
    this.#last.set(subject, settled);
    await turn.finally(() => {
      if (this.#last.get(subject) === settled) this.#last.delete(subject);
    });
  }
}
