import { type Delimiters, standardDelimiters } from './delimiters.ts';
import { escapeText } from './escape.ts';
import type { Hl7Message } from './hl7-message.ts';
import { nullMark } from './hl7-segment.ts';

/** A field to be written: text, the HL7 null, or what `components` and `repetitions` make. */
export type FieldDraft = string | typeof hl7Null | Components | Repetitions;
/** A component to be written: text, the HL7 null, or what `subcomponents` makes. */
export type ComponentDraft = string | typeof hl7Null | Subcomponents;

interface Subcomponents {
  readonly kind: 'subcomponents';
  readonly parts: readonly (string | typeof hl7Null)[];
}

interface Components {
  readonly kind: 'components';
  readonly parts: readonly ComponentDraft[];
}

interface Repetitions {
  readonly kind: 'repetitions';
  readonly parts: readonly (string | typeof hl7Null | Components)[];
}

/** A segment to be written; the keys of `fields` are the field numbers of the standard. */
export interface SegmentDraft {
  readonly name: string;
  readonly fields: Readonly<Record<number, FieldDraft>>;
}

/** Asks the receiver to delete what it holds (HL7 2.9, 2.5.3). */
export const hl7Null = Symbol('HL7 null');

const segmentName = /^[A-Z][A-Z0-9]{2}$/;

/** Makes a segment of its name and its fields by number; absent numbers are written empty. */
export function segment(name: string, fields: SegmentDraft['fields'] = {}): SegmentDraft {
  return { name, fields };
}

/** Makes a field of components in their order. */
export function components(...parts: readonly ComponentDraft[]): Components {
  return { kind: 'components', parts };
}

/** Makes a component of subcomponents in their order. */
export function subcomponents(...parts: Subcomponents['parts']): Subcomponents {
  return { kind: 'subcomponents', parts };
}

/** Makes a field of repetitions in their order. */
export function repetitions(...parts: Repetitions['parts']): Repetitions {
  return { kind: 'repetitions', parts };
}

/**
 * Writes segments as a message, each ended by a carriage return. MSH-1 and MSH-2 are filled in. Every text is escaped,
 * so that no value can begin a field, a segment or a frame. Throws on a wrong segment name or field number, which is a
 * bug of the caller.
 */
export function writeMessage(segments: readonly SegmentDraft[], delimiters: Delimiters = standardDelimiters): string {
  return segments.map((draft) => `${writeSegment(draft, delimiters)}\r`).join('');
}

/** Writes a message that was read as it stands, with its own delimiters and escapes and regular segment ends. */
export function writeReadMessage(message: Hl7Message): string {
  const { text, bounds } = message.lines;
  let written = '';
  for (let index = 0; index < bounds.length; index += 2) written += `${text.slice(bounds[index], bounds[index + 1])}\r`;
  return written;
}

function writeSegment(draft: SegmentDraft, delimiters: Delimiters): string {
  if (!segmentName.test(draft.name)) throw new Error('a segment name is a letter and two letters or digits');
  const isHeader = draft.name === 'MSH' || draft.name === 'FHS' || draft.name === 'BHS';
  const { component, repetition, subcomponent } = delimiters;
  const encoding = `${component}${repetition}${delimiters.escape}${subcomponent}`;
  const written = isHeader ? [draft.name, encoding] : [draft.name];
  const shift = isHeader ? 1 : 0;
  for (const [key, field] of Object.entries(draft.fields)) {
    const index = Number(key) - shift;
    if (!Number.isInteger(index) || index < 1 + shift) throw new Error('a field number counts from 1, in MSH from 3');
    while (written.length <= index) written.push('');
    written[index] = writeField(field, delimiters);
  }
  return trimEnd(written).join(delimiters.field);
}

function writeField(field: FieldDraft, delimiters: Delimiters): string {
  if (typeof field !== 'object') return writeLeaf(field, delimiters);
  if (field.kind === 'components') return writeComponents(field, delimiters);
  const parts = field.parts.map((part) =>
    typeof part === 'object' ? writeComponents(part, delimiters) : writeLeaf(part, delimiters),
  );
  return parts.join(delimiters.repetition);
}

function writeComponents(field: Components, delimiters: Delimiters): string {
  const parts = field.parts.map((part) =>
    typeof part === 'object'
      ? trimEnd(part.parts.map((leaf) => writeLeaf(leaf, delimiters))).join(delimiters.subcomponent)
      : writeLeaf(part, delimiters),
  );
  return trimEnd(parts).join(delimiters.component);
}

function writeLeaf(leaf: string | typeof hl7Null, delimiters: Delimiters): string {
  return typeof leaf === 'symbol' ? nullMark : escapeText(leaf, delimiters);
}

/** Leaves out the empty parts at the end, which the standard does not ask for. */
function trimEnd(parts: readonly string[]): readonly string[] {
  let length = parts.length;
  while (length > 0 && parts[length - 1] === '') length -= 1;
  return parts.slice(0, length);
}
