import { Button } from '@mantine/core';
import { type ReactNode, useEffect, useState } from 'react';
import type { ResponseOf } from '../../../kernel/endpoint.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { DocumentViewer, type OriginalDocument } from '../../../ui/document-viewer.tsx';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { useStoredFile } from '../../../ui/file-transfer.ts';
import { LoadingRows } from '../../../ui/loading-rows.tsx';
import { Notice } from '../../../ui/notice.tsx';
import * as api from '../api.ts';
import classes from './document-list.module.css';

type ListedDocument = ResponseOf<typeof api.listDocuments>['documents'][number];

/** Shows a document above the page. Its bytes stay in memory and are let go when it is closed. */
export function DocumentDialog(props: { readonly document: ListedDocument; readonly onClose: () => void }): ReactNode {
  const { document } = props;
  const query = useStoredFile(api.downloadDocument, { documentId: document.documentId });
  return (
    <Dialog opened title={document.title} width="wide" onClose={props.onClose}>
      {query.error !== null && <FailureNotice failure={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <LoadingRows rows={8} />}
      {query.data !== undefined && <OpenedView document={document} file={query.data} />}
      <div>
        <Button variant="default" onClick={props.onClose} data-autofocus>
          Close
        </Button>
      </div>
    </Dialog>
  );
}

function OpenedView(props: { readonly document: ListedDocument; readonly file: Blob }): ReactNode {
  const { document } = props;
  const original = useOriginal(document.mediaType, props.file);
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
function useOriginal(mediaType: string, file: Blob): OriginalDocument | null {
  const [original, setOriginal] = useState<OriginalDocument | null>(null);
  useEffect(() => {
    if (mediaType === 'text/plain') {
      void file.text().then((text) => setOriginal({ kind: 'text', text }));
      return;
    }
    const url = URL.createObjectURL(new Blob([file], { type: mediaType }));
    setOriginal({ kind: mediaType === 'application/pdf' ? 'pdf' : 'image', url });
    return () => URL.revokeObjectURL(url);
  }, [mediaType, file]);
  return original;
}
