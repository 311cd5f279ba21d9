import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { SiteId, StaffId } from '../../../kernel/ids.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { Role } from '../../../kernel/roles.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { replaceAbilities } from '../ability-store.ts';
import { saveTotpSecret } from '../credential-store.ts';
import { decidePassword } from '../domain/password-policy.ts';
import { makeTotpSecret } from '../one-time-code.ts';
import { readPasswordBlocklist } from '../password-blocklist.ts';
import { hashPassword } from '../password-hash.ts';
import { identityRefusals } from '../refusals.ts';
import { findStaffByUserName } from '../staff-queries.ts';
import { insertStaff } from '../staff-store.ts';
import { decidePlaces } from './change-staff.ts';

/** A new person of the staff. Without sites the person sees all of them when `seesAllSites` is set. */
export interface NewStaff {
  readonly userName: string;
  readonly displayName: string;
  readonly password: string;
  readonly roles: readonly Role[];
  readonly seesAllSites: boolean;
  readonly siteIds: readonly SiteId[];
  readonly licences: readonly {
    readonly kind: 'pharmacist' | 'technician' | 'nurse';
    readonly state: string;
    readonly number: string;
    readonly validFrom: CalendarDay;
  }[];
  readonly languages?: readonly string[];
  readonly skills?: readonly string[];
  /** A chosen secret of the one-time codes, for import; a new one is made otherwise. */
  readonly totpSecret?: string;
}

/** Adds a person with password and one-time-code factor; returns the secret once, to be shown as a barcode to its owner. */
export async function createStaff(
  tx: TenantTransaction,
  person: NewStaff,
): Promise<Result<{ readonly staffId: StaffId; readonly totpSecret: string }>> {
  const userName = person.userName.trim().toLowerCase();
  if (person.roles.length === 0) return refuse(identityRefusals.noRoles);
  const places = await decidePlaces(tx, person);
  if (!places.ok) return places;
  if ((await findStaffByUserName(tx, userName)) !== null) return refuse(identityRefusals.userNameTaken);
  const password = decidePassword(person.password, { userName, blocklist: readPasswordBlocklist() });
  if (!password.ok) return password;
  const staffId = tx.newId<'staff'>();
  await insertStaff(tx, { ...person, staffId, userName, passwordHash: await hashPassword(password.value) });
  const { languages = [], skills = [] } = person;
  if (languages.length + skills.length > 0) replaceAbilities(tx, { staffId, languages, skills });
  const totpSecret = person.totpSecret ?? makeTotpSecret();
  await saveTotpSecret(tx, staffId, totpSecret);
  return ok({ staffId, totpSecret });
}
