import { callEndpoint } from '../../../ui/endpoint-client.ts';
import type { SearchHit } from '../../../ui/module-web.ts';
import * as api from '../api.ts';

/** Finds drugs by name or NDC and leads to the therapies that wait for them on the barrier board. */
export async function searchDrugs(text: string, signal: AbortSignal): Promise<readonly SearchHit[]> {
  const wanted = text.trim();
  if (wanted.length < 3) return [];
  const { drugs } = await callEndpoint(api.searchDrugs, { text: wanted }, { signal });
  return drugs.slice(0, 5).map(({ drugId, name, strengthText }) => ({
    id: drugId,
    label: `${name} ${strengthText}`.trim(),
    detail: 'open therapies that wait',
    path: `/barriers?only=drug=${drugId}`,
  }));
}
