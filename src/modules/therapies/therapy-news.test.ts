import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Asked, askEndpoint } from '../../../test/support/ask-endpoint.ts';
import { openTestPlatform, type TestPlatform, testPassword, testStart } from '../../../test/support/test-platform.ts';
import { TherapyWorld } from '../../../test/support/therapy-world.ts';
import type { Endpoint, RequestOf } from '../../kernel/endpoint.ts';
import type { Id, SiteId, TherapyId } from '../../kernel/ids.ts';
import { addMinutes } from '../../kernel/instant.ts';
import type { Role } from '../../kernel/roles.ts';
import type { Actor } from '../../platform/transaction/actor.ts';
import * as access from '../access/events.ts';
import { createStaff } from '../identity/index.ts';
import { makeUpPerson, registerPatient } from '../patients/index.ts';
import { installDemoReference, resolveDrug } from '../reference/index.ts';
import * as api from './api.ts';
import { therapiesSubscriptions, therapiesTimerActions } from './jobs.ts';
import { therapiesRoutes } from './routes.ts';

let platform: TestPlatform;
let world: TherapyWorld;
let clara: Actor & { readonly kind: 'staff' };
let vera: Actor & { readonly kind: 'staff' };
let therapyId: TherapyId;
let count = 0;

beforeAll(async () => {
  platform = await openTestPlatform({ subscriptions: therapiesSubscriptions, timerActions: therapiesTimerActions });
  world = new TherapyWorld(platform);
  await platform.transact(installDemoReference);
  clara = await hire('clara', 'Clara Nguyen', ['clinicalPharmacist']);
  vera = await hire('vera', 'Vera Lindqvist', ['verifyingPharmacist']);
});
afterAll(() => platform.close());
beforeEach(async () => {
  platform.clock.moveTo(testStart);
  const { drug } = await platform.transact((tx) => resolveDrug(tx, { ndc: '00074055402' }));
  if (drug === null) throw new Error('the demonstration has this drug');
  count += 1;
  const patientId = await platform.transact((tx) => registerPatient(tx, makeUpPerson(count)));
  therapyId = (await world.open({ patientId, drugId: drug.drugId })).therapyId;
});

async function hire(userName: string, displayName: string, roles: readonly Role[]) {
  const siteIds: readonly SiteId[] = [platform.siteId];
  const rest = { password: testPassword, seesAllSites: false, licences: [], totpSecret: 'JBSWY3DPEHPK3PXP' };
  const made = await platform.transact((tx) => createStaff(tx, { userName, displayName, roles, siteIds, ...rest }));
  if (!made.ok) throw new Error(made.refusal.code);
  const sessionId = '01930000-0000-7000-8000-00000000beef' as Id<'session'>;
  return { kind: 'staff', staffId: made.value.staffId, sessionId, siteId: platform.siteId, roles } as const;
}

function askAs<Called extends Endpoint>(
  actor: Actor,
  endpoint: Called,
  request: RequestOf<Called>,
): Promise<Asked<Called>> {
  return askEndpoint({ platform, routes: therapiesRoutes }, endpoint, request, { actor });
}

async function getAs<Called extends Endpoint>(actor: Actor, endpoint: Called, request: RequestOf<Called>) {
  const answer = await askAs(actor, endpoint, request);
  if (!answer.ok) throw new Error(answer.refusal.code);
  return answer.value;
}

const journeyOf = async (actor: Actor) => (await getAs(actor, api.getJourney, { therapyId, asOf: null })).body;

describe('what is new since the last look', () => {
  const look = async (actor: Actor) => {
    const { therapy } = await journeyOf(actor);
    await askAs(actor, api.recordLook, { therapyId, sequence: therapy.version });
  };
  const news = async (actor: Actor) => {
    const { timeline, lastLookAt } = await journeyOf(actor);
    return { since: lastLookAt, codes: timeline.filter(({ isNew }) => isNew).map(({ code }) => code) };
  };

  it('is nothing on the first look, then what others did since, for each person by themselves', async () => {
    expect(await news(clara)).toEqual({ since: null, codes: [] });
    await look(clara);
    platform.clock.moveTo(addMinutes(testStart, 120));
    await world.announce(access.enrolmentRecorded, { therapyId, outcome: 'enrolled' });
    const { therapy } = await journeyOf(clara);
    const own = {
      therapyId,
      expectedVersion: therapy.version,
      hold: 'ClinicalReview',
      reasonCode: 'interaction',
      note: null,
    } as const;
    await getAs(clara, api.placeHold, own);
    expect(await news(clara)).toEqual({ since: testStart, codes: ['access.enrolment-recorded'] });
    expect((await news(vera)).codes).toEqual([]);
    await look(clara);
    expect((await news(clara)).codes).toEqual(['access.enrolment-recorded']);
    platform.clock.moveTo(addMinutes(testStart, 200));
    expect((await news(clara)).codes).toEqual([]);
  });
});

describe('the therapy as of an instant', () => {
  it('is shown for every recorded instant, all of which are told whatever moment is shown', async () => {
    await world.announceAt(addMinutes(testStart, 60), access.enrolmentRecorded, { therapyId, outcome: 'enrolled' });
    const { instants, timeline } = await journeyOf(clara);
    expect(instants).toEqual([testStart, addMinutes(testStart, 60)]);
    expect(timeline).toHaveLength(2);
    const before = (await getAs(clara, api.getJourney, { therapyId, asOf: testStart })).body;
    expect(before.instants).toEqual(instants);
    expect(before.timeline).toHaveLength(1);
    expect(before.costOfWaiting?.sentence).toBe('Start due in 14 days');
  });
});
