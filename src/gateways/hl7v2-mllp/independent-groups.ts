/**
 * Divides items into groups that have no key in common, each in the order of the items. An item without a key may concern any other, so
 * that then all form one group.
 */
export function listIndependentGroups<Item>(
  items: readonly Item[],
  keysOf: (item: Item) => readonly string[],
): readonly (readonly Item[])[] {
  let groups: { readonly keys: ReadonlySet<string>; readonly places: readonly number[] }[] = [];
  for (const [place, item] of items.entries()) {
    const keys = keysOf(item);
    if (keys.length === 0) return [items];
    const touched = groups.filter((group) => keys.some((key) => group.keys.has(key)));
    const joined = {
      keys: new Set([...keys, ...touched.flatMap((group) => [...group.keys])]),
      places: [...touched.flatMap((group) => group.places), place],
    };
    groups = [...groups.filter((group) => !touched.includes(group)), joined];
  }
  return groups.map(({ places }) => places.toSorted((left, right) => left - right).flatMap((at) => items[at] ?? []));
}
