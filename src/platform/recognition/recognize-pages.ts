import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type PageTools, runTool, ToolFailed } from './page-tools.ts';

/** A word as it was recognized: its confidence from 0 to 100, its box in thousandths of the page. */
interface RecognizedWord {
  readonly text: string;
  readonly confidence: number;
  readonly line: number;
  readonly box: { readonly left: number; readonly top: number; readonly width: number; readonly height: number };
}

/** A page as a picture that a browser shows, with its words. */
export interface RecognizedPage {
  readonly page: number;
  readonly image: Uint8Array;
  readonly mediaType: 'image/png' | 'image/jpeg';
  readonly words: readonly RecognizedWord[];
}

/** Thrown when a file or a page of it can't be read. */
export class PageUnreadable extends Error {
  override readonly name = 'PageUnreadable';
  readonly where: string;

  constructor(where: string) {
    super('a page could not be read');
    this.where = where;
  }
}

/** How many pages of one file are read. */
export const mostPages = 50;

const dotsPerInch = 200;

/**
 * Reads a PDF, TIFF, PNG or JPEG page by page: each as a picture and as words. The file lies unsealed only in a private folder of its own,
 * which is removed at the end. Throws {@link PageUnreadable} with the place.
 */
export async function* recognizePages(
  tools: PageTools,
  file: { readonly pieces: AsyncIterable<Uint8Array>; readonly mediaType: string },
): AsyncGenerator<RecognizedPage & { readonly pageCount: number }> {
  const folder = await mkdtemp(join(tmpdir(), 'theriac-pages-'));
  try {
    if (file.mediaType === 'image/png' || file.mediaType === 'image/jpeg') {
      const image = await collect(file.pieces);
      const words = await readWords(tools, { folder, image, where: 'page 1' });
      yield { page: 1, pageCount: 1, image, mediaType: file.mediaType, words };
      return;
    }
    const original = join(folder, 'original');
    await writeFile(original, file.pieces);
    const pdf = file.mediaType === 'image/tiff' ? await toPdf(tools, folder, original) : original;
    yield* readPdf(tools, folder, pdf);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function* readPdf(
  tools: PageTools,
  folder: string,
  pdf: string,
): AsyncGenerator<RecognizedPage & { readonly pageCount: number }> {
  const about = await attempt('file', runTool(tools, tools.pdfInfo, { arguments: [pdf], folder }));
  const pageCount = Number(/^Pages:\s+(\d+)/m.exec(about.toString())?.[1] ?? 0);
  if (pageCount < 1) throw new PageUnreadable('file');
  for (let page = 1; page <= Math.min(pageCount, mostPages); page += 1) {
    const where = `page ${page}`;
    const only = ['-f', String(page), '-l', String(page), '-r', String(dotsPerInch)];
    // A page as large as a wall is drawn smaller.
    const drawn = ['-png', '-gray', ...only, '-scale-to', '2400', pdf];
    const image = await attempt(where, runTool(tools, tools.pdfToPpm, { arguments: drawn, folder }));
    const words = await readWords(tools, { folder, image, where });
    yield { page, pageCount, image, mediaType: 'image/png', words };
  }
}

/** A TIFF becomes a PDF of its pictures, because no browser shows it. */
async function toPdf(tools: PageTools, folder: string, original: string): Promise<string> {
  await attempt(
    'file',
    runTool(tools, tools.tesseract, { arguments: [original, join(folder, 'pages'), 'pdf'], folder }),
  );
  return join(folder, 'pages.pdf');
}

async function readWords(
  tools: PageTools,
  page: { readonly folder: string; readonly image: Uint8Array; readonly where: string },
): Promise<readonly RecognizedWord[]> {
  const { folder, image, where } = page;
  const run = { arguments: ['stdin', 'stdout', '--psm', '4', '-l', 'eng', 'tsv'], folder, input: image };
  return readTable((await attempt(where, runTool(tools, tools.tesseract, run))).toString());
}

// Columns of the table: level, page, block, paragraph, line, word, left, top, width, height, confidence, text.
const pageLevel = '1';
const wordLevel = '5';

/** Reads the table of words that tesseract writes. */
function readTable(table: string): readonly RecognizedWord[] {
  const words: RecognizedWord[] = [];
  const lines = new Map<string, number>();
  let size = { width: 1, height: 1 };
  for (const row of table.split('\n')) {
    const [level, pageNumber, block, paragraph, line, , ...rest] = row.split('\t');
    const [left = 0, top = 0, width = 0, height = 0, confidence = 0] = rest.slice(0, 5).map(Number);
    const text = rest[5]?.trim() ?? '';
    if (level === pageLevel) size = { width: Math.max(width, 1), height: Math.max(height, 1) };
    if (level !== wordLevel || text === '') continue;
    const key = [pageNumber, block, paragraph, line].join(' ');
    if (!lines.has(key)) lines.set(key, lines.size + 1);
    const x = (pixels: number): number => Math.round((pixels * 1000) / size.width);
    const y = (pixels: number): number => Math.round((pixels * 1000) / size.height);
    const box = { left: x(left), top: y(top), width: x(width), height: y(height) };
    words.push({ text, confidence: Math.max(confidence, 0), line: lines.get(key) ?? 0, box });
  }
  return words;
}

async function attempt<Outcome>(where: string, work: Promise<Outcome>): Promise<Outcome> {
  return work.catch((error: unknown) => {
    throw error instanceof ToolFailed ? new PageUnreadable(where) : error;
  });
}

async function writeFile(path: string, pieces: AsyncIterable<Uint8Array>): Promise<void> {
  const handle = await open(path, 'wx', 0o600);
  try {
    for await (const piece of pieces) await handle.write(piece);
  } finally {
    await handle.close();
  }
}

async function collect(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all);
}
