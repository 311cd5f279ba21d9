import { createPrivateKey, X509Certificate } from 'node:crypto';
import { join } from 'node:path';
import { addMilliseconds, type Instant, instantOf } from '../../kernel/instant.ts';
import type { Clock } from '../clock/clock.ts';
import { makePrivateFolder, readPrivateFile, replacePrivateFile } from '../crypto/private-file.ts';
import {
  issueAuthority,
  issueClientCertificate,
  issueServerCertificate,
  type KeyedCertificate,
  type ServerNames,
} from './issue-certificate.ts';

/** A certificate, its key and the authority that signed it, as PEM and as files. */
export interface CertificateFiles extends KeyedCertificate {
  readonly certificatePath: string;
  readonly keyPath: string;
  readonly authorityPem: string;
  readonly authorityPath: string;
}

/** Signs certificates for one installation on one machine; production brings certificates of a real authority. */
export interface DevelopmentAuthority {
  readonly certificatePem: string;
  readonly certificatePath: string;
  /** Returns the certificate of our own servers, new when it is missing, near its end or made for other names. */
  serverCertificate(names?: ServerNames): Promise<CertificateFiles>;
  /** Returns the client certificate of a simulated partner. @param name lower-case letters, digits and hyphens */
  createPartnerCertificate(name: string): Promise<CertificateFiles>;
}

const dayMilliseconds = 86_400_000;
const authorityDays = 3650;
const certificateDays = 90;
const renewDaysBefore = 30;

/** The names under which an installation answers on its own machine. */
const loopbackNames: ServerNames = { dns: ['localhost', '*.localhost'], ip: ['127.0.0.1', '::1'] };

/** Opens the development authority of a folder, making it on the first start and anew before it ends. All files have mode 0600. */
export async function openDevelopmentAuthority(parts: {
  readonly folder: string;
  readonly clock: Clock;
}): Promise<DevelopmentAuthority> {
  const { folder, clock } = parts;
  await makePrivateFolder(folder);
  await makePrivateFolder(join(folder, 'partners'));
  // A start a little in the past lets clients whose clocks run slow accept what was just issued.
  const validity = (days: number) => ({ from: addMilliseconds(clock.now(), -dayMilliseconds), days: days + 1 });

  const authority = await readOrIssue(join(folder, 'authority'), {
    isUsable: (certificate) => isLasting(certificate, clock.now(), certificateDays),
    issue: () => issueAuthority('Theriac development authority', validity(authorityDays)),
  });
  const authorityPath = `${join(folder, 'authority')}.pem`;
  const signer = new X509Certificate(authority.certificatePem);

  async function files(
    path: string,
    usable: (certificate: X509Certificate) => boolean,
    issue: () => Promise<KeyedCertificate>,
  ): Promise<CertificateFiles> {
    const isUsable = (certificate: X509Certificate): boolean =>
      certificate.verify(signer.publicKey) &&
      isLasting(certificate, clock.now(), renewDaysBefore) &&
      usable(certificate);
    const pair = await readOrIssue(path, { isUsable, issue });
    return {
      ...pair,
      certificatePath: `${path}.pem`,
      keyPath: `${path}-key.pem`,
      authorityPem: authority.certificatePem,
      authorityPath,
    };
  }

  return {
    certificatePem: authority.certificatePem,
    certificatePath: authorityPath,
    serverCertificate: (names = loopbackNames) =>
      files(
        join(folder, 'server'),
        (certificate) => answersUnder(certificate, names),
        () => issueServerCertificate(authority, names, validity(certificateDays)),
      ),
    createPartnerCertificate: async (name) => {
      if (!/^[a-z0-9][a-z0-9-]{0,62}$/.test(name))
        throw new Error('a partner name has lower-case letters, digits and hyphens');
      return files(
        join(folder, 'partners', name),
        () => true,
        () => issueClientCertificate(authority, name, validity(certificateDays)),
      );
    },
  };
}

async function readOrIssue(
  path: string,
  parts: { isUsable(certificate: X509Certificate): boolean; issue(): Promise<KeyedCertificate> },
): Promise<KeyedCertificate> {
  const stored = await readPair(path);
  if (stored !== null && parts.isUsable(new X509Certificate(stored.certificatePem))) return stored;
  const issued = await parts.issue();
  await replacePrivateFile(`${path}-key.pem`, Buffer.from(issued.keyPem));
  await replacePrivateFile(`${path}.pem`, Buffer.from(issued.certificatePem));
  return issued;
}

/** Reads a certificate with its key; null when one is missing or they do not belong together, as after a crash between the two files. */
async function readPair(path: string): Promise<KeyedCertificate | null> {
  const [certificate, key] = [await readPrivateFile(`${path}.pem`), await readPrivateFile(`${path}-key.pem`)];
  if (certificate === null || key === null) return null;
  const pair = { certificatePem: certificate.toString(), keyPem: key.toString() };
  return new X509Certificate(pair.certificatePem).checkPrivateKey(createPrivateKey(pair.keyPem)) ? pair : null;
}

/** Tells whether a certificate is still good after some days. */
export function isLasting(certificate: { readonly validTo: string }, now: Instant, days: number): boolean {
  return instantOf(Date.parse(certificate.validTo)) > addMilliseconds(now, days * dayMilliseconds);
}

function answersUnder(certificate: X509Certificate, names: ServerNames): boolean {
  const alternatives = certificate.subjectAltName ?? '';
  const dns = names.dns.every((name) => alternatives.includes(`DNS:${name}`));
  return dns && names.ip.every((address) => certificate.checkIP(address) !== undefined);
}
