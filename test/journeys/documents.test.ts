import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { findPageTools } from '../../src/platform/recognition/page-tools.ts';
import { composePdf, faxedPrescription } from '../support/compose-pdf.ts';
import { composeCanaryOrder } from '../support/journey-order.ts';
import type { JourneyPerson } from '../support/journey-person.ts';
import { JourneyWorld } from '../support/journey-world.ts';

// One white pixel.
const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8/5+hHgAHggJ/PchI7wAAAABJRU5ErkJggg==',
  'base64',
);

let world: JourneyWorld;
let ines: JourneyPerson;

beforeAll(async () => {
  world = await JourneyWorld.open();
  await world.server.partners.sendFromEhr(composeCanaryOrder(world.server.clock.now()));
  ines = await world.enter('ines');
});
afterEach(async (step) => {
  if (step.task.result?.state === 'fail') await world.picture('failed-documents');
  expect(world.takeOffences()).toEqual([]);
});
afterAll(() => world.close());

/** Drops or pastes a file as a person does; it runs in the page. */
async function bring(how: 'drop' | 'paste', file: { readonly name: string; readonly type: string }): Promise<void> {
  await ines.page.evaluate(
    ({ kind, name, type, bytes }) => {
      const carried = new DataTransfer();
      carried.items.add(new File([Uint8Array.from(bytes)], name, { type }));
      const zone = document.querySelector('section[aria-label="File a document"]');
      if (kind === 'drop')
        zone?.dispatchEvent(new DragEvent('drop', { dataTransfer: carried, bubbles: true, cancelable: true }));
      else document.dispatchEvent(new ClipboardEvent('paste', { clipboardData: carried, bubbles: true }));
    },
    { kind: how, ...file, bytes: [...picture] },
  );
}

describe('documents', { timeout: 60_000 }, () => {
  test('are filed about a therapy by key, with what they meet, and open beside the page', async () => {
    const { page } = ines;
    await openTherapy();
    const chooser = page.waitForEvent('filechooser');
    await page.keyboard.press('d', { delay: 60 });
    await page.keyboard.press('f');
    const bytes = await composePdf([['Visit of March 3', 'Rheumatoid arthritis, seropositive. DAS28 5.9.']]);
    await (await chooser).setFiles({ name: 'visit.pdf', mimeType: 'application/pdf', buffer: bytes });
    const dialog = page.getByRole('dialog', { name: 'File a document' });
    await dialog.getByText(/visit\.pdf · \d/).waitFor();
    await dialog.getByLabel(/^Kind/).selectOption({ label: 'Chart note' });
    await dialog.getByLabel(/^Title/).fill('Rheumatology visit');
    await dialog.getByLabel(/^It meets/).selectOption({ label: 'Chart note with the diagnosis' });
    await ines.look('document-filing');
    await dialog.getByRole('button', { name: /^File/ }).click();
    const panel = page.getByRole('region', { name: 'Documents', exact: true });
    await panel.getByText(/Chart note · \d/).waitFor();
    await panel.getByText('Meets: Chart note with the diagnosis').waitFor();
    await panel.getByRole('button', { name: 'Rheumatology visit' }).click();
    await page
      .getByRole('complementary', { name: 'Document: Rheumatology visit' })
      .getByTitle('Rheumatology visit')
      .waitFor();
    await ines.look('document-beside');
    await page.keyboard.press('Escape');
    await page.getByRole('complementary', { name: /^Document/ }).waitFor({ state: 'detached' });
  });

  test('are dropped or pasted on the page of the patient, and a file of another kind is not taken', async () => {
    const { page } = ines;
    await page.getByRole('link', { name: 'Patient', exact: true }).first().click();
    await page.getByRole('region', { name: 'Documents', exact: true }).getByText('Rheumatology visit').waitFor();
    await bring('paste', { name: 'notes.docx', type: 'application/msword' });
    await page
      .getByRole('alert')
      .getByText(/^Only PDF, PNG, JPEG/)
      .waitFor();
    await ines.look('document-of-another-kind');
    await page.keyboard.press('Escape');
    await bring('drop', { name: 'card.png', type: 'image/png' });
    const dialog = page.getByRole('dialog', { name: 'File a document' });
    await dialog.getByLabel(/^Kind/).selectOption({ label: 'Insurance card' });
    await dialog.getByLabel(/^Title/).fill('Card, front');
    await page.route('**/api/documents/file-document', () => undefined);
    await dialog.getByRole('button', { name: /^File/ }).click();
    await dialog.getByRole('progressbar').waitFor();
    await ines.look('document-sending');
    await dialog.getByRole('button', { name: 'Stop sending' }).click();
    await dialog.getByRole('progressbar').waitFor({ state: 'detached' });
    await page.unroute('**/api/documents/file-document');
    await dialog.getByRole('button', { name: /^File/ }).click();
    const panel = page.getByRole('region', { name: 'Documents', exact: true });
    await panel.getByText('Insurance card · 1 page').waitFor();
    await panel.getByRole('button', { name: 'Card, front' }).click();
    await page.keyboard.press('+');
    await page.getByRole('complementary').getByText('200 %').waitFor();
    await ines.look('document-picture');
  });

  test('are printed only after the printing is recorded', async () => {
    const { page } = ines;
    const recorded = page.waitForResponse((response) => response.url().endsWith('/documents/record-print'));
    await page.keyboard.press('d', { delay: 60 });
    await page.keyboard.press('p');
    expect((await recorded).status()).toBe(200);
  });
});

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

async function openTherapy(): Promise<void> {
  const { page } = ines;
  await ines.visit('/intake');
  await page.getByRole('row').nth(1).click();
  await page.getByRole('link', { name: 'Therapy', exact: true }).click();
  await page.waitForURL(/\/therapies\//);
  await page.getByRole('button', { name: /^File a document/ }).waitFor();
}
