import {
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import type { Id, StaffId } from '../../../kernel/ids.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { toRelyingParty } from '../domain/relying-party.ts';
import {
  appendChallenge,
  insertPasskey,
  listPasskeys,
  lockPasskey,
  savePasskey,
  takeChallenge,
} from '../passkey-store.ts';
import { identityRefusals } from '../refusals.ts';
import { findStaff } from '../staff-queries.ts';
import { getTenant } from '../tenant-queries.ts';

/** EdDSA, ES256 and RS256 (IANA COSE algorithms). */
const supportedAlgorithmIDs = [-8, -7, -257];

/** Begins the registration of a passkey: what the browser needs to make one that asks for finger, face or PIN. */
export async function beginPasskeyRegistration(
  tx: TenantTransaction,
  wanted: { readonly staffId: StaffId; readonly host: string },
) {
  const { staffId, host } = wanted;
  const member = await findStaff(tx, staffId);
  if (member === null) throw new Error('a session without a person');
  const { challengeId, challenge } = await appendChallenge(tx, { purpose: 'passkey-registration', staffId });
  const known = await listPasskeys(tx, staffId);
  const options = await generateRegistrationOptions({
    rpName: `Theriac · ${(await getTenant(tx)).name}`,
    rpID: toRelyingParty(host).id,
    userName: member.userName,
    userDisplayName: member.displayName,
    userID: new TextEncoder().encode(staffId),
    challenge: new Uint8Array(Buffer.from(challenge, 'base64url')),
    attestationType: 'none',
    supportedAlgorithmIDs,
    excludeCredentials: known.map(({ credentialId, transports }) => ({
      id: credentialId,
      transports: [...transports],
    })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
  return { challengeId, options };
}

/** Registers the passkey that the browser made. Refuses one that does not answer the challenge, and one that is known. */
export async function registerPasskey(
  tx: TenantTransaction,
  made: {
    readonly staffId: StaffId;
    readonly host: string;
    readonly challengeId: string;
    readonly label: string;
    readonly response: RegistrationResponseJSON;
  },
): Promise<Result<{ readonly passkeyId: Id<'passkey'>; readonly isDeviceBound: boolean }>> {
  const { staffId, challengeId, response } = made;
  const expectedChallenge = await takeChallenge(tx, { challengeId, purpose: 'passkey-registration', staffId });
  if (expectedChallenge === null) return refuse(identityRefusals.passkeyNotAccepted);
  const party = toRelyingParty(made.host);
  const verified = await verifyRegistrationResponse({
    response,
    expectedChallenge,
    expectedOrigin: [...party.origins],
    expectedRPID: party.id,
    requireUserVerification: true,
    supportedAlgorithmIDs,
  }).catch(() => null);
  if (verified?.registrationInfo === undefined) return refuse(identityRefusals.passkeyNotAccepted);
  const { credential, credentialDeviceType } = verified.registrationInfo;
  if ((await lockPasskey(tx, credential.id)) !== null) return refuse(identityRefusals.passkeyKnown);
  const isDeviceBound = credentialDeviceType === 'singleDevice';
  const passkeyId = await insertPasskey(tx, {
    staffId,
    credentialId: credential.id,
    publicKey: new Uint8Array(credential.publicKey),
    signCount: credential.counter,
    isDeviceBound,
    transports: credential.transports ?? [],
    label: made.label,
  });
  return ok({ passkeyId, isDeviceBound });
}

/** Disables a passkey of the person's own. */
export async function removePasskey(
  tx: TenantTransaction,
  wanted: { readonly staffId: StaffId; readonly passkeyId: Id<'passkey'> },
): Promise<Result<null>> {
  const known = await listPasskeys(tx, wanted.staffId);
  if (!known.some(({ passkeyId }) => passkeyId === wanted.passkeyId)) return refuse(identityRefusals.unknownPasskey);
  await savePasskey(tx, wanted.passkeyId, { disabled_at: tx.now });
  return ok(null);
}
