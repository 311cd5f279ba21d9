import { layOutJson } from './json-layout.ts';
import type { MessageFormat } from './partner.ts';

/** A message laid out in lines for reading; `paths` names the place that each line begins with, in the words of the format. */
export interface OriginalText {
  readonly lines: readonly string[];
  readonly paths: readonly string[];
  /** False when line breaks were added for reading that the message itself does not have. */
  readonly isVerbatim: boolean;
}

/** Where a problem stands in the lines; `from` and `to` are the characters of the line, all of it when nothing closer is known. */
export interface OriginalPlace {
  readonly line: number;
  readonly from: number;
  readonly to: number;
}

/** Reads the bytes of a message as text for a person: UTF-8, or Windows-1252 when they are not. */
export function toReadableText(bytes: Uint8Array): string {
  const text = new TextDecoder('utf-8').decode(bytes);
  return text.includes('\uFFFD') ? new TextDecoder('windows-1252').decode(bytes) : text;
}

/** Lays a message out in lines: one segment, element or member each. */
export function layOutOriginal(original: { readonly format: MessageFormat; readonly text: string }): OriginalText {
  if (original.format === 'hl7v2') return layOutSegments(original.text);
  if (original.format === 'ncpdp-script') return layOutXml(original.text);
  if (original.format === 'fhir-r4') {
    const laidOut = layOutJson(original.text);
    return { ...laidOut, isVerbatim: original.text.split(/\r\n|\r|\n/).join('\n') === laidOut.lines.join('\n') };
  }
  const lines = original.text.split(/\r\n|\r|\n/);
  return { lines, paths: lines.map(() => ''), isVerbatim: true };
}

/** Finds the place that a problem names; null when the message has no such place, because what is missing stands nowhere. */
export function findOriginalPlace(original: OriginalText, where: string): OriginalPlace | null {
  for (let wanted = where; wanted !== ''; wanted = shortenPath(wanted)) {
    const line = original.paths.indexOf(wanted);
    const text = original.lines[line];
    if (text === undefined) continue;
    const field = wanted === where ? null : /^[A-Z0-9]{3}(?:\[\d+\])?-(\d+)/.exec(where);
    return { line, ...(field === null ? { from: 0, to: text.length } : findField(text, Number(field[1]))) };
  }
  return null;
}

function layOutSegments(text: string): OriginalText {
  const lines = text.split(/\r\n|\r|\n/).filter((line) => line !== '');
  const counts = new Map<string, number>();
  const paths = lines.map((line) => {
    const name = line.replace(/^\W+/, '').slice(0, 3);
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    return count === 1 ? name : `${name}[${count}]`;
  });
  return { lines, paths, isVerbatim: true };
}

function layOutXml(text: string): OriginalText {
  const isVerbatim = /\n\s*</.test(text);
  const lines = (isVerbatim ? text : text.replace(/>\s*</g, '>\n<')).split(/\r\n|\r|\n/);
  const open: { readonly path: string; readonly counts: Map<string, number> }[] = [];
  const root = new Map<string, number>();
  const paths: string[] = [];
  const depths: number[] = [];
  for (const line of lines) {
    let first: string | null = null;
    depths.push(/^\s*<\//.test(line) ? Math.max(0, open.length - 1) : open.length);
    for (const tag of line.matchAll(/<(\/?)(?:[\w.-]+:)?([\w.-]+)[^<>]*?(\/?)>/g)) {
      if (tag[1] === '/') {
        open.pop();
        continue;
      }
      const path = composeXmlPath(open.at(-1)?.path ?? '', open.at(-1)?.counts ?? root, tag[2] ?? '');
      first ??= path;
      if (tag[3] !== '/') open.push({ path, counts: new Map() });
    }
    paths.push(first ?? '');
  }
  const indented = isVerbatim ? lines : lines.map((line, index) => `${'  '.repeat(depths[index] ?? 0)}${line}`);
  return { lines: indented, paths, isVerbatim };
}

/** The first element of a name is not numbered, because a place names the number only where there are several. */
function composeXmlPath(parent: string, counts: Map<string, number>, name: string): string {
  const count = (counts.get(name) ?? 0) + 1;
  counts.set(name, count);
  const own = count === 1 ? name : `${name}[${count}]`;
  return parent === '' ? own : `${parent}/${own}`;
}

/** Cuts the last step of a place: a component, a field, an element or a member, so that the nearest known place is found. */
function shortenPath(path: string): string {
  const cut = Math.max(path.lastIndexOf('.'), path.lastIndexOf('/'), path.lastIndexOf('-'), path.lastIndexOf('['));
  return cut <= 0 ? '' : path.slice(0, cut);
}

/** Finds the characters of a field of a segment; MSH-1 is the separator itself. */
function findField(segment: string, field: number): { readonly from: number; readonly to: number } {
  const separator = segment.charAt(3);
  const index = segment.startsWith('MSH') ? field - 1 : field;
  let from = 0;
  for (let count = 0; count < index; count += 1) {
    const next = segment.indexOf(separator, from);
    if (next === -1) return { from: 0, to: segment.length };
    from = next + 1;
  }
  const end = segment.indexOf(separator, from);
  const to = end === -1 ? segment.length : end;
  return to > from ? { from, to } : { from: 0, to: segment.length };
}
