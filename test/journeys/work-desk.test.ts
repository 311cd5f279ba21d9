import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { TherapyId, Uuid } from '../../src/kernel/ids.ts';
import { addMinutes } from '../../src/kernel/instant.ts';
import { noTherapyFacts, openWorkItem, type TherapyFacts, tellTherapyFacts } from '../../src/modules/work/index.ts';
import { canaryWords, composeCanaryOrder } from '../support/journey-order.ts';
import type { JourneyPerson } from '../support/journey-person.ts';
import { JourneyWorld } from '../support/journey-world.ts';

let world: JourneyWorld;
let ines: JourneyPerson;
let lee: JourneyPerson;

const isLong = process.env['THERIAC_LONG'] === '1';
const screens = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
] as const;

beforeAll(async () => {
  world = await JourneyWorld.open();
  world.keepSecret(canaryWords);
  await world.server.partners.sendFromEhr(composeCanaryOrder(world.server.clock.now()));
  for (let index = 1; index <= 8; index += 1) await openLaterWork(index);
  await openAskingWork('scheduling', { patientLanguage: 'es', programme: 'oncology' }, 1);
  await openAskingWork('clinical-review', { shipToState: 'TX', programme: 'oncology' }, 2);
  ines = await world.enter('ines');
  lee = await world.enter('lee');
}, 180_000);
afterEach(async (step) => {
  if (step.task.result?.state === 'fail') await world.picture('failed-desk');
  expect(world.takeOffences()).toEqual([]);
});
afterAll(() => world.close());

/**
 * Looks at a page on both screens, one light and one dark, and checks that nothing makes it wider than the screen. The long run
 * looks at every screen in both.
 */
