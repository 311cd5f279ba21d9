import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestPlatform, type TestPlatform, testStart } from '../../../test/support/test-platform.ts';
import { makeId, TherapyWorld } from '../../../test/support/therapy-world.ts';
import type { PrescriptionId, TherapyId } from '../../kernel/ids.ts';
import * as access from '../access/events.ts';
import * as claims from '../claims/events.ts';
import * as clinical from '../clinical/events.ts';
import * as delivery from '../delivery/events.ts';
import * as dispensing from '../dispensing/events.ts';
import * as prescriptions from '../prescriptions/events.ts';
import { foldTherapy } from './domain/therapy-evolution.ts';
import {
  askReleaseToFill,
  endTherapy,
  endWait,
  overrideHold,
  placeHold,
  releaseHold,
  startWait,
  verifyTherapyStream,
} from './index.ts';
import { therapiesSubscriptions, therapiesTimerActions } from './jobs.ts';
import { findTherapyRow, listChainedEvents, toTherapyEvent } from './therapy-queries.ts';
import { projectTherapy } from './therapy-store.ts';

/** `npm run test:long` runs the full counts. */
const share = process.env['THERIAC_LONG'] === '1' ? 20 : 1;
let platform: TestPlatform;
let world: TherapyWorld;

beforeAll(async () => {
  platform = await openTestPlatform({ subscriptions: therapiesSubscriptions, timerActions: therapiesTimerActions });
  world = new TherapyWorld(platform);
});
afterAll(() => platform.close());
beforeEach(() => platform.clock.moveTo(testStart));

interface Opened {
  readonly therapyId: TherapyId;
  readonly prescriptionId: PrescriptionId;
}

type Step = (therapy: Opened) => Promise<unknown>;

const steps: Readonly<Record<string, Step>> = {
  carryOn: (therapy) => world.carryToScheduled(therapy),
  deliver: ({ therapyId }) => world.carryToDelivered(therapyId, 12),
  hold: ({ therapyId }) =>
    platform.transact((tx) => placeHold(tx, { therapyId, hold: 'Stock', reasonCode: 'none-left' })),
  release: ({ therapyId }) =>
    platform.transact((tx) => releaseHold(tx, { therapyId, hold: 'Stock', reasonCode: 'received' })),
  override: ({ therapyId }) =>
    platform.transact((tx) => overrideHold(tx, { therapyId, hold: 'Stock', reasonCode: 'arrives' })),
  wait: ({ therapyId }) => platform.transact((tx) => startWait(tx, { therapyId, reason: 'awaiting_patient' })),
  endWait: ({ therapyId }) => platform.transact((tx) => endWait(tx, { therapyId, reason: 'awaiting_patient' })),
  ask: ({ therapyId }) => platform.transact((tx) => askReleaseToFill(tx, therapyId)),
  deny: ({ therapyId }) =>
    world.announce(access.authorizationRecorded, {
      therapyId,
      authorizationId: makeId(),
      state: 'denied',
      validTo: null,
    }),
  approve: ({ therapyId }) =>
    world.announce(access.authorizationRecorded, {
      therapyId,
      authorizationId: makeId(),
      state: 'approved',
      validTo: '2026-03-20',
    }),
  reject: ({ therapyId }) =>
    world.announce(claims.claimRejected, { therapyId, claimId: makeId(), fillId: makeId(), rejectCodes: ['79'] }),
  unverify: ({ therapyId, prescriptionId }) =>
    world.announce(clinical.prescriptionUnverified, { therapyId, prescriptionId, reasonCode: 'query' }),
  cancel: ({ therapyId, prescriptionId }) =>
    world.announce(prescriptions.prescriptionCancelled, { therapyId, prescriptionId, reasonCode: 'prescriber' }),
  returnToStock: ({ therapyId }) =>
    world.announce(dispensing.fillReturnedToStock, { therapyId, fillId: makeId(), reasonCode: 'refused' }),
  deliverLate: ({ therapyId }) =>
    world.announce(delivery.deliveryDelivered, {
      ...{ therapyId, deliveryId: makeId(), fillId: null },
      ...{ deliveredAt: testStart, daysSupply: null },
    }),
  passTime: async () => {
    platform.clock.advance(3 * 86_400_000);
    await platform.runDue();
  },
  end: ({ therapyId }) => platform.transact((tx) => endTherapy(tx, { therapyId, reasonCode: 'cost' })),
};

async function readBoth(therapyId: TherapyId) {
  return platform.transact(async (tx) => {
    const row = await findTherapyRow(tx, therapyId);
    const events = await listChainedEvents(tx, therapyId, null);
    if (row === null) throw new Error('there is no such therapy');
    return { row, fold: foldTherapy(events.map(toTherapyEvent)) };
  });
}

