import { type ReactNode, useEffect, useState } from 'react';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { useStoredFile } from '../../../ui/file-transfer.ts';
import { LoadingRows } from '../../../ui/loading-rows.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { useObjectUrl } from '../../../ui/object-url.ts';
import { PageViewer } from '../../../ui/page-viewer.tsx';
import { scanProblems } from '../domain/scan.ts';
import * as api from '../scans-api.ts';
import { OriginalView } from './document-drawer.tsx';
import classes from './document-list.module.css';
import type { ShownScan } from './read-scan.tsx';

/** The original of a scan: its pages with the place of a field marked, or the file itself where nothing was read. */
export function ScanOriginal(props: { readonly scan: ShownScan; readonly fieldName: string | null }): ReactNode {
  const { scan } = props;
  return (
    <div className={classes['original']}>
      {scan.problem !== null && (
        <Notice
          tone="due"
          sentence={`${scanProblems[scan.problem]}${scan.problemPlace === null ? '' : ` Place: ${scan.problemPlace}.`}`}
        />
      )}
      {scan.readPages.length > 0 ? (
        <Pages scan={scan} fieldName={props.fieldName} />
      ) : (
        scan.problem !== 'page-unreadable' && scan.problem !== 'not-what-it-says' && <Unread scan={scan} />
      )}
    </div>
  );
}

function Pages(props: { readonly scan: ShownScan; readonly fieldName: string | null }): ReactNode {
  const { scan, fieldName } = props;
  const field = scan.fields.find(({ name }) => name === fieldName);
  const [page, setPage] = useState(1);
  useEffect(() => {
    if (field !== undefined) setPage(field.page);
  }, [field]);
  const query = useStoredFile(api.downloadScanPage, { scanId: scan.scanId, page });
  const url = useObjectUrl(query.data, query.data?.type ?? 'image/png');
  if (query.error !== null) return <FailureNotice failure={query.error} onRetry={() => void query.refetch()} />;
  return (
    <PageViewer
      label="Pages as they came"
      url={url}
      page={page}
      pageCount={scan.readPages.length}
      box={field?.page === page ? field.box : null}
      onPage={setPage}
    />
  );
}

function Unread(props: { readonly scan: ShownScan }): ReactNode {
  const { scanId, mediaType } = props.scan;
  const query = useStoredFile(api.downloadScan, { scanId });
  if (query.error !== null) return <FailureNotice failure={query.error} onRetry={() => void query.refetch()} />;
  if (query.data === undefined) return <LoadingRows rows={8} />;
  return <OriginalView label="File as it came" mediaType={mediaType} file={query.data} />;
}
