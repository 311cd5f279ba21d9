import { createHash } from 'node:crypto';
import type { TenantId, TherapyId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import { canonicalJson, type Json } from '../../kernel/json.ts';

/** An event of a stream as its row holds it. */
export interface StoredEvent {
  readonly sequence: number;
  readonly type: string;
  readonly version: number;
  readonly occurredAt: Instant;
  readonly recordedAt: Instant;
  readonly facts: Json;
  readonly agenda: Json;
  readonly sealedNote: Uint8Array | null;
  readonly actorKind: string;
  readonly actorId: string | null;
  /** Which part of the program it was; null for people, applications and partners. */
  readonly actorName: string | null;
  readonly sourceKind: string | null;
  readonly sourceId: string | null;
}

/** A stream by its tenant and therapy, so that no event fits into another. */
export interface StreamPlace {
  readonly tenantId: TenantId;
  readonly therapyId: TherapyId;
}

/** Computes the hash of an event, whose absent name of a part of the program is left out as it was before there was one: SHA-256 over the hash before it, the canonical JSON of the row and its sealed bytes. */
export function hashEvent(place: StreamPlace, event: StoredEvent, previousHash: Uint8Array | null): Buffer {
  const { sealedNote, actorName, ...clear } = event;
  const hash = createHash('sha256');
  if (previousHash !== null) hash.update(previousHash);
  hash.update(canonicalJson({ ...place, ...clear, ...(actorName === null ? {} : { actorName }) }));
  if (sealedNote !== null) hash.update(sealedNote);
  return hash.digest();
}
