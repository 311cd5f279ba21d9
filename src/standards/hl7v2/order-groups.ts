import type { Hl7Message } from './hl7-message.ts';
import type { Hl7Segment } from './hl7-segment.ts';

/** An order segment (ORC, RXO, RXE, RXD) with the segments that follow it and belong to it. */
interface OrderSection {
  readonly head: Hl7Segment;
  readonly followers: readonly Hl7Segment[];
}

/** The segments of one order in their order; `common` is its ORC. */
export interface OrderGroup {
  readonly common: Hl7Segment | null;
  readonly sections: readonly OrderSection[];
}

/** A message cut into what stands before the first order and the orders themselves. */
export interface OrderGroups {
  readonly beforeOrders: readonly Hl7Segment[];
  readonly groups: readonly OrderGroup[];
}

const sectionNames = new Set(['ORC', 'RXO', 'RXE', 'RXD']);

/**
 * Cuts a message into its orders, in every shape from 2.2 to 2.9: each ORC begins an order, its RXO, RXE and RXD
 * follow. A further RXE or RXO without an ORC of its own is an order under the same ORC; RXD repeat within an order.
 */
export function groupOrders(message: Hl7Message): OrderGroups {
  const beforeOrders: Hl7Segment[] = [];
  const groups: { common: Hl7Segment | null; sections: { head: Hl7Segment; followers: Hl7Segment[] }[] }[] = [];
  for (const segment of message.segments()) {
    const current = groups.at(-1);
    if (sectionNames.has(segment.name)) {
      const section = { head: segment, followers: [] };
      if (segment.name === 'ORC') groups.push({ common: segment, sections: [section] });
      else if (current === undefined) groups.push({ common: null, sections: [section] });
      else if (beginsOrder(segment.name, current)) groups.push({ common: current.common, sections: [section] });
      else current.sections.push(section);
    } else if (current === undefined) beforeOrders.push(segment);
    else current.sections.at(-1)?.followers.push(segment);
  }
  return { beforeOrders, groups };
}

/** Finds the segment of a name that heads a section of an order; null when there is none. */
export function findHead(group: OrderGroup, name: string): Hl7Segment | null {
  return group.sections.find(({ head }) => head.name === name)?.head ?? null;
}

/** Lists the segments of a name in an order. */
export function listFollowers(group: OrderGroup, name: string): readonly Hl7Segment[] {
  return group.sections.flatMap(({ followers }) => followers.filter((segment) => segment.name === name));
}

/** Lists the segments of a name behind the first of the named sections that has any: what is encoded comes first. */
export function listDecisiveFollowers(
  group: OrderGroup,
  name: string,
  order: readonly string[],
): readonly Hl7Segment[] {
  for (const head of order) {
    const section = group.sections.find((candidate) => candidate.head.name === head);
    const found = section?.followers.filter((segment) => segment.name === name) ?? [];
    if (found.length > 0) return found;
  }
  return [];
}

function beginsOrder(name: string, current: OrderGroup): boolean {
  if (name !== 'RXE' && name !== 'RXO') return false;
  return current.sections.some(({ head }) => head.name === 'RXE' || head.name === name);
}
