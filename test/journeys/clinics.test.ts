import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { canaryPatient, canaryWords, composeCanaryOrder } from '../support/journey-order.ts';
import type { JourneyPerson } from '../support/journey-person.ts';
import { JourneyWorld } from '../support/journey-world.ts';

let world: JourneyWorld;
let dana: JourneyPerson;
let ines: JourneyPerson;

beforeAll(async () => {
  world = await JourneyWorld.open();
  world.keepSecret(canaryWords);
  dana = await world.enter('dana');
  ines = await world.enter('ines');
});
afterEach(async (step) => {
  if (step.task.result?.state === 'fail') await world.picture('failed-clinics');
  expect(world.takeOffences()).toEqual([]);
});
afterAll(() => world.close());

/** Writes a booking of the canary patient, ten days from the journey's now, at a clinic that is entered by hand. */
function composeBooking(): string {
  const toStamp = (at: number): string => `${new Date(at).toISOString().replace(/\D/g, '').slice(0, 14)}+0000`;
  const now = Date.parse(world.server.clock.now());
  const { familyName, givenName, birthDate, street, recordNumber } = canaryPatient;
  const born = birthDate.replaceAll('-', '');
  return [
    `MSH|^~\\&|EHR|HARBORVIEW|THERIAC|CENTRAL|${toStamp(now)}||SIU^S12^SIU_S12|BOOKING-1|P|2.5.1`,
    'SCH|A-1|A-1',
    `TQ1|1||||||${toStamp(now + 10 * 86_400_000)}`,
    `PID|1||${recordNumber}^^^HARBORVIEW^MR||${familyName}^${givenName}||${born}|F|||${street}^^Boston^MA^02118^^H`,
    'DG1|1||L40.0^Psoriasis vulgaris^I10',
    'RGS|1',
    'AIL|1||NSKIN',
  ].join('\r');
}

describe('from an appointment to its order', { timeout: 60_000 }, () => {
  test('a clinic is entered with its code, what it treats and who practises there', async () => {
    const { page } = dana;
    await dana.visit('/clinics');
    await page.getByRole('grid').getByText('Harbor Rheumatology').waitFor();
    await dana.look('clinics');
    await page.keyboard.press('n');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name', { exact: false }).first().fill('Northside Skin');
    await dialog.getByLabel('Pharmacy that serves it').selectOption({ label: 'Central Specialty Pharmacy' });
    await dialog.getByLabel(/^Codes by which/).fill('hderm');
    await dialog.getByLabel('Dermatology').check();
    await dialog.getByText('Another clinic has one of these codes in the same time.').waitFor();
    await dialog.getByLabel(/^Codes by which/).fill('nskin');
    await dialog.getByLabel('Add by name or NPI').fill('Castell');
    await dialog.getByRole('button', { name: /^Add Rosa Castellano/ }).click();
    await dana.look('clinic-dialog');
    await dialog.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByRole('grid').getByText('NSKIN').waitFor();
  });

  test('whoever has an appointment there is found before an order, and worked by keys alone', async () => {
    expect(await world.server.partners.sendFromEhr(composeBooking())).toContain('MSA|AA');
    const { page } = ines;
    await ines.visit('/prospects');
    await page.getByRole('grid').getByText(canaryPatient.familyName, { exact: false }).waitFor();
    await ines.look('prospects');
    await page.keyboard.press('Enter');
    await page.getByText('Diagnosis L40.0: specialty drugs of Dermatology are usual for it.').waitFor();
    await ines.look('prospect');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('grid').getByText('Clinic contacted').waitFor();
  });

  test('the order that arrives joins it to its therapy, and counts as kept', async () => {
    const { page } = ines;
    await world.server.partners.sendFromEhr(composeCanaryOrder(world.server.clock.now()));
    await page.getByRole('radio', { name: 'Order received (1)' }).click();
    await page
      .getByRole('grid')
      .getByText(/^Therapy /)
      .waitFor();
    await dana.visit('/capture');
    await dana.page.getByText('100.0 %').first().waitFor();
    await dana.look('capture');
    await dana.page.getByRole('button', { name: '1: Kept here' }).click();
    await dana.page.getByRole('dialog').getByText(canaryPatient.familyName, { exact: false }).waitFor();
    await dana.look('capture-rows');
  });
});
