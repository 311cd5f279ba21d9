/** A place in a message; numbers count from 1 and follow the standard (MSH-1 is the field separator itself). */
export interface Place {
  readonly segment: string;
  readonly occurrence: number;
  readonly field: number | null;
  readonly repetition: number;
  readonly component: number | null;
  readonly subcomponent: number | null;
}

const placePattern = /^([A-Z0-9]{3})(?:\[(\d+)\])?(?:-(\d+)(?:\[(\d+)\])?(?:\.(\d+)(?:\.(\d+))?)?)?$/;

/** Writes a place as `PID-5.1` or `PID[2]-3[2].4`; the first occurrence and the first repetition are not numbered. */
export function composePlace(place: {
  readonly segment: string;
  readonly occurrence?: number;
  readonly field?: number;
  readonly repetition?: number;
  readonly component?: number;
  readonly subcomponent?: number;
}): string {
  const { segment, occurrence = 1, field, repetition = 1, component, subcomponent } = place;
  const start = occurrence > 1 ? `${segment}[${occurrence}]` : segment;
  if (field === undefined) return start;
  const upToField = `${start}-${field}${repetition > 1 ? `[${repetition}]` : ''}`;
  if (component === undefined) return upToField;
  return `${upToField}.${component}${subcomponent === undefined ? '' : `.${subcomponent}`}`;
}

/** Reads a place as `composePlace` writes it; null for any other text. */
export function parsePlace(text: string): Place | null {
  const match = placePattern.exec(text);
  if (match === null) return null;
  const [, segment = '', occurrence, field, repetition, component, subcomponent] = match;
  return {
    segment,
    occurrence: Number(occurrence ?? 1),
    field: field === undefined ? null : Number(field),
    repetition: Number(repetition ?? 1),
    component: component === undefined ? null : Number(component),
    subcomponent: subcomponent === undefined ? null : Number(subcomponent),
  };
}
