import { type ReactNode, useEffect, useState } from 'react';
import { LoadingRows } from './loading-rows.tsx';
import { Notice } from './notice.tsx';
import { useObjectUrl } from './object-url.ts';
import { PageViewer } from './page-viewer.tsx';
import type { PdfPages } from './pdf-pages.ts';

/** Shows a PDF page by page, drawn by pdf.js, which is loaded with the first PDF that is opened. */
export function PdfView(props: { readonly label: string; readonly file: Blob }): ReactNode {
  const { file, label } = props;
  const [pages, setPages] = useState<PdfPages | 'unreadable' | null>(null);
  useEffect(() => {
    let opened: PdfPages | null = null;
    let isGone = false;
    import('./pdf-pages.ts')
      .then(({ openPdfPages }) => openPdfPages(file))
      .then((found) => {
        opened = found;
        if (isGone) found.close();
        else setPages(found);
      })
      .catch(() => setPages('unreadable'));
    return () => {
      isGone = true;
      opened?.close();
    };
  }, [file]);
  if (pages === 'unreadable')
    return (
      <Notice tone="due" sentence="This PDF can’t be shown: it is damaged or has a password. It is filed unchanged." />
    );
  return pages === null ? <LoadingRows rows={8} /> : <Pages label={label} pages={pages} />;
}

function Pages(props: { readonly label: string; readonly pages: PdfPages }): ReactNode {
  const { label, pages } = props;
  const [page, setPage] = useState(1);
  const [picture, setPicture] = useState<Blob | undefined>(undefined);
  useEffect(() => {
    let isGone = false;
    pages
      .draw(page)
      .then((drawn) => {
        if (!isGone) setPicture(drawn);
      })
      .catch(() => {
        if (!isGone) setPicture(undefined);
      });
    return () => {
      isGone = true;
    };
  }, [pages, page]);
  const url = useObjectUrl(picture, 'image/png');
  return <PageViewer label={label} url={url} page={page} pageCount={pages.pageCount} box={null} onPage={setPage} />;
}
