import type { Problem } from '../../kernel/problem.ts';
import { classifyEscape, type EscapeKind } from './escape.ts';
import type { Hl7Message } from './hl7-message.ts';
import { composePlace } from './place.ts';
import { hl7Problems, problemAt } from './problems.ts';

/** How many places are named; a text that misuses the escape character does so throughout. */
const notedEscapes = 20;

/** Where a walk over a segment stands. */
interface Position {
  field: number;
  repetition: number;
  component: number;
}

/** Lists where a message holds escape sequences that are not known or that switch the character set. */
export function listEscapeProblems(message: Hl7Message): readonly Problem[] {
  const { text, bounds } = message.lines;
  const sign = message.delimiters.escape;
  let next = text.indexOf(sign, 4 + message.header.raw(2).length);
  if (next === -1) return [];
  const found = new Map<string, Problem>();
  const occurrences = new Map<string, number>();
  for (let index = 0; index < bounds.length && next !== -1; index += 2) {
    const [begin, end] = [bounds[index] ?? 0, bounds[index + 1] ?? 0];
    const name = text.slice(begin, begin + 3);
    occurrences.set(name, (occurrences.get(name) ?? 0) + 1);
    if (next >= end) continue;
    // The escape character within MSH-2 is declared there, not used.
    const start = name === 'MSH' ? Math.min(begin + 4 + message.header.raw(2).length, end) : begin;
    const field = name === 'MSH' ? 2 : 0;
    walkSegment(message, { start, end, field, segment: name, occurrence: occurrences.get(name) ?? 1 }, found);
    if (found.size >= notedEscapes) break;
    next = text.indexOf(sign, end);
  }
  return [...found.values()].slice(0, notedEscapes);
}

/** Goes over a segment once, counting fields, repetitions and components, and looks at each escape sequence. */
function walkSegment(
  message: Hl7Message,
  span: { start: number; end: number; field: number; segment: string; occurrence: number },
  found: Map<string, Problem>,
): void {
  const { delimiters } = message;
  const { text } = message.lines;
  const at: Position = { field: span.field, repetition: 1, component: 1 };
  for (let index = span.start; index < span.end; index += 1) {
    const character = text.charAt(index);
    if (character === delimiters.field) {
      at.field += 1;
      at.repetition = 1;
      at.component = 1;
    } else if (character === delimiters.repetition) {
      at.repetition += 1;
      at.component = 1;
    } else if (character === delimiters.component) {
      at.component += 1;
    } else if (character === delimiters.escape) {
      const sequence = readSequence(message, index, span.end);
      index = sequence.end;
      if (sequence.kind === 'known') continue;
      const { component, ...place } = at;
      const where = composePlace({ ...span, ...place, ...(component > 1 ? { component } : {}) });
      const kind = sequence.kind === 'unknown' ? hl7Problems.unknownEscape : hl7Problems.characterSetEscape;
      if (!found.has(where) || kind === hl7Problems.unknownEscape) found.set(where, problemAt(kind, where));
      if (found.size >= notedEscapes) return;
    }
  }
}

/** Reads from an escape character to the next one, or up to a delimiter, before which it should have been closed. */
function readSequence(message: Hl7Message, start: number, limit: number): { kind: EscapeKind; end: number } {
  const { field, component, repetition, subcomponent } = message.delimiters;
  const { text } = message.lines;
  let end = start + 1;
  for (; end < limit; end += 1) {
    const character = text.charAt(end);
    if (character === message.delimiters.escape) {
      const kind = classifyEscape(text.slice(start + 1, end));
      // The character that closes an unknown sequence may open the next one.
      return { kind, end: kind === 'unknown' && end > start + 1 ? end - 1 : end };
    }
    if (character === field || character === component || character === repetition || character === subcomponent) break;
  }
  return { kind: 'unknown', end: end - 1 };
}
