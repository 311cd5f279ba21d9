import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { canaryWords, composeCanaryOrder } from '../support/journey-order.ts';
import type { JourneyPerson } from '../support/journey-person.ts';
import { JourneyWorld } from '../support/journey-world.ts';

let world: JourneyWorld;
let ines: JourneyPerson;

beforeAll(async () => {
  world = await JourneyWorld.open();
  world.keepSecret(canaryWords);
  const order = composeCanaryOrder(world.server.clock.now());
  await world.server.partners.sendFromEhr(order);
  await world.server.partners.sendFromEhr(order.replaceAll('JOURNEY-1', 'JOURNEY-2'));
  ines = await world.enter('ines');
});
afterEach(async (step) => {
  if (step.task.result?.state === 'fail') await world.picture('failed-door');
  expect(world.takeOffences()).toEqual([]);
});
afterAll(() => world.close());

describe('at the door', { timeout: 60_000 }, () => {
  test('a duplicate stands beside the earlier one, and is kept for a reason by keys alone', async () => {
    const { page } = ines;
    await ines.visit('/intake');
    await page.getByRole('grid').getByText('Humira', { exact: false }).first().waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Possible duplicate' }).waitFor();
    await page.getByText('100 of 100 alike', { exact: false }).waitFor();
    await ines.look('door-duplicate');
    await page.keyboard.press('b');
    await page.getByRole('dialog').getByLabel('Why both stand', { exact: false }).selectOption('two-strengths');
    await page.keyboard.press('Control+Enter');
    await page.getByText('Both stand: two strengths make the dose.').waitFor();
    await page.getByText('Accepted', { exact: true }).first().waitFor();
  });

  test('what is missing is asked of the EHR, and each answer closes its item with the message as its source', async () => {
    const { page } = ines;
    await page.getByText(/items are here$/).waitFor();
    await ines.look('door-completeness');
    await page.getByRole('button', { name: /^Ask the EHR for/ }).click();
    await page.getByText('Query of the EHR: answered', { exact: true }).waitFor();
    await page.getByRole('heading', { name: 'Asked for' }).scrollIntoViewIfNeeded();
    await ines.look('door-asked');
  });

  test('a referral goes to another pharmacy and is followed until that has it', async () => {
    const { page } = ines;
    await page.getByRole('button', { name: 'Transfer out' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Reason', { exact: false }).selectOption('patient-asked');
    await dialog.getByLabel(/^Pharmacy/).fill('Lanternfield Specialty');
    await dialog.getByLabel('NPI of the pharmacy', { exact: false }).fill('1999002011');
    await ines.look('door-transfer');
    await page.keyboard.press('Control+Enter');
    await page.getByText('Lanternfield Specialty: the patient asked for it').waitFor();
    await page.getByRole('button', { name: 'Transfer packet', exact: true }).click();
    const packet = page.getByRole('complementary', { name: 'Document: Transfer packet' });
    await packet.getByRole('img', { name: 'Transfer packet, page 1' }).waitFor();
    await ines.look('door-packet');
    await packet.getByRole('button', { name: 'Close' }).click();
    await page.getByRole('button', { name: 'Record as sent' }).last().click();
    await page.keyboard.press('Control+Enter');
    await page.getByText('Sent, not acknowledged').waitFor();
    await ines.look('door-sent');
  });

  test('everything that is under way stands in one list', async () => {
    const { page } = ines;
    await ines.visit('/referrals');
    await page.getByRole('radio', { name: 'Transfers (1)' }).click();
    await page.getByText('Lanternfield Specialty', { exact: false }).waitFor();
    await ines.look('door-referrals');
    await page.getByText('Lanternfield Specialty', { exact: false }).dblclick();
    await page.waitForURL(/\/intake\//);
  });

  test('the therapy ends as transferred when the other pharmacy has it', async () => {
    const { page } = ines;
    await page.getByRole('button', { name: 'Record acknowledgement' }).click();
    await page.getByRole('dialog').getByLabel('Who of the pharmacy said so', { exact: false }).fill('Jo, intake');
    await page.keyboard.press('Control+Enter');
    await page.getByText('0 days here', { exact: false }).waitFor();
    await page.getByText('Cancelled', { exact: true }).first().waitFor();
    await ines.look('door-acknowledged');
  });
});
