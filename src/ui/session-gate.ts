import { createContext, use } from 'react';

/** Codes by which the server asks for a person's presence before it answers. */
export const presenceCodes = {
  sessionNeeded: 'identity.session-needed',
  sessionLocked: 'identity.session-locked',
  freshProofNeeded: 'identity.fresh-proof-needed',
} as const;

/**
 * Asks the person for what the server wants. `unlock` and `prove` resolve to true when the call may be repeated;
 * `signIn` leaves the page for the sign-in page and keeps the way back.
 */
export interface SessionGate {
  readonly signIn: () => void;
  readonly unlock: () => Promise<boolean>;
  readonly prove: () => Promise<boolean>;
}

const closedGate: SessionGate = {
  signIn: () => undefined,
  unlock: () => Promise.resolve(false),
  prove: () => Promise.resolve(false),
};

/** The gate of the page; without one, such as on the sign-in page, nothing is repeated. */
export const SessionGateContext = createContext<SessionGate>(closedGate);

/** Returns the gate through which calls ask for unlocking, fresh proof or sign-in. */
export function useSessionGate(): SessionGate {
  return use(SessionGateContext);
}
