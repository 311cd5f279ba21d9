import { request as send } from 'node:http';
import { permissions, routes } from '../../src/apps/composition.ts';
import { serveLaunch } from '../../src/gateways/smart/launch-gateway.ts';
import { millisecondsOf } from '../../src/kernel/instant.ts';
import type { Role } from '../../src/kernel/roles.ts';
import { setConnection, usualScopes } from '../../src/modules/charts/index.ts';
import { insertPartner, type PartnerId } from '../../src/modules/exchange/index.ts';
import { addProvider, insertLink, type ProviderId, setProviderStanding } from '../../src/modules/federation/index.ts';
import { createStaff, findStaffByUserName, lowerAssuranceForDemo } from '../../src/modules/identity/index.ts';
import type { Subscription, TimerAction } from '../../src/platform/events/subscription.ts';
import type { ChartClient, ChartSimulator } from './partner-simulators.ts';
import { openTestPlatform, type TestPlatform, testPassword } from './test-platform.ts';
import { startTestServer, type TestBrowser, type TestServer } from './test-server.ts';

const people: Readonly<Record<string, { readonly role: Role; readonly secret: string; readonly subject: string }>> = {
  ines: { role: 'intakeTechnician', secret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXA', subject: '00u-ines-okafor' },
  clara: { role: 'clinicalPharmacist', secret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXB', subject: '00u-clara-nguyen' },
  ada: { role: 'systemAdministrator', secret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXD', subject: '' },
};

/** How the EHR of the scene names its record numbers, and under which assigner patients have them. */
export const chartNumbering = { system: 'urn:oid:2.999.4455', assigner: 'MERCY' } as const;

/** A web server with people, and an EHR that asks it for proof and launches it. */
export class ChartScene {
  readonly platform: TestPlatform;
  readonly server: TestServer;
  readonly ehr: ChartSimulator;
  readonly partnerId: PartnerId;
  readonly providerId: ProviderId;

  private constructor(parts: Pick<ChartScene, 'platform' | 'server' | 'ehr' | 'partnerId' | 'providerId'>) {
    this.platform = parts.platform;
    this.server = parts.server;
    this.ehr = parts.ehr;
    this.partnerId = parts.partnerId;
    this.providerId = parts.providerId;
  }

  /** Opens the scene with an EHR that keeps the time of the platform. */
  static async open(
    startEhr: (of: { readonly clients: readonly ChartClient[]; now(): number }) => Promise<ChartSimulator>,
    heard: { readonly subscriptions?: readonly Subscription[]; readonly timerActions?: readonly TimerAction[] } = {},
  ): Promise<ChartScene> {
    const platform = await openTestPlatform(heard);
    const server = await startTestServer(platform, {
      routes,
      permissions,
      serves: (web, authenticator) =>
        serveLaunch(web, {
          ...{ authenticator, transactor: platform.transactor, clock: platform.clock },
          isTls: false,
        }),
    });
    const client: ChartClient = {
      clientId: 'theriac',
      keysAddress: `${server.url}/ehr/keys`,
      scopes: usualScopes.queries,
      launch: { address: 'http://localhost/ehr/launch', redirectAddress: 'http://localhost/ehr/answer' },
    };
    const ehr = await startEhr({ clients: [client], now: () => millisecondsOf(platform.clock.now()) });
    for (const [userName, { role, secret }] of Object.entries(people))
      await addPerson(platform, userName, role, secret);
    const entered = await enterEhr(platform, ehr);
    return new ChartScene({ platform, server, ehr, ...entered });
  }

  secretOf(userName: string): string {
    return people[userName]?.secret ?? '';
  }

  /** Fetches a page as a browser does that follows no redirect by itself; returns where it is sent. */
  visit(browser: TestBrowser, address: string): Promise<string | null> {
    const path = address.replace(/^http:\/\/localhost(?=\/)/, '');
    const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    return new Promise((resolve, reject) => {
      const headers = { host: this.server.hostOf(browser), ...(cookie === '' ? {} : { cookie }) };
      send(`${this.server.url}${path}`, { headers }, (incoming) => {
        incoming.resume();
        this.server.keepCookies(browser, incoming.headers['set-cookie'] ?? []);
        incoming.on('end', () => resolve(incoming.headers.location ?? null));
      })
        .on('error', reject)
        .end();
    });
  }

  /** Launches Theriac from the EHR; returns the address by which the EHR sends the person back. */
  async launch(of: { readonly subject: string; readonly patientId: string }, browser = this.server.openBrowser()) {
    const asked = await this.visit(browser, this.ehr.launch({ ...of, clientId: 'theriac' }));
    const sent = await fetch(asked ?? '', { redirect: 'manual' });
    return { browser, asked: new URL(asked ?? ''), answer: sent.headers.get('location') ?? '' };
  }

  async listAudit(action: string): Promise<readonly { outcome: string; reason: string | null }[]> {
    const { rows } = await this.platform.database.owner.query<{ outcome: string; reason: string | null }>(
      'select outcome, reason from audit.entry where action = $1 order by writer_sequence',
      [action],
    );
    return rows;
  }

  async close(): Promise<void> {
    await this.ehr.stop();
    await this.server.close();
    await this.platform.close();
  }
}

async function addPerson(platform: TestPlatform, userName: string, role: Role, totpSecret: string): Promise<void> {
  await platform.transact((tx) =>
    createStaff(tx, {
      ...{ userName, displayName: userName, password: testPassword, roles: [role] },
      ...{ seesAllSites: false, siteIds: [platform.siteId], licences: [], totpSecret },
    }),
  );
}

function enterEhr(platform: TestPlatform, ehr: ChartSimulator) {
  return platform.transact(async (tx) => {
    await lowerAssuranceForDemo(tx, permissions);
    const admin = await findStaffByUserName(tx, 'ada');
    if (admin === null) throw new Error('there is no administrator');
    const issuer = new URL(ehr.baseAddress).origin;
    const added = await addProvider(tx, {
      terms: {
        ...{ name: 'Mercy EHR', issuer, clientId: 'theriac', authentication: 'private-key', groupClaim: null },
        ...{ domains: [], acceptedMethods: ['otp'], acceptedContexts: [], skewSeconds: 60 },
        ...{ subjectIsExternalId: true, isOffered: false },
      },
      secret: null,
      madeBy: admin.staffId,
    });
    if (!added.ok) throw new Error(added.refusal.code);
    const providerId = added.value;
    await setProviderStanding(tx, { providerId, isEnabled: true });
    for (const [userName, { subject }] of Object.entries(people)) {
      const member = subject === '' ? null : await findStaffByUserName(tx, userName);
      if (member !== null) await insertLink(tx, { issuer, subject, staffId: member.staffId, linkedBy: 'directory' });
    }
    const partnerId = await insertPartner(tx, {
      ...{ name: 'Mercy EHR', kind: 'ehr', formats: ['hl7v2', 'fhir-r4'], siteId: null, address: null },
      ...{ allowedSenders: [], certificateSha256: null, keySecret: null },
    });
    const set = await setConnection(tx, {
      ...{ partnerId, providerId, launchClientId: 'theriac', changedBy: admin.staffId },
      terms: {
        ...{ baseAddress: ehr.baseAddress, clientId: 'theriac', scopes: usualScopes.queries, takesNotes: true },
        ...{ identifierSystem: chartNumbering.system, identifierAssigner: chartNumbering.assigner },
        launchScopes: usualScopes.launch,
      },
    });
    if (!set.ok) throw new Error(set.refusal.code);
    return { partnerId, providerId };
  });
}
