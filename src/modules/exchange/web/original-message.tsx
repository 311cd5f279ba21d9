import type { ReactNode } from 'react';
import type { RawMessageId } from '../../../kernel/ids.ts';
import { DocumentViewer } from '../../../ui/document-viewer.tsx';
import { useEndpointQuery } from '../../../ui/endpoint-client.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { LoadingRows } from '../../../ui/loading-rows.tsx';
import * as api from '../api.ts';
import { toOriginal } from './message-words.ts';

/** The original of a message for a page that shows what was read from it; `where` is the place that is marked. */
export function OriginalMessage(props: {
  readonly rawMessageId: RawMessageId;
  readonly where?: string | null;
}): ReactNode {
  const query = useEndpointQuery(api.getRawMessage, { rawMessageId: props.rawMessageId });
  if (query.error !== null) return <FailureNotice failure={query.error} onRetry={() => void query.refetch()} />;
  if (query.data === undefined) return <LoadingRows rows={8} />;
  const { format, text } = query.data;
  return <DocumentViewer label="Original message" document={toOriginal(format, text)} where={props.where ?? null} />;
}
