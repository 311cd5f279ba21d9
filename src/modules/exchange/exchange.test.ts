import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestPlatform, type TestPlatform } from '../../../test/support/test-platform.ts';
import type { RawMessageId, Uuid } from '../../kernel/ids.ts';
import { addMinutes } from '../../kernel/instant.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import { listQueueItems } from '../work/index.ts';
import { sendDeadAgain } from './actions/send-outbound.ts';
import { setPartnerStatuses } from './actions/set-partner-statuses.ts';
import { askReplay } from './actions/settle-message.ts';
import { outboundEnqueued } from './events.ts';
import {
  completeInbound,
  completeOutbound,
  composePartnerKey,
  dismissMessage,
  enqueueOutbound,
  findPartnerByCertificate,
  findPartnerByKey,
  findPartnerPlaces,
  findUnsettledMessages,
  insertPartner,
  type PartnerId,
  quarantineInbound,
  readRawMessage,
  recordInboundFault,
  storeInbound,
  storeInboundBatch,
  takeOutbound,
} from './index.ts';
import { exchangeTimerActions } from './jobs.ts';
import { listMessages } from './message-queries.ts';
import { listTraffic } from './monitor-queries.ts';
import { monitorRoutes } from './monitor-routes.ts';
import { findPartner, savePartnerStatus } from './partner-store.ts';

interface Hour {
  readonly messageCount: number;
  readonly errorCount: number;
}

const certificate = new Uint8Array(32).fill(7);
const secret = 'a-secret-of-thirty-two-characters';
const nothing = { messageType: 'RDE^O11', problems: [], links: [], patientIds: [] } as const;

let platform: TestPlatform;
let partnerId: PartnerId;
let announced: string[] = [];

beforeAll(async () => {
  platform = await openTestPlatform({
    timerActions: exchangeTimerActions,
    subscriptions: [
      {
        type: outboundEnqueued.type,
        subscriber: 'test.hears',
        hear: async (_tx, event) => {
          announced.push((event.payload as { outboundId: string }).outboundId);
        },
      },
    ],
  });
  partnerId = await platform.transact((tx) =>
    insertPartner(tx, {
      name: 'Mercy EHR',
      kind: 'ehr',
      formats: ['hl7v2'],
      siteId: platform.siteId,
      address: null,
      allowedSenders: [],
      certificateSha256: certificate,
      keySecret: secret,
    }),
  );
});
afterAll(() => platform.close());

function message(controlId: string, text: string) {
  const body = new TextEncoder().encode(text);
  return { partnerId, format: 'hl7v2' as const, controlId, body, receivedAt: platform.clock.now() };
}

