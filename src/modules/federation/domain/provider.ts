import type { Id } from '../../../kernel/ids.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import { federationRefusals } from '../refusals.ts';

export type ProviderId = Id<'identity-provider'>;

/** How Theriac proves itself to a provider, and what each way is called on screen. */
export const authentications = {
  'private-key': 'Signed with a private key (private_key_jwt)',
  secret: 'Client secret',
} as const;

/** The code of a way in which Theriac proves itself. */
export type Authentication = keyof typeof authentications;

/** What an administrator says of an identity provider. */
export interface ProviderTerms {
  readonly name: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly authentication: Authentication;
  /** Mail domains that an account must be of; any when empty. */
  readonly domains: readonly string[];
  /** The claim that names the groups of a person; null when groups are not taken from sign-ins. */
  readonly groupClaim: string | null;
  /** Values of `amr` (RFC 8176) that count as a second factor. */
  readonly acceptedMethods: readonly string[];
  /** Values of `acr` that count as a second factor. */
  readonly acceptedContexts: readonly string[];
  /** By how much the clocks may differ. */
  readonly skewSeconds: number;
  /** True where the directory provisions, as external id, the subject by which the provider knows a person. */
  readonly subjectIsExternalId: boolean;
  /** False for the authorization server of an EHR, by which people come by a launch alone and not from the sign-in page. */
  readonly isOffered: boolean;
}

/** An identity provider of a health system. */
export interface Provider extends ProviderTerms {
  readonly providerId: ProviderId;
  readonly isEnabled: boolean;
}

/** Puts what was typed into the form in which it is compared, and refuses an issuer that is not a safe address. */
export function decideTerms(typed: ProviderTerms): Result<ProviderTerms> {
  const issuer = typed.issuer.trim();
  if (!isSafeAddress(issuer) || issuer.includes('?') || issuer.includes('#'))
    return refuse(federationRefusals.issuerUnsafe);
  const domains = tidy(typed.domains).map((domain) => domain.toLowerCase().replace(/^@/, ''));
  if (domains.some((domain) => !/^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(domain)))
    return refuse(federationRefusals.domainInvalid);
  const groupClaim = typed.groupClaim?.trim() ?? '';
  return ok({
    ...typed,
    issuer,
    domains,
    name: typed.name.trim(),
    clientId: typed.clientId.trim(),
    groupClaim: groupClaim === '' ? null : groupClaim,
    acceptedMethods: tidy(typed.acceptedMethods),
    acceptedContexts: tidy(typed.acceptedContexts),
  });
}

/** Tells whether an address may be called: over TLS, or on this very machine (RFC 8252, 8.3). */
export function isSafeAddress(address: string): boolean {
  return /^https:\/\/[^\s@]+$/.test(address) || /^http:\/\/(localhost|127\.0\.0\.1)(:\d+)?(\/[^\s@]*)?$/.test(address);
}

function tidy(values: readonly string[]): readonly string[] {
  return [...new Set(values.map((value) => value.trim()).filter((value) => value !== ''))];
}
