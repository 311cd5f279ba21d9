import type { BrowserContext, ConsoleMessage, Page, Response } from 'playwright-core';

/** What a browser did that somebody outside of the page could read. */
export interface Traces {
  readonly addresses: Set<string>;
  readonly headers: Set<string>;
  readonly titles: Set<string>;
  readonly stored: Set<string>;
}

/** Watches a browser context for what no page of ours ever does. */
export class JourneyWatch {
  readonly offences: string[] = [];
  readonly traces: Traces = { addresses: new Set(), headers: new Set(), titles: new Set(), stored: new Set() };
  readonly #origin: string;

  constructor(context: BrowserContext, origin: string) {
    this.#origin = origin;
    context.on('console', (message) => this.#hearConsole(message));
    context.on('weberror', (error) => this.offences.push(`a page threw: ${error.error().message}`));
    context.on('request', (request) => this.#hearAddress(request.url()));
    context.on('response', (response) => this.#hearResponse(response));
    context.on('page', (page) => page.on('framenavigated', (frame) => this.#hearAddress(frame.url())));
  }

  /** Notes what the page shows in its tab and keeps in the browser. */
  async note(page: Page): Promise<void> {
    this.#hearAddress(page.url());
    this.traces.titles.add(await page.title());
    this.traces.stored.add(await page.evaluate(readStorage));
  }

  #hearConsole(message: ConsoleMessage): void {
    if (message.type() !== 'error') return;
    // The browser itself writes a line for each answer above 399: a refusal of an endpoint is part of the journey, a fault is not.
    const isRefusal =
      /status of 4\d\d/.test(message.text()) && message.location().url.startsWith(`${this.#origin}/api/`);
    if (!isRefusal) this.offences.push(`the console says: ${message.text()}`);
  }

  #hearAddress(address: string): void {
    this.traces.addresses.add(address);
    const isOwn = address.startsWith(`${this.#origin}/`) || /^(blob|data|about):/.test(address);
    if (!isOwn) this.offences.push(`a page asked another origin: ${address}`);
  }

  #hearResponse(response: Response): void {
    for (const [name, value] of Object.entries(response.headers())) this.traces.headers.add(`${name}: ${value}`);
    if (response.status() >= 500) this.offences.push(`the server failed: ${response.status()} ${response.url()}`);
  }
}

/** Reads everything that a page can keep in the browser. It runs in the page. */
async function readStorage(): Promise<string> {
  const kept: unknown[] = [Object.entries(localStorage), Object.entries(sessionStorage), document.cookie];
  for (const { name } of await indexedDB.databases()) {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open(name ?? '');
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(opening.error);
    });
    for (const store of database.objectStoreNames) {
      kept.push(
        await new Promise((resolve, reject) => {
          const reading = database.transaction(store).objectStore(store).getAll();
          reading.onsuccess = () => resolve(reading.result);
          reading.onerror = () => reject(reading.error);
        }),
      );
    }
    database.close();
  }
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    kept.push((await cache.keys()).map((request) => request.url));
  }
  return JSON.stringify(kept);
}
