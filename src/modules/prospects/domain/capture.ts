import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import { type Fraction, fractionOf } from '../../../kernel/fraction.ts';
import type { Id, PatientId, PrescriptionId, TherapyId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/instant.ts';

/** Where a prescription, or a patient without one, was decided to go, and what each is called on screen. */
export const captureOutcomes = {
  kept: 'Kept here',
  transferred: 'Transferred to another pharmacy',
  elsewhere: 'Went elsewhere before an order came',
} as const;

export type CaptureOutcome = keyof typeof captureOutcomes;

/** By what rates are put together, with what each is called. */
export const captureDimensions = {
  clinic: 'Clinic',
  payer: 'Payer',
  reason: 'Reason',
} as const;

export type CaptureDimension = keyof typeof captureDimensions;

/** Something that was decided: a specialty prescription, or a prospect who went elsewhere. */
export interface DecidedCapture {
  readonly kind: 'prescription' | 'prospect';
  readonly id: string;
  readonly patientId: PatientId;
  readonly prescriptionId: PrescriptionId | null;
  readonly therapyId: TherapyId | null;
  readonly outcome: CaptureOutcome;
  readonly reasonCode: string | null;
  readonly clinicId: Id<'clinic'> | null;
  readonly payerId: Id<'payer'> | null;
  readonly subject: string;
  readonly at: Instant;
}

/** What is known of how a prescription was decided. */
export interface DecidedPrescription {
  readonly status: string;
  readonly statusReasons: readonly string[];
}

/**
 * Tells where a decided prescription counts: kept while it is accepted, transferred when it was refused or cancelled for a transfer. Null when it
 * counts nowhere: it is not decided, or was refused or cancelled for a reason that says nothing of where the drug comes from (expired,
 * duplicate, withdrawn).
 */
export function findCaptureOutcome({ status, statusReasons }: DecidedPrescription): 'kept' | 'transferred' | null {
  if (status === 'accepted') return 'kept';
  const isOver = status === 'refused' || status === 'cancelled';
  return isOver && statusReasons.includes('transferred-out') ? 'transferred' : null;
}

/** How much of what was decided was kept. `rate` is null where nothing was decided: there is no share of nothing. */
export interface CaptureCount {
  readonly kept: number;
  readonly transferred: number;
  readonly elsewhere: number;
  readonly decided: number;
  readonly rate: Fraction | null;
}

/** A group of what was decided; a null key stands for those where it is not known. */
export interface CaptureGroup extends CaptureCount {
  readonly key: string | null;
}

/** Counts what was kept and lost of what was decided. The rate is kept of decided, exactly. */
export function countCapture(decided: readonly DecidedCapture[]): CaptureCount {
  const countOf = (outcome: CaptureOutcome): number => decided.filter((one) => one.outcome === outcome).length;
  const [kept, transferred, elsewhere] = [countOf('kept'), countOf('transferred'), countOf('elsewhere')];
  return { kept, transferred, elsewhere, decided: decided.length, rate: fractionOf(kept, decided.length) };
}

/**
 * Puts what was decided together by a dimension, those that lost most first. By reason only what was lost is put together, and the rate is its
 * share of everything decided.
 */
export function groupCapture(decided: readonly DecidedCapture[], by: CaptureDimension): readonly CaptureGroup[] {
  const counted = by === 'reason' ? decided.filter(({ outcome }) => outcome !== 'kept') : decided;
  const groups = [...Map.groupBy(counted, (one) => findKey(one, by))].map(([key, own]): CaptureGroup => {
    const count = countCapture(own);
    return { key, ...count, rate: by === 'reason' ? fractionOf(count.decided, decided.length) : count.rate };
  });
  const lost = ({ transferred, elsewhere }: CaptureCount): number => transferred + elsewhere;
  return groups.sort(
    (left, right) =>
      lost(right) - lost(left) || right.decided - left.decided || (left.key ?? '').localeCompare(right.key ?? ''),
  );
}

/** Tells whether something decided belongs to a part of the page: a group, an outcome, or both. */
export function isInPart(
  one: DecidedCapture,
  part: {
    readonly by: CaptureDimension;
    readonly key: string | null | undefined;
    readonly outcome: CaptureOutcome | 'lost' | null;
  },
): boolean {
  const { by, key, outcome } = part;
  if (key !== undefined && findKey(one, by) !== key) return false;
  if (by === 'reason' && key !== undefined && one.outcome === 'kept') return false;
  return outcome === null || (outcome === 'lost' ? one.outcome !== 'kept' : one.outcome === outcome);
}

function findKey({ clinicId, payerId, reasonCode }: DecidedCapture, by: CaptureDimension): string | null {
  return by === 'clinic' ? clinicId : by === 'payer' ? payerId : reasonCode;
}

/** Returns the days of a range of months written `YYYY-MM`: the first, and the one after the last; null when they stand in the wrong order. */
export function findMonthRange(
  fromMonth: string,
  toMonth: string,
): { readonly from: CalendarDay; readonly until: CalendarDay } | null {
  if (toMonth < fromMonth) return null;
  const [year = 0, month = 0] = toMonth.split('-').map(Number);
  const next = month === 12 ? `${year + 1}-01` : `${year}-${String(month + 1).padStart(2, '0')}`;
  return { from: `${fromMonth}-01` as CalendarDay, until: `${next}-01` as CalendarDay };
}
