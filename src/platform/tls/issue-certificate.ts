import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  type Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';
import { addMilliseconds, type Instant } from '../../kernel/instant.ts';

/** A certificate and its private key as PEM. */
export interface KeyedCertificate {
  readonly certificatePem: string;
  readonly keyPem: string;
}

/** From when to when a certificate is good. */
export interface Validity {
  readonly from: Instant;
  readonly days: number;
}

/** Where a server answers: names and numeric addresses. */
export interface ServerNames {
  readonly dns: readonly string[];
  readonly ip: readonly string[];
}

const curve = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const dayMilliseconds = 86_400_000;

/** Issues a self-signed authority that may sign certificates of servers and clients, and no further authority. */
export async function issueAuthority(name: string, validity: Validity): Promise<KeyedCertificate> {
  const keys = await makeKeys();
  const certificate = await X509CertificateGenerator.createSelfSigned({
    serialNumber: makeSerialNumber(),
    name: [{ CN: [name] }, { O: ['Theriac development'] }],
    ...periodOf(validity),
    keys,
    signingAlgorithm: curve,
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return toPem(certificate, keys);
}

/** Issues a certificate by which a server proves the names it answers under. */
export async function issueServerCertificate(
  authority: KeyedCertificate,
  names: ServerNames,
  validity: Validity,
): Promise<KeyedCertificate> {
  const alternatives = [
    ...names.dns.map((value) => ({ type: 'dns' as const, value })),
    ...names.ip.map((value) => ({ type: 'ip' as const, value })),
  ];
  return issue(authority, { name: names.dns[0] ?? 'server', validity }, [
    new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
    new SubjectAlternativeNameExtension(alternatives),
  ]);
}

/** Issues a certificate by which a partner proves who it is; its common name is the partner's name. */
export async function issueClientCertificate(
  authority: KeyedCertificate,
  name: string,
  validity: Validity,
): Promise<KeyedCertificate> {
  return issue(authority, { name, validity }, [
    new ExtendedKeyUsageExtension([ExtendedKeyUsage.clientAuth]),
    new SubjectAlternativeNameExtension([{ type: 'url', value: `urn:theriac:partner:${name}` }]),
  ]);
}

async function issue(
  authority: KeyedCertificate,
  subject: { readonly name: string; readonly validity: Validity },
  extensions: readonly Extension[],
): Promise<KeyedCertificate> {
  const issuer = new X509Certificate(authority.certificatePem);
  const keys = await makeKeys();
  const certificate = await X509CertificateGenerator.create({
    serialNumber: makeSerialNumber(),
    subject: [{ CN: [subject.name] }, { O: ['Theriac development'] }],
    issuer: issuer.subjectName,
    ...periodOf(subject.validity),
    publicKey: keys.publicKey,
    signingKey: await readSigningKey(authority.keyPem),
    signingAlgorithm: curve,
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      await AuthorityKeyIdentifierExtension.create(issuer.publicKey),
      ...extensions,
    ],
  });
  return toPem(certificate, keys);
}

function makeKeys(): Promise<CryptoKeyPair> {
  return crypto.subtle.generateKey(curve, true, ['sign', 'verify']);
}

/** Makes a positive serial number of 127 random bits (RFC 5280, 4.1.2.2 allows 20 bytes). */
function makeSerialNumber(): string {
  const bytes = randomBytes(16);
  bytes.writeUInt8((bytes.readUInt8(0) & 0x7f) | 0x40, 0);
  return bytes.toString('hex');
}

function periodOf(validity: Validity): { notBefore: Date; notAfter: Date } {
  return {
    notBefore: new Date(validity.from),
    notAfter: new Date(addMilliseconds(validity.from, validity.days * dayMilliseconds)),
  };
}

async function readSigningKey(pem: string): Promise<CryptoKey> {
  return crypto.subtle.importKey('pkcs8', PemConverter.decodeFirst(pem), curve, false, ['sign']);
}

async function toPem(certificate: X509Certificate, keys: CryptoKeyPair): Promise<KeyedCertificate> {
  const key = await crypto.subtle.exportKey('pkcs8', keys.privateKey);
  return {
    certificatePem: `${certificate.toString('pem')}\n`,
    keyPem: `${PemConverter.encode(key, PemConverter.PrivateKeyTag)}\n`,
  };
}
