import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestPlatform, type TestPlatform, testPassword } from '../../../test/support/test-platform.ts';
import { TherapyWorld } from '../../../test/support/therapy-world.ts';
import { addVerifiedFill } from '../../../test/support/verified-fill.ts';
import type { CalendarDay } from '../../kernel/calendar-day.ts';
import type { Instant } from '../../kernel/instant.ts';
import { createStaff } from '../identity/index.ts';
import { exampleIncoming } from '../prescriptions/domain/example-incoming.ts';
import { receivePrescription } from '../prescriptions/index.ts';
import { installDemoReference } from '../reference/index.ts';
import { therapiesSubscriptions, therapiesTimerActions } from '../therapies/jobs.ts';
import { dispensingSubscriptions } from './jobs.ts';

let platform: TestPlatform;
let world: TherapyWorld;

beforeAll(async () => {
  platform = await openTestPlatform({
    subscriptions: [...dispensingSubscriptions, ...therapiesSubscriptions],
    timerActions: therapiesTimerActions,
  });
  world = new TherapyWorld(platform);
  await platform.transact(installDemoReference);
  await platform.transact((tx) =>
    createStaff(tx, {
      ...{ userName: 'licensed', displayName: 'licensed', password: testPassword, roles: ['verifyingPharmacist'] },
      ...{ seesAllSites: true, siteIds: [platform.siteId] },
      licences: [{ kind: 'pharmacist', state: 'NY', number: 'P-1', validFrom: '2020-01-01' as CalendarDay }],
    }),
  );
});
afterAll(() => platform.close());

test.each([
  [0, ['refills confirm-refill', 'renewals renew-prescription']],
  [1, ['refills confirm-refill']],
])('with %i refills written and one fill made, the opened refill window asks for %j', async (refills, queues) => {
  const receivedAt = platform.clock.now();
  const { patient } = exampleIncoming;
  const incoming = {
    ...exampleIncoming,
    ...{ siteId: platform.siteId, receivedAt, refills },
    patient: {
      ...{ ...patient, ...([{}, { familyName: 'Otherby', givenName: 'Karim' }].at(refills) ?? {}), identifiers: [] },
      birthDate: `19${60 + refills * 7}-0${3 + refills}-1${refills}` as CalendarDay,
      phones: [{ number: `518555010${refills}`, use: 'mobile' as const }],
    },
  };
  const received = await platform.transact((tx) => receivePrescription(tx, incoming));
  if (!received.ok) throw new Error(received.refusal.code);
  const { prescriptionId, therapyId, prescription, reasons } = received.value;
  if (therapyId === null || prescription.patientId === null) throw new Error(reasons.join(' '));
  const fillId = await addVerifiedFill(platform, {
    ...{ patientId: prescription.patientId, therapyId, siteId: platform.siteId },
  });
  await platform.database.owner.query('update dispensing.fill set prescription_id = $1 where fill_id = $2', [
    prescriptionId,
    fillId,
  ]);
  await platform.runDue();
  await world.carryToScheduled({ therapyId, prescriptionId });
  await world.carryToDelivered(therapyId);
  const { supply } = await world.journeyOf(therapyId);
  platform.clock.moveTo(supply?.windowOpensAt as Instant);
  await platform.runDue();
  expect(await world.queuesOf(therapyId)).toEqual(queues);
});