async function lookEverywhere(person: JourneyPerson, name: string): Promise<void> {
  const { page } = person;
  for (const [index, screen] of screens.entries()) {
    const schemes = isLong ? (['light', 'dark'] as const) : ([index % 2 === 0 ? 'light' : 'dark'] as const);
    for (const colorScheme of schemes) {
      await page.setViewportSize(screen);
      await page.emulateMedia({ colorScheme });
      await person.look(`${name}-${screen.width}-${colorScheme}`);
      expect(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)).toBe(false);
    }
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

/** Opens work that is due later than that of the order that arrived; the last one has used most of its time. */
async function openLaterWork(index: number): Promise<void> {
  const { clock, siteId, transact } = world.server;
  const subjectId = `01920000-0000-7000-8000-00000000000${index}` as Uuid;
  await transact((tx) =>
    openWorkItem(tx, {
      ...{ queue: 'onboarding', subjectKind: 'therapy', subjectId, siteId, stage: 'onboarding' },
      ...{ reasonCode: index % 2 === 0 ? 'enroll-patient' : 'welcome-call', role: 'patientCoordinator' },
      dueAt: addMinutes(clock.now(), 60 * 24 * (9 + index)),
      facts: { level: index === 8 ? 80 : 0 },
    }),
  );
}

/** Opens work of a therapy of which is told whom it suits. */
async function openAskingWork(queue: 'scheduling' | 'clinical-review', told: Partial<TherapyFacts>, index: number) {
  const { clock, siteId, transact } = world.server;
  const therapyId = `01920000-0000-7000-8000-0000000001${index}0` as TherapyId;
  await transact(async (tx) => {
    await tellTherapyFacts(tx, [{ therapyId, facts: { ...noTherapyFacts, ...told } }]);
    await openWorkItem(tx, {
      ...{ queue, subjectKind: 'delivery', subjectId: therapyId as unknown as Uuid, siteId, therapyId },
      ...{ reasonCode: queue === 'scheduling' ? 'schedule-delivery' : 'start-review' },
      dueAt: addMinutes(clock.now(), 60 * 24 * 30),
    });
  });
}

describe('a desk', { timeout: 90_000 }, () => {
  test('gives the next item with one key and opens it', async () => {
    await lee.visit('/');
    await lee.page.getByRole('button', { name: /^Next for me/ }).waitFor();
    await lookEverywhere(lee, 'home');
    await lee.page.keyboard.press('n');
    await lee.page.waitForURL(/\/(therapies|intake)\//);
  });

  test('narrows a queue, and keeps the narrowing as a view by name', async () => {
    const { page } = ines;
    await ines.visit('/queues/onboarding');
    await page.getByLabel('Taken by', { exact: true }).selectOption('Nobody');
    await page.getByLabel('To be done', { exact: true }).selectOption('Welcome call');
    await page.getByRole('button', { name: 'Save view' }).click();
    await page.getByLabel('Name', { exact: true }).fill('Free ones');
    await ines.look('save-view');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('button', { name: 'Show all' }).click();
    await page.getByLabel('View', { exact: true }).selectOption('Free ones');
    await page.waitForURL(/owner=nobody/);
    await page.getByRole('button', { name: 'Delete view' }).waitFor();
    await expect.poll(() => page.getByRole('checkbox', { name: /^Mark row/ }).count()).toBe(4);
    await lookEverywhere(ines, 'queue-narrowed');
  });

  test('marks rows by the keyboard, takes those that are free, and says which were left and why', async () => {
    const { page } = ines;
    await page.getByRole('button', { name: 'Show all' }).click();
    await expect.poll(() => page.getByRole('checkbox', { name: /^Mark row/ }).count()).toBe(9);
    await page.getByRole('grid', { name: 'Onboarding' }).focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('Shift+ArrowDown');
    await page.getByText('2 marked').waitFor();
    await lookEverywhere(ines, 'queue-marked');
    await page.keyboard.press('t');
    const told = '1 taken · 1 left as it was: Somebody else has taken this. (Lee Sorensen)';
    await page.getByText(told).waitFor();
    await ines.look('queue-left');
  });

  test('hands work over with a note, which the receiver sees until it is confirmed', async () => {
    const { page } = ines;
    await page.getByRole('button', { name: 'Clear marks' }).click();
    await page.getByRole('grid', { name: 'Onboarding' }).focus();
    await page.keyboard.press(' ');
    await page.getByText('1 marked').waitFor();
    await page.keyboard.press('h');
    await page.getByLabel('To', { exact: true }).selectOption({ label: await receiverNamed('Lee') });
    await page.getByLabel('Note', { exact: true }).fill('The clinic calls back at four.');
    await ines.look('hand-over');
    await page.getByRole('dialog').getByRole('button', { name: 'Hand over' }).click();
    await page.getByText('1 handed over').first().waitFor();
    await lee.visit('/');
    await lee.page.getByText('The clinic calls back at four.').waitFor();
    await lookEverywhere(lee, 'home-handed');
    await lee.page.getByRole('button', { name: 'I have read it' }).click();
    await lee.page.getByText('The clinic calls back at four.').waitFor({ state: 'detached' });
  });

  test('hands over all that is held at the end of a shift with one note, which the receiver sees', async () => {
    const { page } = lee;
    await lee.visit('/');
    await page.getByRole('button', { name: /^Hand over all I hold/ }).waitFor();
    await page.keyboard.press('h');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('To', { exact: true }).selectOption({ label: await receiverNamed('Ines', lee) });
    await dialog.getByLabel('Note', { exact: true }).fill('The clinic was closed today.');
    await lookEverywhere(lee, 'shift');
    await dialog.getByRole('button', { name: /^Hand over \d/ }).click();
    await page
      .getByText(/handed over/)
      .first()
      .waitFor();
    await lookEverywhere(lee, 'home-after-shift');
    await ines.visit('/');
    await ines.page.getByText('The clinic was closed today.').waitFor();
  });

  test('explains the place of a row by what its therapy lends to it', async () => {
    await ines.visit('/queues/onboarding');
    await ines.page
      .getByText(/clinical risk, unverified/)
      .first()
      .waitFor();
    await lookEverywhere(ines, 'queue-explained');
  });
});

describe('work that asks for somebody', { timeout: 90_000 }, () => {
  test('is told to the lead when nobody suits it', async () => {
    await lee.visit('/');
    await lee.page.getByRole('region', { name: 'Suits nobody here' }).getByText('Needs TX license').waitFor();
    await lookEverywhere(lee, 'home-unsuited');
  });

  test('is assigned by the lead to whom it suits best, with one key', async () => {
    const { page } = lee;
    await lee.visit('/queues/scheduling');
    await page.getByText('Prefers Spanish').waitFor();
    await page.getByRole('grid', { name: 'Scheduling' }).focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('a');
    const dialog = page.getByRole('dialog', { name: 'Assign' });
    await dialog.getByRole('button', { name: /^Ines Okafor.*speaks Spanish/ }).waitFor();
    await lookEverywhere(lee, 'assign');
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await ines.visit('/queues/scheduling?suits=me');
    await ines.page.getByText(/Schedule delivery · Spanish ✓/).waitFor();
    await lookEverywhere(ines, 'queue-suits-me');
  });

  test('asks for what a lead decides, once the effect is seen', async () => {
    const { page } = lee;
    await lee.visit('/work-assignment');
    await page.getByLabel('Scheduling: Language of the patient').selectOption('Must');
    await page.getByRole('heading', { name: 'Open work that suits nobody' }).waitFor();
    await lookEverywhere(lee, 'assignment');
    await page.getByRole('button', { name: 'Give work by these rules' }).click();
    await page.getByRole('button', { name: 'Give work so' }).click();
    await page.getByText('Version 2', { exact: true }).waitFor();
  });
});

describe('the order of work', { timeout: 90_000 }, () => {
  test('says its rules in words, and counts what others would change before they count', async () => {
    const { page } = lee;
    await lee.visit('/work-order');
    await page.getByLabel('Time mostly used', { exact: true }).check();
    await page.getByLabel('Time mostly used: hours').fill('400');
    await page.getByLabel('Time mostly used: from').fill('50');
    await page.getByRole('heading', { name: 'What these rules would change' }).waitFor();
    await page.getByRole('button', { name: 'Onboarding' }).click();
    await page.getByText('Top of Onboarding, as it would be').waitFor();
    await lookEverywhere(lee, 'order-preview');
  });

  test('is switched for all queues at once', async () => {
    const { page } = lee;
    await page.getByRole('button', { name: 'Order by these rules' }).click();
    await lee.look('order-confirm');
    await page.getByRole('button', { name: 'Order anew' }).click();
    await page.getByText('Holds now').waitFor();
    await page.getByText('Version 2', { exact: true }).waitFor();
    await lookEverywhere(lee, 'order-shown');
  });

  test('is read by those who may not change it', async () => {
    await ines.visit('/work-order');
    await ines.page.getByText('Version 2', { exact: true }).waitFor();
    expect(await ines.page.getByRole('button', { name: 'Order by these rules' }).count()).toBe(0);
    await ines.look('order-read');
  });
});

/** Returns the words under which a colleague stands in the list of receivers. */
async function receiverNamed(name: string, person = ines): Promise<string> {
  await person.page.getByLabel('To', { exact: true }).waitFor();
  const words = await person.page.getByLabel('To', { exact: true }).locator('option').allTextContents();
  return words.find((each) => each.startsWith(name)) ?? '';
}
