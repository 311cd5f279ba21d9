import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  verifyAuthenticationResponse,
} from '@simplewebauthn/server';
import type { StaffId } from '../../../kernel/ids.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { isLikelyCopied } from '../domain/passkey-use.ts';
import { toRelyingParty } from '../domain/relying-party.ts';
import type { StaffMember } from '../domain/staff.ts';
import { appendChallenge, lockPasskey, type StoredPasskey, savePasskey, takeChallenge } from '../passkey-store.ts';
import { identityRefusals } from '../refusals.ts';
import type { Proof } from '../session-store.ts';
import { findStaff } from '../staff-queries.ts';

/** The answer of a passkey to a challenge. */
export interface PasskeyAnswer {
  readonly host: string;
  readonly challengeId: string;
  readonly response: AuthenticationResponseJSON;
  /** Whose passkey it has to be; null lets the passkey say who signs in. */
  readonly staffId: StaffId | null;
}

/** Somebody whom a passkey has proven. */
export interface PasskeyProof {
  readonly member: StaffMember;
  readonly proof: Proof;
}

/** Begins a proof by passkey: the browser offers those that it holds for this address. */
export async function beginPasskeyProof(tx: TenantTransaction, host: string) {
  const { challengeId, challenge } = await appendChallenge(tx, { purpose: 'passkey-proof', staffId: null });
  const options = await generateAuthenticationOptions({
    rpID: toRelyingParty(host).id,
    challenge: new Uint8Array(Buffer.from(challenge, 'base64url')),
    userVerification: 'required',
  });
  return { challengeId, options };
}

/** Proves an identity by passkey. One that may have been copied is disabled at once. Every failure looks the same. */
export async function provePasskey(tx: TenantTransaction, answer: PasskeyAnswer): Promise<Result<PasskeyProof>> {
  const { challengeId, response } = answer;
  const challenge = await takeChallenge(tx, { challengeId, purpose: 'passkey-proof', staffId: null });
  const passkey = await lockPasskey(tx, response.id);
  if (challenge === null || passkey === null || passkey.disabledAt !== null)
    return refuse(identityRefusals.signInFailed);
  if (answer.staffId !== null && passkey.staffId !== answer.staffId) return refuse(identityRefusals.signInFailed);
  const used = await verify(passkey, answer, challenge);
  if (used === null) return refuse(identityRefusals.signInFailed);
  if (isLikelyCopied(passkey, used)) {
    await disableCopied(tx, passkey);
    return refuse(identityRefusals.signInFailed);
  }
  const member = await findStaff(tx, passkey.staffId);
  if (member === null || !member.isActive) return refuse(identityRefusals.signInFailed);
  await savePasskey(tx, passkey.passkeyId, { sign_count: used.signCount });
  return ok({ member, proof: used.isDeviceBound ? 'device-bound-passkey' : 'passkey' });
}

async function verify(passkey: StoredPasskey, answer: PasskeyAnswer, expectedChallenge: string) {
  const party = toRelyingParty(answer.host);
  const verified = await verifyAuthenticationResponse({
    response: answer.response,
    expectedChallenge,
    expectedOrigin: [...party.origins],
    expectedRPID: party.id,
    // The count is judged by our own rule, which also says what becomes of the passkey.
    credential: { id: passkey.credentialId, publicKey: passkey.publicKey, counter: 0 },
    requireUserVerification: true,
  }).catch(() => null);
  if (verified === null || !verified.verified) return null;
  const { newCounter, credentialDeviceType } = verified.authenticationInfo;
  return { signCount: newCounter, isDeviceBound: credentialDeviceType === 'singleDevice' };
}

async function disableCopied(tx: TenantTransaction, passkey: StoredPasskey): Promise<void> {
  await savePasskey(tx, passkey.passkeyId, { disabled_at: tx.now });
  await tx.audit({
    kind: 'configuration',
    action: 'identity.disable-passkey',
    outcome: 'done',
    patientIds: [],
    object: { kind: 'passkey', id: passkey.passkeyId },
    reason: 'likely-copied',
  });
}
