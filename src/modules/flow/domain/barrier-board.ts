import type { CalendarDay } from '../../../kernel/calendar-day.ts';

/** By what the open therapies of the board are put together, with what each is called. */
export const boardDimensions = {
  barrier: 'Barrier',
  party: 'Whose move',
  stage: 'Stage',
  payer: 'Payer',
  clinic: 'Clinic',
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
