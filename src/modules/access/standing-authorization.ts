import type { CalendarDay } from '../../kernel/calendar-day.ts';
import type { TherapyId } from '../../kernel/ids.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import { listAuthorizations } from './authorization-store.ts';
import type { AuthorizationState } from './domain/authorization-lifecycle.ts';

/** What a payer authorized for a therapy, as a claim tells it. */
interface StandingAuthorization {
  readonly authorizationNumber: string | null;
  readonly validFrom: CalendarDay | null;
  readonly validTo: CalendarDay | null;
  readonly quantityThousandths: number | null;
}

const granted: readonly AuthorizationState[] = ['approved', 'partially-approved'];

/** Finds what the newest granted authorization of a therapy says; null where none was granted or the newest was voided. */
export async function findStandingAuthorization(
  tx: TenantTransaction,
  therapyId: TherapyId,
): Promise<StandingAuthorization | null> {
  for (const { state, steps } of await listAuthorizations(tx, therapyId)) {
    if (state === 'voided') continue;
    const grant = steps.find((step) => granted.includes(step.state));
    if (grant === undefined) continue;
    const { authorizationNumber, validFrom, validTo, quantityThousandths } = grant;
    return { authorizationNumber, validFrom, validTo, quantityThousandths };
  }
  return null;
}
