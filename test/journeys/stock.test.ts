import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { composeGtinOfNdc } from '../../src/kernel/gtin.ts';
import { JourneyWorld } from '../support/journey-world.ts';

let world: JourneyWorld;

beforeAll(async () => {
  world = await JourneyWorld.open();
});
afterEach(async (step) => {
  if (step.task.result?.state === 'fail') await world.picture('failed-stock');
  expect(world.takeOffences()).toEqual([]);
});
afterAll(() => world.close());

describe('stock', { timeout: 150_000 }, () => {
  test('is taken in by scan, which fills the form', async () => {
    const theo = await world.enter('theo');
    const { page } = theo;
    await theo.visit('/stock');
    await page.getByRole('grid', { name: /^Stock of/ }).waitFor();
    await page
      .getByRole('row', { name: /Humira/ })
      .first()
      .waitFor();
    await theo.look('stock');
    await page.getByRole('button', { name: /^Take stock in/ }).click();
    const dialog = page.getByRole('dialog');
    const gtin = composeGtinOfNdc({ tenDigits: '0074055402', indicator: 0 });
    await dialog.getByLabel('Scan the package').click();
    await theo.scan(`01${gtin}1728063010SHELF7\u001d21SER77`);
    await dialog.getByText(/NDC 00074-0554-02/).waitFor();
    expect(await dialog.getByLabel(/^Lot/).inputValue()).toBe('SHELF7');
    expect(await dialog.getByLabel(/^Expires/).inputValue()).toBe('2028-06-30');
    await theo.look('stock-receive');
    await dialog.getByLabel('Scan the package').fill('12345');
    await dialog.getByLabel('Scan the package').press('Enter');
    await dialog.getByRole('alert').waitFor();
    await dialog.getByLabel(/^Packages/).fill('4');
    await dialog.getByRole('button', { name: /^Take in/ }).click();
    await page.getByRole('row', { name: /Humira.*SHELF7.*Jun 30, 2028/ }).waitFor();
  });

  test('opens to the ledger of its lot, where waste is posted with a reason', async () => {
    const dana = await world.enter('dana');
    const { page } = dana;
    await dana.visit('/stock');
    await page.getByLabel('Product, NDC, lot or owner').fill('shelf7');
    await page.getByRole('row', { name: /SHELF7/ }).click();
    await page.getByRole('heading', { level: 1, name: /lot SHELF7/ }).waitFor();
    await page.getByRole('row', { name: /Taken in.*Theo Brandt/ }).waitFor();
    await dana.look('stock-lot');
    await page.getByRole('button', { name: 'Waste' }).click();
    const dialog = page.getByRole('dialog', { name: /^Waste/ });
    await dialog.getByLabel(/^Quantity/).fill('1');
    await dialog.getByLabel(/^Reason/).selectOption({ label: 'Damaged' });
    await dana.look('stock-waste');
    await dialog.getByRole('button', { name: /^Waste/ }).click();
    await page.getByRole('row', { name: /Wasted.*Damaged.*Dana Whitfield/ }).waitFor();
    await dana.visit('/stock');
    await page.getByLabel('Product, NDC, lot or owner').fill('no such thing');
    await page.getByText('No lot is like what was typed and chosen.').waitFor();
    await dana.look('stock-none');
  });
});
