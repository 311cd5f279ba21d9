import { type CalendarDay, countDaysBetween } from '../../../kernel/calendar-day.ts';
import type { Id, PatientId, PrescriptionId, SiteId, StaffId, TherapyId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import { referralRefusals } from '../refusals.ts';
import type { LetterId } from './letter.ts';

export type TransferId = Id<'transfer-out'>;

/** Why a referral goes to another pharmacy, and what each reason is called on screen. */
export const transferReasons = {
  'not-in-network': 'Not in the network of the drug',
  'plan-mandates': 'The plan requires another pharmacy',
  'patient-asked': 'The patient asked for it',
  'cannot-supply': 'We cannot supply it in time',
} as const;

export type TransferReason = keyof typeof transferReasons;

/** Where a transfer stands, and what each state is called on screen. */
export const transferStates = {
  composed: 'To be sent',
  sent: 'Sent, not acknowledged',
  acknowledged: 'Acknowledged',
  withdrawn: 'Withdrawn',
} as const;

export type TransferState = keyof typeof transferStates;

const nextStates: Readonly<Record<TransferState, readonly TransferState[]>> = {
  composed: ['sent', 'withdrawn'],
  sent: ['sent', 'acknowledged', 'withdrawn'],
  acknowledged: [],
  withdrawn: [],
};

/** A referral on its way to another pharmacy. */
export interface TransferOut {
  readonly transferId: TransferId;
  readonly siteId: SiteId;
  readonly prescriptionId: PrescriptionId;
  readonly patientId: PatientId;
  readonly therapyId: TherapyId | null;
  readonly state: TransferState;
  readonly reasonCode: TransferReason;
  readonly pharmacyNpi: string;
  readonly pharmacyName: string;
  readonly pharmacyFax: string | null;
  readonly letterId: LetterId;
  readonly composedAt: Instant;
  readonly composedBy: StaffId | null;
  readonly sentAt: Instant | null;
  /** Until when the other pharmacy should have said that it has it. */
  readonly dueAt: Instant | null;
  readonly isLate: boolean;
  readonly acknowledgedAt: Instant | null;
  readonly acknowledgedBy: string | null;
  /** Days from receipt to acknowledgement; null until then. */
  readonly daysHeld: number | null;
}

/** Decides whether a transfer may go into a state. Refuses what is over, and an acknowledgement of what nobody sent. */
export function decideTransferStep(transfer: TransferOut, to: TransferState): Result<TransferState> {
  if (nextStates[transfer.state].includes(to)) return ok(to);
  return refuse(referralRefusals.transferStepNotAllowed, { state: transfer.state });
}

/** Completes a transfer that the other pharmacy acknowledged, with the days for which the patient waited here. */
export function acknowledge(
  transfer: TransferOut,
  said: {
    readonly by: string;
    readonly at: Instant;
    readonly receivedOn: CalendarDay;
    readonly today: CalendarDay;
  },
): Result<TransferOut> {
  const step = decideTransferStep(transfer, 'acknowledged');
  if (!step.ok) return step;
  const daysHeld = Math.max(0, countDaysBetween({ from: said.receivedOn, to: said.today }));
  return ok({
    ...transfer,
    state: 'acknowledged',
    acknowledgedAt: said.at,
    acknowledgedBy: said.by,
    daysHeld,
    dueAt: null,
    isLate: false,
  });
}
