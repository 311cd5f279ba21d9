import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { composePdf } from '../support/compose-pdf.ts';
import { composeCanaryOrder } from '../support/journey-order.ts';
import type { JourneyPerson } from '../support/journey-person.ts';
import { JourneyWorld } from '../support/journey-world.ts';

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

describe('documents', { timeout: 60_000 }, () => {
  test('are filed about a therapy, with what they meet, and open beside the page', async () => {
    const { page } = ines;
    await openTherapy();
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: /^File a document/ }).click();
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
    const beside = page.getByRole('complementary', { name: 'Document: Rheumatology visit' });
    const drawn = beside.getByRole('img', { name: 'Rheumatology visit, page 1' });
    await drawn.waitFor();
    expect(await drawn.evaluate((picture) => (picture as HTMLImageElement).naturalWidth)).toBeGreaterThan(500);
    await ines.look('document-beside');
    await page.keyboard.press('Escape');
    await page.getByRole('complementary', { name: /^Document/ }).waitFor({ state: 'detached' });
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
