import type { Id } from '../../../kernel/ids.ts';

export type NoteId = Id<'chart-note'>;

/** What a note for the chart is, what it is called on screen, and the LOINC document type under which the EHR files it (US Core clinical notes). */
export const noteKinds = {
  clinical: { label: 'Clinical note', loinc: '11506-3', loincName: 'Progress note' },
  intervention: { label: 'Intervention', loinc: '11488-4', loincName: 'Consult note' },
  status: { label: 'Status of the therapy', loinc: '11506-3', loincName: 'Progress note' },
} as const;

/** The code of a kind of note. */
export type NoteKind = keyof typeof noteKinds;

/** How a note stands: on its way, in the chart, not taken by the EHR, or without an answer to the end. */
export type NoteState = 'waiting' | 'filed' | 'refused' | 'unanswered';

/** The kind under which a note waits among outbound messages. */
export const noteMessageKind = 'chart-note';
