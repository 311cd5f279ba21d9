import { showFieldId, type TelecomProblemList, telecomProblems } from './problems.ts';
import { isStandardSegment, transmissionSegments } from './segments.ts';
import type { TelecomField, TelecomMessage, TelecomSegment, TelecomTransaction } from './telecom-message.ts';

/** Field, group and segment separators (FS, GS, RS). */
export const fieldSeparator = '\x1c';
export const groupSeparator = '\x1d';
export const segmentSeparator = '\x1e';

interface Piece {
  readonly text: string;
  readonly offset: number;
}

/**
 * Splits what follows a header into the segments of the transmission and of each transaction. GS begins a transaction,
 * RS and FS begin a segment, FS begins a field. Missing separators are tolerated where the segment identification still
 * shows the place; without any GS the segments are dealt out by what the standard keeps before the first transaction.
 */
export function splitBody(
  body: string,
  offset: number,
  problems: TelecomProblemList,
): Pick<TelecomMessage, 'segments' | 'transactions'> {
  const blocks = split({ text: body, offset }, groupSeparator);
  const [first, ...rest] = blocks.map((block, index) => {
    const scope = index === 0 || blocks.length === 2 ? '' : `transaction ${index} `;
    return readSegments(block, scope, problems);
  });
  const segments = first ?? [];
  if (rest.length > 0) return { segments, transactions: rest.map(toTransaction) };
  const loose = segments.filter(({ id }) => !transmissionSegments.has(id));
  const [looseFirst] = loose;
  if (looseFirst === undefined) return { segments, transactions: [] };
  problems.report(telecomProblems.framingLoose, { where: `AM${looseFirst.id}`, offset: looseFirst.offset });
  return { segments: segments.filter(({ id }) => transmissionSegments.has(id)), transactions: [toTransaction(loose)] };
}

function toTransaction(segments: readonly TelecomSegment[]): TelecomTransaction {
  return { segments };
}

function split(piece: Piece, separator: string): readonly Piece[] {
  let offset = piece.offset;
  return piece.text.split(separator).map((text) => {
    const part = { text, offset };
    offset += text.length + separator.length;
    return part;
  });
}

function readSegments(block: Piece, scope: string, problems: TelecomProblemList): readonly TelecomSegment[] {
  return split(block, segmentSeparator).flatMap((piece, index) => {
    if (piece.text === '') return [];
    const segment = readSegment(piece, scope, problems);
    const isLoose = index === 0 || !piece.text.startsWith(fieldSeparator);
    if (isLoose)
      problems.report(telecomProblems.framingLoose, { where: `${scope}AM${segment.id}`, offset: piece.offset });
    return [segment];
  });
}

function readSegment(piece: Piece, scope: string, problems: TelecomProblemList): TelecomSegment {
  const tokens = split(piece, fieldSeparator).filter(({ text }, index) => text !== '' || index > 0);
  const [identification, ...rest] = tokens;
  const match = /^AM([0-9A-Z]{2}) *$/.exec(identification?.text ?? '');
  const id = match?.[1] ?? '';
  const offset = identification?.offset ?? piece.offset;
  if (id === '') problems.report(telecomProblems.segmentUnidentified, { where: `${scope}AM`, offset });
  else if (!isStandardSegment(id))
    problems.report(telecomProblems.segmentUnknown, { where: `${scope}AM${id}`, offset });
  const named = id === '' ? tokens : rest;
  return { id, offset, fields: named.flatMap((token) => readField(token, `${scope}AM${id}`, problems)) };
}

function readField({ text, offset }: Piece, where: string, problems: TelecomProblemList): readonly TelecomField[] {
  if (text.length < 2) {
    problems.report(telecomProblems.fieldMalformed, { where, offset });
    return [];
  }
  const field = { id: text.slice(0, 2), value: text.slice(2), offset };
  if (/[^ -~]/.test(text))
    problems.report(telecomProblems.characterInvalid, { where: `${where} ${showFieldId(field.id)}`, offset });
  return [field];
}
