import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { PatientId } from '../../../kernel/ids.ts';
import { callEndpoint } from '../../../ui/endpoint-client.ts';
import { gatherNames } from '../../../ui/gathered-names.ts';
import * as api from '../api.ts';

const freshMilliseconds = 300_000;

/** The name of a patient in a line that only knows the id. Names of one page are asked for together. */
export function PatientName(props: { readonly patientId: PatientId }): ReactNode {
  const { patientId } = props;
  const query = useQuery({
    queryKey: ['patient-name', patientId],
    queryFn: () => loadName(patientId),
    staleTime: freshMilliseconds,
  });
  return query.data ?? '…';
}

const loadName = gatherNames(async (patientIds: readonly PatientId[]) => {
  const { names } = await callEndpoint(api.listPatientNames, { patientIds: [...patientIds] });
  return new Map(names.map((name) => [name.patientId as PatientId, name.displayName]));
});
