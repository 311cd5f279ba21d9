import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Asked, askEndpoint } from '../../../test/support/ask-endpoint.ts';
import { openTestPlatform, type TestPlatform, testPassword, testStart } from '../../../test/support/test-platform.ts';
import { TherapyWorld } from '../../../test/support/therapy-world.ts';
import type { Endpoint, RequestOf } from '../../kernel/endpoint.ts';
import type { Id, PatientId, SiteId, StaffId, TherapyId } from '../../kernel/ids.ts';
import type { Role } from '../../kernel/roles.ts';
import type { Actor } from '../../platform/transaction/actor.ts';
import { createStaff } from '../identity/index.ts';
import { makeUpPerson, registerPatient } from '../patients/index.ts';
import { installDemoReference, resolveDrug } from '../reference/index.ts';
import { getJourney } from '../therapies/api.ts';
import { therapyPermissions } from '../therapies/permissions.ts';
import { therapiesRoutes } from '../therapies/routes.ts';
import * as api from './api.ts';
import { conversationPermissions } from './permissions.ts';
import { conversationRoutes } from './routes.ts';

let platform: TestPlatform;
let world: TherapyWorld;
let clara: Actor & { readonly kind: 'staff' };
let vera: Actor & { readonly kind: 'staff' };
let admin: Actor & { readonly kind: 'staff' };
let therapyId: TherapyId;
let patientId: PatientId;
let count = 0;

beforeAll(async () => {
  platform = await openTestPlatform();
  world = new TherapyWorld(platform);
  await platform.transact(installDemoReference);
  clara = await hire('clara', 'Clara Nguyen', ['clinicalPharmacist']);
  vera = await hire('vera', 'Vera Lindqvist', ['verifyingPharmacist']);
  admin = await hire('adam', 'Adam Root', ['systemAdministrator']);
});
afterAll(() => platform.close());
beforeEach(async () => {
  platform.clock.moveTo(testStart);
  const { drug } = await platform.transact((tx) => resolveDrug(tx, { ndc: '00074055402' }));
  if (drug === null) throw new Error('the demonstration has this drug');
  count += 1;
  patientId = await platform.transact((tx) => registerPatient(tx, makeUpPerson(count)));
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
  return askEndpoint({ platform, routes: [...conversationRoutes, ...therapiesRoutes] }, endpoint, request, { actor });
}

async function getAs<Called extends Endpoint>(actor: Actor, endpoint: Called, request: RequestOf<Called>) {
  const answer = await askAs(actor, endpoint, request);
  if (!answer.ok) throw new Error(answer.refusal.code);
  return answer.value;
}

const journeyOf = async (actor: Actor) => (await getAs(actor, getJourney, { therapyId, asOf: null })).body;

function write(actor: Actor, text: string, rest: { mentionedIds?: StaffId[]; correctsSequence?: number } = {}) {
  const { mentionedIds = [], correctsSequence = null } = rest;
  return askAs(actor, api.writeNote, { therapyId, text, mentionedIds, correctsSequence });
}

describe('a note on a therapy', () => {
  it('stands in the timeline as conversation, with who wrote it, and nowhere in plain text in the database', async () => {
    expect((await write(clara, ' Daughter answers the phone. ')).ok).toBe(true);
    const entry = (await journeyOf(vera)).timeline.at(-1);
    expect(entry).toMatchObject({
      ...{ code: 'therapies.note-written', kind: 'conversation', actor: 'Clara Nguyen', isOwn: false },
      note: 'Daughter answers the phone.',
    });
    const rows = await platform.transact((tx) =>
      tx.database.selectFrom('therapies.therapy_event').selectAll().where('therapy_id', '=', therapyId).execute(),
    );
    const announced = await platform.transact((tx) =>
      tx.database.selectFrom('platform.outbox_event').selectAll().execute(),
    );
    expect(JSON.stringify([rows, announced])).not.toContain('Daughter');
  });

  it('is corrected by a further note of the same person, and by nobody else', async () => {
    await write(clara, 'Call at nine');
    const { sequence = 0 } = (await journeyOf(clara)).timeline.at(-1) ?? {};
    const refused = await write(vera, 'Call at ten', { correctsSequence: sequence });
    expect(refused.ok ? null : refused.refusal.code).toBe('conversation.note-not-yours');
    expect((await write(clara, 'Call at ten', { correctsSequence: sequence })).ok).toBe(true);
    const { timeline } = await journeyOf(clara);
    expect(timeline.at(-1)).toMatchObject({ corrects: sequence, note: 'Call at ten' });
    expect(timeline.at(-2)).toMatchObject({ sequence, note: 'Call at nine' });
    const notANote = await write(clara, 'Again', { correctsSequence: 1 });
    expect(notANote.ok ? null : notANote.refusal.code).toBe('conversation.note-not-yours');
  });

  it('is refused on a therapy that is not there', async () => {
    const unknown = '0190f0de-0000-7000-8000-00000000dead';
    const note = { therapyId: unknown, text: 'Hello', mentionedIds: [], correctsSequence: null };
    const answer = await askAs(clara, api.writeNote, note);
    expect(answer.ok ? null : answer.refusal.code).toBe('conversation.unknown-therapy');
  });
});

describe('a mention', () => {
  it('waits for the colleague until it is read, once', async () => {
    await write(clara, '@Vera Lindqvist please call', { mentionedIds: [vera.staffId] });
    const { body, patientIds } = await getAs(vera, api.listMentions, {});
    expect(body.mentions).toHaveLength(1);
    expect(body.mentions[0]).toMatchObject({ therapyId, author: 'Clara Nguyen', text: '@Vera Lindqvist please call' });
    expect(patientIds).toEqual([patientId]);
    expect((await getAs(clara, api.listMentions, {})).body.mentions).toEqual([]);
    const { sequence = 0 } = body.mentions[0] ?? {};
    const stranger = await askAs(clara, api.readMention, { therapyId, sequence });
    expect(stranger.ok ? null : stranger.refusal.code).toBe('conversation.mention-not-open');
    expect((await askAs(vera, api.readMention, { therapyId, sequence })).ok).toBe(true);
    expect((await getAs(vera, api.listMentions, {})).body.mentions).toEqual([]);
  });

  it('reaches only people who may see the therapy', async () => {
    const { colleagues } = (await getAs(clara, api.listColleagues, { therapyId })).body;
    expect(colleagues.map(({ name }) => name)).toEqual(['Vera Lindqvist']);
    const refused = await write(clara, '@Adam Root look', { mentionedIds: [admin.staffId] });
    expect(refused.ok ? null : refused.refusal.code).toBe('conversation.colleague-cannot-see');
  });

  it('may name whoever may see a therapy, and nobody else', () => {
    const { readMentions } = conversationPermissions;
    expect(readMentions.roles.toSorted()).toEqual(therapyPermissions.seeTherapies.roles.toSorted());
  });
});
