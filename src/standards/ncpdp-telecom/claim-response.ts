import {
  responseDrugUseSegment,
  responsePricingSegment,
  responsePriorAuthorizationSegment,
  responseStatusSegment,
} from './response-segments.ts';
import type { ValuesOf } from './segment-definition.ts';
import { viewSegment } from './segment-values.ts';
import type { TelecomTransaction } from './telecom-message.ts';

/** What became of a transaction. A reject code always outweighs a friendly status; an unknown status is never a payment. */
type ClaimOutcome = 'paid' | 'captured' | 'approved' | 'rejected' | 'deferred' | 'benefit' | 'unknown';

export interface ClaimResponse {
  readonly outcome: ClaimOutcome;
  /** Whether the processor had answered the same transaction before (status D, Q or S). */
  readonly isDuplicate: boolean;
  readonly rejectCodes: readonly string[];
  readonly status: ValuesOf<typeof responseStatusSegment> | null;
  readonly pricing: ValuesOf<typeof responsePricingSegment> | null;
  readonly alerts: ValuesOf<typeof responseDrugUseSegment>['alerts'];
  readonly priorAuthorization: ValuesOf<typeof responsePriorAuthorizationSegment> | null;
}

/** Values of the transaction response status (112-AN). */
const outcomes: Readonly<Record<string, { readonly outcome: ClaimOutcome; readonly isDuplicate: boolean }>> = {
  P: { outcome: 'paid', isDuplicate: false },
  D: { outcome: 'paid', isDuplicate: true },
  C: { outcome: 'captured', isDuplicate: false },
  Q: { outcome: 'captured', isDuplicate: true },
  A: { outcome: 'approved', isDuplicate: false },
  S: { outcome: 'approved', isDuplicate: true },
  R: { outcome: 'rejected', isDuplicate: false },
  F: { outcome: 'deferred', isDuplicate: false },
  B: { outcome: 'benefit', isDuplicate: false },
};

/** Views one transaction of a response as the answer to a claim. */
export function viewClaimResponse(transaction: TelecomTransaction): ClaimResponse {
  const { segments } = transaction;
  const status = viewSegment(responseStatusSegment, segments);
  const rejectCodes = (status?.rejects ?? []).flatMap(({ code }) => code ?? []);
  const stated = outcomes[status?.status ?? ''] ?? { outcome: 'unknown', isDuplicate: false };
  return {
    outcome: rejectCodes.length > 0 ? 'rejected' : stated.outcome,
    isDuplicate: stated.isDuplicate,
    rejectCodes,
    status,
    pricing: viewSegment(responsePricingSegment, segments),
    alerts: viewSegment(responseDrugUseSegment, segments)?.alerts ?? [],
    priorAuthorization: viewSegment(responsePriorAuthorizationSegment, segments),
  };
}

/** Tells whether the stated status says what the reject codes say. */
export function isConsistent(response: ClaimResponse): boolean {
  const isStatedRejected = outcomes[response.status?.status ?? '']?.outcome === 'rejected';
  return isStatedRejected === response.rejectCodes.length > 0;
}
