import type { Static, TSchema } from 'typebox';

/** A kind of fact that a module announces after it happened. Payloads carry ids and codes only, never patient data. */
export interface EventKind<Payload extends TSchema = TSchema> {
  readonly type: string;
  readonly version: number;
  readonly sentence: string;
  readonly payload: Payload;
}

/** Declares an event kind once; its type is `<module>.<past-tense-fact>`. */
export function declareEvent<Payload extends TSchema>(kind: EventKind<Payload>): EventKind<Payload> {
  return kind;
}

export type PayloadOf<Kind extends EventKind> = Static<Kind['payload']>;
