import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { enterProvider, listIdentityClients } from '../../src/apps/demo-generator/demo-identity.ts';
import type { JourneyPerson } from '../support/journey-person.ts';
import { JourneyWorld } from '../support/journey-world.ts';
import { type IdentityProvider, startIdentityProvider } from '../support/partner-simulators.ts';

let world: JourneyWorld;
let provider: IdentityProvider;

beforeAll(async () => {
  world = await JourneyWorld.open();
  const webPort = Number(new URL(world.server.url).port);
  const now = (): number => Date.now() + world.server.clock.offsetMilliseconds;
  provider = await startIdentityProvider({ port: 0, now, clients: listIdentityClients({ webPort, webTls: false }) });
  await world.server.transact((tx) => enterProvider(tx, provider.issuer));
}, 240_000);
afterAll(async () => {
  await world.close();
  await provider.stop();
});

/** What went wrong on our own pages: the provider is another origin, where people are sent on purpose. */
function listOwnOffences(): readonly string[] {
  return world.takeOffences().filter((offence) => !offence.includes(provider.issuer));
}

async function chooseAtProvider(person: JourneyPerson, name: string): Promise<void> {
  await person.visit('/sign-in?return=/account');
  await person.page.getByRole('link', { name: 'Sign in with Harborview ID' }).click();
  await person.page.getByRole('button', { name }).click();
}

describe('signing in by the provider of the health system', { timeout: 90_000 }, () => {
  test('takes two clicks where the provider vouches for a second factor', async () => {
    const ines = await world.seat('ines');
    await ines.visit('/sign-in');
    await ines.page.getByRole('link', { name: 'Sign in with Harborview ID' }).waitFor();
    await ines.look('sign-in-with-provider');
    await chooseAtProvider(ines, 'Ines Okafor');
    await ines.page.getByRole('heading', { level: 1, name: 'Your account' }).waitFor();
    expect(listOwnOffences()).toEqual([]);
  });

  test('asks for the own code where it does not', async () => {
    const clara = await world.seat('clara');
    await chooseAtProvider(clara, 'Clara Nguyen');
    await clara.page.getByRole('heading', { level: 1, name: 'One more step' }).waitFor();
    await clara.page.getByText('signed you in as Clara Nguyen, PharmD').waitFor();
    await clara.look('sign-in-second-factor');
    await clara.page.getByLabel('Code from your authenticator app').fill(world.server.nextCode('clara'));
    await clara.page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await clara.page.getByRole('heading', { level: 1, name: 'Your account' }).waitFor();
    expect(listOwnOffences()).toEqual([]);
  });

  test('links an unknown account to whoever signs in with own factors', async () => {
    const ben = await world.seat('ben');
    await chooseAtProvider(ben, 'Ben Castillo');
    await ben.page.getByRole('heading', { level: 1, name: 'Link your account' }).waitFor();
    await ben.page.getByLabel('User name').waitFor();
    await ben.look('sign-in-link');
    await ben.sendSignIn();
    await ben.page.getByRole('heading', { level: 1, name: 'Your account' }).waitFor();
    await ben.page.getByRole('button', { name: 'Sign out' }).click();
    await ben.page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
    await chooseAtProvider(ben, 'Ben Castillo');
    await ben.page.getByRole('heading', { level: 1, name: 'Your account' }).waitFor();
    expect(listOwnOffences()).toEqual([]);
  });
});

describe('an administrator', { timeout: 90_000 }, () => {
  test('tries the provider and reads in words which check fails', async () => {
    const admin = await world.enter('admin');
    await admin.visit('/identity-providers');
    await admin.page.getByRole('row', { name: /Harborview ID/ }).waitFor();
    await admin.look('identity-providers');
    provider.behave('other-audience');
    await admin.page.getByRole('row', { name: /Harborview ID/ }).click();
    await admin.page.getByRole('link', { name: 'Try it' }).click();
    await admin.page.getByRole('button', { name: 'Ines Okafor' }).click();
    const dialog = admin.page.getByRole('dialog', { name: 'Harborview ID' });
    await dialog.getByText('The ID token was made for another client. Check the client id.').waitFor();
    await admin.look('identity-provider-tried');
    provider.behave(null);
    await dialog.getByRole('button', { name: 'Change' }).click();
    await admin.page.getByRole('dialog', { name: 'Change Harborview ID' }).waitFor();
    await admin.look('identity-provider-change');
    await admin.visit('/directory-groups');
    await admin.page.getByRole('row', { name: /Pharmacy intake/ }).click();
    await admin.page.getByRole('dialog', { name: 'Pharmacy intake' }).waitFor();
    await admin.look('directory-group');
    expect(listOwnOffences()).toEqual([]);
  });
});
