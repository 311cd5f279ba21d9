import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { JourneyWorld } from '../support/journey-world.ts';

let world: JourneyWorld;

beforeAll(async () => {
  world = await JourneyWorld.open();
});
afterEach(async () => {
  const offences = world.takeOffences();
  await world.dismiss();
  expect(offences).toEqual([]);
});
afterAll(() => world.close());

describe('a person of the staff', { timeout: 40_000 }, () => {
  test('signs in with password and code, and comes to the page that was asked for', async () => {
    const ines = await world.seat('ines');
    await ines.visit('/patients');
    await ines.page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
    await ines.look('sign-in');
    await ines.sendSignIn();
    await ines.page.waitForURL('**/patients');
    await ines.page.getByRole('heading', { level: 1 }).first().waitFor();
  });

  test('is refused with a wrong code and with a wrong password, in the same words', async () => {
    const ben = await world.seat('ben');
    await ben.visit('/sign-in');
    await ben.sendSignIn({ code: '000000' });
    const alert = ben.page.getByRole('alert');
    await alert.waitFor();
    const sentence = await alert.textContent();
    await ben.look('sign-in-refused');
    await ben.sendSignIn({ password: 'not the password at all' });
    await ben.page.waitForTimeout(300);
    await alert.waitFor();
    expect(await alert.textContent()).toBe(sentence);
    expect(ben.page.url()).toContain('/sign-in');
  });

  test('locks the screen, which hides the page, and unlocks it where it was left', async () => {
    const clara = await world.enter('clara');
    await clara.visit('/');
    await clara.page.getByRole('heading', { level: 1, name: 'Home' }).waitFor();
    await clara.look('home');
    await clara.page.getByRole('button', { name: 'Lock' }).click();
    const dialog = clara.page.getByRole('dialog', { name: /Locked for Clara Nguyen/ });
    await dialog.waitFor();
    await clara.look('locked');
    await dialog.getByLabel('Password', { exact: true }).fill('harbor-lantern-demo');
    await dialog.getByLabel('Code from your authenticator app').fill('000000');
    await dialog.getByRole('button', { name: 'Unlock' }).click();
    await dialog.getByRole('alert').waitFor();
    await dialog.getByLabel('Code from your authenticator app').fill(world.server.nextCode('clara'));
    await dialog.getByRole('button', { name: 'Unlock' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await clara.page.getByRole('heading', { level: 1, name: 'Home' }).waitFor();
  });

  test('signs out, after which the way back shows nothing', async () => {
    const sam = await world.enter('sam');
    await sam.visit('/');
    await sam.page.getByRole('button', { name: 'Sign out' }).click();
    await sam.page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
    await sam.visit('/');
    await sam.page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
    expect(await sam.page.getByText('Sam Whitaker').count()).toBe(0);
  });

  test('adds a passkey of the own device and signs in with it alone', async () => {
    const dana = await world.enter('dana');
    await dana.plugInAuthenticator();
    await dana.visit('/account');
    await dana.page.getByLabel('Name of a new passkey').fill('Key at the bench');
    await dana.page.getByRole('button', { name: 'Add a passkey' }).click();
    await dana.page.getByRole('button', { name: 'Remove Key at the bench' }).waitFor();
    await dana.look('account');
    await dana.page.getByRole('button', { name: 'Sign out' }).click();
    await dana.page.getByRole('button', { name: 'Sign in with a passkey' }).click();
    await dana.page.getByRole('heading', { level: 1, name: 'Home' }).waitFor();
    expect(await dana.page.getByText('Dana Whitfield').count()).toBeGreaterThan(0);
  });
});

describe('the watch over every journey', { timeout: 40_000 }, () => {
  test('catches an error, a forbidden style, a nameless button, and a secret word in an address and in storage', async () => {
    world.keepSecret(['Zyxwellan']);
    const person = await world.seat('sam');
    await person.visit('/sign-in?for=zyxwellan');
    await person.page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
    await person.page.evaluate(() => {
      console.error('planted');
      localStorage.setItem('planted', 'Zyxwellan');
      document.body.insertAdjacentHTML('beforeend', '<main><button></button></main><style>p { color: red }</style>');
    });
    await person.look('planted');
    const offences = world.takeOffences().join('\n');
    for (const caught of ['planted', 'Content Security Policy', 'button-name', 'an address', 'the storage']) {
      expect(offences).toContain(caught);
    }
    await world.dismiss();
  });
});
