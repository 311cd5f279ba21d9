import type { Instant } from '../../kernel/instant.ts';
import type { Problem } from '../../kernel/problem.ts';
import type { StatusFormat } from '../../modules/exchange/index.ts';
import type { PrescriberMessage } from '../../modules/outreach/index.ts';

/** What proves us to a partner, and whose certificates we trust. */
export interface OutboundTls {
  readonly key: string;
  readonly cert: string;
  readonly ca: string;
}

/** What came of sending: `unreached` means that no byte was sent, `silent` that the partner may have it. */
export type WireReply =
  | { readonly kind: 'answered'; readonly status: number | null; readonly body: Uint8Array }
  | { readonly kind: 'unreached' }
  | { readonly kind: 'silent' };

/** What a message is written from besides itself. The same parts write the same bytes, so that a partner knows a repeat. */
export interface WritingParts {
  /** The number of the message: at most 35 letters and digits, the same at every attempt. */
  readonly number: string;
  readonly sentAt: Instant;
  /** The message that the order came in; null when it is not there or of another format. */
  readonly original: Uint8Array | null;
}

/** A message as it goes out. */
export interface WrittenMessage {
  readonly body: Uint8Array;
  readonly controlId: string;
  readonly messageType: string;
}

/** What a partner answered. `later` asks for the same bytes again. */
export interface ReadReply {
  readonly outcome: 'taken' | 'refused' | 'later';
  /** The code by which it says so; null when it gave none. */
  readonly code: string | null;
  readonly messageType: string;
  /** What it holds to be wrong, with places in what was sent; never its own words, which may name the patient. */
  readonly problems: readonly Problem[];
}

/** A format by which prescribers are told and asked. */
export interface PrescriberWay {
  readonly format: StatusFormat;
  write(message: PrescriberMessage, parts: WritingParts): WrittenMessage;
  /** Sends bytes and waits for the answer. Never rejects. */
  send(asked: {
    readonly address: string;
    readonly body: Uint8Array;
    readonly tls: OutboundTls | null;
    readonly timeoutMilliseconds: number;
  }): Promise<WireReply>;
  readReply(reply: { readonly status: number | null; readonly body: Uint8Array }, sent: WrittenMessage): ReadReply;
}
