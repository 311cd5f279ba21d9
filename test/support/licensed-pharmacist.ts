import type { CalendarDay } from '../../src/kernel/calendar-day.ts';
import { createStaff } from '../../src/modules/identity/index.ts';
import type { TenantTransaction } from '../../src/platform/transaction/tenant-transaction.ts';
import { testPassword } from './test-platform.ts';

/** Adds a pharmacist of all sites with a license for New York, without whom no order to there is accepted. */
export async function addLicensedPharmacist(tx: TenantTransaction): Promise<void> {
  await createStaff(tx, {
    userName: 'pharmacist',
    displayName: 'Pat Pharmacist',
    password: testPassword,
    roles: ['clinicalPharmacist', 'verifyingPharmacist'],
    seesAllSites: true,
    siteIds: [],
    licences: [{ kind: 'pharmacist', state: 'NY', number: 'RPH-1', validFrom: '2020-01-01' as CalendarDay }],
  });
}
