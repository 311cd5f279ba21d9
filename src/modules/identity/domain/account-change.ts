import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { StaffId } from '../../../kernel/ids.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import { identityRefusals } from '../refusals.ts';

/** Why a person is disabled, and what each reason is called on screen. */
export const disablingReasons = {
  left: 'Has left',
  'on-leave': 'On leave',
  'account-at-risk': 'The account may be in other hands',
  'made-by-mistake': 'Account was made by mistake',
} as const;

/** The code of a reason for which a person is disabled. */
export type DisablingReason = keyof typeof disablingReasons;

/** Why a disabled person may sign in again, and what each reason is called on screen. */
export const enablingReasons = {
  'back-from-leave': 'Back from leave',
  'joined-again': 'Works here again',
  'account-safe': 'The account is safe again',
  'disabled-by-mistake': 'Was disabled by mistake',
} as const;

/** The code of a reason for which a person is enabled. */
export type EnablingReason = keyof typeof enablingReasons;

/** What licences of people are called on screen. */
export const licenceKinds = { pharmacist: 'Pharmacist', technician: 'Technician', nurse: 'Nurse' } as const;

/** The code of a kind of licence. */
export type LicenceKind = keyof typeof licenceKinds;

/** A licence of a person for a state. Both days are inclusive; null never ends. */
export interface StaffLicence {
  readonly kind: LicenceKind;
  readonly state: string;
  readonly number: string;
  readonly validFrom: CalendarDay;
  readonly validTo: CalendarDay | null;
}

/** Decides whether somebody may change an account: nobody an own one, so that an administrator is neither turned against themselves nor raised by themselves. */
export function decideAccountChange(change: {
  readonly staffId: string;
  readonly changedBy: StaffId | string | null;
}): Result<null> {
  return change.staffId === change.changedBy ? refuse(identityRefusals.ownAccount) : ok(null);
}

/** Decides whether a licence can be true: it does not end before it begins. */
export function decideLicence(licence: Pick<StaffLicence, 'validFrom' | 'validTo'>): Result<null> {
  return licence.validTo !== null && licence.validTo < licence.validFrom
    ? refuse(identityRefusals.licenceReversed)
    : ok(null);
}
