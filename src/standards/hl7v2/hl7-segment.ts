import type { Delimiters } from './delimiters.ts';
import { unescapeText } from './escape.ts';
import { composePlace } from './place.ts';

/** How many repetitions of a field are listed at most, so that a hostile field cannot fill the memory. */
const repetitionLimit = 10_000;

/** From this length on the end of a text is searched for. */
const longLeaf = 256;

/** The two quotation marks by which a sender says that a value shall be deleted (HL7 2.9, 2.5.3). */
export const nullMark = '""';

/** One repetition of a field, or a component given as such: text by component and subcomponent, counted from 1. */
export class Hl7Value {
  readonly #raw: string;
  readonly #delimiters: Delimiters;
  readonly #where: {
    readonly segment: string;
    readonly occurrence: number;
    readonly field: number;
    readonly repetition: number;
  };

  constructor(parts: {
    readonly raw: string;
    readonly delimiters: Delimiters;
    readonly where: { segment: string; occurrence: number; field: number; repetition: number };
  }) {
    this.#raw = parts.raw;
    this.#delimiters = parts.delimiters;
    this.#where = parts.where;
  }

  /** True when nothing is written, not even the null mark. */
  get isEmpty(): boolean {
    return this.#raw === '';
  }

  /** The whole value as one text with its delimiters unescaped only, for fields of plain text that hold stray ones. */
  get whole(): string {
    return this.#raw === nullMark ? '' : unescapeText(this.#raw, this.#delimiters);
  }

  /** Returns the text of a component's subcomponent; empty when it is absent or null. */
  text(component = 1, subcomponent = 1): string {
    return readLeaf(
      cutLeaf(this.#raw, { start: 0, end: this.#raw.length, component, subcomponent }, this.#delimiters),
      this.#delimiters,
    );
  }

  /** Returns the text of a component with its subcomponents joined as written. */
  componentText(component: number): string {
    return readLeaf(cutPart(this.#raw, this.#delimiters.component, component), this.#delimiters);
  }

  /** Names the place of the value, of one of its components or subcomponents. */
  where(component?: number, subcomponent?: number): string {
    return composePlace({
      ...this.#where,
      ...(component === undefined ? {} : { component }),
      ...(subcomponent === undefined ? {} : { subcomponent }),
    });
  }
}

/** One segment of a message. Fields are found when they are asked for; numbers follow the standard and count from 1. */
export class Hl7Segment {
  readonly name: string;
  readonly occurrence: number;
  readonly delimiters: Delimiters;
  readonly #text: string;
  readonly #begin: number;
  readonly #end: number;
  readonly #shift: number;
  // The field that was found last and where it begins: fields are mostly read in their order.
  #index = 0;
  #start: number;

  /** Makes a view of the part of a text from `begin` up to `end`, which starts with the name. */
  constructor(parts: {
    readonly name: string;
    readonly text: string;
    readonly begin: number;
    readonly end: number;
    readonly occurrence: number;
    readonly delimiters: Delimiters;
  }) {
    this.name = parts.name;
    this.occurrence = parts.occurrence;
    this.delimiters = parts.delimiters;
    this.#text = parts.text;
    this.#begin = parts.begin;
    this.#end = parts.end;
    this.#start = parts.begin;
    this.#shift = beginsWithDelimiters(parts.name) ? 1 : 0;
  }

  /** Returns a field as written, with its escapes; empty when it is absent. */
  raw(field: number): string {
    if (field === 1 && this.#shift === 1) return this.delimiters.field;
    const start = this.#findField(field);
    return start === -1 ? '' : this.#text.slice(start, this.#findSeparator(start));
  }

  /** Returns the text of a component in the first repetition of a field; empty when it is absent or null. */
  text(field: number, component = 1, subcomponent = 1): string {
    if (field < 3 && this.#shift === 1) return this.raw(field);
    const start = this.#findField(field);
    if (start === -1) return '';
    const leaf = cutLeaf(this.#text, { start, end: this.#end, component, subcomponent }, this.delimiters);
    return readLeaf(leaf, this.delimiters);
  }

  /** True when nothing at all stands in the field. */
  isAbsent(field: number): boolean {
    if (field === 1 && this.#shift === 1) return false;
    const start = this.#findField(field);
    return start === -1 || this.#findSeparator(start) === start;
  }

  /** True when the field holds nothing or only empty parts; the null mark counts as something. */
  isEmpty(field: number): boolean {
    const raw = this.raw(field);
    if (raw === '') return true;
    const { component, repetition, subcomponent } = this.delimiters;
    for (const character of raw) {
      if (character !== component && character !== repetition && character !== subcomponent) return false;
    }
    return true;
  }

  /** True when the sender asks for the value to be deleted. */
  isNull(field: number): boolean {
    return this.raw(field) === nullMark;
  }

  /** Returns the first repetition of a field. */
  value(field: number): Hl7Value {
    return this.#toValue(cutPart(this.raw(field), this.delimiters.repetition, 1), { field, repetition: 1 });
  }

  /** Lists the repetitions of a field that hold something, at most the first 10,000. */
  values(field: number): readonly Hl7Value[] {
    const raw = this.raw(field);
    if (raw === '' || raw === nullMark) return [];
    return raw
      .split(this.delimiters.repetition, repetitionLimit)
      .map((part, index) => this.#toValue(part, { field, repetition: index + 1 }))
      .filter((value) => !value.isEmpty);
  }

  /** Returns the number of the last field that is written, empty or not. */
  get fieldCount(): number {
    const text = this.#text.slice(this.#begin, this.#end);
    return text.split(this.delimiters.field).length - 1 + this.#shift;
  }

  /** Names the place of the segment, of a field or of a component. */
  where(field?: number, component?: number): string {
    return composePlace({
      segment: this.name,
      occurrence: this.occurrence,
      ...(field === undefined ? {} : { field }),
      ...(component === undefined ? {} : { component }),
    });
  }

  #toValue(raw: string, at: { readonly field: number; readonly repetition: number }): Hl7Value {
    const where = { segment: this.name, occurrence: this.occurrence, ...at };
    return new Hl7Value({ raw, delimiters: this.delimiters, where });
  }

  /** Finds the offset at which a field begins; -1 when the segment ends before it. */
  #findField(field: number): number {
    const index = field - this.#shift;
    if (index < this.#index) {
      this.#index = 0;
      this.#start = this.#begin;
    }
    while (this.#index < index) {
      const separator = this.#findSeparator(this.#start);
      if (separator === this.#end) return -1;
      this.#start = separator + 1;
      this.#index += 1;
    }
    return index < 1 ? -1 : this.#start;
  }

  /** Finds the next field separator, at most the end of the segment; a bare name is not searched past its end. */
  #findSeparator(start: number): number {
    if (this.#end - this.#begin === this.name.length) return this.#end;
    const separator = this.#text.indexOf(this.delimiters.field, start);
    return separator === -1 || separator > this.#end ? this.#end : separator;
  }
}

/** In a header segment field 1 is the field separator itself. */
function beginsWithDelimiters(name: string): boolean {
  return name === 'MSH' || name === 'FHS' || name === 'BHS';
}

/** Cuts the text of one subcomponent out of the field that begins at an offset, in one pass over its characters. */
function cutLeaf(
  text: string,
  at: { readonly start: number; readonly end: number; readonly component: number; readonly subcomponent: number },
  delimiters: Delimiters,
): string {
  const fieldCode = delimiters.field.charCodeAt(0);
  const componentCode = delimiters.component.charCodeAt(0);
  const subcomponentCode = delimiters.subcomponent.charCodeAt(0);
  const repetitionCode = delimiters.repetition.charCodeAt(0);
  let start = at.start;
  let componentsLeft = at.component - 1;
  let subcomponentsLeft = at.subcomponent - 1;
  let index = start;
  for (; index < at.end; index += 1) {
    const code = text.charCodeAt(index);
    if (code === fieldCode || code === repetitionCode) break;
    if (index - start === longLeaf && componentsLeft === 0 && subcomponentsLeft === 0) {
      return cutLongLeaf(text, { start, end: at.end }, delimiters);
    }
    if (code === componentCode) {
      if (componentsLeft === 0) break;
      componentsLeft -= 1;
      start = index + 1;
    } else if (code === subcomponentCode && componentsLeft === 0) {
      if (subcomponentsLeft === 0) break;
      subcomponentsLeft -= 1;
      start = index + 1;
    }
  }
  return componentsLeft === 0 && subcomponentsLeft === 0 ? text.slice(start, index) : '';
}

/** Searches a long text such as a document for its end, which is faster than going over its characters. */
function cutLongLeaf(
  text: string,
  at: { readonly start: number; readonly end: number },
  delimiters: Delimiters,
): string {
  const field = text.slice(at.start, at.end).split(delimiters.field, 1)[0] ?? '';
  const ends = [delimiters.component, delimiters.repetition, delimiters.subcomponent].map((sign) =>
    field.indexOf(sign),
  );
  return field.slice(0, Math.min(field.length, ...ends.filter((end) => end !== -1)));
}

function cutPart(text: string, delimiter: string, number: number): string {
  let start = 0;
  let end = text.indexOf(delimiter);
  for (let index = 1; index < number; index += 1) {
    if (end === -1) return '';
    start = end + delimiter.length;
    end = text.indexOf(delimiter, start);
  }
  return end === -1 ? (start === 0 ? text : text.slice(start)) : text.slice(start, end);
}

function readLeaf(raw: string, delimiters: Delimiters): string {
  return raw === nullMark ? '' : unescapeText(raw, delimiters);
}
