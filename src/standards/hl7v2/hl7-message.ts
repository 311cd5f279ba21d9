import type { Delimiters } from './delimiters.ts';
import { Hl7Segment } from './hl7-segment.ts';
import { findSegmentLines, longestName, type SegmentLines } from './segment-lines.ts';

/** A message of HL7 version 2 as a view of its text: lines, segments and fields are found when they are asked for. */
export class Hl7Message {
  readonly delimiters: Delimiters;
  /** The MSH segment. */
  readonly header: Hl7Segment;
  readonly #text: string;
  #lines: SegmentLines | null = null;
  #segments: readonly Hl7Segment[] | null = null;

  /** Makes a view of a text that begins with MSH. */
  constructor(parts: { readonly text: string; readonly delimiters: Delimiters }) {
    this.#text = parts.text;
    this.delimiters = parts.delimiters;
    this.header = this.#cutSegment('MSH', 0);
  }

  /** Where each segment begins and ends, beside what had to be repaired to tell. */
  get lines(): SegmentLines {
    this.#lines ??= findSegmentLines(this.#text, this.delimiters);
    return this.#lines;
  }

  /** The message code of MSH-9.1, such as `RDE`. */
  get code(): string {
    return this.header.text(9);
  }

  /** The trigger event of MSH-9.2, such as `O11`. */
  get trigger(): string {
    return this.header.text(9, 2);
  }

  /** The message control id of MSH-10. */
  get controlId(): string {
    return this.header.text(10);
  }

  /** The version of MSH-12, such as `2.5.1`. */
  get version(): string {
    return this.header.text(12);
  }

  /** How many segments the message has. */
  get segmentCount(): number {
    return this.lines.bounds.length / 2;
  }

  /** Finds the first segment of a name; null when there is none. */
  segment(name: string): Hl7Segment | null {
    if (name === 'MSH') return this.header;
    const text = this.#currentText;
    const found = text.indexOf(`\r${name}${this.delimiters.field}`);
    if (found !== -1 && !text.slice(0, found).includes('\n')) return this.#cutSegment(name, found + 1);
    return this.segments().find((segment) => segment.name === name) ?? null;
  }

  /** Lists all segments in their order. */
  segments(): readonly Hl7Segment[] {
    this.#segments ??= this.#cutSegments();
    return this.#segments;
  }

  /** Lists the segments of a name in their order. */
  segmentsNamed(name: string): readonly Hl7Segment[] {
    return this.segments().filter((segment) => segment.name === name);
  }

  #cutSegments(): readonly Hl7Segment[] {
    const { text, bounds } = this.lines;
    const occurrences = new Map<string, number>();
    const segments: Hl7Segment[] = [];
    for (let index = 0; index < bounds.length; index += 2) {
      const [begin = 0, end = 0] = [bounds[index], bounds[index + 1]];
      const name = text.slice(begin, Math.min(end, begin + longestName + 1)).split(this.delimiters.field, 1)[0] ?? '';
      const occurrence = (occurrences.get(name) ?? 0) + 1;
      occurrences.set(name, occurrence);
      segments.push(new Hl7Segment({ name, text, begin, end, occurrence, delimiters: this.delimiters }));
    }
    return segments;
  }

  #cutSegment(name: string, begin: number): Hl7Segment {
    const text = this.#currentText;
    const carriageReturn = text.indexOf('\r', begin);
    const limit = carriageReturn === -1 ? text.length : carriageReturn;
    const lineFeed = text.slice(begin, limit).indexOf('\n');
    const end = lineFeed === -1 ? limit : begin + lineFeed;
    return new Hl7Segment({ name, text, begin, end, occurrence: 1, delimiters: this.delimiters });
  }

  /** The text as repaired when its lines were looked at, until then as given. */
  get #currentText(): string {
    return this.#lines === null ? this.#text : this.#lines.text;
  }
}
