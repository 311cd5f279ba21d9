import type { PatientId, RawMessageId, Uuid } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/instant.ts';
import type { Problem } from '../../../kernel/problem.ts';
import type { MessageFormat, PartnerId } from './partner.ts';

/** A message as a gateway took it from the wire, before anything reads it. */
export interface InboundMessage {
  readonly partnerId: PartnerId;
  readonly format: MessageFormat;
  /** The sender's own number of the message; empty when it gave none, then the body itself tells repeats. */
  readonly controlId: string;
  readonly body: Uint8Array;
  readonly receivedAt: Instant;
}

/**
 * What a stored message turned out to be. A `repeat` is answered with the recorded bytes; its answer is null while the first
 * delivery is not settled yet. A `conflict` has the number of an earlier message and another body, and is quarantined.
 */
export type StoredInbound =
  | { readonly kind: 'new'; readonly rawMessageId: RawMessageId }
  | { readonly kind: 'repeat'; readonly rawMessageId: RawMessageId; readonly answer: Uint8Array | null }
  | { readonly kind: 'conflict'; readonly rawMessageId: RawMessageId };

/** What became of an inbound message: applied, handed to a person, refused, or set aside because its number was taken. */
type InboundOutcome = 'applied' | 'work-item' | 'refused' | 'quarantined';

/** A record that a message became or changed. */
export interface MessageLink {
  readonly kind: 'patient' | 'prescription' | 'therapy' | 'document' | 'claim' | 'delivery' | 'fill' | 'raw-message';
  readonly id: Uuid;
}

/** How an inbound message is settled; happens once for each. */
export interface InboundSettlement {
  readonly rawMessageId: RawMessageId;
  readonly outcome: InboundOutcome;
  /** The type in the words of the format: `RDE^O11`, `NewRx`. */
  readonly messageType: string;
  readonly problems: readonly Problem[];
  readonly links: readonly MessageLink[];
  readonly patientIds: readonly PatientId[];
  /** The bytes that were answered; null when nothing is answered. */
  readonly answer: Uint8Array | null;
}

/** How many times a message is tried before a person is asked. */
export const mostApplyAttempts = 3;

const longestControlId = 120;

/** Chooses the number under which repeats are told: the sender's own, or the hash of the body when it gave none or an absurd one. */
export function chooseControlId(message: { readonly controlId: string; readonly sha256Hex: string }): string {
  const given = message.controlId.trim();
  return given === '' || given.length > longestControlId ? `sha256:${message.sha256Hex}` : given;
}
