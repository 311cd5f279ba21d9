import type { Browser } from 'playwright-core';
import { openChromium } from './browser.ts';
import { JourneyPerson } from './journey-person.ts';
import { type JourneyServer, startJourneyServer } from './journey-server.ts';

/** The program, a browser, and the people who sit at it. */
export class JourneyWorld {
  readonly server: JourneyServer;
  readonly browser: Browser;
  readonly #people: JourneyPerson[] = [];
  readonly #secretWords: string[] = [];

  private constructor(server: JourneyServer, browser: Browser) {
    this.server = server;
    this.browser = browser;
  }

  static async open(parts: { readonly patients: number } = { patients: 0 }): Promise<JourneyWorld> {
    const [server, browser] = await Promise.all([startJourneyServer(parts), openChromium()]);
    return new JourneyWorld(server, browser);
  }

  /** Seats a person at a browser without signing in. */
  async seat(userName: string): Promise<JourneyPerson> {
    const person = await JourneyPerson.arrive(this.browser, this.server, userName);
    this.#people.push(person);
    return person;
  }

  /** Seats a person and signs in. */
  async enter(userName: string): Promise<JourneyPerson> {
    const person = await this.seat(userName);
    await person.signIn();
    return person;
  }

  /** Names words about a patient that must be read nowhere but in a page. */
  keepSecret(words: readonly string[]): void {
    this.#secretWords.push(...words);
  }

  /** Takes note of what went wrong beside the steps since the last time: accessibility, console, origins, faults, leaks of secret words. */
  takeOffences(): readonly string[] {
    return [...this.#people.flatMap(({ watch }) => watch.offences.splice(0)), ...this.#listLeaks()];
  }

  /** Takes a picture of every screen where pictures are wanted, such as after a step that failed. */
  async picture(name: string): Promise<void> {
    for (const person of this.#people) await person.picture(`${name}-${person.userName}`);
  }

  /** Sends everybody away, so that each journey begins with empty chairs. */
  async dismiss(): Promise<void> {
    for (const { context } of this.#people.splice(0)) await context.close();
  }

  async close(): Promise<void> {
    await this.dismiss();
    await this.browser.close();
    await this.server.close();
  }

  #listLeaks(): readonly string[] {
    const places: Readonly<Record<string, readonly string[]>> = {
      'an address': this.#people.flatMap(({ watch }) => [...watch.traces.addresses].map(decodeURIComponent)),
      'a header': this.#people.flatMap(({ watch }) => [...watch.traces.headers].map(decodeURIComponent)),
      'a title': this.#people.flatMap(({ watch }) => [...watch.traces.titles]),
      'the storage of the browser': this.#people.flatMap(({ watch }) => [...watch.traces.stored]),
      'the log': this.server.logLines,
    };
    return Object.entries(places).flatMap(([place, texts]) =>
      this.#secretWords
        .filter((word) => texts.some((text) => text.toLowerCase().includes(word.toLowerCase())))
        .map((word) => `"${word}" stands in ${place}`),
    );
  }
}
