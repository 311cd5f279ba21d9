import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import {
  findTaskClause,
  holdKinds,
  type Party,
  parties,
  type StageCode,
  stages,
  waitReasons,
} from '../../pathways/language.ts';

/** By what the open therapies of the board are put together, with what each is called. */
export const boardDimensions = {
  barrier: 'Barrier',
  party: 'Whose move',
  stage: 'Stage',
  payer: 'Payer',
  prescriber: 'Prescriber',
  drug: 'Drug',
  site: 'Site',
} as const;

/** The code of a dimension of the board. */
export type BoardDimension = keyof typeof boardDimensions;

/** The dimensions in the order in which they are offered. */
export const boardDimensionCodes = Object.keys(boardDimensions) as readonly BoardDimension[];

/** A part of the board: the therapies whose dimension has this key; a null key stands for those where it is not known. */
export interface BoardPart {
  readonly by: BoardDimension;
  readonly key: string | null;
}

/** The open therapies of one part with a barrier: how many, how many of them already without doses, and the days lost. */
export interface BoardBar {
  readonly key: string | null;
  readonly therapies: number;
  readonly late: number;
  readonly daysLost: number;
  readonly medianDays: number;
}

/** Where a page of the board begins: therapies stand by the day of harm, then by id. */
export interface BoardCursor {
  readonly harmOn: CalendarDay;
  readonly therapyId: string;
}

/** Names the key of a dimension that this module knows itself; null for a key of another module, or an unknown one. */
export function nameBoardKey(part: BoardPart): string | null {
  const { by, key } = part;
  if (key === null) return null;
  if (by === 'party') return Object.hasOwn(parties, key) ? capitalize(parties[key as Party]) : null;
  if (by === 'stage') return Object.hasOwn(stages, key) ? stages[key as StageCode] : null;
  return by === 'barrier' ? nameBarrier(key) : null;
}

function nameBarrier(code: string): string | null {
  const [kind, name = ''] = code.split('.');
  if (kind !== 'hold' && kind !== 'wait') return findTaskClause(name);
  const catalog: Readonly<Record<string, { readonly clause: string }>> = kind === 'hold' ? holdKinds : waitReasons;
  return Object.hasOwn(catalog, name) ? (catalog[name]?.clause ?? null) : null;
}

function capitalize(text: string): string {
  return text.replace(/^the /, '').replace(/^./, (letter) => letter.toUpperCase());
}
