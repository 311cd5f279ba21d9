import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { canaryWords, composeCanaryOrder } from '../support/journey-order.ts';
import type { JourneyPerson } from '../support/journey-person.ts';
import { JourneyWorld } from '../support/journey-world.ts';

let world: JourneyWorld;
let ines: JourneyPerson;
let lee: JourneyPerson;

beforeAll(async () => {
  world = await JourneyWorld.open();
  world.keepSecret(canaryWords);
  await world.server.partners.sendFromEhr(composeCanaryOrder(world.server.clock.now()));
  ines = await world.enter('ines');
  lee = await world.enter('lee');
});
afterEach(async (step) => {
  if (step.task.result?.state === 'fail') await world.picture('failed-queues');
  expect(world.takeOffences()).toEqual([]);
});
afterAll(() => world.close());

describe('a work queue on two screens', { timeout: 60_000 }, () => {
  test('shows an order that arrived as work for onboarding', async () => {
    for (const person of [ines, lee]) {
      await person.visit('/queues');
      await person.page.getByRole('heading', { level: 1, name: 'Work queues' }).waitFor();
      await person.look(`queues-${person.userName}`);
      await person.visit('/queues/onboarding');
      await takeButton(person).waitFor();
    }
    await ines.look('queue');
  });

  test('shows the one what the other took, without a reload', async () => {
    await takeButton(ines).click();
    await rowsOf(ines).getByText('Me', { exact: true }).waitFor();
    await rowsOf(lee).getByText('Ines Okafor', { exact: true }).waitFor();
    expect(await takeButton(lee).count()).toBe(0);
    await lee.look('queue-taken');
  });

  test('gives work back to everybody', async () => {
    await ines.page.getByRole('button', { name: /^Put back/ }).click();
    await takeButton(lee).waitFor();
  });

  test('gives work to one of two who take it at once', async () => {
    await takeButton(ines).waitFor();
    await Promise.all([takeButton(ines).click(), takeButton(lee).click()]);
    await expect.poll(async () => (await ownCount(ines)) + (await ownCount(lee)), { timeout: 15_000 }).toBe(1);
    await expect.poll(async () => (await takeButton(ines).count()) + (await takeButton(lee).count())).toBe(0);
  });
});

describe('the barrier board', { timeout: 60_000 }, () => {
  test('shows what keeps the therapy from moving, whose move it is and what waiting costs', async () => {
    await ines.visit('/barriers');
    await ines.page.getByText('Start due in 14 days', { exact: true }).waitFor();
    await ines.look('barrier-board');
  });

  test('opens a bar to its rows and asks the next question', async () => {
    await ines.page.getByRole('button', { name: /^The patient is not enrolled/ }).click();
    await ines.page.getByRole('button', { name: 'Show more than The patient is not enrolled' }).waitFor();
    await ines.page.getByRole('radio', { name: 'Whose move', checked: true }).waitFor();
    await ines.page.getByText('Start due in 14 days', { exact: true }).waitFor();
    await ines.look('barrier-board-part');
  });

  test('leads to the therapy', async () => {
    await ines.page.getByText('Start due in 14 days', { exact: true }).dblclick();
    await ines.page.waitForURL(/\/therapies\//);
    await ines.page.getByText('Start due in 14 days').waitFor();
  });
});

function takeButton(person: JourneyPerson) {
  return person.page.getByRole('button', { name: /^Take/ });
}

/** The rows of the queue, apart from what narrows it. */
function rowsOf(person: JourneyPerson) {
  return person.page.getByRole('row');
}

/** Counts what a person holds on the screen. */
function ownCount(person: JourneyPerson): Promise<number> {
  return rowsOf(person).getByText('Me', { exact: true }).count();
}
