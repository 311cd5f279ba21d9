import type { EntryValues } from './audit-entry.ts';

/** Follows the numbers that each writer gave to its entries, and finds those that its settlements vouch for but that are not there. */
export interface WriterCount {
  /** Takes the next entry of the chain; returns the first number that is missing by its settlement, or null. */
  take(values: EntryValues): MissingNumber | null;
  /** Counts the gaps that no settlement explains, as a killed process leaves them. */
  countUnexplained(): number;
}

/** An entry that a writer committed and that is not there any more. */
export interface MissingNumber {
  readonly writerId: string;
  readonly writerSequence: number;
}

interface Writer {
  settledThrough: number;
  readonly seen: Set<number>;
}

/** Begins with no writers. Entries must come in the order of the chain, in which a settlement stands after all that it vouches for. */
export function createWriterCount(): WriterCount {
  const writers = new Map<string, Writer>();
  return {
    take: (values) => {
      const [, , writerId, writerSequence, kind] = values;
      const writer = writers.get(writerId) ?? { settledThrough: 0, seen: new Set<number>() };
      writers.set(writerId, writer);
      if (writerSequence > writer.settledThrough) writer.seen.add(writerSequence);
      if (kind !== 'settlement') return null;
      const missing = settle(writer, readSettlement(values));
      return missing === null ? null : { writerId, writerSequence: missing };
    },
    countUnexplained: () => [...writers.values()].reduce((sum, writer) => sum + countGaps(writer), 0),
  };
}

function settle(
  writer: Writer,
  settlement: { readonly through: number; readonly empty: ReadonlySet<number> },
): number | null {
  for (let number = writer.settledThrough + 1; number <= settlement.through; number += 1) {
    if (!writer.seen.delete(number) && !settlement.empty.has(number)) return number;
  }
  writer.settledThrough = Math.max(writer.settledThrough, settlement.through);
  return null;
}

function readSettlement(values: EntryValues): { readonly through: number; readonly empty: ReadonlySet<number> } {
  const facts = JSON.parse(values[19] ?? '{}') as { readonly through?: number; readonly void?: readonly number[] };
  return { through: facts.through ?? 0, empty: new Set(facts.void) };
}

function countGaps(writer: Writer): number {
  let highest = writer.settledThrough;
  for (const number of writer.seen) highest = Math.max(highest, number);
  return highest - writer.settledThrough - writer.seen.size;
}
