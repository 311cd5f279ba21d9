import { exportJWK, generateKeyPair } from 'jose';
import type { Locator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { computeCode } from '../../src/modules/identity/index.ts';
import { canaryPatient, canaryWords, composeCanaryOrder } from '../support/journey-order.ts';
import type { JourneyPerson } from '../support/journey-person.ts';
import { JourneyWorld } from '../support/journey-world.ts';

let world: JourneyWorld;
let admin: JourneyPerson;

beforeAll(async () => {
  world = await JourneyWorld.open();
  world.keepSecret(canaryWords);
  await world.server.partners.sendFromEhr(composeCanaryOrder(world.server.clock.now()));
  admin = await world.enter('admin');
}, 240_000);
afterEach(async (step) => {
  if (step.task.result?.state === 'fail') await world.picture('failed-administration');
  expect(world.takeOffences()).toEqual([]);
});
afterAll(() => world.close());

/** Opens a row of a table by its name. */
async function openRow(person: JourneyPerson, name: string | RegExp): Promise<void> {
  await person.page.getByRole('row', { name }).click();
}

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

describe('people', { timeout: 150_000 }, () => {
  test('are found as one types, and an own account is grey with its reason', async () => {
    await admin.visit('/people');
    await admin.page.getByRole('row', { name: /Clara Nguyen/ }).waitFor();
    await admin.look('people');
    await admin.page.getByLabel('Name, role, site, language or skill').fill('duarte');
    await expect.poll(() => admin.page.getByRole('row', { name: /Clara Nguyen/ }).count()).toBe(0);
    await openRow(admin, /Alex Duarte/);
    const dialog = admin.page.getByRole('dialog');
    await dialog.getByText('Another administrator has to do this to your own account.').waitFor();
    await admin.look('people-own');
    await admin.page.keyboard.press('Escape');
    await admin.page.getByLabel('Name, role, site, language or skill').fill('nobody at all');
    await admin.page.getByText('No name, role, site, language or skill holds what was typed.').waitFor();
    await admin.look('people-nobody');
    await admin.page.getByLabel('Name, role, site, language or skill').fill('');
  });

  test('are added with a secret that is shown once, and sign in with it', async () => {
    const { page } = admin;
    await page.getByRole('button', { name: /^Add a person/ }).click();
    const dialog = page.getByRole('dialog', { name: 'Add a person' });
    await dialog.getByLabel(/^Name/).fill('Nina Larsen');
    await dialog.getByLabel(/^User name/).fill('nina');
    await dialog.getByLabel('First password').first().fill('quiet harbor morning');
    await dialog.getByRole('checkbox', { name: 'Intake technician' }).check();
    await dialog.getByText('A person works at one site at least, or at all of them.').waitFor();
    await admin.look('people-add');
    await dialog.getByRole('checkbox', { name: /All sites/ }).check();
    await dialog.getByRole('button', { name: 'Add', exact: true }).click();
    const made = page.getByRole('dialog', { name: 'Nina Larsen was added' });
    await made.getByRole('img', { name: 'QR code for an authenticator app' }).waitFor();
    await admin.look('people-secret');
    const secret = (await made.getByText(/^[A-Z2-7]{4}( [A-Z2-7]{1,4})+$/).textContent()) ?? '';
    await made.getByRole('button', { name: 'The person has it' }).click();
    await page.getByRole('row', { name: /Nina Larsen.*Never/ }).waitFor();
    const nina = await world.seat('nina');
    await nina.visit('/sign-in');
    const code = computeCode(secret.replaceAll(' ', ''), world.server.clock.now());
    await nina.sendSignIn({ password: 'quiet harbor morning', code });
    await nina.page.getByRole('heading', { level: 1, name: 'Home' }).waitFor();
    expect(await nina.page.getByRole('navigation', { name: 'Main' }).getByText('People').count()).toBe(0);
  });

  test('get other sites and a licence, and are disabled with a reason, each after a fresh proof', async () => {
    const { page } = admin;
    world.server.clock.moveOn(6 * 60_000);
    await admin.visit('/people');
    await openRow(admin, /Nina Larsen/);
    await page.getByRole('button', { name: 'Change sites' }).click();
    await page.getByRole('checkbox', { name: /All sites/ }).uncheck();
    await page.getByRole('dialog').getByRole('checkbox').nth(1).check();
    await page.getByRole('button', { name: 'Save' }).click();
    const dialog = page.getByRole('dialog', { name: 'Confirm that it is you' });
    await dialog.waitFor();
    const next = page.getByRole('button', { name: 'Record a licence' });
    await proveUntil(admin, next);
    await next.click();
    await page.getByLabel(/^Licence/).selectOption({ label: 'Technician' });
    await page.getByLabel(/^State/).fill('MA');
    await page.getByLabel(/^Number/).fill('T-4411');
    await page.getByLabel(/^Valid from/).fill('2024-01-01');
    await page.getByLabel(/^Expires/).fill('2025-12-31');
    await page.getByRole('button', { name: /^Record/ }).click();
    await page.getByText('Expired', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Languages and skills' }).click();
    await page.getByRole('checkbox', { name: 'Vietnamese' }).check();
    await page.getByLabel('A skill that is not on the list').fill('Hemophilia');
    await admin.look('person-abilities');
    await page.getByRole('button', { name: 'Put it on the list' }).click();
    await page.getByRole('checkbox', { name: 'Hemophilia', checked: true }).waitFor();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Vietnamese', { exact: true }).waitFor();
    await admin.look('person');
    await page.getByRole('button', { name: 'Disable' }).click();
    await page.getByLabel(/^Reason/).selectOption({ label: 'Has left' });
    await admin.look('person-disable');
    await page.getByRole('button', { name: /^Disable/ }).click();
    await page.getByText('Has left').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('row', { name: /Nina Larsen.*Disabled/ }).waitFor();
  });
});

describe('opening hours of a site', { timeout: 150_000 }, () => {
  test('are proposed by one person, who cannot approve them', async () => {
    const { page } = admin;
    await admin.visit('/sites');
    const button = page.getByRole('button', { name: /^Propose other hours for/ }).first();
    await button.waitFor();
    await admin.look('sites');
    await button.click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('checkbox', { name: 'Saturday' }).check();
    await dialog.getByLabel('Saturday closes').fill('08:00');
    await dialog.getByText(/closes later than it opens/).waitFor();
    await admin.look('sites-propose');
    await dialog.getByLabel('Saturday closes').fill('13:00');
    await dialog.getByRole('button', { name: 'Propose' }).click();
    const link = page.getByRole('link', { name: 'wait for a second person' });
    await proveUntil(admin, link);
    await link.click();
    await openRow(admin, /Opening hours from/);
    await page.getByText('Another person has to decide what you proposed.').waitFor();
    await admin.look('proposal-own');
  });

  test('are shown line by line to the second person, and count from their day once approved', async () => {
    const dana = await world.enter('dana');
    const { page } = dana;
    await dana.visit('/proposals');
    await openRow(dana, /Opening hours from.*Alex Duarte/);
    await page.getByRole('cell', { name: '09:00 to 13:00' }).waitFor();
    await dana.look('proposal');
    await page.getByRole('button', { name: 'Approve' }).click();
    await proveUntil(dana, page.getByRole('row', { name: /Approved/ }));
    await dana.look('proposals');
    await dana.visit('/sites');
    await page.getByText('Saturday, 09:00 to 13:00').waitFor();
  });
});

describe('programs', { timeout: 150_000 }, () => {
  test('are let in with a pasted key, are told where a wrong one is wrong, and are disabled', async () => {
    const { page } = admin;
    await admin.visit('/programs');
    await page.getByText('No program may come in with a key of its own yet.').waitFor();
    await admin.look('programs-none');
    await page.getByRole('button', { name: /^Let a program in/ }).click();
    const dialog = page.getByRole('dialog', { name: 'Let a program in' });
    await dialog.getByLabel(/^Name/).fill('Data warehouse');
    await dialog.getByLabel(/^Public key/).fill('{ "kty": "EC", "crv": "P-521" }');
    await dialog.getByText('/crv').waitFor();
    await admin.look('programs-wrong-key');
    const { publicKey } = await generateKeyPair('ES256', { extractable: true });
    await dialog.getByLabel(/^Public key/).fill(JSON.stringify(await exportJWK(publicKey)));
    await dialog.getByRole('checkbox', { name: /may see who works here/ }).check();
    await dialog.getByRole('button', { name: 'Let it in' }).click();
    await proveUntil(admin, page.getByRole('row', { name: /Data warehouse.*Never.*Alex Duarte/ }));
    await openRow(admin, /Data warehouse/);
    await admin.look('program');
    await page.getByRole('button', { name: 'Disable' }).click();
    await page.getByRole('button', { name: 'Disable' }).click();
    await page.getByRole('row', { name: /Data warehouse.*Disabled/ }).waitFor();
  });
});

describe('emergency access', { timeout: 150_000 }, () => {
  test('is opened where a record of another site is refused, shows its time on every page, and is ended early', async () => {
    const lars = await world.enter('lars');
    const { page } = lars;
    await lars.visit(`/therapies/${await findTherapyId()}`);
    await page.getByRole('button', { name: 'Open in an emergency' }).waitFor();
    await lars.look('record-refused');
    expect(await page.getByText(canaryPatient.familyName).count()).toBe(0);
    await page.getByRole('button', { name: 'Open in an emergency' }).click();
    await page.getByLabel(/^Reason/).selectOption({ label: 'A patient is in danger' });
    await page.getByLabel(/^In words/).fill('Called by the emergency department.');
    await lars.look('open-access');
    await page.getByRole('button', { name: /^Open/ }).last().click();
    await page.getByRole('heading', { level: 1, name: new RegExp(canaryPatient.familyName) }).waitFor();
    await page.getByText(/60 min left/).waitFor();
    await lars.look('access-banner');
    await lars.visit('/shipping');
    const banner = page.getByRole('complementary', { name: 'Emergency access' });
    await banner.getByRole('button', { name: 'End it now' }).click();
    await banner.waitFor({ state: 'hidden' });
    await lars.visit(`/therapies/${await findTherapyId()}`);
    await page.getByRole('button', { name: 'Open in an emergency' }).waitFor();
  });

  test('is offered where a prescription of another site or an unknown message is refused', async () => {
    const lars = await world.enter('lars');
    const { page } = lars;
    for (const path of [`/messages/${await findTherapyId()}`, `/intake/${await findPrescriptionId()}`]) {
      await lars.visit(path);
      await page.getByRole('button', { name: 'Open in an emergency' }).waitFor();
    }
    await lars.look('prescription-refused');
  });

  test('is reviewed by the privacy officer, who sees what was opened during it', async () => {
    const priya = await world.enter('priya');
    const { page } = priya;
    await priya.visit('/emergency-access');
    await openRow(priya, /Called by the emergency department/);
    const dialog = page.getByRole('dialog');
    await dialog
      .getByRole('row', { name: /Get .*1 patient/ })
      .first()
      .waitFor();
    await priya.look('access-review');
    await dialog.getByRole('radio', { name: 'Justified', exact: true }).check();
    await dialog.getByRole('button', { name: 'Record the review' }).click();
    await page.getByText('Every emergency access was reviewed.').waitFor();
    await priya.look('accesses-none');
  });
});

function findPrescriptionId(): Promise<string> {
  return world.server.transact(async (tx) => {
    const row = await tx.database
      .selectFrom('prescriptions.prescription')
      .select('prescription_id')
      .where('tenant_id', '=', tx.tenantId)
      .executeTakeFirstOrThrow();
    return row.prescription_id;
  });
}

function findTherapyId(): Promise<string> {
  return world.server.transact(async (tx) => {
    const row = await tx.database
      .selectFrom('therapies.therapy')
      .select('therapy_id')
      .where('tenant_id', '=', tx.tenantId)
      .executeTakeFirstOrThrow();
    return row.therapy_id;
  });
}
