const gatherMilliseconds = 10;
const mostAtOnce = 100;

/** Makes a loader that asks for what many lines of one page want to know by their ids in one call, a hundred ids at most. */
export function gatherNames<Id, Name>(
  ask: (ids: readonly Id[]) => Promise<ReadonlyMap<Id, Name>>,
): (id: Id) => Promise<Name | null> {
  let waiting = new Map<Id, ((name: Name | null) => void)[]>();
  const askTogether = async (): Promise<void> => {
    const asked = waiting;
    waiting = new Map();
    const all = [...asked.keys()];
    for (let start = 0; start < all.length; start += mostAtOnce) {
      const ids = all.slice(start, start + mostAtOnce);
      const names = await ask(ids).catch(() => new Map<Id, Name>());
      for (const id of ids) for (const resolve of asked.get(id) ?? []) resolve(names.get(id) ?? null);
    }
  };
  return (id) =>
    new Promise((resolve) => {
      if (waiting.size === 0) setTimeout(() => void askTogether(), gatherMilliseconds);
      waiting.set(id, [...(waiting.get(id) ?? []), resolve]);
    });
}
