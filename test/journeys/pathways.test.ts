import type { Locator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { canaryWords, composeCanaryOrder } from '../support/journey-order.ts';
import type { JourneyPerson } from '../support/journey-person.ts';
import { JourneyWorld } from '../support/journey-world.ts';

let world: JourneyWorld;
let lee: JourneyPerson;

beforeAll(async () => {
  world = await JourneyWorld.open();
  world.keepSecret(canaryWords);
  await world.server.partners.sendFromEhr(composeCanaryOrder(world.server.clock.now()));
  lee = await world.enter('lee');
  await lee.page.setViewportSize({ width: 1280, height: 800 });
}, 240_000);
afterEach(async (step) => {
  if (step.task.result?.state === 'fail') await world.picture('failed-pathways');
  expect(world.takeOffences()).toEqual([]);
});
afterAll(() => world.close());

/** Waits for what a sensitive step leads to, and proves identity again where the program asks for it. */
async function proveUntil(person: JourneyPerson, done: Locator): Promise<void> {
  const dialog = person.page.getByRole('dialog', { name: 'Confirm that it is you' });
  await dialog.or(done).first().waitFor();
  if (await dialog.isVisible()) {
    await dialog.getByLabel('Password', { exact: true }).fill('harbor-lantern-demo');
    await dialog.getByLabel('Code from your authenticator app').fill(world.server.nextCode(person.userName));
    await dialog.getByRole('button', { name: 'Confirm' }).click();
  }
  await done.waitFor();
}

/** Looks at a page and checks that nothing makes it wider than the screen. */
async function look(person: JourneyPerson, name: string): Promise<void> {
  await person.look(name);
  expect(await person.page.evaluate(() => document.documentElement.scrollWidth > innerWidth)).toBe(false);
}

async function openRow(name: RegExp): Promise<Locator> {
  await lee.page.getByRole('row', { name }).first().click();
  const dialog = lee.page.getByRole('dialog');
  await dialog.waitFor();
  return dialog;
}

describe('the pathway of a programme', { timeout: 150_000 }, () => {
  test('is found among all and read part by part, by keys alone', async () => {
    const { page } = lee;
    await lee.visit('/pathways');
    await page.getByRole('row', { name: /^Injectable biologic/ }).waitFor();
    await look(lee, 'pathways');
    for (let step = 0; step < 6; step += 1) await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Injectable biologic' }).waitFor();
    await look(lee, 'pathway-stages');
    for (const [key, row] of [
      ['2', /^Prescription accepted/],
      ['3', /^Referral received.*Accepted/],
      ['4', /^Accept the referral/],
      ['5', /^Turnaround budget/],
    ] as const) {
      await page.keyboard.press(key);
      await page.getByRole('row', { name: row }).waitFor();
    }
  });

  test('is written as a draft, with each problem beside its row', async () => {
    const { page } = lee;
    await page.keyboard.press('1');
    await page.getByRole('row', { name: /^Start 3/ }).waitFor();
    await page.keyboard.press('w');
    await page.getByRole('button', { name: /^Propose/ }).waitFor();
    const step = await openRow(/^Start 3/);
    await step.getByRole('checkbox', { name: 'Benefits check complete' }).uncheck();
    await step.getByRole('button', { name: 'Save in the draft' }).click();
    await page.getByRole('row', { name: /^Start 3.*A stage needs something/ }).waitFor();
    await look(lee, 'pathway-problem');
    const again = await openRow(/^Start 3/);
    await again.getByRole('checkbox', { name: 'Benefits check complete' }).check();
    await again.getByRole('button', { name: 'Save in the draft' }).click();
    await page.getByText('Nothing is changed.').waitFor();
    await page.keyboard.press('4');
    const task = await openRow(/^Check the benefits/);
    await task.getByLabel(/^Due after/).fill('3');
    await look(lee, 'pathway-task');
    await task.getByRole('button', { name: /^Save in the draft/ }).click();
    await page.getByRole('button', { name: '6 Differences (1)' }).click();
    await page.getByRole('row', { name: /Check the benefits.*Due.*3 business days/ }).waitFor();
  });

  test('is tried on past therapies, and a number opens its rows', async () => {
    const { page } = lee;
    await page.keyboard.press('7');
    await page.getByRole('button', { name: '1 other due times' }).click();
    await page.getByRole('row', { name: /T-\d{6}.*Check the benefits/ }).waitFor();
    await page.emulateMedia({ colorScheme: 'dark' });
    await look(lee, 'pathway-past');
    await page.emulateMedia({ colorScheme: 'light' });
  });

  test('takes force by a second person; running therapies keep their version until they are moved', async () => {
    const { page } = lee;
    await page.getByRole('button', { name: /^Propose/ }).click();
    await page.getByLabel(/^Why/).fill('Payers answer late');
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^Propose/ })
      .click();
    await proveUntil(
      lee,
      page
        .getByText('Another person has to decide on your own proposal.', { exact: false })
        .or(page.getByText(/proposes this draft/))
        .first(),
    );
    await look(lee, 'pathway-proposed');
    const dana = await world.enter('dana');
    await dana.visit('/pathways/injectable-biologic?part=versions');
    await dana.page.getByRole('button', { name: 'Approve' }).click();
    await proveUntil(dana, dana.page.getByText('Version 2', { exact: true }));
    await look(dana, 'pathway-versions');
    world.server.clock.moveOn(24 * 60 * 60_000);
    const later = await world.enter('lee');
    await later.visit('/pathways/injectable-biologic?part=running');
    await later.page.getByRole('checkbox', { name: /^Move T-/ }).check();
    await look(later, 'pathway-running');
    const therapy = await later.page.getByRole('link', { name: /^T-/ }).getAttribute('href');
    await later.page.getByRole('button', { name: 'Move 1 to version 2' }).click();
    await later.page.getByLabel(/^Why they are moved/).fill('The payers of this clinic answer late');
    await later.page.getByRole('dialog').getByRole('button', { name: /^Move/ }).click();
    await proveUntil(later, later.page.getByText('1 moved, 0 left as they were.'));
    await later.visit(therapy ?? '');
    await later.page.getByText('version 2: the drug is injected (subcutaneous)').waitFor();
    await later.page.getByText('Moved to version 2 of the pathway Injectable biologic').waitFor();
    await look(later, 'pathway-therapy');
  });
});
