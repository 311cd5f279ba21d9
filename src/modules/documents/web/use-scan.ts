import type { UseQueryResult } from '@tanstack/react-query';
import type { ResponseOf } from '../../../kernel/endpoint.ts';
import { useEndpointQuery } from '../../../ui/endpoint-client.ts';
import type { EndpointFailure } from '../../../ui/endpoint-failure.ts';
import * as api from '../scans-api.ts';

/** A scan with what was found on it. */
export type ShownScan = ResponseOf<typeof api.getScan>;

/** Reads a scan, and again whenever something became of it. */
export function useScan(scanId: string): UseQueryResult<ShownScan, EndpointFailure> {
  return useEndpointQuery(api.getScan, { scanId }, { topics: [`scan:${scanId}`, 'scans'] });
}
