import { randomBytes } from 'node:crypto';
import { composeUuidV7, type Id } from '../../kernel/ids.ts';
import { type Instant, millisecondsOf } from '../../kernel/instant.ts';

/** Makes a new id of a kind that sorts by the given moment. */
export function newId<Kind extends string>(at: Instant): Id<Kind> {
  return composeUuidV7({ milliseconds: millisecondsOf(at), random: randomBytes(10) }) as Id<Kind>;
}
