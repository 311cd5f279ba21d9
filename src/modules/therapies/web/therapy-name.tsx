import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { TherapyId } from '../../../kernel/ids.ts';
import { callEndpoint } from '../../../ui/endpoint-client.ts';
import { gatherNames } from '../../../ui/gathered-names.ts';
import * as api from '../api.ts';

const freshMilliseconds = 300_000;

/** Drug and number of a therapy in a line that only knows the id. Names of one page are asked for together. */
export function TherapyName(props: { readonly therapyId: TherapyId }): ReactNode {
  const { therapyId } = props;
  const query = useQuery({
    queryKey: ['therapy-name', therapyId],
    queryFn: () => loadName(therapyId),
    staleTime: freshMilliseconds,
  });
  const name = query.data ?? null;
  return name === null ? null : (
    <span>
      {name.drugName} {name.number}
    </span>
  );
}

const loadName = gatherNames(async (therapyIds: readonly TherapyId[]) => {
  const { names } = await callEndpoint(api.listTherapyNames, { therapyIds: [...therapyIds] });
  return new Map(names.map(({ therapyId, ...name }) => [therapyId as TherapyId, name]));
});
