import { readFileSync } from 'node:fs';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { canaryPatient, canaryWords, composeCanaryOrder } from '../support/journey-order.ts';
import type { JourneyPerson } from '../support/journey-person.ts';
import { JourneyWorld } from '../support/journey-world.ts';

let world: JourneyWorld;
let ines: JourneyPerson;
let secondId = '';
const secondNumber = 'QMR990022';

beforeAll(async () => {
  world = await JourneyWorld.open();
  world.keepSecret(canaryWords);
  await world.server.partners.sendFromEhr(composeCanaryOrder(world.server.clock.now()));
  ines = await world.enter('ines');
  const { familyName, birthDate, phone } = canaryPatient;
  const registered = (await ines.call('/api/patients/register-patient', {
    isSurelyNew: true,
    demographics: {
      familyName,
      birthDate,
      givenName: 'Quillara Mae',
      middleName: null,
      suffix: null,
      sex: 'female',
      addresses: [{ lines: ['9 Cedar Way'], city: 'Boston', state: 'MA', postalCode: '02118', use: 'home' }],
      phones: [{ number: phone, use: 'mobile' }],
      emails: [],
      language: 'es',
      identifiers: [{ kind: 'MR', assigner: 'LAKESIDE', value: secondNumber }],
      deceasedOn: null,
    },
  })) as { readonly patientId: string };
  secondId = registered.patientId;
  await ines.call('/api/patients/record-allergy', {
    patientId: secondId,
    kind: 'substance',
    ingredientRxcui: null,
    snomedCode: null,
    severity: 'severe',
    substance: 'Amoxicillin',
    reaction: 'Hives',
  });
}, 240_000);
afterEach(async (step) => {
  if (step.task.result?.state === 'fail') await world.picture('failed-merge');
  expect(world.takeOffences()).toEqual([]);
});
afterAll(() => world.close());

describe('two records of one person', { timeout: 120_000 }, () => {
  test('are found, compared side by side and merged by keys alone, with what will happen said before', async () => {
    const { page } = ines;
    await ines.visit('/duplicates');
    const pair = page.getByRole('row', { name: new RegExp(`${canaryPatient.familyName}.*${secondNumber}`) });
    await pair.waitFor();
    await ines.look('duplicates');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Are these one person?' }).waitFor();
    await page.getByText('Amoxicillin').waitFor();
    await page.getByText('No fill').first().waitFor();
    await page.keyboard.press('1');
    await page.getByText(/It brings along .*1 allergy/).waitFor();
    await ines.look('merge');
    await page.keyboard.press('m');
    await page.getByRole('dialog', { name: 'Merge these records?' }).waitFor();
    await ines.look('merge-asks');
    await page.getByRole('button', { name: 'Merge', exact: true }).press('Enter');
    await page.getByRole('heading', { level: 2, name: 'Merged records' }).waitFor();
    await page.getByText('Amoxicillin').first().waitFor();
    await ines.look('merged-patient');
  });

  test('answer as one: the page of the absorbed record says so and leads to the surviving one', async () => {
    const { page } = ines;
    await ines.visit(`/patients/${secondId}`);
    await page.getByText(/was merged into another/).waitFor();
    await ines.look('absorbed-patient');
    await page.getByRole('link', { name: 'Go to the surviving record' }).click();
    await page.getByText(/was merged into another/).waitFor({ state: 'detached' });
    expect(page.url()).not.toContain(secondId);
  });

  test('are taken apart at the same place, with what leaves named before, and stand for themselves again', async () => {
    const { page } = ines;
    await page.getByRole('button', { name: /^Take apart/ }).click();
    const dialog = page.getByRole('dialog', { name: 'Take these records apart?' });
    await dialog.getByText(/It takes along 1 allergy/).waitFor();
    await dialog.getByText('No therapy').waitFor();
    await ines.look('take-apart');
    await dialog.getByRole('button', { name: 'Take apart', exact: true }).click();
    await page.getByRole('heading', { level: 2, name: 'Merged records' }).waitFor({ state: 'detached' });
    await expect.poll(() => page.getByText('Amoxicillin').count()).toBe(0);
    await ines.visit(`/patients/${secondId}`);
    await page.getByText('Amoxicillin').first().waitFor();
    await expect.poll(() => page.getByText(/was merged into another/).count()).toBe(0);
  });
});

describe('the record of a patient', { timeout: 120_000 }, () => {
  test('is exported for a stated purpose after a fresh proof, saved as an archive, and kept on the list of exports', async () => {
    const dana = await world.enter('dana');
    const { page } = dana;
    world.server.clock.moveOn(6 * 60_000);
    await dana.visit(`/patients/${secondId}`);
    await page.getByRole('button', { name: 'Export this record' }).click();
    const dialog = page.getByRole('dialog', { name: 'Export this record' });
    await dialog.getByLabel(/^Purpose/).selectOption({ label: 'The patient asked for it' });
    await dialog.getByLabel(/^Who gets it/).fill('Handed over at the counter');
    await dana.look('export-asks');
    await dialog.getByRole('button', { name: /^Export/ }).click();
    const proof = page.getByRole('dialog', { name: 'Confirm that it is you' });
    await proof.getByLabel('Password', { exact: true }).fill('harbor-lantern-demo');
    await proof.getByLabel('Code from your authenticator app').fill(world.server.nextCode('dana'));
    await proof.getByRole('button', { name: 'Confirm' }).click();
    const link = page.getByRole('link', { name: /^Save the archive/ });
    await link.waitFor();
    await dana.look('export-ready');
    const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
    const files = unzipSync(readFileSync(await download.path()));
    expect(strFromU8(files['summary.html'] ?? new Uint8Array())).toContain('Amoxicillin');
    await dana.visit('/exports');
    await page.getByRole('row', { name: /Dana .*The patient asked for it/ }).waitFor();
    await dana.look('exports');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Export' }).getByText('Handed over at the counter').waitFor();
    await dana.look('export-opened');
  });
});
