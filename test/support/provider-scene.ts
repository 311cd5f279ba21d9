import { request as send } from 'node:http';
import { permissions, routes } from '../../src/apps/composition.ts';
import { serveProviderSignIn } from '../../src/gateways/openid-connect/sign-in-gateway.ts';
import { millisecondsOf } from '../../src/kernel/instant.ts';
import type { Role } from '../../src/kernel/roles.ts';
import * as federation from '../../src/modules/federation/api.ts';
import { addProvider, insertLink, type ProviderId, setProviderStanding } from '../../src/modules/federation/index.ts';
import { federationPermissions } from '../../src/modules/federation/permissions.ts';
import * as identity from '../../src/modules/identity/api.ts';
import { createStaff, findStaffByUserName, lowerAssuranceForDemo } from '../../src/modules/identity/index.ts';
import type { IdentityProvider } from './partner-simulators.ts';
import { openTestPlatform, type TestPlatform, testPassword } from './test-platform.ts';
import { startTestServer, type TestAnswer, type TestBrowser, type TestServer } from './test-server.ts';

const secrets = {
  ines: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXA',
  clara: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXB',
  ben: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXC',
  ada: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXD',
} as const;

type PersonName = keyof typeof secrets;

const roleOf: Readonly<Record<PersonName, Role>> = {
  ines: 'intakeTechnician',
  clara: 'clinicalPharmacist',
  ben: 'benefitsSpecialist',
  ada: 'systemAdministrator',
};

interface SignInOptions {
  readonly browser?: TestBrowser;
  readonly return?: string;
  readonly purpose?: 'trial';
}

/** A web server with people, and an identity provider that knows it. */
export class ProviderScene {
  readonly platform: TestPlatform;
  readonly server: TestServer;
  readonly provider: IdentityProvider;
  readonly providerId: ProviderId;

  private constructor(parts: {
    readonly platform: TestPlatform;
    readonly server: TestServer;
    readonly provider: IdentityProvider;
    readonly providerId: ProviderId;
  }) {
    this.platform = parts.platform;
    this.server = parts.server;
    this.provider = parts.provider;
    this.providerId = parts.providerId;
  }

  /** Opens the scene with a provider that keeps the time of the platform. */
  static async open(startProvider: (now: () => number) => Promise<IdentityProvider>): Promise<ProviderScene> {
    const platform = await openTestPlatform();
    const server = await startTestServer(platform, {
      routes,
      permissions,
      serves: (web, authenticator) =>
        serveProviderSignIn(web, {
          ...{ authenticator, transactor: platform.transactor, clock: platform.clock },
          trialPermission: federationPermissions.seeProviders,
          isTls: false,
        }),
    });
    const provider = await startProvider(() => millisecondsOf(platform.clock.now()));
    provider.admit({
      clientId: 'theriac',
      keysAddress: `${server.url}/sign-in/keys`,
      redirectAddresses: ['http://localhost/sign-in/answer'],
    });
    for (const userName of Object.keys(secrets) as PersonName[]) await addPerson(platform, userName);
    const providerId = await addTestProvider(platform, provider.issuer);
    const scene = new ProviderScene({ platform, server, provider, providerId });
    await platform.transact((tx) => lowerAssuranceForDemo(tx, permissions));
    await scene.setStanding(true);
    await scene.linkTo('ines', '00u-ines-okafor');
    await scene.linkTo('clara', '00u-clara-nguyen');
    return scene;
  }

  secretOf(userName: PersonName): string {
    return secrets[userName];
  }

  addProvider(issuer: string): Promise<ProviderId> {
    return addTestProvider(this.platform, issuer);
  }

  async setStanding(isEnabled: boolean): Promise<void> {
    await this.platform.transact((tx) => setProviderStanding(tx, { providerId: this.providerId, isEnabled }));
  }

  async linkTo(userName: PersonName, subject: string): Promise<void> {
    await this.platform.transact(async (tx) => {
      const member = await findStaffByUserName(tx, userName);
      if (member === null) throw new Error('there is no such person');
      const { issuer } = this.provider;
      await insertLink(tx, { issuer, subject, staffId: member.staffId, linkedBy: 'directory' });
    });
  }

  async disable(userName: PersonName): Promise<void> {
    await this.platform.database.owner.query(
      `update identity.staff set status = 'disabled', disabled_at = now(), disabled_reason = 'left' where user_name = $1`,
      [userName],
    );
  }

