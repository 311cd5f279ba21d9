import type { RequestOf, ResponseOf } from '../../../kernel/endpoint.ts';
import { useEndpointPages } from '../../../ui/endpoint-pages.ts';
import { useAddressFilter, useSetAddressFilters } from '../../../ui/page-link.tsx';
import * as api from '../api.ts';
import type { QueueCode } from '../domain/queue.ts';
import { dueChoices } from '../domain/queue-view.ts';
import type { QueueItem } from './queue-words.ts';

type ListRequest = RequestOf<typeof api.listQueueItems>;
type Cursor = NonNullable<ListRequest['after']>;

/** What is shown of a queue, as it is asked for and as it is saved in a view. */
export type ShownFilter = Pick<ListRequest, 'owner' | 'siteId' | 'narrowing'>;

/** The name of a filter in the address. */
export type FilterName = 'owner' | 'site' | 'stage' | 'reason' | 'due' | 'level' | 'suits';

/** What of a queue is shown; all of it stands in the address. */
export interface QueueView {
  readonly values: Readonly<Record<FilterName, string | null>>;
  readonly filter: ShownFilter;
  readonly isNarrowed: boolean;
  /** Sets one filter; null removes it. */
  readonly set: (name: FilterName, value: string | null) => void;
  /** Shows what a saved view says. */
  readonly show: (filter: ShownFilter) => void;
}

/** Returns what of a queue is shown, and how to change it. */
export function useQueueView(): QueueView {
  const setAll = useSetAddressFilters();
  const values = {
    owner: useAddressFilter('owner')[0],
    site: useAddressFilter('site')[0],
    stage: useAddressFilter('stage')[0],
    reason: useAddressFilter('reason')[0],
    due: useAddressFilter('due')[0],
    level: useAddressFilter('level')[0],
    suits: useAddressFilter('suits')[0],
  };
  return {
    values,
    filter: toFilter(values),
    isNarrowed: Object.values(values).some((value) => value !== null),
    set: (name, value) => setAll({ [name]: value === '' ? null : value }),
    show: (filter) => setAll(toValues(filter)),
  };
}

/** Writes a filter as it stands in the address; two filters that show the same are written alike. */
export function toValues(filter: ShownFilter): QueueView['values'] {
  const { owner, siteId, narrowing } = filter;
  return {
    owner: owner === 'anyone' ? null : owner,
    site: siteId,
    stage: narrowing?.stage ?? null,
    reason: narrowing?.reasonCode ?? null,
    due: narrowing === null || narrowing.due === 'any' ? null : narrowing.due,
    level: narrowing?.level == null ? null : String(narrowing.level),
    suits: narrowing?.suits ?? null,
  };
}

/** Reads a queue page by page in its order, anew when something in it changes. */
export function useQueueItems(queue: QueueCode, view: QueueView) {
  const pages = useEndpointPages(api.listQueueItems, {
    request: (cursor) => ({ queue, ...view.filter, after: toCursor(cursor) }),
    next: (response: ResponseOf<typeof api.listQueueItems>) => toText(response.next),
    rows: ({ items, total }) => items.map((item) => ({ item, total })),
    topics: [`queue:${queue}`],
  });
  const items: readonly QueueItem[] = pages.rows.map(({ item }) => item);
  return { ...pages, items, total: pages.rows[0]?.total ?? 0 };
}

function toFilter(values: QueueView['values']): ShownFilter {
  const { owner, site: siteId, stage, reason: reasonCode, level } = values;
  const due = isDueChoice(values.due) ? values.due : 'any';
  const suits: 'me' | 'nobody' | null = values.suits === 'me' || values.suits === 'nobody' ? values.suits : null;
  const isNarrowed = [stage, reasonCode, level, suits].some((value) => value !== null) || due !== 'any';
  const narrowing = { stage, reasonCode, due, level: level === null ? null : Number(level), suits };
  return { owner: owner ?? 'anyone', siteId, narrowing: isNarrowed ? narrowing : null };
}

function isDueChoice(text: string | null): text is keyof typeof dueChoices {
  return text !== null && Object.hasOwn(dueChoices, text);
}

function toText(cursor: Cursor | null): string | null {
  return cursor === null ? null : `${cursor.effectiveDueAt} ${cursor.itemId} ${cursor.orderVersion}`;
}

function toCursor(text: string | null): Cursor | null {
  const [effectiveDueAt, itemId, version] = text?.split(' ') ?? [];
  if (effectiveDueAt === undefined || itemId === undefined) return null;
  return { effectiveDueAt, itemId, orderVersion: Number(version) };
}
