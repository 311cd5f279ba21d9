import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import type { Endpoint, RequestOf, ResponseOf } from '../kernel/endpoint.ts';
import { callEndpoint, queryKeyOf } from './endpoint-client.ts';
import type { EndpointFailure } from './endpoint-failure.ts';
import { useLiveTopics } from './live-updates.ts';
import { useSessionGate } from './session-gate.ts';

/**
 * How a list is read page by page with a keyset cursor.
 * `request` makes the request after a cursor, which is null for the first page; `next` is null at the end.
 */
export interface PagesOptions<Called extends Endpoint, Row> {
  readonly request: (cursor: string | null) => RequestOf<Called>;
  readonly next: (response: ResponseOf<Called>) => string | null;
  readonly rows: (response: ResponseOf<Called>) => readonly Row[];
  readonly topics?: readonly string[];
}

/** A list that grows as it is scrolled. */
export interface EndpointPages<Row> {
  readonly rows: readonly Row[];
  readonly isLoading: boolean;
  readonly isLoadingMore: boolean;
  readonly hasMore: boolean;
  readonly loadMore: () => void;
  readonly failure: EndpointFailure | null;
  readonly retry: () => void;
}

/** Reads a list by keyset pages and keeps what is already shown while it is read again. */
export function useEndpointPages<Called extends Endpoint, Row>(
  endpoint: Called,
  options: PagesOptions<Called, Row>,
): EndpointPages<Row> {
  const gate = useSessionGate();
  const client = useQueryClient();
  const queryKey = [...queryKeyOf(endpoint, options.request(null)), 'pages'];
  useLiveTopics({ topics: options.topics ?? [], reading: JSON.stringify(queryKey) }, () =>
    client.invalidateQueries({ queryKey }),
  );
  const query = useInfiniteQuery({
    queryKey,
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) => callEndpoint(endpoint, options.request(pageParam), { signal, gate }),
    getNextPageParam: (last: ResponseOf<Called>) => options.next(last),
  });
  return {
    rows: query.data?.pages.flatMap((page) => options.rows(page)) ?? [],
    isLoading: query.isPending,
    isLoadingMore: query.isFetchingNextPage,
    hasMore: query.hasNextPage,
    loadMore: () => {
      if (query.hasNextPage && !query.isFetchingNextPage) void query.fetchNextPage();
    },
    failure: query.error as EndpointFailure | null,
    retry: () => void query.refetch(),
  };
}
