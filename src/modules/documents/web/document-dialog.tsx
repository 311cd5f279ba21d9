import { Button } from '@mantine/core';
import { type ReactNode, useEffect, useState } from 'react';
import type { ResponseOf } from '../../../kernel/endpoint.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { DocumentViewer, type OriginalDocument } from '../../../ui/document-viewer.tsx';
import { useEndpointQuery } from '../../../ui/endpoint-client.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { LoadingRows } from '../../../ui/loading-rows.tsx';
import { Notice } from '../../../ui/notice.tsx';
import * as api from '../api.ts';
import classes from './document-list.module.css';

type OpenedDocument = ResponseOf<typeof api.getDocument>;

/** Shows a document above the page. Its bytes stay in memory and are let go when it is closed. */
export function DocumentDialog(props: {
  readonly documentId: string;
  readonly title: string;
  readonly onClose: () => void;
}): ReactNode {
  const query = useEndpointQuery(api.getDocument, { documentId: props.documentId });
  return (
    <Dialog opened title={props.title} width="wide" onClose={props.onClose}>
      {query.error !== null && <FailureNotice failure={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <LoadingRows rows={8} />}
      {query.data !== undefined && <OpenedView document={query.data} />}
      <div>
        <Button variant="default" onClick={props.onClose} data-autofocus>
          Close
        </Button>
      </div>
    </Dialog>
  );
}

function OpenedView(props: { readonly document: OpenedDocument }): ReactNode {
  const { document } = props;
  const original = useOriginal(document);
  if (document.mediaType === 'image/tiff')
    return (
      <Notice tone="neutral" sentence="This browser can't show a TIFF picture. The original is filed unchanged." />
    );
  return (
    <div className={classes['viewer']}>
      {original !== null && <DocumentViewer label={document.title} document={original} />}
    </div>
  );
}

/** Makes the bytes ready for the viewer; the address of a picture or PDF is valid only while it is shown. */
function useOriginal(document: OpenedDocument): OriginalDocument | null {
  const { mediaType, contentBase64 } = document;
  const [original, setOriginal] = useState<OriginalDocument | null>(null);
  useEffect(() => {
    const bytes = Uint8Array.from(atob(contentBase64), (character) => character.charCodeAt(0));
    if (mediaType === 'text/plain') {
      setOriginal({ kind: 'text', text: new TextDecoder().decode(bytes) });
      return;
    }
    const url = URL.createObjectURL(new Blob([bytes], { type: mediaType }));
    setOriginal({ kind: mediaType === 'application/pdf' ? 'pdf' : 'image', url });
    return () => URL.revokeObjectURL(url);
  }, [mediaType, contentBase64]);
  return original;
}
