import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Asked, askEndpoint } from '../../../test/support/ask-endpoint.ts';
import { addLicensedPharmacist } from '../../../test/support/licensed-pharmacist.ts';
import { openTestPlatform, type TestPlatform } from '../../../test/support/test-platform.ts';
import type { CalendarDay } from '../../kernel/calendar-day.ts';
import type { Endpoint, RequestOf } from '../../kernel/endpoint.ts';
import type { PatientId } from '../../kernel/ids.ts';
import { makeUpPerson, recordCoverage } from '../patients/index.ts';
import { type IncomingPrescription, type Prescription, receivePrescription } from '../prescriptions/index.ts';
import { prescriptionsRoutes } from '../prescriptions/routes.ts';
import { installDemoReference, listPlans } from '../reference/index.ts';
import * as api from './api.ts';
import { referralsSubscriptions, referralsTimerActions } from './jobs.ts';
import { referralsRoutes } from './routes.ts';

let platform: TestPlatform;
let people = 100;
const nobody = '01890000-0000-7000-8000-0000000000ff';
const days = 86_400_000;

beforeAll(async () => {
  platform = await openTestPlatform({ subscriptions: referralsSubscriptions, timerActions: referralsTimerActions });
  await platform.transact(async (tx) => {
    await installDemoReference(tx);
    await addLicensedPharmacist(tx);
  });
});
afterAll(() => platform.close());

function ask<Called extends Endpoint>(endpoint: Called, request: RequestOf<Called>): Promise<Asked<Called>> {
  return askEndpoint({ platform, routes: referralsRoutes }, endpoint, request);
}

async function get<Called extends Endpoint>(endpoint: Called, request: RequestOf<Called>) {
  const answer = await ask(endpoint, request);
  if (!answer.ok) throw new Error(answer.refusal.code);
  return answer.value;
}

async function refusalOf<Called extends Endpoint>(endpoint: Called, request: RequestOf<Called>) {
  const answer = await ask(endpoint, request);
  return answer.ok ? null : answer.refusal.code;
}

async function receive(patient?: IncomingPrescription['patient']): Promise<Prescription> {
  people += 1;
  const person = makeUpPerson(people);
  const addresses = [
    { lines: ['1 Elm Street'], city: 'Albany', state: 'NY', postalCode: '12207', use: 'home' as const },
  ];
  const made = { middleName: null, suffix: null, language: 'en', deceasedOn: null, ...person, addresses };
  const received = await platform.transact((tx) =>
    receivePrescription(tx, {
      ...{ channel: 'phone', rawMessageId: null, partnerId: null, orderNumber: null, siteId: platform.siteId },
      receivedAt: platform.clock.now(),
      patient: patient ?? (made as unknown as IncomingPrescription['patient']),
      prescriber: { npi: '1999990017', deaNumber: null, familyName: null, givenName: null, state: 'NY', phone: null },
      drug: { ndc: '00074055402', rxcui: null, description: 'Humira Pen', strength: null, deaSchedule: null },
      writtenOn: '2026-03-01' as CalendarDay,
      quantity: { quantityThousandths: 2000, unit: null },
      ...{ daysSupply: 28, refills: 5, substitutionAllowed: true, note: null, isUrgent: false },
      directions: 'Inject 40 mg under the skin every other week.',
      diagnoses: [{ system: 'ICD-10-CM', code: 'M06.9', text: null, isPrimary: true, onsetOn: null }],
      ...{ coverages: [], allergies: [], noKnownAllergies: true, conditions: [], observations: [], medications: [] },
    }),
  );
  if (!received.ok) throw new Error(received.refusal.code);
  return received.value.prescription;
}

const read = async ({ prescriptionId }: Prescription) => (await get(api.getReferral, { prescriptionId })).body;

async function send({ prescriptionId }: Prescription): Promise<void> {
  const { letters } = (await get(api.getReferral, { prescriptionId })).body;
  const letter = letters.find(({ sentAt }) => sentAt === null);
  if (letter === undefined) throw new Error('no letter');
  await get(api.recordLetterSent, { letterId: letter.letterId, way: 'fax' });
}

