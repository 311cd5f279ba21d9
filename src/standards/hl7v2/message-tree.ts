import type { Delimiters } from './delimiters.ts';
import { unescapeText } from './escape.ts';
import type { Hl7Message } from './hl7-message.ts';
import { nullMark } from './hl7-segment.ts';
import { longestName } from './segment-lines.ts';

/** The text of a subcomponent; null where the sender asks for deletion by two quotation marks. */
type LeafTree = string | null;
type ComponentTree = readonly LeafTree[];
type RepetitionTree = readonly ComponentTree[];
export type FieldTree = readonly RepetitionTree[];

/** A segment read to its last subcomponent; `fields[0]` is field 1 of the standard, an empty field has no parts. */
export interface SegmentTree {
  readonly name: string;
  readonly fields: readonly FieldTree[];
}

/** The delimiters as character codes, with the text that they delimit. */
interface Source {
  readonly text: string;
  readonly delimiters: Delimiters;
  readonly field: number;
  readonly repetition: number;
  readonly component: number;
  readonly subcomponent: number;
}

const emptyField: FieldTree = [];
const emptyComponent: ComponentTree = [''];

/** Reads every segment of a message to its last subcomponent, in one pass over the text. */
export function readTree(message: Hl7Message): readonly SegmentTree[] {
  const { delimiters } = message;
  const { text, bounds } = message.lines;
  const source: Source = {
    text,
    delimiters,
    field: delimiters.field.charCodeAt(0),
    repetition: delimiters.repetition.charCodeAt(0),
    component: delimiters.component.charCodeAt(0),
    subcomponent: delimiters.subcomponent.charCodeAt(0),
  };
  const segments: SegmentTree[] = [];
  for (let index = 0; index < bounds.length; index += 2) {
    segments.push(readSegmentTree(source, { begin: bounds[index] ?? 0, end: bounds[index + 1] ?? 0 }));
  }
  return segments;
}

function readSegmentTree(source: Source, line: { readonly begin: number; readonly end: number }): SegmentTree {
  const { text, delimiters } = source;
  const head = text.slice(line.begin, Math.min(line.end, line.begin + longestName + 1));
  const name = head.split(delimiters.field, 1)[0] ?? '';
  const nameEnd = line.begin + name.length;
  const fields: FieldTree[] = [];
  let start = nameEnd + 1;
  if (name === 'MSH') {
    const end = text.indexOf(delimiters.field, start);
    const encodingEnd = end === -1 || end > line.end ? line.end : end;
    fields.push([[[delimiters.field]]], [[[text.slice(start, encodingEnd)]]]);
    start = encodingEnd + 1;
  }
  while (start <= line.end) start = readFieldTree(source, { start, end: line.end }, fields) + 1;
  return { name, fields };
}

/** Reads the field that begins at an offset and returns the offset of the separator that ends it. */
function readFieldTree(
  source: Source,
  span: { readonly start: number; readonly end: number },
  fields: FieldTree[],
): number {
  const { text } = source;
  if (span.start === span.end || text.charCodeAt(span.start) === source.field) {
    fields.push(emptyField);
    return span.start;
  }
  const repetitions: ComponentTree[][] = [];
  let components: ComponentTree[] = [];
  let leaves: LeafTree[] | null = null;
  let start = span.start;
  let index = start;
  for (;;) {
    const code = index < span.end ? text.charCodeAt(index) : source.field;
    const endsField = code === source.field;
    if (code === source.subcomponent) {
      leaves ??= [];
      leaves.push(readLeaf(source, start, index));
    } else if (endsField || code === source.component || code === source.repetition) {
      components.push(closeComponent(source, { start, end: index }, leaves));
      leaves = null;
    } else {
      index += 1;
      continue;
    }
    if (endsField || code === source.repetition) {
      repetitions.push(components);
      components = [];
    }
    if (endsField) break;
    index += 1;
    start = index;
  }
  fields.push(repetitions);
  return index;
}

function closeComponent(
  source: Source,
  span: { readonly start: number; readonly end: number },
  leaves: LeafTree[] | null,
): ComponentTree {
  if (leaves === null) {
    return span.start === span.end ? emptyComponent : [readLeaf(source, span.start, span.end)];
  }
  leaves.push(readLeaf(source, span.start, span.end));
  return leaves;
}

function readLeaf(source: Source, start: number, end: number): LeafTree {
  const raw = source.text.slice(start, end);
  return raw === nullMark ? null : unescapeText(raw, source.delimiters);
}
