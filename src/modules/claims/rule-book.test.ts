import { afterAll, beforeAll, expect, test } from 'vitest';
import { signInRoutes } from '../../../test/support/sign-in-routes.ts';
import { openTestPlatform, type TestPlatform, testPassword } from '../../../test/support/test-platform.ts';
import {
  startTestServer,
  type TestAnswer,
  type TestBrowser,
  type TestServer,
} from '../../../test/support/test-server.ts';
import { addDays, type CalendarDay } from '../../kernel/calendar-day.ts';
import type { RequestOf, ResponseOf } from '../../kernel/endpoint.ts';
import { addMinutes } from '../../kernel/instant.ts';
import type { Permission } from '../../kernel/permission.ts';
import { createStaff } from '../identity/index.ts';
import { findPayerRules, savePayerRules } from './payer-rules-store.ts';
import { claimPermissions } from './permissions.ts';
import { claimsRoutes } from './routes.ts';
import * as api from './rule-book-api.ts';

const secret = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
let platform: TestPlatform;
let server: TestServer;

type Book = ResponseOf<typeof api.getRuleBook>;
type Change = RequestOf<typeof api.proposePayerRules>;

const payer = { bin: '990001', pcn: '', groupNumber: '' };
const rules: Change['rules'] = {
  ...{ required: ['pcn'], mostDaysSupply: 90, mostQuantityThousandths: null, takesLaterClaims: true },
  ...{ answersRepeats: true, filingDays: 90, earlyRefillPercent: null, authorizationPlace: 'claim-segment' },
  outcomes: {},
};

beforeAll(async () => {
  platform = await openTestPlatform();
  server = await startTestServer(platform, {
    routes: [...signInRoutes, ...claimsRoutes],
    permissions: Object.values<Permission>(claimPermissions),
  });
  await platform.transact(async (tx) => {
    for (const userName of ['bea', 'dana'])
      await createStaff(tx, {
        ...{ userName, displayName: userName, password: testPassword, roles: ['billingAnalyst'], seesAllSites: true },
        ...{ siteIds: [], licences: [], totpSecret: secret },
      });
    const validFrom = '2024-01-01' as CalendarDay;
    await savePayerRules(tx, [{ ...payer, validFrom, rules, source: 'Sheet of 2024', isVerified: false }]);
  });
});
afterAll(async () => {
  await server.close();
  await platform.close();
});

async function signedIn(userName: string): Promise<TestBrowser> {
  const browser = server.openBrowser();
  expect((await server.signIn(browser, { userName, secret })).status).toBe(200);
  return browser;
}

const codeOf = ({ body }: TestAnswer): unknown => body['code'];
const read = async (browser: TestBrowser): Promise<Book> =>
  (await browser.call(api.getRuleBook, {})).body as unknown as Book;

test('rules of a payer change by a second person from a later day on, and what counted before stays', async () => {
  const [bea, dana] = [await signedIn('bea'), await signedIn('dana')];
  const { today, rejectMeanings } = await read(bea);
  expect(rejectMeanings.find(({ code }) => code === '13')).toMatchObject({ isVerified: false });
  expect(rejectMeanings.find(({ code }) => code === '75')).toMatchObject({ isVerified: true });
  const validFrom = addDays(today as CalendarDay, 1) as string;
  const change: Change = {
    ...{ ...payer, validFrom, source: 'Sheet of 2026', isVerified: true },
    rules: { ...rules, mostDaysSupply: 30, earlyRefillPercent: 80 },
  };
  const propose = async (changed: Partial<Change>) =>
    codeOf(await bea.call(api.proposePayerRules, { ...change, ...changed }));
  expect(await propose({ validFrom: today })).toBe('claims.rules-too-soon');
  expect(await propose({ rules, source: 'Sheet of 2024' })).toBe('claims.rules-unchanged');
  const forbidden = { ...rules, outcomes: { 'card-on-government-payer': 'ignore' as const } };
  expect(await propose({ rules: forbidden })).toBe('claims.rules-unknown');
  expect(await propose({})).toBeUndefined();
  const [proposal] = (await read(dana)).proposals;
  expect(proposal?.changes).toEqual([
    { label: 'Days’ supply at most', before: '90 days', after: '30 days' },
    { label: 'Refill from', before: 'As is customary', after: '80 % used' },
    { label: 'Source', before: 'Sheet of 2024', after: 'Sheet of 2026' },
  ]);
  const decision = { proposalId: proposal?.proposalId ?? '', decision: 'approved' as const };
  expect(codeOf(await bea.call(api.decidePayerRules, decision))).toBe('identity.own-proposal');
  expect((await dana.call(api.decidePayerRules, decision)).status).toBe(200);
  expect(codeOf(await dana.call(api.decidePayerRules, decision))).toBe('identity.proposal-decided');
  const unknown = { ...decision, proposalId: '00000000-0000-7000-8000-000000000001' };
  expect(codeOf(await dana.call(api.decidePayerRules, unknown))).toBe('identity.unknown-proposal');
  expect(await propose({ rules })).toBe('claims.rules-of-day-stand');
  const after = await read(dana);
  expect(after.rules.map(({ standing, source }) => [standing, source])).toEqual([
    ['later', 'Sheet of 2026'],
    ['now', 'Sheet of 2024'],
  ]);
  const daysOn = async (on: string) =>
    platform.transact(async (tx) => {
      const found = await findPayerRules(tx, { bin: payer.bin, pcn: 'X', group: 'Y', on: on as CalendarDay });
      return found?.rules.mostDaysSupply;
    });
  expect([await daysOn(today), await daysOn(validFrom)]).toEqual([90, 30]);
});

test('two proposals of one day cannot both take force, none outlives its day, and each needs a fresh proof', async () => {
  const [bea, dana] = [await signedIn('bea'), await signedIn('dana')];
  const { today } = await read(bea);
  const proposeFor = async (days: number, mostDaysSupply: number): Promise<string> => {
    const validFrom = addDays(today as CalendarDay, days) as string;
    const changed = { ...payer, validFrom, source: 'Sheet', isVerified: false, rules: { ...rules, mostDaysSupply } };
    return String((await bea.call(api.proposePayerRules, changed)).body['proposalId']);
  };
  const [first, second] = [await proposeFor(10, 34), await proposeFor(10, 35)];
  const decide = (proposalId: string) => dana.call(api.decidePayerRules, { proposalId, decision: 'approved' });
  expect((await decide(first)).status).toBe(200);
  expect(codeOf(await decide(second))).toBe('claims.rules-of-day-stand');
  const late = await proposeFor(20, 36);
  platform.clock.moveTo(addMinutes(platform.clock.now(), 6));
  expect(codeOf(await decide(late))).toBe('identity.fresh-proof-needed');
  platform.clock.moveTo(addMinutes(platform.clock.now(), 1_440));
  const again = await signedIn('dana');
  const expired = { proposalId: late, decision: 'approved' as const };
  expect(codeOf(await again.call(api.decidePayerRules, expired))).toBe('identity.proposal-expired');
});
