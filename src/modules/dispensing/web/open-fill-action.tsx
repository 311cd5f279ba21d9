import type { ReactNode } from 'react';
import type { TherapyId } from '../../../kernel/ids.ts';
import { ActionBar } from '../../../ui/action-bar.tsx';
import { useEndpointCommand, useEndpointQuery } from '../../../ui/endpoint-client.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { useGoTo } from '../../../ui/page-link.tsx';
import * as api from '../api.ts';
import { describeEarliest } from './fill-words.ts';

/** Opens a fill of the therapy's prescription and goes to the bench; nothing while a fill is under way. */
export function OpenFillAction(props: { readonly therapyId: TherapyId }): ReactNode {
  const { therapyId } = props;
  const goTo = useGoTo();
  const query = useEndpointQuery(api.listFills, { therapyId }, { topics: [`therapy:${therapyId}`] });
  const open = useEndpointCommand(api.openFill, {
    invalidates: [api.listFills],
    onDone: ({ fillId }) => goTo(`/fills/${fillId}`),
  });
  const prescriptionId = query.data?.openablePrescriptionId ?? null;
  if (prescriptionId === null) return null;
  const earliest = query.data?.earliestClaim ?? null;
  const openAs = (payment: 'claim' | 'cash') => () => open.run({ prescriptionId, owner: 'wac', payment });
  return (
    <>
      <ActionBar
        primary={{
          ...{ label: 'Open a fill and bill it', keys: 'r o', onPress: openAs('claim'), isRunning: open.isRunning },
          refusal: earliest === null || earliest.isReached ? null : { sentence: describeEarliest(earliest) },
        }}
        secondary={[{ label: 'Open as cash', onPress: openAs('cash') }]}
      />
      {open.failure !== null && <FailureNotice failure={open.failure} />}
    </>
  );
}
