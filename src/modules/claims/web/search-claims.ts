import { callEndpoint } from '../../../ui/endpoint-client.ts';
import type { SearchHit } from '../../../ui/module-web.ts';
import * as api from '../api.ts';

/** Finds claims by the payer's authorization number, as it stands on a remittance or is read out on the phone. */
export async function searchClaims(text: string, signal: AbortSignal): Promise<readonly SearchHit[]> {
  const authorizationNumber = text.trim();
  if (!/^[\w-]{4,40}$/.test(authorizationNumber) || !/\d/.test(authorizationNumber)) return [];
  const { claims } = await callEndpoint(api.findClaims, { authorizationNumber }, { signal });
  return claims.map(({ claimId, fillId, patientName, dateOfService, state }) => ({
    id: claimId,
    label: `Claim ${authorizationNumber}`,
    detail: `${patientName}, of ${dateOfService}, ${state}`,
    path: `/fills/${fillId}`,
  }));
}
