import { type ReactNode, useState } from 'react';
import type { TherapyId } from '../../../kernel/ids.ts';
import { useEndpointQuery } from '../../../ui/endpoint-client.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { LoadingRows } from '../../../ui/loading-rows.tsx';
import * as api from '../api.ts';
import type { AccessDialogProps, AccessView } from './access-words.ts';
import { RecordButton } from './record-lines.tsx';

/** Reads the access side of a therapy and keeps it fresh. */
export function useAccess(therapyId: TherapyId) {
  return useEndpointQuery(api.getTherapyAccess, { therapyId }, { topics: [`therapy:${therapyId}`] });
}

/** A panel over the access side of a therapy: what is known, and the form that records more. */
export function AccessPanel(props: {
  readonly therapyId: TherapyId;
  readonly buttonLabel: string;
  readonly permission: string;
  readonly dialog: (props: AccessDialogProps) => ReactNode;
  readonly children: (access: AccessView) => ReactNode;
}): ReactNode {
  const { therapyId, dialog: OpenDialog } = props;
  const [isOpen, setOpen] = useState(false);
  const query = useAccess(therapyId);
  if (query.error !== null) return <FailureNotice failure={query.error} onRetry={() => void query.refetch()} />;
  if (query.data === undefined) return <LoadingRows rows={3} />;
  return (
    <>
      {props.children(query.data)}
      <RecordButton label={props.buttonLabel} permission={props.permission} onPress={() => setOpen(true)} />
      {isOpen && <OpenDialog therapyId={therapyId} access={query.data} onClose={() => setOpen(false)} />}
    </>
  );
}
