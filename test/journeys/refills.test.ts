import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { listSites } from '../../src/modules/identity/index.ts';
import { listQueueItems } from '../../src/modules/work/index.ts';
import { recordInDialog } from '../support/journey-form.ts';
import { JourneyWorld } from '../support/journey-world.ts';

let world: JourneyWorld;
let therapies: readonly string[];

beforeAll(async () => {
  world = await JourneyWorld.open({ patients: 16 });
}, 300_000);
afterEach(async (step) => {
  if (step.task.result?.state === 'fail') await world.picture('failed-refill');
  expect(world.takeOffences()).toEqual([]);
});
afterAll(() => world.close());

async function listDue(): Promise<readonly string[]> {
  const due = await world.server.transact(async (tx) => {
    const central = (await listSites(tx)).find(({ name }) => name === 'Central Specialty Pharmacy');
    const filter = { queue: 'refills', owner: 'anyone', siteId: central?.siteId ?? null } as const;
    return listQueueItems(tx, filter, { after: null, most: 20 });
  });
  return due.flatMap(({ therapyId }) => therapyId ?? []);
}

const answers = {
  Outcome: 'Refill confirmed',
  'On hand, as counted': '6',
  'Doses missed': '3',
  'Why missed': 'Forgot',
  'Side effects': 'None',
  'Hospital or emergency': 'None',
  'New medicine': 'No',
  'New allergy': 'No',
  'Agrees to the cost share': true,
} as const;

describe('a refill call', { timeout: 150_000 }, () => {
  test('is due once the first deliveries are nearly used up', async () => {
    world.server.clock.moveOn(21 * 86_400_000);
    await expect.poll(async () => (await listDue()).length, { timeout: 60_000 }).toBeGreaterThan(1);
    therapies = await listDue();
  });

  test('with missed doses holds the fill until a pharmacist has reviewed it', async () => {
    const [therapyId] = therapies;
    const ines = await world.enter('ines');
    await ines.page.setViewportSize({ width: 1280, height: 1000 });
    await ines.visit(`/therapies/${therapyId}`);
    await ines.page.getByRole('heading', { level: 2, name: 'Adherence this year' }).waitFor();
    await ines.page.getByText(/^Days covered/).waitFor();
    await ines.look('refill-due');
    await recordInDialog(ines.page, {
      ...{ button: 'Record the refill call', entries: answers, submit: 'Record' },
      beforeSubmit: async () => ines.look('refill-call'),
    });
    await ines.page.getByText('Missed 3 doses (forgot); from 2 a pharmacist looks').first().waitFor();
    await ines.page.getByText('A pharmacist has to review what the patient answered').first().waitFor();
    await ines.page.getByText('How this is counted').click();
    await ines.page.getByText(/behind these numbers/).click();
    await ines.page.getByRole('heading', { level: 2, name: 'Refill and doses on hand' }).scrollIntoViewIfNeeded();
    await ines.look('refill-held');
    await ines.page.emulateMedia({ colorScheme: 'dark' });
    await ines.look('refill-held-dark');
    const isWide = await ines.page.evaluate('document.documentElement.scrollWidth > window.innerWidth');
    expect(isWide).toBe(false);

    const vera = await world.enter('vera');
    await vera.visit(`/therapies/${therapyId}`);
    await recordInDialog(vera.page, {
      button: 'Review the refill call',
      entries: { Decision: 'Go on as the patient asked', Assessment: 'Pill box agreed' },
      submit: 'Record the review',
      beforeSubmit: async () => vera.look('refill-review'),
    });
    await vera.page.getByText(/Pharmacist: go on as the patient asked/).waitFor();
    await ines.page
      .getByText('A pharmacist has to review what the patient answered')
      .first()
      .waitFor({ state: 'detached' });
  });

  test('that reaches nobody is tried again', async () => {
    const [, therapyId] = therapies;
    const ines = await world.enter('ines');
    await ines.visit(`/therapies/${therapyId}`);
    await recordInDialog(ines.page, {
      ...{ button: 'Not reached', entries: { 'Tried by': 'Phone' }, submit: 'Record' },
      beforeSubmit: async () => ines.look('refill-attempt'),
    });
    await ines.page
      .getByText(/^Attempt 2/)
      .first()
      .waitFor();
  });
});
