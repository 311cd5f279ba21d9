import { callEndpoint } from '../../../ui/endpoint-client.ts';
import type { SearchHit } from '../../../ui/module-web.ts';
import * as api from '../api.ts';

/** Finds prior authorizations by the payer's number, with or without `PA` before it. */
export async function searchAuthorizations(text: string, signal: AbortSignal): Promise<readonly SearchHit[]> {
  const number = text.trim();
  if (!/^[\w ./-]{3,60}$/.test(number) || !/\d/.test(number)) return [];
  const { authorizations } = await callEndpoint(api.findAuthorizations, { number }, { signal });
  return authorizations.map(({ authorizationId, therapyId, therapyNumber, patientName, state }) => ({
    id: authorizationId,
    label: `Prior authorization ${number}`,
    detail: `${patientName}, ${therapyNumber}, ${state.toLowerCase()}`,
    path: `/therapies/${therapyId}`,
  }));
}
