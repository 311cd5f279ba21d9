import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { PatientId } from '../../../kernel/ids.ts';
import { callEndpoint } from '../../../ui/endpoint-client.ts';
import * as api from '../api.ts';

type Waiting = Map<PatientId, ((name: string) => void)[]>;

const gatherMilliseconds = 10;
const mostAtOnce = 100;
const freshMilliseconds = 300_000;
let waiting: Waiting = new Map();

/** The name of a patient in a line that only knows the id. Names of one page are asked for together. */
export function PatientName(props: { readonly patientId: PatientId }): ReactNode {
  const { patientId } = props;
  const query = useQuery({
    queryKey: ['patient-name', patientId],
    queryFn: () => loadName(patientId),
    staleTime: freshMilliseconds,
  });
  return query.data ?? '';
}

function loadName(patientId: PatientId): Promise<string> {
  return new Promise((resolve) => {
    if (waiting.size === 0) setTimeout(() => void askTogether(), gatherMilliseconds);
    waiting.set(patientId, [...(waiting.get(patientId) ?? []), resolve]);
  });
}

async function askTogether(): Promise<void> {
  const asked = waiting;
  waiting = new Map();
  const ids = [...asked.keys()];
  for (let start = 0; start < ids.length; start += mostAtOnce) {
    const patientIds = ids.slice(start, start + mostAtOnce);
    const { names } = await callEndpoint(api.listPatientNames, { patientIds }).catch(() => ({ names: [] }));
    const byId = new Map(names.map((name) => [name.patientId, name.displayName]));
    for (const patientId of patientIds)
      for (const resolve of asked.get(patientId) ?? []) resolve(byId.get(patientId) ?? '');
  }
}
