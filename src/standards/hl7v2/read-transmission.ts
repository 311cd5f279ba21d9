import type { Problem, Reading } from '../../kernel/problem.ts';
import { decodeText } from './character-set.ts';
import type { Hl7Message } from './hl7-message.ts';
import { composePlace } from './place.ts';
import { hl7Problems, problemAt } from './problems.ts';
import { defaultLimits, type ReadingLimits, readPreparedMessage } from './read-message.ts';
import { normalizeLines } from './segment-lines.ts';

/** A file or frame: each message with its own problems, beside those of the envelope (FHS, BHS, BTS, FTS). */
export interface Transmission {
  readonly messages: readonly Reading<Hl7Message>[];
  readonly problems: readonly Problem[];
}

/** What stands before each line that opens or closes something; the places are those of the whole text. */
interface EnvelopeState {
  readonly chunks: string[][];
  readonly problems: Problem[];
  readonly occurrences: Map<string, number>;
  messagesInBatch: number;
  batchesInFile: number;
  openBatch: string | null;
  openFile: string | null;
}

const envelopeName = /^(FHS|BHS|BTS|FTS)(?![A-Za-z0-9])/;
const headerName = /^MSH(?![A-Za-z0-9 \t])/i;

/**
 * Reads a text that holds any number of messages, with or without batch and file envelopes, and never throws.
 * A message that cannot be read leaves the others unharmed; a wrong count in a trailer is a warning.
 */
export function readTransmission(input: Uint8Array | string, limits: ReadingLimits = defaultLimits): Transmission {
  if (input.length > limits.maximumSize) return { messages: [], problems: [problemAt(hl7Problems.tooLarge, 'MSH')] };
  const decoded = typeof input === 'string' ? { text: input, problems: [] } : decodeText(input);
  const text = normalizeLines(decoded.text);
  if (/^[\s\0]*$/.test(text)) return { messages: [], problems: [problemAt(hl7Problems.emptyMessage, 'MSH')] };
  const state = splitMessages(text);
  const problems = [...decoded.problems, ...state.problems];
  if (state.chunks.length > limits.maximumMessages) {
    return { messages: [], problems: [...problems, problemAt(hl7Problems.tooManyMessages, 'MSH')] };
  }
  if (state.chunks.length === 0) problems.push(problemAt(hl7Problems.noMsh, 'MSH'));
  return { messages: state.chunks.map((lines) => readPreparedMessage(lines.join('\r'), limits)), problems };
}

function splitMessages(text: string): EnvelopeState {
  const state: EnvelopeState = {
    chunks: [],
    problems: [],
    occurrences: new Map(),
    messagesInBatch: 0,
    batchesInFile: 0,
    openBatch: null,
    openFile: null,
  };
  let current: string[] | null = null;
  let strayText = false;
  for (const line of text.split('\r')) {
    const trimmed = line.trimStart();
    const envelope = envelopeName.exec(trimmed)?.[1];
    if (envelope !== undefined) {
      current = null;
      noteEnvelope(state, { name: envelope, line: trimmed });
    } else if (headerName.test(trimmed) && !repeatsHeader(current)) {
      current = [`MSH${trimmed.slice(3)}`];
      state.chunks.push(current);
      state.messagesInBatch += 1;
    } else if (current !== null) current.push(line);
    else if (trimmed !== '') strayText = true;
  }
  closeEnvelopes(state);
  if (strayText && state.chunks.length > 0) state.problems.push(problemAt(hl7Problems.textBeforeHeader, 'MSH'));
  return state;
}

/** A complete header with nothing after it is followed by its repetition; a truncated one is a message of its own. */
function repeatsHeader(current: readonly string[] | null): boolean {
  const body = current?.slice(0, 3).filter((line) => line.trim() !== '') ?? [];
  const header = body[0] ?? '';
  return body.length === 1 && header.split(header.charAt(3)).length > 8;
}

function noteEnvelope(state: EnvelopeState, line: { readonly name: string; readonly line: string }): void {
  const occurrence = (state.occurrences.get(line.name) ?? 0) + 1;
  state.occurrences.set(line.name, occurrence);
  const place = { segment: line.name, occurrence };
  const declared = line.line.split(line.line.charAt(3))[1]?.trim() ?? '';
  switch (line.name) {
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
