import type { TherapyId } from '../../../kernel/ids.ts';
import { useEndpointQuery } from '../../../ui/endpoint-client.ts';
import { getRefill } from '../refill-api.ts';

/** Reads the refill of a therapy and keeps it fresh. */
export function useRefill(therapyId: TherapyId) {
  return useEndpointQuery(getRefill, { therapyId }, { topics: [`therapy:${therapyId}`] });
}
