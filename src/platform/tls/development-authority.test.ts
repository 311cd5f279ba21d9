import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, createServer, type TLSSocket } from 'node:tls';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { instantOf } from '../../kernel/instant.ts';
import { MovableClock } from '../clock/clock.ts';
import { type CertificateFiles, isLasting, openDevelopmentAuthority } from './development-authority.ts';

const dayMilliseconds = 86_400_000;
let folder = '';
let clock: MovableClock;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'theriac-tls-'));
  // Node checks certificates by the machine's own clock, so these tests begin at the machine's day.
  clock = new MovableClock(instantOf(Date.now()));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Lets a client speak to a server that asks for a certificate, and returns the common name that the server saw. */
async function shakeHands(
  server: CertificateFiles,
  client: Partial<CertificateFiles> & { authorityPem: string },
): Promise<string> {
  const listener = createServer({
    cert: server.certificatePem,
    key: server.keyPem,
    ca: server.authorityPem,
    requestCert: true,
    minVersion: 'TLSv1.3',
  });
  listener.on('tlsClientError', () => undefined);
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const { port } = listener.address() as AddressInfo;
  const seen = once(listener, 'secureConnection') as Promise<[TLSSocket]>;
  const socket = connect({
    port,
    host: '127.0.0.1',
    servername: 'localhost',
    ca: client.authorityPem,
    cert: client.certificatePem,
    key: client.keyPem,
  });
  try {
    const failed = once(socket, 'close').then(() => Promise.reject(new Error('the server hung up')));
    const [accepted] = await Promise.race([
      seen,
      once(socket, 'error').then(([error]) => Promise.reject(error)),
      failed,
    ]);
    return String(accepted.getPeerCertificate().subject.CN);
  } finally {
    socket.destroy();
    listener.close();
  }
}

describe('the development authority', () => {
  test('lets a partner and our server recognize each other', async () => {
    const authority = await openDevelopmentAuthority({ folder, clock });
    const server = await authority.serverCertificate();
    const partner = await authority.createPartnerCertificate('general-hospital');
    expect(await shakeHands(server, partner)).toBe('general-hospital');
  });

  test('a partner without a certificate, or with one of another authority, is refused', async () => {
    const authority = await openDevelopmentAuthority({ folder, clock });
    const server = await authority.serverCertificate();
    const stranger = await (
      await openDevelopmentAuthority({ folder: join(folder, 'other'), clock })
    ).createPartnerCertificate('general-hospital');
    const { authorityPem } = server;
    await expect(shakeHands(server, { authorityPem })).rejects.toThrow();
    await expect(shakeHands(server, { ...stranger, authorityPem })).rejects.toThrow();
  });

  test('a server certificate names this machine and serves no client', async () => {
    const server = new X509Certificate(
      (await (await openDevelopmentAuthority({ folder, clock })).serverCertificate()).certificatePem,
    );
    expect(server.checkHost('localhost')).toBe('localhost');
    expect(server.checkIP('127.0.0.1')).toBe('127.0.0.1');
    expect(server.checkIP('::1')).toBe('::1');
    expect(server.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1']);
    expect(server.ca).toBe(false);
  });

  test('every file may be read by its owner alone', async () => {
    const authority = await openDevelopmentAuthority({ folder, clock });
    await authority.serverCertificate();
    await authority.createPartnerCertificate('switch');
    const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.pem'));
    expect(names.sort()).toEqual([
      'authority-key.pem',
      'authority.pem',
      'partners/switch-key.pem',
      'partners/switch.pem',
      'server-key.pem',
      'server.pem',
    ]);
    for (const name of names) expect((await stat(join(folder, name))).mode & 0o777).toBe(0o600);
  });

  test('a partner name that would leave the folder is refused', async () => {
    const authority = await openDevelopmentAuthority({ folder, clock });
    await expect(authority.createPartnerCertificate('../server')).rejects.toThrow('a partner name');
  });
});

describe('renewal', () => {
  test('a second start uses the same certificates', async () => {
    const first = await (await openDevelopmentAuthority({ folder, clock })).serverCertificate();
    const second = await (await openDevelopmentAuthority({ folder, clock })).serverCertificate();
    expect(second).toEqual(first);
  });

  test('a certificate is renewed thirty days before its end by the same authority', async () => {
    const first = await (await openDevelopmentAuthority({ folder, clock })).serverCertificate();
    clock.advance(59 * dayMilliseconds);
    expect((await (await openDevelopmentAuthority({ folder, clock })).serverCertificate()).certificatePem).toBe(
      first.certificatePem,
    );
    clock.advance(2 * dayMilliseconds);
    const renewed = await (await openDevelopmentAuthority({ folder, clock })).serverCertificate();
    expect(renewed.certificatePem).not.toBe(first.certificatePem);
    expect(renewed.authorityPem).toBe(first.authorityPem);
  });

  test('other names, a new authority or a key that does not fit make a new certificate', async () => {
    const authority = await openDevelopmentAuthority({ folder, clock });
    const first = await authority.serverCertificate();
    const named = await authority.serverCertificate({ dns: ['pharmacy.example'], ip: ['127.0.0.1'] });
    expect(named.certificatePem).not.toBe(first.certificatePem);
    await rm(authority.certificatePath);
    const anew = await (await openDevelopmentAuthority({ folder, clock })).serverCertificate({
      dns: ['pharmacy.example'],
      ip: ['127.0.0.1'],
    });
    expect(anew.authorityPem).not.toBe(first.authorityPem);
    expect(anew.certificatePem).not.toBe(named.certificatePem);
  });

  test('a certificate lasts when it is good beyond the asked days', () => {
    const certificate = { validTo: 'Mar 31 12:00:00 2026 GMT' };
    expect(isLasting(certificate, instantOf(Date.UTC(2026, 2, 1, 11)), 30)).toBe(true);
    expect(isLasting(certificate, instantOf(Date.UTC(2026, 2, 1, 12)), 30)).toBe(false);
  });
});
