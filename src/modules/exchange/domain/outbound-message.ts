import type { Id, PatientId, Uuid } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/instant.ts';
import type { Json } from '../../../kernel/json.ts';
import type { Problem } from '../../../kernel/problem.ts';
import type { MessageLink } from './inbound-message.ts';
import type { MessageFormat, Partner, PartnerId, PartnerKind } from './partner.ts';

export type OutboundId = Id<'outbound'>;

/** A message to be sent, in the words of the module that asked for it; the partner's gateway writes it in its format. */
export interface OutboundRequest {
  readonly partnerKind: PartnerKind;
  /** What is to be said, such as `claim-billing` or `ship-order`. */
  readonly kind: string;
  readonly subjectId: Uuid;
  readonly payload: Json;
  /** The partner that it is for; the first active one of the kind when none is named. */
  readonly partnerId?: PartnerId;
  readonly format?: MessageFormat;
  /** The fact that it tells of: the same fact is never told to the same subject twice. */
  readonly eventId?: Id<'event'>;
}

/** A message that a gateway took to send it. */
export interface TakenOutbound {
  readonly outboundId: OutboundId;
  readonly partner: Partner | null;
  readonly kind: string;
  readonly subjectId: Uuid;
  readonly payload: Json;
  readonly attempt: number;
  readonly format: MessageFormat | null;
  readonly enqueuedAt: Instant;
  /** How often a person had it sent again. */
  readonly resends: number;
}

/** What a gateway knows of bytes that it exchanged. */
export interface ExchangedAbout {
  /** The number under which it was sent. */
  readonly controlId: string;
  readonly sentType: string;
  readonly replyType: string;
  /** What the partner says is wrong with what was sent, with the places in it. */
  readonly problems: readonly Problem[];
  readonly links: readonly MessageLink[];
  readonly patientIds: readonly PatientId[];
}

/** How sending ended: `answered` and `refused` are final; `unreachable` is tried again. */
export type OutboundOutcome = 'answered' | 'refused' | 'unreachable';

// Minutes until the next attempt. A partner that stays silent for two hours is a matter for a person.
const retryMinutes = [1, 5, 15, 30, 60] as const;

/** Returns the minutes to wait after a failed attempt, counted from 1; null when a person has to look. */
export function findRetryMinutes(attempt: number): number | null {
  return retryMinutes[attempt - 1] ?? null;
}
