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

/** Returns the id under which an actor's deeds are recorded; null for the program itself. */
export function actorIdOf(actor: Actor): string | null {
  if (actor.kind === 'staff') return actor.staffId;
  if (actor.kind === 'client') return actor.clientId;
  return actor.kind === 'partner' ? actor.partnerId : null;
}
