import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { askEndpoint } from '../../../test/support/ask-endpoint.ts';
import { openTestPlatform, type TestPlatform, testPassword } from '../../../test/support/test-platform.ts';
import type { CalendarDay } from '../../kernel/calendar-day.ts';
import type { Endpoint, RequestOf, ResponseOf } from '../../kernel/endpoint.ts';
import type { PrescriptionId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { Result } from '../../kernel/result.ts';
import { addClinic, listClinics, recordAppointment } from '../clinics/index.ts';
import { insertPartner } from '../exchange/index.ts';
import { createStaff } from '../identity/index.ts';
import { makeUpPerson, recordCondition, registerPatient } from '../patients/index.ts';
import { type IncomingPrescription, receivePrescription, refusePrescription } from '../prescriptions/index.ts';
import { installDemoReference, resolvePrescriber } from '../reference/index.ts';
import { acknowledgeTransfer, beginTransfer, listUnsentLettersOf, recordLetterSent } from '../referrals/index.ts';
import * as prospectApi from './api.ts';
import * as api from './capture-api.ts';
import { prospectsSubscriptions } from './jobs.ts';
import { prospectsRoutes } from './routes.ts';

let platform: TestPlatform;
let people = 700;
const rheumatologist = '1999990017';
const months = { fromMonth: '2026-03', toMonth: '2026-03' } as const;

beforeAll(async () => {
  platform = await openTestPlatform({ subscriptions: prospectsSubscriptions });
  const licences = [
    {
      kind: 'pharmacist',
      state: 'NY',
      number: 'RPH-1',
      address: null,
      receiving: null,
      validFrom: '2020-01-01' as CalendarDay,
    },
  ] as const;
  await platform.transact(async (tx) => {
    await installDemoReference(tx);
    await createStaff(tx, {
      ...{ userName: 'pharmacist', displayName: 'Pat Pharmacist', password: testPassword, licences },
      ...{ roles: ['clinicalPharmacist'], seesAllSites: true, siteIds: [] },
    });
    const { prescriber } = await resolvePrescriber(tx, { npi: rheumatologist });
    await addClinic(tx, {
      ...{ name: 'Harbor Rheumatology', siteId: platform.siteId, diseaseStates: ['rheumatology'] },
      ...{ locationCodes: ['HRHEUM'], validFrom: '2020-01-01' as CalendarDay, validTo: null },
      ...{ address: null, receiving: null },
      prescriberIds: prescriber === null ? [] : [prescriber.prescriberId],
    });
  });
  await receive();
  await receive();
  await transferOut(await receive());
  await refuseAsExpired(await receive({ writtenOn: null }));
  await goElsewhere();
});
afterAll(() => platform.close());

async function ask<Called extends Endpoint>(
  endpoint: Called,
  request: RequestOf<Called>,
): Promise<Result<ResponseOf<Called>>> {
  const answer = await askEndpoint({ platform, routes: prospectsRoutes }, endpoint, request);
  return answer.ok ? { ok: true, value: answer.value.body } : answer;
}

async function get<Called extends Endpoint>(endpoint: Called, request: RequestOf<Called>): Promise<ResponseOf<Called>> {
  const answer = await ask(endpoint, request);
  if (!answer.ok) throw new Error(answer.refusal.code);
  return answer.value;
}

function nextPerson() {
  people += 1;
  return { middleName: null, suffix: null, language: 'en', deceasedOn: null, ...makeUpPerson(people) };
}

async function receive(change: Partial<IncomingPrescription> = {}): Promise<PrescriptionId> {
  const addresses = [
    { lines: ['1 Elm Street'], city: 'Albany', state: 'NY', postalCode: '12207', use: 'home' as const },
  ];
  const received = await platform.transact((tx) =>
    receivePrescription(tx, {
      ...{ channel: 'phone', rawMessageId: null, partnerId: null, orderNumber: null, siteId: platform.siteId },
      receivedAt: platform.clock.now(),
      patient: { ...nextPerson(), addresses } as unknown as IncomingPrescription['patient'],
      prescriber: { npi: rheumatologist, deaNumber: null, familyName: null, givenName: null, state: 'NY', phone: null },
      drug: { ndc: '00074055402', rxcui: null, description: 'Humira Pen', strength: null, deaSchedule: null },
      writtenOn: '2026-03-01' as CalendarDay,
      quantity: { quantityThousandths: 2000, unit: null },
      ...{ daysSupply: 28, refills: 5, substitutionAllowed: true, note: null, isUrgent: false },
      directions: 'Inject 40 mg under the skin every other week.',
      diagnoses: [{ system: 'ICD-10-CM', code: 'M06.9', text: null, isPrimary: true, onsetOn: null }],
      ...{ coverages: [], allergies: [], noKnownAllergies: true, conditions: [], observations: [], medications: [] },
      ...change,
    }),
  );
  if (!received.ok) throw new Error(received.refusal.code);
  return received.value.prescriptionId;
}

async function transferOut(prescriptionId: PrescriptionId): Promise<void> {
  await platform.transact(async (tx) => {
    const pharmacy = { npi: '1888880018', name: 'Other Specialty', fax: null };
    const begun = await beginTransfer(tx, { prescriptionId, reasonCode: 'plan-mandates', pharmacy });
    if (!begun.ok) throw new Error(begun.refusal.code);
    for (const { letterId } of await listUnsentLettersOf(tx, prescriptionId))
      await recordLetterSent(tx, { letterId, way: 'fax' });
    const done = await acknowledgeTransfer(tx, { transferId: begun.value, acknowledgedBy: 'Ola Other' });
    if (!done.ok) throw new Error(done.refusal.code);
  });
}

async function refuseAsExpired(prescriptionId: PrescriptionId): Promise<void> {
  const refused = await platform.transact((tx) =>
    refusePrescription(tx, { prescriptionId, expectedVersion: 1, reasonCode: 'expired' }),
  );
  if (!refused.ok) throw new Error(refused.refusal.code);
}

/** Somebody with an appointment who turns out to get the drug elsewhere. */
async function goElsewhere(): Promise<void> {
  await platform.transact(async (tx) => {
    const partnerId = await insertPartner(tx, {
      ...{ name: 'EHR', kind: 'ehr', formats: ['hl7v2'], siteId: platform.siteId, address: null },
      ...{ allowedSenders: [], certificateSha256: null, keySecret: null },
    });
    const patientId = await registerPatient(tx, { ...nextPerson(), addresses: [] } as never);
    await recordCondition(tx, {
      ...{ patientId, origin: { kind: 'message', id: tx.newId() } as never, codeSystem: 'ICD-10-CM', code: 'M05.79' },
      ...{ text: 'Rheumatoid arthritis', onsetOn: null, endedOn: null },
    });
    const [clinic] = await listClinics(tx);
    if (clinic === undefined) throw new Error('there is no clinic');
    await recordAppointment(
      tx,
      { partnerId, number: 'A-1' },
      {
        ...{ state: 'booked', saidAt: tx.now, startsAt: '2026-03-12T13:30:00.000Z' as Instant, patientId },
        ...{ clinicId: clinic.clinicId, siteId: platform.siteId, rawMessageId: null },
      },
    );
  });
  await platform.runDue();
  const [found] = (await get(prospectApi.listProspects, { view: 'open' })).prospects;
  await get(prospectApi.settleProspect, {
    ...{ prospectId: found?.prospectId ?? '', expectedVersion: found?.version ?? 0 },
    step: { to: 'elsewhere', reasonCode: 'patient-asked' },
  });
}

describe('the capture rate of a month', () => {
  test('is what was kept of what was decided, prescriptions and prospects together', async () => {
    const answer = await get(api.getCapture, { ...months, by: 'clinic' });
    expect(answer.total).toEqual({ kept: 2, transferred: 1, elsewhere: 1, decided: 4, percent: '50.0' });
    expect(answer.notCounted).toBe(1);
    expect(answer.groups).toMatchObject([{ label: 'Harbor Rheumatology', decided: 4, percent: '50.0' }]);
  });

  test('by reason names why each transfer and each prospect was lost', async () => {
    const { groups } = await get(api.getCapture, { ...months, by: 'reason' });
    expect(groups.map(({ label, percent }) => [label, percent]).sort()).toEqual([
      ['The patient asked for it', '25.0'],
      ['The plan requires another pharmacy', '25.0'],
    ]);
  });

  test.each([
    'clinic',
    'payer',
    'reason',
  ] as const)('by %s opens exactly the rows that each number counts', async (by) => {
    const { groups } = await get(api.getCapture, { ...months, by });
    for (const group of groups)
      for (const [outcome, count] of [
        [null, group.decided],
        ['kept', group.kept],
        ['transferred', group.transferred],
        ['elsewhere', group.elsewhere],
        ['lost', group.transferred + group.elsewhere],
      ] as const) {
        const { total, rows } = await get(api.listCaptureRows, { ...months, by, key: group.key, outcome });
        expect([total, rows.length]).toEqual([count, count]);
      }
  });

  test('is of its months alone, and of months in their order', async () => {
    const before = { fromMonth: '2026-01', toMonth: '2026-02', by: 'clinic' } as const;
    expect((await get(api.getCapture, before)).total).toMatchObject({ decided: 0, percent: null });
    const reversed = { fromMonth: '2026-03', toMonth: '2026-02', by: 'clinic' } as const;
    expect(await ask(api.getCapture, reversed)).toMatchObject({ refusal: { code: 'prospects.months-reversed' } });
    expect(await ask(api.listCaptureRows, { ...reversed, outcome: null })).toMatchObject({
      refusal: { code: 'prospects.months-reversed' },
    });
  });
});
