import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { canaryWords, composeCanaryOrder } from '../support/journey-order.ts';
import type { JourneyPerson } from '../support/journey-person.ts';
import { JourneyWorld } from '../support/journey-world.ts';

const noteWords = 'Quillfeather';

let world: JourneyWorld;
let clara: JourneyPerson;
let ines: JourneyPerson;

beforeAll(async () => {
  world = await JourneyWorld.open();
  world.keepSecret([...canaryWords, noteWords]);
  await world.server.partners.sendFromEhr(composeCanaryOrder(world.server.clock.now()));
  clara = await world.enter('clara');
  ines = await world.enter('ines');
});
afterEach(async (step) => {
  if (step.task.result?.state === 'fail') await world.picture('failed-therapy-page');
  expect(world.takeOffences()).toEqual([]);
});
afterAll(() => world.close());

describe('the therapy page', { timeout: 60_000 }, () => {
  test('says who pays, who prescribed and how long the supply lasts, each leading to its panel', async () => {
    await openTherapy(clara);
    await clara.page.getByRole('button', { name: /^Supply/ }).click();
    await expect.poll(() => focusedText(clara)).toBe('Clocks');
    await clara.page.getByRole('button', { name: /^Prescriber/ }).click();
    await expect.poll(() => focusedText(clara)).toBe('Prescriptions');
    await clara.page.getByText('The history of this pharmacy is being read').or(thinHistory(clara)).waitFor();
    await clara.look('therapy-page');
  });

  test('is read by threads, by keys alone, and the address remembers which', async () => {
    const { page } = clara;
    await page.keyboard.press('f');
    await expect.poll(() => focusedText(clara)).toMatch(/^Clinical/);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Space');
    await page.getByText('Nothing of this kind happened yet').waitFor();
    expect(page.url()).toContain('show=access');
    await page.reload();
    await page.getByRole('button', { name: /^Access/, pressed: true }).click();
    await page.getByText('Therapy opened', { exact: true }).waitFor();
  });

  test('opens the message of a fact beside it', async () => {
    const { page } = clara;
    await page.getByRole('button', { name: 'Message of: Therapy opened' }).click();
    await page.getByRole('heading', { name: 'Message as it came' }).waitFor();
    await clara.look('therapy-source');
    await page.keyboard.press('Escape');
    await page.getByRole('heading', { name: 'Message as it came' }).waitFor({ state: 'detached' });
  });

  test('steps back through time and forward to now, and says that it does', async () => {
    const { page } = clara;
    const slider = page.getByRole('slider', { name: 'Show the therapy as it stood' });
    await page.getByRole('heading', { level: 1 }).focus();
    await page.keyboard.press('[');
    await page.getByText('This is how the therapy stood at an earlier moment').waitFor();
    expect(await page.getByRole('button', { name: /^Write a note/ }).count()).toBe(0);
    await clara.look('therapy-as-of');
    await slider.focus();
    await slider.press('Home');
    await expect.poll(() => slider.getAttribute('aria-valuetext')).toMatch(/, 1 of \d+$/);
    await slider.press('End');
    await page.getByText('As of now').waitFor();
  });

  test('takes a note that tells a colleague, who has it on Home until it is read', async () => {
    const { page } = clara;
    await page.getByRole('heading', { level: 1 }).focus();
    await page.keyboard.press('m');
    const field = page.getByRole('dialog').getByLabel('Note', { exact: false });
    await field.fill(`${noteWords} answers the phone @ine`);
    await page.getByRole('button', { name: /^@Ines/ }).click();
    await page.getByText(/^Tells Ines/).waitFor();
    await clara.look('therapy-note');
    await page.keyboard.press('Control+Enter');
    await page.getByText(new RegExp(`^${noteWords} answers the phone @Ines`)).waitFor();
    await ines.visit('/mentions');
    await ines.page.getByText(new RegExp(`^${noteWords} answers`)).waitFor();
    await ines.look('mentions');
    await ines.page.getByRole('button', { name: 'Read' }).click();
    await ines.page.getByText('No unread mention').waitFor();
  });

  test('takes a correction of the own note, after which the earlier one says that it was corrected', async () => {
    const { page } = clara;
    await page.getByRole('button', { name: new RegExp(`^Correct of: ${noteWords}`) }).click();
    const dialog = page.getByRole('dialog', { name: 'Correct a note' });
    await dialog.getByLabel('Note', { exact: false }).fill(`${noteWords} answers in the evening`);
    await page.keyboard.press('Control+Enter');
    await page.getByText(`${noteWords} answers in the evening`, { exact: true }).waitFor();
    await page.getByText(/Corrected by a later note/).waitFor();
  });

  test('shows on the page of the patient where the therapy stands, in small', async () => {
    await clara.page.getByRole('button', { name: /^Pays/ }).click();
    await expect.poll(() => focusedText(clara)).toBe('Coverage');
    await clara.page.getByText(/^Stage: /).waitFor({ state: 'attached' });
    await clara.look('patient-small-rail');
  });

  test('says plainly that history is too thin to judge forecasts', async () => {
    await clara.visit('/time-to-therapy');
    await clara.page.getByText('History is too thin').waitFor();
    await clara.look('time-to-therapy');
  });
});

async function openTherapy(person: JourneyPerson): Promise<void> {
  await person.visit('/barriers');
  await person.page.getByText('Start due in 14 days', { exact: true }).dblclick();
  await person.page.waitForURL(/\/therapies\//);
  await person.page.getByText('Therapy opened', { exact: true }).waitFor();
}

function thinHistory(person: JourneyPerson) {
  return person.page.getByText('History is too thin to say');
}

function focusedText(person: JourneyPerson): Promise<string> {
  return person.page.evaluate(() => document.activeElement?.textContent ?? '');
}