describe('the endpoints of referrals', () => {
  it('say whose data they showed, of a prescription and of its therapy', async () => {
    const prescription = await receive();
    const { therapyId, prescriptionId, patientId } = prescription;
    if (therapyId === null) throw new Error('no therapy');
    for (const of of [{ prescriptionId }, { therapyId }])
      expect(await get(api.getReferral, of)).toMatchObject({ body: { prescriptionId }, patientIds: [patientId] });
  });

  it('know nothing of what there is not', async () => {
    expect(await refusalOf(api.getReferral, { prescriptionId: nobody })).toBe('referrals.unknown-referral');
    expect(await refusalOf(api.getReferral, { therapyId: nobody })).toBe('referrals.unknown-referral');
    expect(await refusalOf(api.withdrawRequest, { requestId: nobody })).toBe('referrals.unknown-request');
    expect(await refusalOf(api.recordLetterSent, { letterId: nobody, way: 'fax' })).toBe('referrals.unknown-letter');
    expect(await refusalOf(api.withdrawTransfer, { transferId: nobody })).toBe('referrals.unknown-transfer');
    const acknowledged = { transferId: nobody, acknowledgedBy: 'Jo' };
    expect(await refusalOf(api.acknowledgeTransfer, acknowledged)).toBe('referrals.unknown-transfer');
  });

  it('refuse to take a request back twice', async () => {
    const { prescriptionId } = await receive();
    const { requestId } = (await get(api.askForMissing, { prescriptionId, itemCodes: ['insurance'] })).body;
    await get(api.withdrawRequest, { requestId });
    expect(await refusalOf(api.withdrawRequest, { requestId })).toBe('referrals.request-over');
  });
});

describe('what waits', () => {
  it('is closed by what comes to the chart, with nobody doing anything', async () => {
    const prescription = await receive();
    const { prescriptionId, patientId } = prescription;
    await get(api.askForMissing, { prescriptionId, itemCodes: ['insurance'] });
    await platform.transact(async (tx) => {
      const [plan] = await listPlans(tx);
      await recordCoverage(tx, {
        ...{ patientId: patientId as PatientId, planId: plan?.planId ?? null, payerOrder: 1, relationship: 'self' },
        ...{ memberId: 'M1', groupNumber: null, personCode: null, payerName: null, validFrom: null, validTo: null },
        origin: { kind: 'staff', id: null },
      });
    });
    await platform.runDue();
    expect((await read(prescription)).requests).toMatchObject([{ state: 'answered' }]);
  });

  it('is late when its clock has run out over business days, and a letter sent again gives it time', async () => {
    const prescription = await receive();
    const { prescriptionId } = prescription;
    await get(api.askForMissing, { prescriptionId, itemCodes: ['insurance'] });
    await send(prescription);
    platform.clock.advance(days);
    await platform.runDue();
    expect((await read(prescription)).requests).toMatchObject([{ state: 'asked', isLate: false }]);
    platform.clock.advance(2 * days);
    await platform.runDue();
    expect((await read(prescription)).requests).toMatchObject([{ state: 'asked', isLate: true }]);
    const { letters } = await read(prescription);
    await get(api.recordLetterSent, { letterId: letters[0]?.letterId ?? '', way: 'phone' });
    expect((await read(prescription)).requests).toMatchObject([{ state: 'asked', isLate: false }]);
  });

  it('is a transfer that nobody acknowledged in time', async () => {
    const prescription = await receive();
    const { prescriptionId } = prescription;
    const pharmacy = { pharmacyNpi: '1999002011', pharmacyName: 'Lanternfield Specialty', pharmacyFax: null };
    await get(api.beginTransfer, { prescriptionId, reasonCode: 'cannot-supply', ...pharmacy });
    await send(prescription);
    platform.clock.advance(3 * days);
    await platform.runDue();
    const { transfers } = await read(prescription);
    expect(transfers).toMatchObject([{ state: 'sent', isLate: true }]);
    const { transferId } = transfers[0] ?? { transferId: '' };
    const { body } = await get(api.acknowledgeTransfer, { transferId, acknowledgedBy: 'Jo, intake' });
    expect(body.daysHeld).toBe(3);
    const { transfers: listed } = (await get(api.listReferrals, {})).body;
    expect(listed.find((each) => each.transferId === transferId)).toMatchObject({ state: 'acknowledged', daysHeld: 3 });
  });

  it('is the letter that tells a prescriber of a closed duplicate', async () => {
    const first = await receive();
    const second = await receive(first.incoming.patient);
    const settle = prescriptionsRoutes.find(({ endpoint }) => endpoint.path.endsWith('/settle-duplicate'));
    const request = {
      ...{ prescriptionId: second.prescriptionId, expectedVersion: second.version },
      ...{ duplicateOf: first.prescriptionId, resolution: 'duplicate', reasonCode: null },
    };
    const settled = await platform.transact((tx) => {
      if (settle === undefined) throw new Error('nothing answers this endpoint');
      return settle.answer(tx, { request, principal: null } as never);
    });
    expect(settled.ok).toBe(true);
    await platform.runDue();
    expect((await read(second)).letters).toMatchObject([{ kind: 'duplicate-notice', sentAt: null }]);
  });
});
