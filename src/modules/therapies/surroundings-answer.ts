import type { ResponseOf } from '../../kernel/endpoint.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import { type ContactPreference, findContactPreference } from '../patients/index.ts';
import { listPayerNames, listPrescribers } from '../reference/index.ts';
import type * as api from './api.ts';
import { findSurroundings } from './board-store.ts';
import type { TherapySummary } from './domain/therapy-summary.ts';

type Around = ResponseOf<typeof api.getJourney>['around'];

const channels: Readonly<Record<ContactPreference['channel'], string>> = {
  phone: 'Phone',
  'text-message': 'Text message',
  email: 'Email',
  mail: 'Mail',
};

/** Describes who stands around a therapy: who pays first, who prescribed, and how the patient wants to be reached. */
export async function describeSurroundings(
  tx: TenantTransaction,
  { therapyId, patientId }: TherapySummary,
): Promise<Around> {
  const found = await findSurroundings(tx, therapyId);
  const payerId = found?.payerId ?? null;
  const prescriberId = found?.prescriberId ?? null;
  const payers = payerId === null ? new Map<string, string>() : await listPayerNames(tx, [payerId]);
  const [prescriber] = prescriberId === null ? [] : await listPrescribers(tx, [prescriberId]);
  return {
    payer: payerId === null ? null : (payers.get(payerId) ?? null),
    prescriber:
      prescriber === undefined
        ? null
        : { name: `${prescriber.givenName} ${prescriber.familyName}`, phone: prescriber.phone },
    contact: describeContact(await findContactPreference(tx, patientId)),
  };
}

function describeContact(preference: ContactPreference | null): string | null {
  if (preference === null) return null;
  const { channel, bestTime, needsInterpreter } = preference;
  const parts = [channels[channel], bestTime, needsInterpreter ? 'interpreter needed' : null];
  return parts.filter((part) => part !== null).join(', ');
}
