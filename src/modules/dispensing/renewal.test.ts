import { afterAll, beforeAll, expect, test } from 'vitest';
import { addLicensedPharmacist } from '../../../test/support/licensed-pharmacist.ts';
import { openTestPlatform, type TestPlatform } from '../../../test/support/test-platform.ts';
import { TherapyWorld } from '../../../test/support/therapy-world.ts';
import { addVerifiedFill } from '../../../test/support/verified-fill.ts';
import type { CalendarDay } from '../../kernel/calendar-day.ts';
import type { Instant } from '../../kernel/instant.ts';
import { type IncomingPrescription, receivePrescription } from '../prescriptions/index.ts';
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
  await platform.transact(addLicensedPharmacist);
});
afterAll(() => platform.close());

function composeIncoming(refills: number): IncomingPrescription {
  return {
    ...{ channel: 'phone', rawMessageId: null, partnerId: null, orderNumber: null },
    ...{ receivedAt: platform.clock.now(), siteId: platform.siteId },
    patient: {
      ...{ familyName: refills === 0 ? 'Testwell' : 'Otherby', givenName: refills === 0 ? 'Nadia' : 'Karim' },
      ...{
        middleName: null,
        suffix: null,
        sex: 'female',
        birthDate: `19${60 + refills * 7}-03-1${refills}` as CalendarDay,
      },
      addresses: [{ lines: ['12 Elm Street'], city: 'Albany', state: 'NY', postalCode: '12207', use: 'home' }],
      phones: [{ number: `518555010${refills}`, use: 'mobile' }],
      ...{ emails: [], language: 'en', identifiers: [], deceasedOn: null },
    },
    prescriber: {
      ...{ npi: '1999990017', state: 'NY' },
      ...{ deaNumber: null, familyName: null, givenName: null, phone: null },
    },
    drug: { ndc: '55513013760', description: 'Otezla 30 mg', rxcui: null, strength: null, deaSchedule: null },
    writtenOn: '2026-03-01' as CalendarDay,
    quantity: { quantityThousandths: 60_000, unit: null },
    ...{ daysSupply: 30, refills, substitutionAllowed: true, note: null, isUrgent: false },
    directions: 'Take 30 mg twice a day.',
    diagnoses: [{ system: 'ICD-10-CM', code: 'L40.0', text: 'Psoriasis', isPrimary: true, onsetOn: null }],
    ...{ coverages: [], allergies: [], noKnownAllergies: true, conditions: [], observations: [], medications: [] },
  };
}

test.each([
  [0, ['refills confirm-refill', 'renewals renew-prescription']],
  [1, ['refills confirm-refill']],
])('with %i refills written and one fill made, the opened refill window asks for %j', async (refills, queues) => {
  const received = await platform.transact((tx) => receivePrescription(tx, composeIncoming(refills)));
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
