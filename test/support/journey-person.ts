import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { demoPassword } from '../../src/apps/demo-generator/demo-health-systems.ts';
import { signIn } from '../../src/modules/identity/api.ts';
import { isFirstSeen, listViolations } from './accessibility.ts';
import type { JourneyServer } from './journey-server.ts';
import { JourneyWatch } from './journey-watch.ts';

const pictures = process.env['JOURNEY_PICTURES'];
const patienceMilliseconds = 15_000;
const isLong = process.env['THERIAC_LONG'] === '1';

/** A person of the staff at a browser of their own. */
export class JourneyPerson {
  readonly userName: string;
  readonly context: BrowserContext;
  readonly page: Page;
  readonly watch: JourneyWatch;
  readonly #server: JourneyServer;

  private constructor(parts: {
    readonly userName: string;
    readonly context: BrowserContext;
    readonly page: Page;
    readonly watch: JourneyWatch;
    readonly server: JourneyServer;
  }) {
    this.userName = parts.userName;
    this.context = parts.context;
    this.page = parts.page;
    this.watch = parts.watch;
    this.#server = parts.server;
  }

  /** Sits a person down at a new browser whose clock agrees with the server's. */
  static async arrive(browser: Browser, server: JourneyServer, userName: string): Promise<JourneyPerson> {
    const context = await browser.newContext({
      viewport: { width: 1440, height: 900 },
      reducedMotion: 'reduce',
      colorScheme: 'light',
    });
    context.setDefaultTimeout(patienceMilliseconds);
    await context.addInitScript(shiftClock, server.clock.offsetMilliseconds);
    const watch = new JourneyWatch(context, server.url);
    return new JourneyPerson({ userName, context, page: await context.newPage(), watch, server });
  }

  /** Types user name, password and code, and sends them. */
  async sendSignIn(proof: { readonly password?: string; readonly code?: string } = {}): Promise<void> {
    const { page } = this;
    await page.getByLabel('User name').fill(this.userName);
    await page.getByLabel('Password', { exact: true }).fill(proof.password ?? demoPassword);
    await page.getByLabel('Code from your authenticator app').fill(proof.code ?? this.#server.nextCode(this.userName));
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  }

  /** Signs in as the page of that name does, and stands before an empty window. */
  async signIn(): Promise<void> {
    const code = this.#server.nextCode(this.userName);
    await this.call(signIn.path, { userName: this.userName, password: demoPassword, code });
  }

  /** Leaves the desk, so that the window no longer follows what others do. */
  async rest(): Promise<void> {
    await this.page.goto('about:blank');
  }

  /** Goes to an address of the application: as a link does where it is open already, or else as a bookmark does. */
  async visit(path: string): Promise<void> {
    const isOpen = await this.page.evaluate(() => document.querySelector('main#content') !== null);
    if (isOpen) await this.page.evaluate((to) => history.pushState({}, '', to), path);
    else await this.open(path);
  }

  /** Opens an address of the application anew, as a bookmark does. */
  async open(path: string): Promise<void> {
    await this.page.goto(`${this.#server.url}${path}`);
  }

  /** Calls an endpoint with the person's session, as the application does. */
  async call(path: string, request: object): Promise<unknown> {
    const answer = await this.context.request.post(`${this.#server.url}${path}`, {
      headers: { 'x-theriac-csrf': '1', 'idempotency-key': randomUUID() },
      data: request,
    });
    if (!answer.ok()) throw new Error(`${path} answered ${answer.status()}: ${await answer.text()}`);
    return answer.json();
  }

  /** Types as a barcode scanner in keyboard mode does: fast, the separator as F8, Enter at the end. */
  async scan(text: string): Promise<void> {
    const { keyboard } = this.page;
    for (const character of text) await keyboard.press(character === '\u001d' ? 'F8' : character);
    await keyboard.press('Enter');
  }

  /** Plugs in an authenticator that keeps passkeys and knows its owner, as the browser simulates it. */
  async plugInAuthenticator(): Promise<void> {
    const session = await this.context.newCDPSession(this.page);
    await session.send('WebAuthn.enable');
    await session.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
  }

  /** Keeps a picture of the screen in the folder that JOURNEY_PICTURES names, if any. */
  async picture(name: string): Promise<void> {
    if (pictures === undefined) return;
    mkdirSync(pictures, { recursive: true });
    await this.page.screenshot({ path: join(pictures, `${name}.png`) });
  }

  /**
   * Looks at the page as it stands: its rules of accessibility, what it keeps and shows outside of itself, and a picture where wanted.
   * The rules take seconds; what an earlier look saw in the same shape is checked against them again in the long run only.
   */
  async look(name: string): Promise<void> {
    const { page, watch } = this;
    await page.waitForFunction(() => document.getAnimations().every((animation) => animation.playState !== 'running'));
    await this.picture(name);
    const { below, above } = await page.evaluate(readPlace);
    if (isLong || isFirstSeen(`${below} | ${above}`)) {
      // What lies under a dialog is checked once without it or with it.
      const part = isLong || above === '' || isFirstSeen(`${below} | `) ? 'page' : 'dialog';
      for (const violation of await listViolations(page, part)) watch.offences.push(`${name}: ${violation}`);
    }
    await watch.note(page);
  }
}

/** Names what is on the screen: the page, whatever record it shows, with its tabs and headings, and the dialog over it. It runs in the page. */
function readPlace(): { readonly below: string; readonly above: string } {
  const list = (selector: string): string =>
    [...document.querySelectorAll(selector)].map(({ textContent }) => textContent).join(' | ');
  const path = location.pathname.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '*');
  const parts = list('main h2, [role="tab"][aria-selected="true"], :not(dialog[open] *)[role="alert"]');
  const below = [path, document.querySelectorAll('main').length, parts].join(' | ');
  return { below, above: list('dialog[open] :is(h2, label, [role="alert"])') };
}

/** Lets the page's clock agree with the server's. It runs in the page, before any script of ours. */
function shiftClock(offsetMilliseconds: number): void {
  const real = Date;
  const now = (): number => real.now() + offsetMilliseconds;
  globalThis.Date = new Proxy(real, {
    construct: (target, given) => Reflect.construct(target, given.length === 0 ? [now()] : given),
    apply: () => new real(now()).toString(),
    get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
  });
}