const store = (controlId: string, text: string) =>
  platform.transact((tx) => storeInbound(tx, message(controlId, text)));

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('an inbound message', () => {
  it('is kept byte for byte, whatever its bytes are', async () => {
    const body = Uint8Array.from({ length: 256 }, (_, index) => index);
    const stored = await platform.transact((tx) => storeInbound(tx, { ...message('ANY', ''), body }));
    const read = await platform.transact((tx) => readRawMessage(tx, stored.rawMessageId));
    expect(Buffer.from(read?.bytes ?? []).equals(Buffer.from(body))).toBe(true);
    expect(read).toMatchObject({ format: 'hl7v2', controlId: 'ANY', quarantined: false });
  });

  it('is told to be a repeat and answered with the recorded bytes', async () => {
    const first = await store('R1', 'MSH|one');
    expect(first.kind).toBe('new');
    const early = await store('R1', 'MSH|one');
    expect(early).toEqual({ kind: 'repeat', rawMessageId: first.rawMessageId, answer: null });
    const settlement = {
      ...nothing,
      rawMessageId: first.rawMessageId,
      outcome: 'applied',
      answer: bytes('AA'),
    } as const;
    await platform.transact((tx) => completeInbound(tx, settlement));
    const late = await store('R1', 'MSH|one');
    expect(late).toMatchObject({ kind: 'repeat', rawMessageId: first.rawMessageId });
    expect(late.kind === 'repeat' && Buffer.from(late.answer ?? []).toString()).toBe('AA');
  });

  it('is quarantined when its number was used with another body, and so is its repeat', async () => {
    await store('C1', 'MSH|one');
    const conflict = await store('C1', 'MSH|two');
    expect(conflict.kind).toBe('conflict');
    const again = await store('C1', 'MSH|two');
    expect(again).toMatchObject({ kind: 'repeat', rawMessageId: conflict.rawMessageId });
    const read = await platform.transact((tx) => readRawMessage(tx, conflict.rawMessageId));
    expect(read?.quarantined).toBe(true);
  });

  it('is told by its body alone when it has no number', async () => {
    expect((await store('', 'MSH|unnumbered')).kind).toBe('new');
    expect((await store('', 'MSH|unnumbered')).kind).toBe('repeat');
    expect((await store('', 'MSH|unnumbered, other')).kind).toBe('new');
    expect((await store('x'.repeat(5000), 'MSH|absurd')).kind).toBe('new');
  });

  it('is stored in one go with others, of which some repeat or contradict each other', async () => {
    await store('B1', 'MSH|1');
    const stored = await platform.transact((tx) =>
      storeInboundBatch(tx, [
        message('B1', 'MSH|1'),
        message('B2', 'MSH|2'),
        message('B2', 'MSH|2'),
        message('B2', 'MSH|other'),
        message('B2', 'MSH|other'),
        message('B3', 'MSH|3'),
      ]),
    );
    expect(stored.map(({ kind }) => kind)).toEqual(['repeat', 'new', 'repeat', 'conflict', 'repeat', 'new']);
    expect(stored[2]?.rawMessageId).toBe(stored[1]?.rawMessageId);
    expect(stored[4]?.rawMessageId).toBe(stored[3]?.rawMessageId);
  });

  it('is told to be new once when two processes store it at the same moment', async () => {
    const kinds = await Promise.all(Array.from({ length: 6 }, () => store('RACE', 'MSH|race')));
    expect(kinds.filter(({ kind }) => kind === 'new')).toHaveLength(1);
    expect(kinds.filter(({ kind }) => kind === 'repeat')).toHaveLength(5);
  });

  it('is settled once: a second settlement fails and changes nothing', async () => {
    const { rawMessageId } = await store('ONCE', 'MSH|once');
    const settlement = { ...nothing, rawMessageId, outcome: 'applied', answer: bytes('AA') } as const;
    await platform.transact((tx) => completeInbound(tx, settlement));
    await expect(platform.transact((tx) => completeInbound(tx, settlement))).rejects.toThrow('duplicate key');
  });

  it('is not seen by another health system', async () => {
    const { rawMessageId } = await store('MINE', 'MSH|mine');
    const scope = { tenantId: platform.otherTenantId };
    expect(await platform.transact((tx) => readRawMessage(tx, rawMessageId), scope)).toBeNull();
    expect(await platform.transact((tx) => listMessages(tx, { state: 'all' }), scope)).toEqual([]);
  });

  it('stands nowhere in the database in readable form', async () => {
    await store('SEALED', 'PID|||CANARY-4711');
    const { rows } = await platform.database.owner.query<{ found: boolean }>(
      `select position('CANARY'::bytea in sealed_body) > 0 as found from exchange.raw_message`,
    );
    expect(rows.some(({ found }) => found)).toBe(false);
  });
});

describe('a message that nobody settled', () => {
  it('is found for a new attempt until it broke three times; then a person is asked', async () => {
    const { rawMessageId } = await store('LEFT', 'MSH|left');
    const find = async () => {
      const now = platform.clock.now();
      const span = { format: 'hl7v2', from: addMinutes(now, -60), to: addMinutes(now, 1), most: 100 } as const;
      return (await findUnsettledMessages(platform.pool, span)).map((place) => place.rawMessageId);
    };
    expect(await find()).toContain(rawMessageId);
    for (const logFaultId of ['f1', 'f2', 'f3'])
      await platform.transact((tx) => recordInboundFault(tx, { rawMessageId, logFaultId }));
    expect(await find()).not.toContain(rawMessageId);
    expect(await listDeadLetters()).toContainEqual({ subjectId: rawMessageId, reasonCode: 'message-broke' });
  });

  it('is applied again when a person asks, unless it is settled or quarantined', async () => {
    const { rawMessageId } = await store('REPLAY', 'MSH|replay');
    expect(await platform.transact((tx) => askReplay(tx, again(rawMessageId)))).toMatchObject({ ok: true });
    const settlement = { ...nothing, rawMessageId, outcome: 'applied', answer: null } as const;
    await platform.transact((tx) => completeInbound(tx, settlement));
    expect(await refusalOf((tx) => askReplay(tx, again(rawMessageId)))).toBe('exchange.message-settled');
    const conflict = await store('REPLAY', 'MSH|other');
    expect(await refusalOf((tx) => askReplay(tx, again(conflict.rawMessageId)))).toBe('exchange.message-quarantined');
    const unknown = '01890000-0000-7000-8000-0000000000ff' as RawMessageId;
    expect(await refusalOf((tx) => askReplay(tx, again(unknown)))).toBe('exchange.unknown-message');
  });
});

