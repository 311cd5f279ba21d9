import type { ReactNode } from 'react';
import type { EndpointFailure } from './endpoint-failure.ts';
import { FailureNotice } from './failure-notice.tsx';
import { PanelSlotView } from './panel-slots.tsx';

const notFound = 404;

/** Shows why a record could not be shown. A record of another site looks like one that is not there; what can be done then stands below. */
export function RecordFailure(props: { readonly failure: EndpointFailure; readonly onRetry: () => void }): ReactNode {
  return (
    <>
      <FailureNotice failure={props.failure} onRetry={props.onRetry} />
      {props.failure.status === notFound && <PanelSlotView slot="record-refused" />}
    </>
  );
}
