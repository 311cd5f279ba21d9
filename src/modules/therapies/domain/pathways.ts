import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { Pathway } from './pathway.ts';
import { pathwayStandard } from './pathway-standard.ts';

const pathways: readonly Pathway[] = [pathwayStandard];

/** Returns one version of a pathway; throws when there is none, because a therapy never outlives its pathway's version. */
export function getPathway(reference: { readonly id: string; readonly version: number }): Pathway {
  const found = pathways.find(({ id, version }) => id === reference.id && version === reference.version);
  if (found === undefined) throw new Error(`there is no version ${reference.version} of the pathway ${reference.id}`);
  return found;
}

/** Returns the version of the standard pathway that is in force on a day; before the first one, the first. */
export function getPathwayInForce(day: CalendarDay): Pathway {
  const inForce = pathways.filter(({ effectiveFrom }) => effectiveFrom <= day);
  return inForce.reduce((newest, pathway) => (pathway.version > newest.version ? pathway : newest), pathwayStandard);
}
