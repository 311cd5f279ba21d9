import type { Problem, Reading } from '../../kernel/problem.ts';
import { decodeText } from './character-set.ts';
import type { Hl7Message } from './hl7-message.ts';
import { composePlace } from './place.ts';
import { hl7Problems, problemAt } from './problems.ts';
import { defaultLimits, type ReadingLimits, readText } from './read-message.ts';
import { dropFraming, LineCursor } from './segment-lines.ts';

/** A file or frame: each message with its own problems, beside those of the envelope (FHS, BHS, BTS, FTS). */
export interface Transmission {
  readonly messages: readonly Reading<Hl7Message>[];
  readonly problems: readonly Problem[];
}

/** Where a message begins and ends in the text, and whether anything follows its header. */
interface Chunk {
  readonly start: number;
  readonly header: string;
  end: number;
  hasBody: boolean;
}

/** What is known of the envelope while the lines are gone through; open batches and files are named by their place. */
interface EnvelopeState {
  readonly chunks: Chunk[];
  readonly problems: Problem[];
  readonly occurrences: Map<string, number>;
  messagesInBatch: number;
  batchesInFile: number;
  openBatch: string | null;
  openFile: string | null;
}

const envelopeName = /^[ \t]{0,8}(?:FHS|BHS|BTS|FTS)(?![A-Za-z0-9])/;
const headerName = /^[ \t]{0,8}MSH(?![A-Za-z0-9 \t])/i;

/**
 * Reads a text that holds any number of messages, with or without batch and file envelopes, and never throws.
 * A message that cannot be read leaves the others unharmed; a wrong count in a trailer is a warning.
 */
export function readTransmission(input: Uint8Array | string, limits: ReadingLimits = defaultLimits): Transmission {
  if (input.length > limits.maximumSize) return { messages: [], problems: [problemAt(hl7Problems.tooLarge, 'MSH')] };
  const decoded = typeof input === 'string' ? { text: input, problems: [] } : decodeText(input);
  const text = dropFraming(decoded.text);
  if (/^[\s\0]*$/.test(text)) return { messages: [], problems: [problemAt(hl7Problems.emptyMessage, 'MSH')] };
  const state = splitMessages(text, limits.maximumMessages);
  const problems = [...decoded.problems, ...state.problems];
  if (state.chunks.length > limits.maximumMessages) {
    return { messages: [], problems: [...problems, problemAt(hl7Problems.tooManyMessages, 'MSH')] };
  }
  if (state.chunks.length === 0) problems.push(problemAt(hl7Problems.noMsh, 'MSH'));
  return { messages: state.chunks.map(({ start, end }) => readText(text.slice(start, end), limits)), problems };
}

function splitMessages(text: string, maximumMessages: number): EnvelopeState {
  const state: EnvelopeState = {
    chunks: [],
    problems: [],
    occurrences: new Map(),
    messagesInBatch: 0,
    batchesInFile: 0,
    openBatch: null,
    openFile: null,
  };
  let current: Chunk | null = null;
  let strayText = false;
  const cursor = new LineCursor(text);
  while (state.chunks.length <= maximumMessages && cursor.next()) {
    const { start, end } = cursor;
    const kind = findLineKind(text, start);
    if (kind === 'envelope') {
      current = null;
      noteEnvelope(state, text.slice(start, end).trimStart());
    } else if (kind === 'header' && !repeatsHeader(current)) {
      current = { start, header: text.slice(start, end).trimStart(), end, hasBody: false };
      state.chunks.push(current);
      state.messagesInBatch += 1;
    } else if (current !== null) {
      current.end = end;
      current.hasBody ||= !isBlank(text, { start, end });
    } else strayText ||= !isBlank(text, { start, end });
  }
  closeEnvelopes(state);
  if (strayText && state.chunks.length > 0) state.problems.push(problemAt(hl7Problems.textBeforeHeader, 'MSH'));
  return state;
}

/** A complete header with nothing after it is followed by its repetition; a truncated one is a message of its own. */
function repeatsHeader(current: Chunk | null): boolean {
  if (current === null || current.hasBody) return false;
  return current.header.split(current.header.charAt(3), 10).length > 8;
}

/** Looks at the first characters only: there may be millions of lines. */
function findLineKind(text: string, start: number): 'header' | 'envelope' | 'other' {
  if (!/[MmFB \t]/.test(text.charAt(start))) return 'other';
  const head = text.slice(start, start + 12);
  if (headerName.test(head)) return 'header';
  return envelopeName.test(head) ? 'envelope' : 'other';
}

function isBlank(text: string, { start, end }: { readonly start: number; readonly end: number }): boolean {
  return text.slice(start, end).trim() === '';
}

function noteEnvelope(state: EnvelopeState, line: string): void {
  const name = line.slice(0, 3);
  const occurrence = (state.occurrences.get(name) ?? 0) + 1;
  state.occurrences.set(name, occurrence);
  const place = { segment: name, occurrence };
  const declared = line.split(line.charAt(3), 2)[1]?.trim() ?? '';
  switch (name) {
    case 'FHS':
      closeEnvelopes(state);
      state.openFile = composePlace(place);
      state.batchesInFile = 0;
      return;
    case 'BHS':
      if (state.openBatch !== null) state.problems.push(problemAt(hl7Problems.batchTrailerMissing, state.openBatch));
      state.openBatch = composePlace(place);
      state.batchesInFile += 1;
      state.messagesInBatch = 0;
      return;
    case 'BTS':
      checkCount(state, { place: composePlace({ ...place, field: 1 }), declared, counted: state.messagesInBatch });
      state.openBatch = null;
      state.messagesInBatch = 0;
      return;
    default:
      checkCount(state, { place: composePlace({ ...place, field: 1 }), declared, counted: state.batchesInFile });
      state.openFile = null;
  }
}

function checkCount(
  state: EnvelopeState,
  count: { readonly place: string; readonly declared: string; readonly counted: number },
): void {
  if (count.declared === '' || Number(count.declared) === count.counted) return;
  state.problems.push(problemAt(hl7Problems.batchCountMismatch, count.place));
}

function closeEnvelopes(state: EnvelopeState): void {
  for (const place of [state.openBatch, state.openFile]) {
    if (place !== null) state.problems.push(problemAt(hl7Problems.batchTrailerMissing, place));
  }
  state.openBatch = null;
  state.openFile = null;
}
