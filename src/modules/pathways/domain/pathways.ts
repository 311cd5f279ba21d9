import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { Pathway, PathwayContent, PathwayReference, TaskCode } from './pathway.ts';
import { pathwayStandard } from './pathway-standard.ts';
import type { ProgrammeCode } from './programme.ts';
import { programmePathways } from './programme-pathways.ts';

/** The pathways that the program ships, each programme's versions in ascending order. */
export const shippedPathways: readonly Pathway[] = [pathwayStandard, ...programmePathways];

const known = new Map<string, Pathway>(shippedPathways.map((pathway) => [keyOf(pathway), pathway]));

/**
 * Returns one version of a pathway; throws when it is not known, because a therapy never outlives its pathway's version. A version
 * never changes and its name is unique everywhere, so one that was read once is kept; a pathway that is only tried stands for itself.
 */
export function getPathway(reference: PathwayReference | Pathway): Pathway {
  if ('cycles' in reference) return reference;
  const found = known.get(keyOf(reference));
  if (found === undefined) throw new Error(`there is no version ${reference.version} of the pathway ${reference.id}`);
  return found;
}

/** Finds the clause of a piece of work in the versions that are known, the shipped ones first; null when none has it. */
export function findTaskClause(code: string): string | null {
  for (const { tasks } of known.values()) {
    const task = Object.hasOwn(tasks, code) ? tasks[code as TaskCode] : undefined;
    if (task !== undefined) return task.clause;
  }
  return null;
}

/** Takes from a version what it says, without its name and its day. */
export function toContent(pathway: Pathway): PathwayContent {
  const { id: _id, version: _version, programme: _programme, effectiveFrom: _from, ...content } = pathway;
  return content;
}

/** Tells whether a version of a pathway is known already. */
export function isKnownPathway(reference: PathwayReference): boolean {
  return known.has(keyOf(reference));
}

/** Keeps a version of a pathway that a health system made, so that therapies on it can be read. */
export function keepPathway(pathway: Pathway): void {
  known.set(keyOf(pathway), pathway);
}

/**
 * Returns the version of a programme that is in force on a day: the newest of the health system's own that has begun, else the
 * newest that the program ships; before the first one, the first.
 */
export function findPathwayInForce(programme: ProgrammeCode, day: CalendarDay, own: readonly Pathway[] = []): Pathway {
  const newest = (pathways: readonly Pathway[]): Pathway | undefined =>
    pathways
      .filter((pathway) => pathway.programme === programme && pathway.effectiveFrom <= day)
      .toSorted((left, right) => left.version - right.version)
      .at(-1);
  const first = shippedPathways.find((pathway) => pathway.programme === programme) ?? pathwayStandard;
  return newest(own) ?? newest(shippedPathways) ?? first;
}

function keyOf({ id, version }: PathwayReference): string {
  return `${id} ${version}`;
}
