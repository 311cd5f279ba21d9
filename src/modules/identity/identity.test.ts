import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestPlatform, type TestPlatform, testPassword } from '../../../test/support/test-platform.ts';
import { createStaff } from './index.ts';

let platform: TestPlatform;
beforeAll(async () => {
  platform = await openTestPlatform();
});
afterAll(() => platform.close());

test('a user name is taken once, whatever its case', async () => {
  await platform.addStaff({ userName: 'rivera', roles: ['intakeTechnician'] });
  const again = await platform.transact((tx) =>
    createStaff(tx, {
      userName: 'Rivera ',
      displayName: 'R',
      password: testPassword,
      roles: ['intakeTechnician'],
      seesAllSites: true,
      siteIds: [],
      licences: [],
    }),
  );
  expect(again).toMatchObject({ ok: false, refusal: { code: 'identity.user-name-taken' } });
});
