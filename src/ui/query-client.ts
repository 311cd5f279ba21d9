import { QueryClient } from '@tanstack/react-query';
import { EndpointFailure } from './endpoint-failure.ts';

const readsTriedAtMost = 3;

/** Makes the cache of what was read: reads are tried again only when no answer came; commands are never repeated unasked. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: 'always',
        retry: (failures, error) =>
          error instanceof EndpointFailure && error.kind === 'unreachable' && failures < readsTriedAtMost - 1,
      },
      mutations: { networkMode: 'always', retry: false },
    },
  });
}
