import { type CalendarDay, parseBasicDay } from '../../kernel/calendar-day.ts';
import type { Delimiters } from './interchange-header.ts';
import { packBytes, type SegmentIndex } from './segment-index.ts';

const mostElements = 40;
const blank = 0x20;
/** Up to so many texts are decoded one by one: whoever reads the envelope alone does not decode the file. */
const fewCuts = 64;
const mostDaysKept = 10_000;
const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });
const latin1 = new TextDecoder('latin1');

/** What the cursor found where an amount stands. */
export type AmountReading = 'read' | 'absent' | 'invalid';

/** Opens one segment after the other and reads its elements where they lie; text is made only when it is asked for. */
export class SegmentCursor {
  /** How many elements follow the name. */
  elementCount = 0;
  /** The amount that `readCents` read last. */
  cents = 0;
  /** Whether any text was no UTF-8. */
  hasInvalidBytes = false;
  readonly #index: SegmentIndex;
  readonly #bytes: Uint8Array;
  #cuts = 0;
  #text = '';
  #isAscii: boolean | null = null;
  readonly #days = new Map<string, CalendarDay | null>();
  #start = 0;
  readonly #marks = new Int32Array(mostElements + 2);

  constructor(index: SegmentIndex) {
    this.#index = index;
    this.#bytes = index.bytes;
  }

  /** Divides a segment into its elements; what stands beyond the fortieth is not looked at. */
  open(segment: number, delimiters: Delimiters): void {
    const bytes = this.#bytes;
    const marks = this.#marks;
    const separator = delimiters.element;
    this.#start = this.#index.starts[segment] ?? 0;
    const end = this.#index.ends[segment] ?? 0;
    let count = 0;
    for (let at = this.#start; at < end && count < mostElements; at += 1)
      if (bytes[at] === separator) {
        marks[count] = at + 1;
        count += 1;
      }
    marks[count] = end + 1;
    this.elementCount = count;
  }

  /** Tells whether an element, counted from 1, stands and is not empty. */
  has(element: number): boolean {
    return element <= this.elementCount && this.#endOf(element) > this.#startOf(element);
  }

  /** Reads an element as text without surrounding blanks; empty when it is absent. */
  text(element: number): string {
    return element > this.elementCount ? '' : this.#slice(this.#startOf(element), this.#endOf(element));
  }

  /** Reads a component of an element, counted from 1; empty when it is absent. */
  component(element: number, component: number, delimiters: Delimiters): string {
    if (element > this.elementCount) return '';
    const end = this.#endOf(element);
    let start = this.#startOf(element);
    for (let passed = 1; passed < component; passed += 1) {
      while (start < end && this.#bytes[start] !== delimiters.component) start += 1;
      if (start >= end) return '';
      start += 1;
    }
    let stop = start;
    while (stop < end && this.#bytes[stop] !== delimiters.component) stop += 1;
    return this.#slice(start, stop);
  }

  /** Compares an element with two characters of a qualifier without making text. */
  isQualifier(element: number, qualifier: string): boolean {
    if (element > this.elementCount) return false;
    const start = this.#startOf(element);
    if (this.#endOf(element) - start !== qualifier.length) return false;
    for (let at = 0; at < qualifier.length; at += 1)
      if (this.#bytes[start + at] !== qualifier.charCodeAt(at)) return false;
    return true;
  }

  /** Packs a code of at most three characters into a number, as `packName` does; 0 when it is absent or longer. */
  code(element: number): number {
    if (element > this.elementCount) return 0;
    const bytes = this.#bytes;
    const start = this.#startOf(element);
    const length = this.#endOf(element) - start;
    if (length < 1 || length > 3) return 0;
    const [first = 0, second = 0, third = 0] = [bytes[start], bytes[start + 1], bytes[start + 2]];
    return packBytes(first, length > 1 ? second : 0, length > 2 ? third : 0);
  }

  /** Reads an amount of X12 type R into `cents` by whole numbers alone; a third decimal must be zero. */
  readCents(element: number): AmountReading {
    this.cents = 0;
    if (element > this.elementCount) return 'absent';
    const bytes = this.#bytes;
    let at = this.#startOf(element);
    let end = this.#endOf(element);
    while (at < end && bytes[at] === 0x20) at += 1;
    while (end > at && bytes[end - 1] === 0x20) end -= 1;
    if (at >= end) return 'absent';
    const sign = bytes[at];
    if (sign === 0x2d || sign === 0x2b) at += 1;
    let whole = 0;
    let digits = 0;
    let decimals = -1;
    for (; at < end; at += 1) {
      const byte = bytes[at] ?? 0;
      if (byte === 0x2e && decimals === -1) decimals = 0;
      else if (byte < 0x30 || byte > 0x39) return 'invalid';
      else if (decimals < 2) {
        whole = whole * 10 + byte - 0x30;
        digits += 1;
        if (decimals !== -1) decimals += 1;
      } else if (byte !== 0x30) return 'invalid';
    }
    if (digits === 0 || digits > 15) return 'invalid';
    const scaled = decimals <= 0 ? whole * 100 : decimals === 1 ? whole * 10 : whole;
    if (!Number.isSafeInteger(scaled)) return 'invalid';
    this.cents = sign === 0x2d && scaled !== 0 ? -scaled : scaled;
    return 'read';
  }

  /** Reads a day of eight digits (D8); null when it is none. A file has few days, so each is read once. */
  readDay(element: number): CalendarDay | null {
    const text = this.text(element);
    const known = this.#days.get(text);
    if (known !== undefined) return known;
    const day = parseBasicDay(text);
    if (this.#days.size < mostDaysKept) this.#days.set(text, day);
    return day;
  }

  #startOf(element: number): number {
    return this.#marks[element - 1] ?? 0;
  }

  #endOf(element: number): number {
    return (this.#marks[element] ?? 0) - 1;
  }

  #slice(start: number, end: number): string {
    if (end <= start) return '';
    this.#cuts += 1;
    if (this.#cuts <= fewCuts) return this.#decode(start, end);
    if (this.#isAscii === null) ({ text: this.#text, isAscii: this.#isAscii } = this.#index.decode());
    if (!this.#isAscii && this.#hasHighByte(start, end)) return this.#decode(start, end);
    const bytes = this.#bytes;
    const isPadded = (bytes[start] ?? 0) <= blank || (bytes[end - 1] ?? 0) <= blank;
    const text = this.#text.slice(start, end);
    return isPadded ? text.trim() : text;
  }

  #hasHighByte(start: number, end: number): boolean {
    for (let at = start; at < end; at += 1) if ((this.#bytes[at] ?? 0) >= 0x80) return true;
    return false;
  }

  #decode(start: number, end: number): string {
    const part = this.#bytes.subarray(start, end);
    const text = utf8.decode(part);
    if (!text.includes('\ufffd')) return text.trim();
    this.hasInvalidBytes = true;
    return latin1.decode(part).trim();
  }
}
