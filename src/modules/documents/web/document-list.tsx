import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { RequestOf } from '../../../kernel/endpoint.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { useEndpointQuery } from '../../../ui/endpoint-client.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { formatBytes } from '../../../ui/format-bytes.ts';
import { LoadingRows } from '../../../ui/loading-rows.tsx';
import { Moment } from '../../../ui/moment.tsx';
import { useHasPermission } from '../../../ui/session.ts';
import * as api from '../api.ts';
import { documentKinds } from '../domain/document.ts';
import { documentPermissions } from '../permissions.ts';
import { DocumentDrawer, type ListedDocument } from './document-drawer.tsx';
import classes from './document-list.module.css';
import { nameRequirements } from './document-words.ts';
import { FileIntake } from './file-button.tsx';
import { FilingDialog, type FilingSubject } from './filing-dialog.tsx';

/** Lists the documents of a record, the newest first; each opens beside the page, and more are filed here. */
export function DocumentList(props: {
  readonly of: RequestOf<typeof api.listDocuments>;
  readonly topic: string;
  readonly filing: FilingSubject;
}): ReactNode {
  const [opened, setOpened] = useState<ListedDocument | null>(null);
  const [chosen, setChosen] = useState<File | null>(null);
  const mayFile = useHasPermission(documentPermissions.fileDocuments.code);
  const query = useEndpointQuery(api.listDocuments, props.of, { topics: [props.topic] });
  const documents = query.data?.documents ?? [];
  const list = (
    <>
      {query.error !== null && <FailureNotice failure={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <LoadingRows rows={2} />}
      {query.data !== undefined && <Lines documents={documents} opened={opened} onOpen={setOpened} />}
    </>
  );
  return (
    <>
      {mayFile ? (
        <FileIntake label="File a document" keys="d f" hint="or drop or paste it here" onFile={setChosen}>
          {list}
        </FileIntake>
      ) : (
        list
      )}
      {chosen !== null && (
        <FilingDialog
          file={chosen}
          subject={props.filing}
          metCodes={documents.flatMap((document) => document.requirementCodes)}
          onClose={() => setChosen(null)}
        />
      )}
      {opened !== null && <DocumentDrawer key={opened.documentId} document={opened} onClose={() => setOpened(null)} />}
    </>
  );
}

function Lines(props: {
  readonly documents: readonly ListedDocument[];
  readonly opened: ListedDocument | null;
  readonly onOpen: (document: ListedDocument) => void;
}): ReactNode {
  if (props.documents.length === 0)
    return (
      <EmptyState title="No documents yet" sentence="Labels, letters, chart notes and lab reports are filed here." />
    );
  return (
    <ul className={classes['list']}>
      {props.documents.map((document) => (
        <li key={document.documentId} className={classes['line']}>
          <Button
            variant="subtle"
            size="compact-sm"
            className={classes['title'] ?? ''}
            aria-expanded={props.opened?.documentId === document.documentId}
            onClick={() => props.onOpen(document)}
          >
            {document.title}
          </Button>
          <span className={classes['who']}>{describe(document)}</span>
          <span className={classes['who']}>
            {document.filedByName ?? 'By the program'} · <Moment at={document.filedAt as Instant} />
          </span>
          {document.requirementCodes.length > 0 && (
            <span className={classes['meets']}>Meets: {nameRequirements(document.requirementCodes)}</span>
          )}
        </li>
      ))}
    </ul>
  );
}

function describe({ kind, pageCount, byteCount }: ListedDocument): string {
  const pages = pageCount === null ? [] : [pageCount === 1 ? '1 page' : `${pageCount} pages`];
  return [documentKinds[kind], ...pages, formatBytes(byteCount)].join(' · ');
}
