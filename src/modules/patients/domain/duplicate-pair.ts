import type { PatientId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { comparePatients, type PatientCandidate, type PatientComparison } from './patient-matching.ts';

/** Two records that have search tokens in common, in any order. */
export interface NearPair {
  readonly patientId: PatientId;
  readonly otherId: PatientId;
}

/** Two records that may be of one person, the older one first: how well they agree, and why. */
export interface DuplicatePair extends PatientComparison {
  readonly firstId: PatientId;
  readonly secondId: PatientId;
}

/** Finds which of the near pairs may be one person, the likeliest first. Each pair is named once. */
export function findDuplicatePairs(
  near: readonly NearPair[],
  records: readonly PatientCandidate[],
  thresholds: { readonly reviewAt: number },
): readonly DuplicatePair[] {
  const byId = new Map(records.map((record) => [record.patientId, record]));
  const pairs = new Map<string, DuplicatePair>();
  for (const { patientId, otherId } of near) {
    const [firstId, secondId] = patientId < otherId ? [patientId, otherId] : [otherId, patientId];
    const [first, second] = [byId.get(firstId), byId.get(secondId)];
    if (firstId === secondId || first === undefined || second === undefined) continue;
    pairs.set(`${firstId} ${secondId}`, {
      firstId,
      secondId,
      ...comparePatients(first.demographics, second.demographics),
    });
  }
  return [...pairs.values()]
    .filter(({ score, isConflict }) => score >= thresholds.reviewAt || isConflict)
    .sort((left, right) => right.score - left.score || (left.secondId > right.secondId ? -1 : 1));
}

/** How much a record holds, by kind. */
export interface RecordHoldings {
  readonly coverages: number;
  readonly allergies: number;
  readonly conditions: number;
  readonly medications: number;
  readonly measurements: number;
  readonly consents: number;
}

/** A record that is to be merged or to survive. */
export interface MergeSide {
  readonly patientId: PatientId;
  readonly registeredAt: Instant;
  readonly holdings: RecordHoldings;
}

/** Proposes which of two records survives, and says why: the one that holds more, and of equals the older one. */
export function proposeSurvivor(
  left: MergeSide,
  right: MergeSide,
): { readonly survivorId: PatientId; readonly reasons: readonly string[] } {
  const [leftCount, rightCount] = [countHoldings(left.holdings), countHoldings(right.holdings)];
  const isLeftOlder =
    left.registeredAt === right.registeredAt
      ? left.patientId < right.patientId
      : left.registeredAt < right.registeredAt;
  const isLeft = leftCount === rightCount ? isLeftOlder : leftCount > rightCount;
  const [survivor, most, least] = isLeft ? [left, leftCount, rightCount] : [right, rightCount, leftCount];
  return {
    survivorId: survivor.patientId,
    reasons: [
      most === least
        ? `Both records hold ${most} ${most === 1 ? 'entry' : 'entries'}.`
        : `It holds ${most} ${most === 1 ? 'entry' : 'entries'}, the other ${least}.`,
      isLeft === isLeftOlder ? 'It is the older record.' : 'It is the newer record.',
    ],
  };
}

/** Counts everything that a record holds. */
function countHoldings(holdings: RecordHoldings): number {
  return Object.values<number>({ ...holdings }).reduce((sum, count) => sum + count, 0);
}
