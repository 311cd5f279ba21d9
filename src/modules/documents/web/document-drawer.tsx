import { Button } from '@mantine/core';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { ResponseOf } from '../../../kernel/endpoint.ts';
import { DocumentViewer, type OriginalDocument } from '../../../ui/document-viewer.tsx';
import { useEndpointCommand } from '../../../ui/endpoint-client.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { useStoredFile } from '../../../ui/file-transfer.ts';
import { Kbd } from '../../../ui/kbd.tsx';
import { LoadingRows } from '../../../ui/loading-rows.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { useShortcuts } from '../../../ui/shortcuts.tsx';
import * as api from '../api.ts';
import classes from './document-list.module.css';
import { printFile } from './print-file.ts';

/** A document as the list has it. */
export type ListedDocument = ResponseOf<typeof api.listDocuments>['documents'][number];

/**
 * Shows a document beside the page, which stays in use. Its bytes are in memory only and are let go when it is closed. A printing is
 * recorded before it begins.
 */
export function DocumentDrawer(props: {
  readonly document: Pick<ListedDocument, 'documentId' | 'title' | 'mediaType'>;
  readonly onClose: () => void;
}): ReactNode {
  const { document, onClose } = props;
  const frame = useRef<HTMLElement>(null);
  const query = useStoredFile(api.downloadDocument, { documentId: document.documentId });
  const file = query.data;
  const print = useEndpointCommand(api.recordPrint, {
    onDone: () => {
      if (file !== undefined) printFile(file, document.mediaType);
    },
  });
  const printIt = (): void => print.run({ documentId: document.documentId });
  const canPrint = file !== undefined && document.mediaType !== 'image/tiff';
  useShortcuts([
    { keys: 'escape', label: 'Close the document', group: 'This document', run: onClose },
    ...(canPrint ? [{ keys: 'd p', label: 'Print the document', group: 'This document', run: printIt }] : []),
  ]);
  useEffect(() => frame.current?.focus({ preventScroll: true }), []);
  return (
    <aside ref={frame} className={classes['drawer']} aria-label={`Document: ${document.title}`} tabIndex={-1}>
      <header className={classes['drawerHead']}>
        <h2 className={classes['drawerTitle']}>{document.title}</h2>
        {canPrint && (
          <Button variant="default" size="compact-sm" onClick={printIt} rightSection={<Kbd keys="d p" />}>
            Print
          </Button>
        )}
        <Button variant="default" size="compact-sm" onClick={onClose} rightSection={<Kbd keys="escape" />}>
          Close
        </Button>
      </header>
      {print.failure !== null && <FailureNotice failure={print.failure} onRetry={printIt} />}
      {query.error !== null && <FailureNotice failure={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <LoadingRows rows={8} />}
      {file !== undefined && <OriginalView label={document.title} mediaType={document.mediaType} file={file} />}
    </aside>
  );
}

/** Shows the bytes of a file, as far as a browser can. */
export function OriginalView(props: {
  readonly label: string;
  readonly mediaType: string;
  readonly file: Blob;
}): ReactNode {
  const { mediaType } = props;
  const original = useOriginal(mediaType, props.file);
  if (mediaType === 'image/tiff')
    return (
      <Notice tone="neutral" sentence="This browser can't show a TIFF picture. The original is filed unchanged." />
    );
  return (
    <div className={classes['viewer']}>
      {original !== null && <DocumentViewer label={props.label} document={original} />}
    </div>
  );
}

/** Makes the bytes ready for the viewer; the address of a picture is valid only while it is shown. */
function useOriginal(mediaType: string, file: Blob): OriginalDocument | null {
  const [original, setOriginal] = useState<OriginalDocument | null>(null);
  useEffect(() => {
    if (mediaType === 'text/plain') {
      void file.text().then((text) => setOriginal({ kind: 'text', text }));
      return;
    }
    if (mediaType === 'application/pdf') {
      setOriginal({ kind: 'pdf', file });
      return;
    }
    const url = URL.createObjectURL(new Blob([file], { type: mediaType }));
    setOriginal({ kind: 'image', url });
    return () => URL.revokeObjectURL(url);
  }, [mediaType, file]);
  return original;
}
