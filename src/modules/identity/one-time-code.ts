import { Secret, TOTP } from 'otpauth';
import { type Instant, millisecondsOf } from '../../kernel/instant.ts';

const period = 30;
const settings = { digits: 6, period, algorithm: 'SHA1' } as const;

/** Makes a new secret of 160 bits in base32 (RFC 4226, section 4). */
export function makeTotpSecret(): string {
  return new Secret({ size: 20 }).base32;
}

/** Computes the code of an instant (RFC 6238, six digits, 30 seconds, SHA-1). */
export function computeCode(secret: string, at: Instant): string {
  return totp(secret).generate({ timestamp: millisecondsOf(at) });
}

/** Composes the address that an authenticator app reads from a barcode (Key URI Format). */
export function composeOtpAuthUri(factor: {
  readonly secret: string;
  readonly userName: string;
  readonly issuer: string;
}): string {
  const { secret, userName, issuer } = factor;
  return new TOTP({ ...settings, secret: Secret.fromBase32(secret), issuer, label: userName }).toString();
}

/** Returns the time step of a valid code, one step early or late allowed; null when the code is wrong or its step was used before. */
export function findAcceptedStep(
  code: string,
  factor: { readonly secret: string; readonly lastStep: number },
  at: Instant,
): number | null {
  const delta = totp(factor.secret).validate({ token: code, timestamp: millisecondsOf(at), window: 1 });
  if (delta === null) return null;
  const step = Math.floor(millisecondsOf(at) / 1000 / period) + delta;
  return step > factor.lastStep ? step : null;
}

function totp(secret: string): TOTP {
  return new TOTP({ ...settings, secret: Secret.fromBase32(secret) });
}
