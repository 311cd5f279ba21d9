import { callEndpoint } from '../../../ui/endpoint-client.ts';
import type { SearchHit } from '../../../ui/module-web.ts';
import * as api from '../api.ts';

/** Finds a therapy by its number as a person types it. */
export async function searchTherapies(text: string, signal: AbortSignal): Promise<readonly SearchHit[]> {
  if (!/^t?-?\d{1,9}$/i.test(text.trim())) return [];
  const { therapy } = await callEndpoint(api.findTherapy, { text }, { signal });
  if (therapy === null) return [];
  return [
    {
      id: therapy.therapyId,
      label: `${therapy.number} ${therapy.drugName}`,
      detail: therapy.stageLabel,
      path: `/therapies/${therapy.therapyId}`,
    },
  ];
}