/** The columns of a therapy as they stand in the database, in the form in which they are computed. */
async function readColumns(therapyId: TherapyId): Promise<Record<string, unknown>> {
  const { rows } = await platform.database.app
    .query(
      `begin; select set_config('app.tenant', '${platform.tenantId}', true), set_config('app.sites', '*', true);
     select * from therapies.therapy where therapy_id = '${therapyId}'; commit`,
    )
    .then((results) => (results as unknown as { rows: Record<string, unknown>[] }[])[2] ?? { rows: [] });
  return rows[0] ?? {};
}

describe('the row of a therapy', { timeout: 20_000 * share }, () => {
  it('always equals the fold of its events, column by column', async () => {
    const names = Object.keys(steps).filter((name) => name !== 'end');
    const anySteps = fc.tuple(fc.array(fc.constantFrom(...names), { minLength: 3, maxLength: 10 }), fc.boolean());
    await fc.assert(
      fc.asyncProperty(anySteps, async ([chosen, ends]) => {
        platform.clock.moveTo(testStart);
        const therapy = await world.open();
        for (const name of ends ? [...chosen, 'end'] : chosen) {
          platform.clock.advance(60_000);
          await steps[name]?.(therapy);
          const { row, fold } = await readBoth(therapy.therapyId);
          expect(row.state).toEqual(fold);
        }
        const { row } = await readBoth(therapy.therapyId);
        expect(await readColumns(therapy.therapyId)).toMatchObject(projectTherapy(row.state));
        const verified = await platform.transact((tx) => verifyTherapyStream(tx, therapy.therapyId));
        expect(verified).toMatchObject({ ok: true, value: { broken: null } });
      }),
      { numRuns: 12 * share },
    );
  });
});

describe('the stream', () => {
  const tampers: readonly (readonly [string, (therapyId: TherapyId) => string, object])[] = [
    [
      'an event that was edited',
      (id) =>
        `update therapies.therapy_event set facts = facts || '{"hold":"Consent"}' where therapy_id = '${id}' and sequence = 2`,
      { sequence: 2, why: 'altered' },
    ],
    [
      'an event whose time was moved',
      (id) =>
        `update therapies.therapy_event set occurred_at = occurred_at - interval '1 hour' where therapy_id = '${id}' and sequence = 1`,
      { sequence: 1, why: 'altered' },
    ],
    [
      'an event that was taken out',
      (id) => `delete from therapies.therapy_event where therapy_id = '${id}' and sequence = 2`,
      { sequence: 2, why: 'missing' },
    ],
    [
      'a stream whose end was cut off',
      (id) => `delete from therapies.therapy_event where therapy_id = '${id}' and sequence = 3`,
      { sequence: 3, why: 'cut-off' },
    ],
    [
      'a row that does not follow from its events',
      (id) => `update therapies.therapy set state = jsonb_set(state, '{placedHolds}', '[]') where therapy_id = '${id}'`,
      { sequence: 3, why: 'projection' },
    ],
  ];

  it.each(tampers)('%s is found, and where', async (_what, tamper, broken) => {
    const { therapyId } = await world.open();
    await steps['hold']?.({ therapyId, prescriptionId: makeId<'prescription'>() });
    await steps['wait']?.({ therapyId, prescriptionId: makeId<'prescription'>() });
    const { owner } = platform.database;
    await owner.query('alter table therapies.therapy_event disable trigger append_only');
    await owner.query(tamper(therapyId));
    await owner.query('alter table therapies.therapy_event enable trigger append_only');
    const verified = await platform.transact((tx) => verifyTherapyStream(tx, therapyId));
    expect(verified).toMatchObject({ ok: true, value: { broken } });
  });

  it('refuses every change of what happened, whoever asks', async () => {
    const { therapyId } = await world.open();
    for (const statement of [
      `update therapies.therapy_event set type = 'x' where therapy_id = '${therapyId}'`,
      `delete from therapies.therapy_event where therapy_id = '${therapyId}'`,
      'truncate therapies.therapy_event cascade',
    ]) {
      await expect(platform.database.owner.query(statement)).rejects.toThrow('append-only');
    }
  });

  it('an event does not fit into the stream of another therapy', async () => {
    const [first, second] = [await world.open(), await world.open()];
    const { owner } = platform.database;
    await owner.query('alter table therapies.therapy_event disable trigger append_only');
    await owner.query(
      `update therapies.therapy_event t set facts = s.facts, hash = s.hash from therapies.therapy_event s
       where t.therapy_id = '${first.therapyId}' and s.therapy_id = '${second.therapyId}'`,
    );
    await owner.query('alter table therapies.therapy_event enable trigger append_only');
    const verified = await platform.transact((tx) => verifyTherapyStream(tx, first.therapyId));
    expect(verified).toMatchObject({ value: { broken: { sequence: 1, why: 'altered' } } });
  });
});