  /** Fetches a page as a browser does that follows no redirect by itself. */
  visit(browser: TestBrowser, address: string): Promise<{ readonly status: number; readonly headers: Headers }> {
    const path = address.replace(/^http:\/\/localhost(?=\/)/, '');
    const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    return new Promise((resolve, reject) => {
      const headers = { host: this.server.hostOf(browser), ...(cookie === '' ? {} : { cookie }) };
      send(`${this.server.url}${path}`, { headers }, (incoming) => {
        incoming.resume();
        this.server.keepCookies(browser, incoming.headers['set-cookie'] ?? []);
        const kept = new Headers(incoming.headers as Record<string, string>);
        incoming.on('end', () => resolve({ status: incoming.statusCode ?? 0, headers: kept }));
      })
        .on('error', reject)
        .end();
    });
  }

  /** Goes to the provider and chooses an account there; returns the address to which the provider sends the person back. */
  async goToProvider(
    subject: string,
    options: SignInOptions = {},
  ): Promise<{ readonly browser: TestBrowser; readonly answer: string }> {
    const browser = options.browser ?? this.server.openBrowser();
    const wanted = new URLSearchParams({
      ...(options.return === undefined ? {} : { return: options.return }),
      ...(options.purpose === undefined ? {} : { purpose: options.purpose }),
    });
    const begun = await this.visit(browser, `/sign-in/with/${this.providerId}?${wanted.toString()}`);
    const asked = new URL(begun.headers.get('location') ?? '');
    const form = new URLSearchParams([...asked.searchParams, ['subject', subject]]);
    const sent = await fetch(`${this.provider.issuer}/authorize`, { method: 'POST', body: form, redirect: 'manual' });
    return { browser, answer: sent.headers.get('location') ?? '' };
  }

  /** Goes to the provider and comes back; returns where the person is sent then. */
  async signIn(subject: string, options: SignInOptions = {}) {
    const gone = await this.goToProvider(subject, options);
    const back = await this.visit(gone.browser, gone.answer);
    return { ...gone, location: back.headers.get('location') };
  }

  async signInAdministrator(): Promise<TestBrowser> {
    const browser = this.server.openBrowser();
    await this.server.signIn(browser, { userName: 'ada', secret: secrets.ada });
    return browser;
  }

  async whoIsSignedIn(browser: TestBrowser): Promise<TestAnswer['body']> {
    return (await browser.call(identity.getSession, {})).body;
  }

  async describeWaiting(browser: TestBrowser): Promise<unknown> {
    return (await browser.call(federation.describeWaitingSignIn, {})).body['needs'];
  }

  finishByCode(browser: TestBrowser, code: string): Promise<TestAnswer> {
    return browser.call(federation.finishByCode, { code });
  }

  link(browser: TestBrowser): Promise<TestAnswer> {
    return browser.call(federation.linkAccount, {});
  }

  async listTrialChecks(browser: TestBrowser, providerId = this.providerId): Promise<unknown> {
    const { body } = await browser.call(federation.listProviders, {});
    const listed = body['providers'] as { providerId: string; trial: { checks: unknown } | null }[];
    return listed.find((one) => one.providerId === providerId)?.trial?.checks;
  }

  async listAudit(action: string): Promise<readonly { outcome: string; reason: string }[]> {
    const { rows } = await this.platform.database.owner.query<{ outcome: string; reason: string }>(
      'select outcome, reason from audit.entry where action = $1 order by writer_sequence',
      [action],
    );
    return rows;
  }

  async close(): Promise<void> {
    await this.provider.stop();
    await this.server.close();
    await this.platform.close();
  }
}

async function addPerson(platform: TestPlatform, userName: PersonName): Promise<void> {
  await platform.transact((tx) =>
    createStaff(tx, {
      ...{ userName, displayName: userName, password: testPassword, roles: [roleOf[userName]] },
      ...{ seesAllSites: false, siteIds: [platform.siteId], licences: [], totpSecret: secrets[userName] },
    }),
  );
}

function addTestProvider(platform: TestPlatform, issuer: string): Promise<ProviderId> {
  return platform.transact(async (tx) => {
    const admin = await findStaffByUserName(tx, 'ada');
    if (admin === null) throw new Error('there is no administrator');
    const added = await addProvider(tx, {
      terms: {
        ...{ name: 'Test ID', issuer, clientId: 'theriac', authentication: 'private-key', groupClaim: null },
        ...{
          domains: [],
          acceptedMethods: ['otp'],
          acceptedContexts: [],
          skewSeconds: 60,
          subjectIsExternalId: true,
          isOffered: true,
        },
      },
      secret: null,
      madeBy: admin.staffId,
    });
    if (!added.ok) throw new Error(added.refusal.code);
    return added.value;
  });
}
