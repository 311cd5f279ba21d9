import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { listQueueItems } from '../../src/modules/work/index.ts';
import { recordInDialog } from '../support/journey-form.ts';
import { JourneyWorld } from '../support/journey-world.ts';

let world: JourneyWorld;
let therapies: readonly string[];

beforeAll(async () => {
  world = await JourneyWorld.open({ patients: 40 });
  const due = await world.server.transact((tx) =>
    listQueueItems(tx, { queue: 'refills', owner: 'anyone', siteId: null }, { after: null, most: 20 }),
  );
  therapies = due.flatMap(({ therapyId }) => therapyId ?? []);
}, 300_000);
afterEach(async (step) => {
  if (step.task.result?.state === 'fail') await world.picture('failed-refill');
  expect(world.takeOffences()).toEqual([]);
});
afterAll(() => world.close());

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
  test('with missed doses holds the fill until a pharmacist has reviewed it', async () => {
    const [therapyId] = therapies;
    const clara = await world.enter('clara');
    await clara.page.setViewportSize({ width: 1280, height: 1000 });
    await clara.visit(`/therapies/${therapyId}`);
    await clara.page.getByRole('heading', { level: 2, name: 'Adherence this year' }).waitFor();
    await clara.page.getByText(/^Days covered/).waitFor();
    await clara.look('refill-due');
    await recordInDialog(clara.page, {
      ...{ button: 'Record the refill call', entries: answers, submit: 'Record' },
      beforeSubmit: async () => clara.look('refill-call'),
    });
    await clara.page.getByText('Missed 3 doses (forgot); from 2 a pharmacist looks').first().waitFor();
    await clara.page.getByText('A pharmacist has held the therapy clinically').first().waitFor();
    await clara.page.getByText('How this is counted').click();
    await clara.page.getByText(/behind these numbers/).click();
    await clara.page.getByRole('heading', { level: 2, name: 'Refill and doses on hand' }).scrollIntoViewIfNeeded();
    await clara.look('refill-held');
    await clara.page.emulateMedia({ colorScheme: 'dark' });
    await clara.look('refill-held-dark');
    const isWide = await clara.page.evaluate('document.documentElement.scrollWidth > window.innerWidth');
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
    await clara.page.getByText('A pharmacist has held the therapy clinically').first().waitFor({ state: 'detached' });
  });

  test('that reaches nobody is tried again', async () => {
    const [, therapyId] = therapies;
    const clara = await world.enter('clara');
    await clara.visit(`/therapies/${therapyId}`);
    await recordInDialog(clara.page, {
      ...{ button: 'Not reached', entries: { 'Tried by': 'Phone' }, submit: 'Record' },
      beforeSubmit: async () => clara.look('refill-attempt'),
    });
    await clara.page.getByText(/^Attempt 2/).first().waitFor();
  });
});
