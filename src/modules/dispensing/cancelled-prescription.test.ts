import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestPlatform, type TestPlatform } from '../../../test/support/test-platform.ts';
import { makeId } from '../../../test/support/therapy-world.ts';
import { addTherapy, addVerifiedFill } from '../../../test/support/verified-fill.ts';
import type { FillId, PrescriptionId } from '../../kernel/ids.ts';
import { prescriptionCancelled } from '../prescriptions/events.ts';
import { findFill } from './index.ts';
import { dispensingSubscriptions } from './jobs.ts';

let platform: TestPlatform;

beforeAll(async () => {
  platform = await openTestPlatform({ subscriptions: dispensingSubscriptions });
});
afterAll(() => platform.close());

const stateOf = async (fillId: FillId) => (await platform.transact((tx) => findFill(tx, fillId)))?.state;

async function addFillOf(prescriptionId: PrescriptionId, state: string): Promise<FillId> {
  const fillId = await addVerifiedFill(platform, await addTherapy(platform));
  await platform.database.owner.query(
    'update dispensing.fill set prescription_id = $1, state = $2 where fill_id = $3',
    [prescriptionId, state, fillId],
  );
  return fillId;
}

test.each([
  ['awaiting-claim', 'cancelled'],
  ['picked', 'cancelled'],
  ['filled', 'cancelled'],
  ['verified', 'returned'],
  ['handed-over', 'handed-over'],
])('a fill that is %s is %s once its prescription is cancelled', async (before, after) => {
  const prescriptionId = makeId<'prescription'>();
  const fillId = await addFillOf(prescriptionId, before);
  const other = await addFillOf(makeId<'prescription'>(), before);
  const therapyId = makeId<'therapy'>();
  await platform.transact((tx) =>
    tx.announce(prescriptionCancelled, { prescriptionId, therapyId, reasonCode: 'sender-cancelled' }, therapyId),
  );
  await platform.runDue();
  expect(await stateOf(fillId)).toBe(after);
  expect(await stateOf(other)).toBe(before);
});
