import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { Id, PrescriptionId, TherapyId } from '../../../kernel/ids.ts';
import { type Instant, millisecondsOf } from '../../../kernel/instant.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { DuplicateThresholds } from '../../reference/index.ts';
import { prescriptionRefusals } from '../refusals.ts';
import type { PrescriptionStatus } from './prescription.ts';

/** What two referrals of one patient and ingredient are compared by. */
export interface ReferralFacts {
  readonly prescriptionId: PrescriptionId;
  readonly prescriberId: Id<'prescriber'> | null;
  readonly drugId: Id<'drug'> | null;
  readonly quantityThousandths: number | null;
  readonly directions: string | null;
  readonly writtenOn: CalendarDay | null;
  readonly receivedAt: Instant;
}

/** An earlier referral as it stands. */
export interface EarlierReferral extends ReferralFacts {
  readonly status: PrescriptionStatus;
  readonly therapyId: TherapyId | null;
}

/** What two referrals have in common beside patient and ingredient; each adds to the score. */
export const likenesses = {
  prescriber: { points: 20, sentence: 'The same prescriber.' },
  drug: { points: 15, sentence: 'The same product and strength.' },
  directions: { points: 10, sentence: 'The same directions and quantity.' },
  written: { points: 5, sentence: 'Written on the same day.' },
} as const;

type Likeness = keyof typeof likenesses;

const ofPatientAndIngredient = 50;

/** An earlier referral that this one may repeat: how alike they are, of 100, and by what. */
export interface DuplicateReferral {
  readonly duplicateOf: PrescriptionId;
  readonly score: number;
  readonly likenesses: readonly Likeness[];
  /** `matched` is surely the same order; `review` needs a look. */
  readonly decision: 'matched' | 'review';
  readonly daysApart: number;
  readonly withinDays: number;
  /** What a person decided about the two; null while nobody has. */
  readonly settled: DuplicateSettlement | null;
}

/** What may be decided about a possible duplicate, and what each is called on screen. */
export const duplicateResolutions = {
  continue: 'Continue the therapy with this one',
  second: 'Keep both',
  duplicate: 'Close as duplicate',
} as const;

export type DuplicateResolution = keyof typeof duplicateResolutions;

/** Why two referrals of one drug both stand. */
export const secondReasons = {
  'starter-and-maintenance': 'Starter and maintenance dose',
  'two-strengths': 'Two strengths make the dose',
  'other-indication': 'For another indication',
  'other-site-of-care': 'For another site of care',
  'supply-lost': 'Supply was lost or damaged',
} as const;

export type SecondReason = keyof typeof secondReasons;

/** A decision about a possible duplicate. Both stand only for a reason. */
export interface DuplicateSettlement {
  readonly resolution: DuplicateResolution;
  readonly reasonCode: SecondReason | null;
}

const dayMilliseconds = 86_400_000;

/** Compares a referral with an earlier one of the same patient and ingredient. */
export function compareReferrals(
  referral: ReferralFacts,
  earlier: ReferralFacts,
  thresholds: DuplicateThresholds,
): Omit<DuplicateReferral, 'settled'> {
  const shared = (Object.keys(likenesses) as Likeness[]).filter((likeness) => isAlike(likeness, referral, earlier));
  const score = shared.reduce((sum, likeness) => sum + likenesses[likeness].points, ofPatientAndIngredient);
  const apart = Math.abs(millisecondsOf(referral.receivedAt) - millisecondsOf(earlier.receivedAt));
  const daysApart = Math.floor(apart / dayMilliseconds);
  const { matchAt, withinDays } = thresholds;
  const decision = score >= matchAt ? 'matched' : 'review';
  return { duplicateOf: earlier.prescriptionId, score, likenesses: shared, decision, daysApart, withinDays };
}

/** Chooses of several earlier referrals the one that is most alike, and of those the earliest; null when none is worth a look. */
export function chooseDuplicate(
  referral: ReferralFacts,
  earlier: readonly EarlierReferral[],
  thresholds: DuplicateThresholds,
): Omit<DuplicateReferral, 'settled'> | null {
  const compared = earlier
    .map((each) => compareReferrals(referral, each, thresholds))
    .filter(({ score, daysApart }) => score >= thresholds.reviewAt && daysApart <= thresholds.withinDays);
  return compared.sort((left, right) => right.score - left.score || right.daysApart - left.daysApart)[0] ?? null;
}

/** Decides whether a possible duplicate may be settled so. Refuses to go on with a therapy that there is not, and to keep both for no reason. */
export function decideSettlement(
  earlier: Pick<EarlierReferral, 'status' | 'therapyId'>,
  settlement: DuplicateSettlement,
): Result<DuplicateSettlement> {
  const { resolution, reasonCode } = settlement;
  if (resolution === 'continue' && (earlier.status !== 'accepted' || earlier.therapyId === null))
    return refuse(prescriptionRefusals.nothingToContinue);
  if ((resolution === 'second') !== (reasonCode !== null)) return refuse(prescriptionRefusals.reasonOfSecond);
  return ok(settlement);
}

function isAlike(likeness: Likeness, left: ReferralFacts, right: ReferralFacts): boolean {
  switch (likeness) {
    case 'prescriber':
      return isSame(left.prescriberId, right.prescriberId);
    case 'drug':
      return isSame(left.drugId, right.drugId);
    case 'directions':
      return (
        isSame(left.quantityThousandths, right.quantityThousandths) &&
        isSame(toPlain(left.directions), toPlain(right.directions))
      );
    case 'written':
      return isSame(left.writtenOn, right.writtenOn);
  }
}

function isSame<Value>(left: Value | null, right: Value | null): boolean {
  return left !== null && left === right;
}

/** Case, spaces and punctuation say nothing; a point between digits does. */
function toPlain(text: string | null): string | null {
  if (text === null) return null;
  const words = text.toLowerCase().replace(/\.(?!\d)/g, ' ');
  return words.replace(/[^a-z0-9.]+/g, ' ').trim();
}
