import type { Id, Uuid } from '../../../kernel/ids.ts';
import type { Json } from '../../../kernel/json.ts';
import type { Partner, PartnerKind } from './partner.ts';

export type OutboundId = Id<'outbound'>;

/** A message to be sent, in the words of the module that asked for it; the partner's gateway writes it in its format. */
export interface OutboundRequest {
  readonly partnerKind: PartnerKind;
  /** What is to be said, such as `claim-billing` or `ship-order`. */
  readonly kind: string;
  readonly subjectId: Uuid;
  readonly payload: Json;
}

/** A message that a gateway took to send it. */
export interface TakenOutbound {
  readonly outboundId: OutboundId;
  readonly partner: Partner | null;
  readonly kind: string;
  readonly subjectId: Uuid;
  readonly payload: Json;
  readonly attempt: number;
}

/** How sending ended: `answered` and `refused` are final; `unreachable` is tried again. */
export type OutboundOutcome = 'answered' | 'refused' | 'unreachable';

// Minutes until the next attempt. A partner that stays silent for two hours is a matter for a person.
const retryMinutes = [1, 5, 15, 30, 60] as const;

/** Returns the minutes to wait after a failed attempt, counted from 1; null when a person has to look. */
export function findRetryMinutes(attempt: number): number | null {
  return retryMinutes[attempt - 1] ?? null;
}
