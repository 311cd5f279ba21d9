import { useState } from 'react';
import type { ResponseOf } from '../../../kernel/endpoint.ts';
import { useAnnounce } from '../../../ui/announcements.tsx';
import { useEndpointCommand } from '../../../ui/endpoint-client.ts';
import type { EndpointFailure } from '../../../ui/endpoint-failure.ts';
import { listMyWork, listQueueItems, listQueues } from '../api.ts';
import * as api from '../desk-api.ts';
import { formatCount, type QueueItem } from './queue-words.ts';

type Outcome = ResponseOf<typeof api.takeManyItems>;

/** What is done with the marked rows. */
export interface Bulk {
  readonly marked: ReadonlySet<string>;
  readonly toggle: (itemId: string) => void;
  readonly clear: () => void;
  readonly take: () => void;
  readonly release: () => void;
  readonly handOver: (to: { readonly toStaffId: string | null; readonly note: string | null }) => void;
  readonly isRunning: boolean;
  readonly failure: EndpointFailure | null;
  /** What became of the rows last time, in words; null once something else is marked. */
  readonly outcome: { readonly sentence: string; readonly left: readonly string[] } | null;
}

/** Returns what is done with marked rows; each row is done whole or left as it was, and what was left is said with its reason. */
export function useBulk(items: readonly QueueItem[], onHandedOver: () => void): Bulk {
  const announce = useAnnounce();
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  const [outcome, setOutcome] = useState<Bulk['outcome']>(null);
  const finish = (verb: string) => (done: Outcome) => {
    const told = describeOutcome(verb, done);
    setOutcome(told);
    setMarked(new Set(done.left.map(({ itemId }) => itemId)));
    announce(told.sentence);
  };
  const invalidates = [listQueueItems, listQueues, listMyWork, api.listQueueFilters];
  const take = useEndpointCommand(api.takeManyItems, { invalidates, onDone: finish('taken') });
  const release = useEndpointCommand(api.releaseManyItems, { invalidates, onDone: finish('put back') });
  const handOver = useEndpointCommand(api.handOverManyItems, {
    invalidates,
    onDone: (done) => {
      finish('handed over')(done);
      onHandedOver();
    },
  });
  const commands = [take, release, handOver];
  const itemIds = items.filter(({ itemId }) => marked.has(itemId)).map(({ itemId }) => itemId);
  const begin = (run: () => void) => {
    for (const command of commands) command.clear();
    if (itemIds.length > 0 && !commands.some(({ isRunning }) => isRunning)) run();
  };
  return {
    marked,
    toggle: (itemId) => {
      setOutcome(null);
      setMarked((before) => {
        const after = new Set(before);
        if (!after.delete(itemId)) after.add(itemId);
        return after;
      });
    },
    clear: () => {
      setMarked(new Set());
      setOutcome(null);
    },
    take: () => begin(() => take.run({ itemIds })),
    release: () => begin(() => release.run({ itemIds })),
    handOver: (to) => begin(() => handOver.run({ itemIds, ...to })),
    isRunning: commands.some(({ isRunning }) => isRunning),
    failure: commands.find(({ failure }) => failure !== null)?.failure ?? null,
    outcome,
  };
}

/** Says what became of several rows: how many were done, and of the others how many were left for which reason. */
export function describeOutcome(verb: string, outcome: Outcome): NonNullable<Bulk['outcome']> {
  const reasons = outcome.left.map(({ sentence, heldBy }) => (heldBy === null ? sentence : `${sentence} (${heldBy})`));
  const left = [...new Set(reasons)].map((reason) => {
    const count = reasons.filter((each) => each === reason).length;
    return `${formatCount(count)} left as ${count === 1 ? 'it was' : 'they were'}: ${reason}`;
  });
  return { sentence: `${formatCount(outcome.done)} ${verb}`, left };
}
