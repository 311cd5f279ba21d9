import type { TimerAction } from '../../platform/events/subscription.ts';
import { type OrderingProgress, orderAnew } from './actions/order-anew.ts';
import { lapseTaking } from './actions/take-item.ts';
import type { WorkItemId } from './domain/work-item.ts';
import { foldCounts } from './work-store.ts';

const changesPerFold = 5_000;

/** What happens when a timer of this module falls due. */
export const workTimerActions: readonly TimerAction[] = [
  { kind: 'work.taking-lapse', act: (tx, timer) => lapseTaking(tx, timer.subject as WorkItemId) },
  {
    kind: 'work.order-anew',
    act: (tx, timer) => orderAnew(tx, timer.payload as unknown as OrderingProgress),
  },
  {
    kind: 'work.fold-counts',
    act: async (tx) => {
      await foldCounts(tx, changesPerFold);
    },
  },
];
