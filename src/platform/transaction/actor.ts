import type { Id, SiteId, StaffId } from '../../kernel/ids.ts';

/** Who acts: a person of the staff, an application with its own key, an outside partner's connection, or the program itself. */
export type Actor =
  | {
      readonly kind: 'staff';
      readonly staffId: StaffId;
      readonly sessionId: Id<'session'>;
      readonly siteId: SiteId | null;
      readonly roles: readonly string[];
    }
  | { readonly kind: 'client'; readonly clientId: Id<'api-client'> }
  | { readonly kind: 'partner'; readonly partnerId: Id<'partner'> }
  | { readonly kind: 'system'; readonly name: string };

/**
 * On whose account something happens. For a person's or a partner's own command it is they; where a fact is heard it is whoever
 * made the fact true; where a wait is over it is the timer, by its kind.
 */
export interface Cause {
  readonly kind: Actor['kind'];
  readonly id: string | null;
  /** Which part of the program, such as `timer:therapies.refill-window`; null for people, applications and partners. */
  readonly name: string | null;
}

/** Names an actor as the cause of what it does. */
export function toCause(actor: Actor): Cause {
  return { kind: actor.kind, id: actorIdOf(actor), name: actor.kind === 'system' ? actor.name : null };
}

/** Names an outside partner as the cause of what it told. */
export function partnerCause(partnerId: Id<'partner'>): Cause {
  return { kind: 'partner', id: partnerId, name: null };
}

/** Names the timer of a kind as a cause. */
export function timerCause(kind: string): Cause {
  return { kind: 'system', id: null, name: `timer:${kind}` };
}

/** Returns the id under which an actor's deeds are recorded; null for the program itself. */
export function actorIdOf(actor: Actor): string | null {
  if (actor.kind === 'staff') return actor.staffId;
  if (actor.kind === 'client') return actor.clientId;
  return actor.kind === 'partner' ? actor.partnerId : null;
}
