import type { ReactNode } from 'react';
import type { Id } from '../../../kernel/ids.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { useStoredFile } from '../../../ui/file-transfer.ts';
import { formatBytes } from '../../../ui/format-bytes.ts';
import { useObjectUrl } from '../../../ui/object-url.ts';
import * as api from '../api.ts';

/** Fetches an archive and gives it as a link to save; the name of the file says nothing of the patient. */
export function TakeArchive(props: { readonly exportId: Id<'export'> }): ReactNode {
  const { exportId } = props;
  const query = useStoredFile(api.takeExport, { exportId });
  const url = useObjectUrl(query.data, 'application/zip');
  if (query.error !== null) return <FailureNotice failure={query.error} onRetry={() => void query.refetch()} />;
  if (query.data === undefined || url === null) return <p role="status">The archive is being fetched.</p>;
  return (
    <p role="status">
      <a href={url} download={`record-${exportId}.zip`}>
        Save the archive ({formatBytes(query.data.size)})
      </a>
    </p>
  );
}
