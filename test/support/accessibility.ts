import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type axe from 'axe-core';
import type { Page } from 'playwright-core';
import { inject } from 'vitest';

const script = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Checks the page, or the dialog over it alone, against the rules of accessibility and says what breaks which of them, and where. */
export async function listViolations(page: Page, part: 'page' | 'dialog' = 'page'): Promise<readonly string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(script);
  const violations = await page.evaluate(runRules, part);
  return violations.map(({ id, help, targets }) => `${id} (${help}) at ${targets.join(', ')}`);
}

/** Tells whether nobody in this run has seen such a place before, and remembers it for all that run beside each other. */
export function isFirstSeen(place: string): boolean {
  const folder = join(inject('sharedFolder'), 'seen', createHash('sha256').update(place).digest('hex'));
  return mkdirSync(folder, { recursive: true }) !== undefined;
}

/** It runs in the page. */
async function runRules(
  part: 'page' | 'dialog',
): Promise<{ readonly id: string; readonly help: string; readonly targets: string[] }[]> {
  const { axe: rules } = window as unknown as { readonly axe: typeof axe };
  const place = part === 'page' ? document : (document.querySelector('dialog[open]') ?? document);
  const { violations } = await rules.run(place, { resultTypes: ['violations'] });
  return violations.map(({ id, help, nodes }) => ({ id, help, targets: nodes.map(({ target }) => target.join(' ')) }));
}
