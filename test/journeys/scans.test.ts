import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { findPageTools } from '../../src/platform/recognition/page-tools.ts';
import { composePdf, faxedPrescription } from '../support/compose-pdf.ts';
import type { JourneyPerson } from '../support/journey-person.ts';
import { JourneyWorld } from '../support/journey-world.ts';

let world: JourneyWorld;
let ines: JourneyPerson;

beforeAll(async () => {
  world = await JourneyWorld.open();
  ines = await world.enter('ines');
});
afterEach(async (step) => {
  if (step.task.result?.state === 'fail') await world.picture('failed-scans');
  expect(world.takeOffences()).toEqual([]);
});
afterAll(() => world.close());

const tools = findPageTools(process.env['PATH'] ?? '');

describe.skipIf(tools === null)('a fax', { timeout: 60_000 }, () => {
  test('is taken in, read, confirmed beside its original by keys, and becomes a prescription', async () => {
    const { page } = ines;
    await ines.visit('/scans');
    await page.getByText('No scan came in').waitFor();
    await ines.look('scans-none');
    const chooser = page.waitForEvent('filechooser');
    await page.keyboard.press('u');
    const buffer = await composePdf([faxedPrescription]);
    await (await chooser).setFiles({ name: 'fax-0417.pdf', mimeType: 'application/pdf', buffer });
    await page
      .getByRole('row', { name: /Waits for a person.*Prescription.*fax-0417\.pdf/ })
      .waitFor({ timeout: 30_000 });
    await ines.look('scans');
    await page.getByRole('row', { name: /fax-0417/ }).dblclick();
    await page.getByLabel(/^Birth date/).focus();
    await page.locator('[data-mark]').waitFor();
    expect(await page.getByLabel(/^Birth date/).inputValue()).toBe('1957-02-13');
    expect(await page.getByLabel(/^NPI/).inputValue()).toBe('1234567893');
    await page.getByRole('img', { name: 'Pages as they came, page 1' }).waitFor();
    await ines.look('scan');
    await page.getByLabel(/^Sex/).selectOption({ label: 'Female' });
    await page.getByLabel(/^State/).fill('MA');
    await page.keyboard.press('Control+Enter');
    await page.waitForURL(/\/intake\/[0-9a-f-]{36}/);
    await page.getByText('Prescription as it came by fax').waitFor();
    await ines.look('scan-entered');
  });
});
