import * as requests from './request-segments.ts';
import * as responses from './response-segments.ts';
import type { SegmentDefinition } from './segment-definition.ts';

/** All segments whose fields this reader knows, by identification. */
const definitions: ReadonlyMap<string, SegmentDefinition> = new Map(
  [...Object.values(requests), ...Object.values(responses)].map((definition) => [definition.id, definition]),
);

/** Segments of the standard that are kept as they are: workers' compensation, documentation, facility, narrative, and the like. */
const keptSegments: ReadonlySet<string> = new Set(['06', '14', '15', '16', '17', '18', '19', '27']);

/** Segments that stand once for the whole transmission, before the first transaction. */
export const transmissionSegments: ReadonlySet<string> = new Set(['01', '04', '20', '25', '29']);

/** Finds the definition of a segment; null when its fields are not known. */
export function findDefinition(id: string): SegmentDefinition | null {
  return definitions.get(id) ?? null;
}

/** Tells whether the standard has a segment of this identification. */
export function isStandardSegment(id: string): boolean {
  return definitions.has(id) || keptSegments.has(id);
}