describe('a quarantined message', () => {
  it('waits for a person with the reason, and can be set aside once it was looked at', async () => {
    await store('Q1', 'MSH|one');
    const { rawMessageId } = await store('Q1', 'MSH|two');
    const settlement = { ...nothing, rawMessageId, outcome: 'quarantined', answer: bytes('AR') } as const;
    await platform.transact((tx) => quarantineInbound(tx, { settlement, reasonCode: 'control-id-reused' }));
    expect(await listDeadLetters()).toContainEqual({ subjectId: rawMessageId, reasonCode: 'control-id-reused' });
    await platform.transact((tx) => dismissMessage(tx, { rawMessageId, reasonCode: 'duplicate' }));
    expect((await listDeadLetters()).map(({ subjectId }) => subjectId)).not.toContain(rawMessageId);
  });
});

it('does not set aside a message that was applied', async () => {
  const { rawMessageId } = await store('DONE', 'MSH|done');
  const settlement = { ...nothing, rawMessageId, outcome: 'applied', answer: null } as const;
  await platform.transact((tx) => completeInbound(tx, settlement));
  expect(await refusalOf((tx) => dismissMessage(tx, { rawMessageId, reasonCode: 'duplicate' }))).toBe(
    'exchange.message-not-with-person',
  );
});

describe('a partner', () => {
  it('is proven by its certificate or its key, and by nothing else', async () => {
    const find = (work: (tx: TenantTransaction) => Promise<{ partnerId: PartnerId } | null>) =>
      platform.transact(async (tx) => (await work(tx))?.partnerId ?? null);
    expect(await find((tx) => findPartnerByCertificate(tx, certificate))).toBe(partnerId);
    expect(await find((tx) => findPartnerByCertificate(tx, new Uint8Array(32)))).toBeNull();
    expect(await find((tx) => findPartnerByKey(tx, composePartnerKey(partnerId, secret)))).toBe(partnerId);
    expect(await find((tx) => findPartnerByKey(tx, composePartnerKey(partnerId, `${secret}x`)))).toBeNull();
    expect(await find((tx) => findPartnerByKey(tx, "' or true --"))).toBeNull();
    expect(await findPartnerPlaces(platform.pool, certificate)).toEqual([{ tenantId: platform.tenantId, partnerId }]);
  });

  it('is nobody while its connection is stopped', async () => {
    await platform.transact((tx) => savePartnerStatus(tx, { partnerId, status: 'stopped' }));
    expect(await findPartnerPlaces(platform.pool, certificate)).toEqual([]);
    const key = composePartnerKey(partnerId, secret);
    expect(await platform.transact((tx) => findPartnerByKey(tx, key))).toBeNull();
    await platform.transact((tx) => savePartnerStatus(tx, { partnerId, status: 'active' }));
  });

  it('is told news only in a format that it speaks, at an address that the format can be sent to', async () => {
    const [speaks] = await platform.transact(async (tx) => (await findPartner(tx, partnerId))?.formats ?? []);
    const other = speaks === 'fhir-r4' ? 'hl7v2' : 'fhir-r4';
    const setting = { partnerId, statusKinds: ['dispensed'], address: 'https://ehr.example/in' };
    const refused = (change: object) =>
      refusalOf((tx) => setPartnerStatuses(tx, { ...setting, statusFormat: null, ...change }));
    expect(await refused({ statusFormat: other })).toBe('exchange.format-not-spoken');
    expect(await refused({ statusFormat: speaks, address: 'ftp://ehr.example' })).toBe('exchange.address-not-usable');
    expect(await refused({ partnerId: '01890000-0000-7000-8000-00000000dead' })).toBe('exchange.unknown-partner');
    expect(await refused({})).toBeUndefined();
  });

  it('shows its day hour by hour, as many messages as in all', async () => {
    const answer = (id: string) =>
      platform.transact(async (tx) => {
        const found = monitorRoutes.find(({ endpoint }) => endpoint.path === '/api/exchange/list-partner-hours');
        return found?.answer(tx, { request: { partnerId: id } } as never);
      });
    const shown = (await answer(partnerId)) as {
      readonly value: { readonly body: { readonly hours: readonly Hour[] } };
    };
    const { hours } = shown.value.body;
    const [health] = await platform.transact((tx) => listTraffic(tx));
    const sum = (key: 'messageCount' | 'errorCount') => hours.reduce((total, hour) => total + hour[key], 0);
    expect(hours).toHaveLength(24);
    expect([sum('messageCount'), sum('errorCount')]).toEqual([health?.messageCount, health?.errorCount]);
    const unknown = await answer('01890000-0000-7000-8000-00000000dead');
    expect(unknown).toMatchObject({ ok: false, refusal: { code: 'exchange.unknown-partner' } });
  });

  it('shows how its connection is doing', async () => {
    const [health] = await platform.transact((tx) => listTraffic(tx));
    expect(health?.partnerId).toBe(partnerId);
    expect(health?.messageCount).toBeGreaterThan(10);
    expect(health?.errorCount).toBe(1);
  });
});

