import type { DerivedSecrets } from '../../platform/crypto/derived-secrets.ts';

const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/**
 * Computes the one-time-code secret of a demonstration person from the secrets of the installation, so that
 * `theriac demo code` can show the current code while no secret is written anywhere.
 */
export function demoTotpSecret(
  secrets: DerivedSecrets,
  person: { readonly tenantId: number; readonly userName: string },
): string {
  const bytes = secrets.derive(`demo/totp/${person.tenantId}/${person.userName}`, 32);
  return Array.from(bytes, (byte) => base32[byte % 32]).join('');
}
