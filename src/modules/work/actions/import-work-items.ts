import type { SiteId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/instant.ts';
import type { Actor } from '../../../platform/transaction/actor.ts';
import { inBulk, type RandomBytes } from '../../../platform/transaction/bulk.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import type { QueueCode } from '../domain/queue.ts';
import { holdOrder } from '../order-store.ts';
import { listTherapyFacts } from '../therapy-fact-store.ts';
import { countInserted, insertUncountedItem } from '../work-store.ts';
import { toContent, type WorkRequest } from './open-work-item.ts';

/** Work that waits since a moment. */
export interface WaitingWork extends WorkRequest {
  readonly openedAt: Instant;
}

const system: Actor = { kind: 'system', name: 'import' };

/** Opens many items at once and counts them exactly. No queue may hold an item of one of the subjects yet. */
export async function importWorkItems(
  tx: TenantTransaction,
  items: readonly WaitingWork[],
  random?: RandomBytes,
): Promise<void> {
  const state = await holdOrder(tx);
  const therapyIds = items.flatMap(({ therapyId = null }) => (therapyId === null ? [] : [therapyId]));
  const lent = await listTherapyFacts(tx, [...new Set(therapyIds)]);
  const counts = new Map<string, { queue: QueueCode; siteId: SiteId | null; delta: number }>();
  await inBulk(
    tx,
    async (bulk) => {
      for (const { openedAt, ...request } of items) {
        const { queue, siteId, therapyId = null } = request;
        const therapyFacts = (therapyId === null ? undefined : lent.get(therapyId)) ?? {};
        await insertUncountedItem(bulk.at(openedAt, system), toContent(request, state, therapyFacts));
        const key = `${queue} ${siteId ?? ''}`;
        counts.set(key, { queue, siteId, delta: (counts.get(key)?.delta ?? 0) + 1 });
      }
    },
    random,
  );
  await countInserted(tx, [...counts.values()]);
  for (const { queue } of counts.values()) tx.touch(`queue:${queue}`);
}
