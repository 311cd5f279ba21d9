import type { PatientId, RawMessageId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { InboundSettlement, MessageFormat, MessageLink, Partner } from '../../modules/exchange/index.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';

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

/** What a gateway knows of its format, for the machinery that all inbound gateways share. */
export interface InboundFormat {
  readonly format: MessageFormat;
  /** The name of the gateway in logs. */
  readonly part: string;
  /** Reads a stored message and lets it take effect in this transaction. */
  apply(tx: TenantTransaction, message: StoredMessage): Promise<MessageVerdict>;
}
