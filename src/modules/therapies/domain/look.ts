import { addMinutes, type Instant } from '../../../kernel/instant.ts';

/** Up to which event a person has seen a therapy, and up to which before the present visit. */
export interface Look {
  readonly sequence: number;
  readonly at: Instant;
  readonly former: LastLook | null;
}

/** From where what is new is counted. */
export interface LastLook {
  readonly sequence: number;
  readonly at: Instant;
}

/** Looks that follow each other within so many minutes are one visit: opening a fact and coming back leaves the marks. */
const visitMinutes = 30;

/** Decides what is kept when a person looks at a therapy. A new visit counts what is new from the end of the one before. */
export function decideLook(before: Look | null, seen: { readonly sequence: number; readonly now: Instant }): Look {
  const { sequence, now } = seen;
  if (before === null) return { sequence, at: now, former: null };
  return { sequence: Math.max(sequence, before.sequence), at: now, former: readLastLook(before, now) };
}

/** Reads from where what is new is counted; null on the first visit, when everything would be. */
export function readLastLook(look: Look | null, now: Instant): LastLook | null {
  if (look === null) return null;
  const isSameVisit = now < addMinutes(look.at, visitMinutes);
  return isSameVisit ? look.former : { sequence: look.sequence, at: look.at };
}
