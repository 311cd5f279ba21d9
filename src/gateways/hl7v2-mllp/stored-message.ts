import type { PatientId, RawMessageId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { InboundSettlement, MessageLink, Partner } from '../../modules/exchange/index.ts';

/** A stored message that is to take effect. */
export interface StoredMessage {
  readonly rawMessageId: RawMessageId;
  readonly partner: Partner;
  readonly bytes: Uint8Array;
  readonly receivedAt: Instant;
}

/** What the effect of a message amounts to. */
export interface Applied {
  readonly outcome: 'applied' | 'work-item';
  readonly links: readonly MessageLink[];
  readonly patientIds: readonly PatientId[];
}

/** How a message is settled: `quarantine` says that its sender cannot be who it says. */
export interface MessageVerdict {
  readonly settlement: InboundSettlement;
  readonly quarantine: 'sender-not-allowed' | null;
}
