import type { Id, StaffId } from '../../kernel/ids.ts';
import type { Principal } from '../../platform/http/principal.ts';

/** Returns the principal of a call that cannot come without one. */
export function principalOf(principal: Principal | null): Principal {
  if (principal === null) throw new Error('this endpoint needs a principal');
  return principal;
}

/** Returns the session of a call that only people make. */
export function sessionIdOf(principal: Principal | null): Id<'session'> {
  return personOf(principal).sessionId;
}

/** Returns the person of a call that only people make. */
export function staffIdOf(principal: Principal | null): StaffId {
  return personOf(principal).staffId;
}

function personOf(principal: Principal | null) {
  const { actor } = principalOf(principal);
  if (actor.kind !== 'staff') throw new Error('this endpoint needs a person');
  return actor;
}
