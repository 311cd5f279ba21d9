import type { Role } from './roles.ts';

/**
 * What proof of identity an action asks for: the session's, one that is fresh within five minutes, or a fresh one by a
 * passkey that cannot leave its device.
 */
export type Assurance = 'session' | 'fresh' | 'fresh-device-bound';

/** Something that a person may do, as a sentence that completes "A person with one of these roles may …". */
export interface Permission {
  readonly code: string;
  readonly sentence: string;
  readonly roles: readonly Role[];
  readonly assurance: Assurance;
}

type Declaration = Readonly<
  Record<string, { readonly sentence: string; readonly roles: readonly Role[]; readonly assurance?: Assurance }>
>;

/** Declares a module's permissions once. Keys are camelCase and become `<module>.<key>` codes. */
export function declarePermissions<Kinds extends Declaration>(
  moduleName: string,
  kinds: Kinds,
): { readonly [Name in keyof Kinds]: Permission } {
  const declared = Object.entries(kinds).map(([name, kind]) => [
    name,
    { assurance: 'session', ...kind, code: `${moduleName}.${name}` },
  ]);
  return Object.fromEntries(declared) as { readonly [Name in keyof Kinds]: Permission };
}
