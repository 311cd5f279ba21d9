import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { makeOrder } from '../../src/apps/demo-generator/demo-orders.ts';
import { makeCard, makePerson, townsBySite } from '../../src/apps/demo-generator/demo-people.ts';
import { demoPrescribers } from '../../src/apps/demo-generator/demo-prescribers.ts';
import { getRegimen } from '../../src/apps/demo-generator/demo-regimens.ts';
import { createChance } from '../../src/apps/demo-generator/seeded-chance.ts';
import { addDays } from '../../src/kernel/calendar-day.ts';
import { dayIn } from '../../src/kernel/instant.ts';
import { findPartnerOfKind } from '../../src/modules/exchange/index.ts';
import { listSites } from '../../src/modules/identity/index.ts';
import { receivePrescription } from '../../src/modules/prescriptions/index.ts';
import { listSpecialtyDrugs } from '../../src/modules/reference/index.ts';
import type { JourneyPerson } from '../support/journey-person.ts';
import { JourneyWorld } from '../support/journey-world.ts';

let world: JourneyWorld;
let clara: JourneyPerson;
let ingrid: JourneyPerson;
let order: Awaited<ReturnType<typeof receiveFromNetwork>>;

beforeAll(async () => {
  world = await JourneyWorld.open();
  order = await receiveFromNetwork();
  world.keepSecret([order.familyName]);
  clara = await world.enter('clara');
  ingrid = await world.enter('ingrid');
}, 180_000);
afterEach(async (step) => {
  if (step.task.result?.state === 'fail') await world.picture('failed-prescribers');
  expect(world.takeOffences()).toEqual([]);
});
afterAll(() => world.close());

/** An order of the e-prescribing network that was accepted, so that its prescriber can be asked. */
async function receiveFromNetwork() {
  return world.server.transact(async (tx) => {
    const network = await findPartnerOfKind(tx, 'prescriber');
    const site = (await listSites(tx)).find(({ name }) => name.startsWith('Central'));
    const drug = (await listSpecialtyDrugs(tx)).find(({ limitedDistribution }) => !limitedDistribution);
    const [prescriber] = demoPrescribers;
    const [town] = townsBySite['central'] ?? [];
    if (network === null || site === undefined || drug === undefined || prescriber === undefined || town === undefined)
      throw new Error('the scene is not complete');
    const today = dayIn(tx.now, site.timeZone);
    const chance = createChance(5);
    const person = makePerson(chance, {
      town,
      number: 77,
      today,
      assigner: 'HARBORVIEW',
      regimen: getRegimen(drug.ndc11),
    });
    const { isGovernment: _isGovernment, ...card } = makeCard(chance, 77);
    const received = await receivePrescription(
      tx,
      makeOrder({
        ...{ drug, person, card, prescriber, siteId: site.siteId, receivedAt: tx.now, number: 77 },
        writtenOn: addDays(today, -1),
        source: { channel: 'ncpdp-script', partnerId: network.partnerId },
      }),
    );
    if (!received.ok) throw new Error(received.refusal.code);
    const { therapyId, prescriptionId, reasons } = received.value;
    if (therapyId === null) throw new Error(`the order was not accepted: ${reasons.join(' ')}`);
    return { therapyId, prescriptionId, familyName: person.familyName };
  });
}

/** No table of the page is wider than its place on the smallest screen. */
async function expectNoSideways({ page }: JourneyPerson): Promise<void> {
  await page.setViewportSize({ width: 1280, height: 800 });
  const wide = await page.evaluate(
    () =>
      [...document.querySelectorAll('*')].filter(
        (one) => ['auto', 'scroll'].includes(getComputedStyle(one).overflowX) && one.scrollWidth > one.clientWidth + 1,
      ).length,
  );
  expect(wide).toBe(0);
}

describe('the talk with a prescriber', { timeout: 60_000 }, () => {
  test('asks for a renewal from the therapy and hears that it is denied', async () => {
    const { page } = clara;
    await clara.visit(`/therapies/${order.therapyId}`);
    await page.getByRole('button', { name: 'Ask for a renewal' }).click();
    await page.getByLabel('Fills wanted').fill('6');
    await page.getByLabel('Note to the prescriber').fill('Please deny');
    await clara.look('ask-renewal');
    await page.getByRole('button', { name: /^Send request/ }).click();
    await page.getByText('The patient has to be seen first.').waitFor();
    await clara.look('renewal-denied');
  });

  test('settles the denial where its row of work opens', async () => {
    const { page } = clara;
    await clara.visit('/queues/renewals');
    await page.getByRole('row', { name: /denied/i }).waitFor();
    await page.getByRole('grid', { name: 'Renewals' }).focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/intake/${order.prescriptionId}`);
    await page.getByRole('button', { name: 'Done about it' }).click();
    await page.getByRole('combobox', { name: /^What was done/ }).selectOption('Settled by phone');
    await clara.look('settle-denial');
    await page.getByRole('button', { name: /^Close/ }).click();
    await page.getByRole('button', { name: 'Done about it' }).waitFor({ state: 'detached' });
    await clara.look('denial-settled');
  });

  test('offers a change request to the pharmacist, and its answer brings another prescription', async () => {
    const { page } = clara;
    await page.getByRole('button', { name: 'Ask for a change' }).click();
    await page.getByRole('combobox', { name: /^Why/ }).selectOption('Directions or order unclear');
    await page.getByLabel('What is asked').fill('Once or twice a day?');
    await clara.look('ask-change');
    await page.getByRole('button', { name: /^Send request/ }).click();
    await page.getByRole('link', { name: 'New prescription' }).waitFor();
    await clara.look('change-approved');
  });
});

describe('an interface analyst', { timeout: 60_000 }, () => {
  test('narrows messages to a type, and reads what was understood beside the original', async () => {
    const { page } = ingrid;
    await ingrid.visit('/messages');
    await page.getByLabel('Type, as RxFill').fill('RxRenewalRequest');
    await page.keyboard.press('Enter');
    await page.waitForURL(/type=RxRenewalRequest/);
    await expect.poll(() => page.getByRole('row').count()).toBe(2);
    await ingrid.look('messages-narrowed');
    await expectNoSideways(ingrid);
    await page.getByRole('grid', { name: 'Messages' }).focus();
    await page.keyboard.press('Enter');
    const patient = page.getByRole('region', { name: 'Patient', exact: true });
    await patient.getByText(order.familyName).waitFor();
    await patient.getByRole('button').click();
    await expect.poll(() => page.locator('mark').first().textContent()).toMatch(/^<Patient/);
    await ingrid.look('message-read');
  });

  test('sees every interface on one screen, and opens what a number counts', async () => {
    const { page } = ingrid;
    await ingrid.visit('/partners');
    await page
      .getByRole('img', { name: /^Messages by hour/ })
      .first()
      .waitFor();
    await ingrid.look('partners');
    await expectNoSideways(ingrid);
    const row = page.getByRole('row', { name: /E-prescribing network/ });
    await row.getByRole('checkbox').click();
    await page.getByRole('button', { name: 'What it is told' }).click();
    await ingrid.look('what-it-is-told');
    await page.getByRole('button', { name: 'Cancel' }).click();
    await row.getByRole('link').first().click();
    await page.waitForURL(/\/messages\?partner=/);
  });
});
