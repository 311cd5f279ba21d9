import { useEndpointPages } from '../../../ui/endpoint-pages.ts';
import { useAddressFilter } from '../../../ui/page-link.tsx';
import * as api from '../api.ts';
import type { QueueCode } from '../domain/queue.ts';
import type { QueueItem } from './queue-words.ts';

/** Whose work is shown. */
export const owners = { anyone: 'All', nobody: 'Not taken', me: 'Mine' } as const;

/** The code of whose work is shown. */
type Owner = keyof typeof owners;

/** What of a queue is shown; both stand in the address. */
export interface QueueView {
  readonly owner: Owner;
  readonly siteId: string | null;
  readonly setOwner: (owner: string) => void;
  readonly setSite: (siteId: string) => void;
}

type Cursor = NonNullable<Parameters<typeof toText>[0]>;

/** Returns what of a queue is shown, and how to change it. */
export function useQueueView(): QueueView {
  const [owner, setOwner] = useAddressFilter('owner');
  const [siteId, setSite] = useAddressFilter('site');
  return {
    owner: isOwner(owner) ? owner : 'anyone',
    siteId,
    setOwner: (chosen) => setOwner(chosen === 'anyone' ? null : chosen),
    setSite: (chosen) => setSite(chosen === '' ? null : chosen),
  };
}

/** Reads a queue page by page in its order, anew when something in it changes. */
export function useQueueItems(queue: QueueCode, view: QueueView) {
  const pages = useEndpointPages(api.listQueueItems, {
    request: (cursor) => ({ queue, owner: view.owner, siteId: view.siteId, after: toCursor(cursor) }),
    next: (response) => toText(response.next),
    rows: ({ items, total }) => items.map((item) => ({ item, total })),
    topics: [`queue:${queue}`],
  });
  const items: readonly QueueItem[] = pages.rows.map(({ item }) => item);
  return { ...pages, items, total: pages.rows[0]?.total ?? 0 };
}

function toText(cursor: { readonly effectiveDueAt: string; readonly itemId: string } | null): string | null {
  return cursor === null ? null : `${cursor.effectiveDueAt} ${cursor.itemId}`;
}

function toCursor(text: string | null): Cursor | null {
  const [effectiveDueAt, itemId] = text?.split(' ') ?? [];
  return effectiveDueAt === undefined || itemId === undefined ? null : { effectiveDueAt, itemId };
}

function isOwner(text: string | null): text is Owner {
  return text !== null && Object.hasOwn(owners, text);
}