describe('an outbound message', () => {
  const subjectId = '01890000-0000-7000-8000-0000000000aa' as Uuid;
  const enqueue = async () => {
    await platform.transact((tx) =>
      insertPartner(tx, {
        name: `Switch ${Math.random()}`,
        kind: 'switch',
        formats: ['ncpdp-telecom'],
        siteId: null,
        address: 'tcp://127.0.0.1:1',
        allowedSenders: [],
        certificateSha256: null,
        keySecret: null,
      }),
    );
    announced = [];
    const request = { partnerKind: 'switch', kind: 'claim-billing', subjectId, payload: { memberId: 'M1' } } as const;
    const outboundId = await platform.transact((tx) => enqueueOutbound(tx, request));
    await platform.runDue();
    return outboundId;
  };
  const complete = (outboundId: Awaited<ReturnType<typeof enqueue>>, outcome: 'answered' | 'unreachable') =>
    platform.transact((tx) =>
      completeOutbound(tx, {
        outboundId,
        outcome,
        format: 'ncpdp-telecom',
        sentBody: bytes('B1'),
        replyBody: outcome === 'answered' ? bytes('P') : null,
      }),
    );

  it('is announced, taken with its payload, and kept with what went and came', async () => {
    const outboundId = await enqueue();
    expect(announced).toEqual([outboundId]);
    const taken = await platform.transact((tx) => takeOutbound(tx, outboundId));
    expect(taken).toMatchObject({ payload: { memberId: 'M1' }, attempt: 1, kind: 'claim-billing' });
    expect(taken?.partner?.address).toBe('tcp://127.0.0.1:1');
    platform.clock.advance(1000);
    await complete(outboundId, 'answered');
    expect(await platform.transact((tx) => takeOutbound(tx, outboundId))).toBeNull();
    const messages = await platform.transact((tx) => listMessages(tx, { state: 'all' }));
    const exchanged = messages.slice(0, 2).map(({ direction, outcome }) => `${direction} ${outcome}`);
    expect(exchanged.toSorted()).toEqual(['in received', 'out sent']);
  });

  it('is tried again later when nobody answers, and becomes a task after the last attempt', async () => {
    const outboundId = await enqueue();
    for (let attempt = 1; attempt <= 6; attempt += 1) {
      await platform.transact((tx) => takeOutbound(tx, outboundId));
      await complete(outboundId, 'unreachable');
      announced = [];
      platform.clock.advance(61 * 60_000);
      await platform.runDue();
      expect(announced).toEqual(attempt <= 5 ? [outboundId] : []);
    }
    expect(await listDeadLetters()).toContainEqual({ subjectId: outboundId, reasonCode: 'partner-silent' });
    const send = { outboundId, reasonCode: 'partner-back' };
    expect((await platform.transact((tx) => sendDeadAgain(tx, send))).ok).toBe(true);
    await platform.runDue();
    expect(announced).toEqual([outboundId]);
    expect(await refusalOf((tx) => sendDeadAgain(tx, send))).toBe('exchange.message-not-dead');
    expect(await listDeadLetters()).not.toContainEqual({ subjectId: outboundId, reasonCode: 'partner-silent' });
  });
});

function again(rawMessageId: RawMessageId) {
  return { rawMessageId, reasonCode: 'fault-mended' };
}

async function refusalOf(work: (tx: TenantTransaction) => Promise<{ ok: boolean; refusal?: { code: string } }>) {
  return (await platform.transact(work)).refusal?.code;
}

async function listDeadLetters() {
  const filter = { queue: 'dead-letters', owner: 'anyone', siteId: null } as const;
  const items = await platform.transact((tx) => listQueueItems(tx, filter, { after: null, most: 50 }));
  return items.map(({ subjectId, reasonCode }) => ({ subjectId, reasonCode }));
}
