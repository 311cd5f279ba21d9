/** A place on a page, in thousandths of its width and height from the upper left corner. */
export interface PageBox {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** A recognized word; its confidence goes from 0 to 100. Words of one line have the same line number. */
export interface ScannedWord {
  readonly text: string;
  readonly confidence: number;
  readonly line: number;
  readonly box: PageBox;
}

/** The words of one page in the order in which they are read. */
export interface ScannedPage {
  readonly page: number;
  readonly words: readonly ScannedWord[];
}

/** One line of a page, with the words that it is made of. */
export interface ScannedLine {
  readonly page: number;
  readonly text: string;
  readonly words: readonly ScannedWord[];
}

/** Puts the words of pages together to lines. */
export function listLines(pages: readonly ScannedPage[]): readonly ScannedLine[] {
  return pages.flatMap(({ page, words }) => {
    const lines = new Map<number, ScannedWord[]>();
    for (const word of words) lines.set(word.line, [...(lines.get(word.line) ?? []), word]);
    return [...lines.values()].map((line) => ({ page, text: line.map((word) => word.text).join(' '), words: line }));
  });
}

/** Finds the words of a line that a part of its text covers. */
export function listWordsWithin(
  line: ScannedLine,
  part: { readonly from: number; readonly to: number },
): readonly ScannedWord[] {
  let at = 0;
  return line.words.filter((word) => {
    const [from, to] = [at, at + word.text.length];
    at = to + 1;
    return from < part.to && to > part.from;
  });
}

/** Computes the box around words; they are never none. */
export function computeBox(words: readonly ScannedWord[]): PageBox {
  const left = Math.min(...words.map(({ box }) => box.left));
  const top = Math.min(...words.map(({ box }) => box.top));
  const right = Math.max(...words.map(({ box }) => box.left + box.width));
  const bottom = Math.max(...words.map(({ box }) => box.top + box.height));
  return { left, top, width: right - left, height: bottom - top };
}

/** Computes how sure the reading of words is: as sure as its least sure word, because one wrong digit makes a wrong number. */
export function computeConfidence(words: readonly ScannedWord[]): number {
  return words.length === 0 ? 0 : Math.round(Math.min(...words.map((word) => word.confidence)));
}
