import { GlobalWorkerOptions, getDocument } from 'pdfjs-dist';

/** Pixels of a drawn page for each point of paper: sharp when enlarged to twice its size. */
const scale = 2;

/** An opened PDF: its pages are drawn as pictures, one when it is asked for. */
export interface PdfPages {
  readonly pageCount: number;
  /** Draws a page, counted from 1. */
  draw(page: number): Promise<Blob>;
  close(): void;
}

/** Opens a PDF. Fails when the bytes are no PDF, are damaged, or need a password. */
export async function openPdfPages(file: Blob): Promise<PdfPages> {
  GlobalWorkerOptions.workerPort ??= new Worker(new URL('./pdf-worker.ts', import.meta.url), { type: 'module' });
  const loading = getDocument({ data: new Uint8Array(await file.arrayBuffer()) });
  const pdf = await loading.promise;
  return {
    pageCount: pdf.numPages,
    draw: async (number) => {
      const page = await pdf.getPage(number);
      const viewport = page.getViewport({ scale });
      const canvas = document.createElement('canvas');
      canvas.width = Math.ceil(viewport.width);
      canvas.height = Math.ceil(viewport.height);
      await page.render({ canvas, viewport }).promise;
      page.cleanup();
      return new Promise((resolve, reject) =>
        canvas.toBlob((picture) => (picture === null ? reject(new Error('no picture of the page')) : resolve(picture))),
      );
    },
    close: () => void loading.destroy(),
  };
}
