import { canonicalJson, type Json } from '../../../kernel/json.ts';
import type { ImportReport, RefusedRow } from './reference-row.ts';

/** A fact with the key it is kept under and the place it came from. */
export interface KeyedFact<Fact> {
  readonly key: string;
  readonly fact: Fact;
  readonly place: string;
}

/** Which facts are new, which say something else than what is kept, and what to report. */
export interface Comparison<Fact> {
  readonly added: readonly KeyedFact<Fact>[];
  readonly changed: readonly KeyedFact<Fact>[];
  readonly report: ImportReport;
}

/** Compares facts with those that are kept under the same keys. Of two facts with one key the later one is refused. */
export function compareFacts<Fact>(
  incoming: readonly KeyedFact<Fact>[],
  kept: ReadonlyMap<string, Fact>,
  refused: readonly RefusedRow[] = [],
): Comparison<Fact> {
  const seen = new Map<string, KeyedFact<Fact>>();
  const repeated: RefusedRow[] = [];
  for (const keyed of incoming) {
    if (seen.has(keyed.key)) repeated.push({ place: keyed.place, reason: 'repeated' });
    else seen.set(keyed.key, keyed);
  }
  const facts = [...seen.values()];
  const added = facts.filter(({ key }) => !kept.has(key));
  const changed = facts.filter(({ key, fact }) => kept.has(key) && !isSameFact(fact, kept.get(key)));
  return {
    added,
    changed,
    report: {
      added: added.length,
      changed: changed.length,
      unchanged: facts.length - added.length - changed.length,
      refused: [...refused, ...repeated],
    },
  };
}

function isSameFact(left: unknown, right: unknown): boolean {
  return canonicalJson(left as Json) === canonicalJson(right as Json);
}
