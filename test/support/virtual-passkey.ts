import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';

/** A passkey that answers as an authenticator does: ES256, user verified, with a count of its uses. */
export interface VirtualPasskey {
  signCount: number;
  isDeviceBound: boolean;
  /** Answers the options of a registration. */
  register(
    options: CeremonyOptions,
    origin: string,
  ): PasskeyAnswer<{ clientDataJSON: string; attestationObject: string }>;
  /** Answers the options of a proof. */
  prove(
    options: CeremonyOptions,
    origin: string,
  ): PasskeyAnswer<{ clientDataJSON: string; authenticatorData: string; signature: string }>;
}

/** The part of the options that an authenticator looks at. */
export interface CeremonyOptions {
  readonly challenge: string;
}

interface PasskeyAnswer<Response> {
  readonly id: string;
  readonly rawId: string;
  readonly type: 'public-key';
  readonly clientExtensionResults: Record<string, never>;
  readonly response: Response;
}

const flags = { userPresent: 0x01, userVerified: 0x04, backupEligible: 0x08, attestedData: 0x40 };

/** Makes a passkey for a host name. */
export function createVirtualPasskey(rpId: string): VirtualPasskey {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const credentialId = randomBytes(16);
  const id = credentialId.toString('base64url');
  const answer = <Response>(response: Response): PasskeyAnswer<Response> => ({
    id,
    rawId: id,
    type: 'public-key',
    clientExtensionResults: {},
    response,
  });
  const passkey: VirtualPasskey = {
    signCount: 1,
    isDeviceBound: true,
    register: (options, origin) => {
      const attested = Buffer.concat([
        Buffer.alloc(16),
        toUint16(credentialId.length),
        credentialId,
        encodeKey(publicKey),
      ]);
      const data = Buffer.concat([composeHeader(rpId, passkey, flags.attestedData), attested]);
      const attestationObject = encodeAttestation(data).toString('base64url');
      return answer({ clientDataJSON: encodeClientData('webauthn.create', options, origin), attestationObject });
    },
    prove: (options, origin) => {
      const clientDataJSON = encodeClientData('webauthn.get', options, origin);
      const data = composeHeader(rpId, passkey, 0);
      const hash = createHash('sha256').update(Buffer.from(clientDataJSON, 'base64url')).digest();
      const signature = sign('sha256', Buffer.concat([data, hash]), privateKey).toString('base64url');
      return answer({ clientDataJSON, authenticatorData: data.toString('base64url'), signature });
    },
  };
  return passkey;
}

function encodeClientData(type: string, { challenge }: CeremonyOptions, origin: string): string {
  return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false })).toString('base64url');
}

/** Authenticator data (W3C Web Authentication, 6.1): hash of the host name, flags, count. */
function composeHeader(rpId: string, passkey: VirtualPasskey, more: number): Buffer {
  const bound = passkey.isDeviceBound ? 0 : flags.backupEligible;
  const count = Buffer.alloc(4);
  count.writeUInt32BE(passkey.signCount);
  const hash = createHash('sha256').update(rpId).digest();
  return Buffer.concat([hash, Buffer.from([flags.userPresent | flags.userVerified | bound | more]), count]);
}

/** The public key as a COSE map {1: 2, 3: -7, -1: 1, -2: x, -3: y} in CBOR. */
function encodeKey(publicKey: KeyObject): Buffer {
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const coordinate = (text: string): Buffer => Buffer.concat([Buffer.from([0x58, 32]), Buffer.from(text, 'base64url')]);
  return Buffer.concat([
    Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21]),
    coordinate(x),
    Buffer.from([0x22]),
    coordinate(y),
  ]);
}

/** An attestation object {fmt: "none", attStmt: {}, authData: bytes} in CBOR. */
function encodeAttestation(data: Buffer): Buffer {
  const text = (word: string): Buffer => Buffer.concat([Buffer.from([0x60 + word.length]), Buffer.from(word)]);
  return Buffer.concat([
    Buffer.from([0xa3]),
    text('fmt'),
    text('none'),
    text('attStmt'),
    Buffer.from([0xa0]),
    text('authData'),
    Buffer.from([0x59]),
    toUint16(data.length),
    data,
  ]);
}

function toUint16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value);
  return bytes;
}
