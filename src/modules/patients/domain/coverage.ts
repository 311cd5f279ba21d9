import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { Id, PatientId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/instant.ts';
import type { RecordOrigin } from './record-origin.ts';

export type CoverageId = Id<'coverage'>;

/** What a card says of the member; sealed where it is kept. */
export interface CoverageMember {
  readonly memberId: string;
  readonly groupNumber: string | null;
  readonly personCode: string | null;
  /** The payer as it was written, where no plan is known for it. */
  readonly payerName: string | null;
}

/** Insurance of a patient. `payerOrder` is the order in which coverages pay, 1 first. */
export interface Coverage extends CoverageMember {
  readonly coverageId: CoverageId;
  readonly patientId: PatientId;
  readonly planId: Id<'plan'> | null;
  readonly payerOrder: number;
  /** The patient's relation to the cardholder. */
  readonly relationship: 'self' | 'spouse' | 'child' | 'other';
  readonly validFrom: CalendarDay | null;
  readonly validTo: CalendarDay | null;
  readonly state: 'active' | 'ended';
  readonly origin: RecordOrigin;
  readonly recordedAt: Instant;
}

/** What is said of a coverage before it is kept. */
export interface NewCoverage extends CoverageMember {
  readonly patientId: PatientId;
  readonly planId: Id<'plan'> | null;
  readonly payerOrder: number;
  readonly relationship: Coverage['relationship'];
  readonly validFrom: CalendarDay | null;
  readonly validTo: CalendarDay | null;
  readonly origin: RecordOrigin;
}

/** Tells whether two coverages are one card: the same plan, or the same payer as written, and the same member. */
export function isSameCard(left: CardIdentity, right: CardIdentity): boolean {
  const samePayer =
    left.planId === null || right.planId === null
      ? left.planId === right.planId && toPlain(left.payerName) === toPlain(right.payerName)
      : left.planId === right.planId;
  return samePayer && toPlain(left.memberId) === toPlain(right.memberId);
}

type CardIdentity = Pick<NewCoverage, 'planId' | 'payerName' | 'memberId'>;

/** Tells whether a coverage pays on a day. */
export function isCoverageInForce(
  coverage: Pick<Coverage, 'state' | 'validFrom' | 'validTo'>,
  on: CalendarDay,
): boolean {
  const hasBegun = coverage.validFrom === null || coverage.validFrom <= on;
  const hasEnded = coverage.validTo !== null && coverage.validTo < on;
  return coverage.state === 'active' && hasBegun && !hasEnded;
}

function toPlain(text: string | null): string {
  return (text ?? '').toUpperCase().replace(/[^A-Z0-9]/g, '');
}
