import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { RequestOf, ResponseOf } from '../../../kernel/endpoint.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { useEndpointQuery } from '../../../ui/endpoint-client.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { LoadingRows } from '../../../ui/loading-rows.tsx';
import { Moment } from '../../../ui/moment.tsx';
import * as api from '../api.ts';
import { documentKinds } from '../domain/document.ts';
import { DocumentDialog } from './document-dialog.tsx';
import classes from './document-list.module.css';

type ListedDocument = ResponseOf<typeof api.listDocuments>['documents'][number];

/** Lists documents, the newest first; each opens above the page. */
export function DocumentList(props: {
  readonly of: RequestOf<typeof api.listDocuments>;
  readonly topic: string;
}): ReactNode {
  const [opened, setOpened] = useState<ListedDocument | null>(null);
  const query = useEndpointQuery(api.listDocuments, props.of, { topics: [props.topic] });
  if (query.error !== null) return <FailureNotice failure={query.error} onRetry={() => void query.refetch()} />;
  if (query.data === undefined) return <LoadingRows rows={2} />;
  if (query.data.documents.length === 0)
    return (
      <EmptyState title="No documents yet" sentence="Labels, letters, chart notes and lab reports are filed here." />
    );
  return (
    <>
      <ul className={classes['list']}>
        {query.data.documents.map((document) => (
          <DocumentLine key={document.documentId} document={document} onOpen={() => setOpened(document)} />
        ))}
      </ul>
      {opened !== null && <DocumentDialog key={opened.documentId} document={opened} onClose={() => setOpened(null)} />}
    </>
  );
}

function DocumentLine(props: { readonly document: ListedDocument; readonly onOpen: () => void }): ReactNode {
  const { document } = props;
  return (
    <li className={classes['line']}>
      <Button variant="subtle" size="compact-sm" className={classes['title'] ?? ''} onClick={props.onOpen}>
        {document.title}
      </Button>
      <span>{documentKinds[document.kind]}</span>
      <span className={classes['who']}>{document.filedByName ?? 'By the program'}</span>
      <span className={classes['who']}>
        <Moment at={document.filedAt as Instant} />
      </span>
    </li>
  );
}
