import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addLicensedPharmacist } from '../../../test/support/licensed-pharmacist.ts';
import { openTestPlatform, type TestPlatform } from '../../../test/support/test-platform.ts';
import { startTestServer, type TestServer } from '../../../test/support/test-server.ts';
import { TherapyWorld } from '../../../test/support/therapy-world.ts';
import type { CalendarDay } from '../../kernel/calendar-day.ts';
import type { PatientId, PrescriptionId, TherapyId } from '../../kernel/ids.ts';
import type { Permission } from '../../kernel/permission.ts';
import type { Role } from '../../kernel/roles.ts';
import type { Actor } from '../../platform/transaction/actor.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import { recordAllergy, recordMedication } from '../patients/index.ts';
import { cancelPrescription, type IncomingPrescription, receivePrescription } from '../prescriptions/index.ts';
import { installDemoReference } from '../reference/index.ts';
import { therapiesSubscriptions } from '../therapies/jobs.ts';
import * as api from './api.ts';
import {
  isClearedToFill,
  listCareRecords,
  listReviews,
  type PrescriptionCheck,
  recordCare,
  recordStartReview,
  replayScreening,
  type StartReview,
  screenPrescription,
  unverifyPrescription,
  verifyPrescription,
} from './index.ts';
import { clinicalSubscriptions } from './jobs.ts';
import { clinicalPermissions } from './permissions.ts';
import { clinicalRoutes } from './routes.ts';

let platform: TestPlatform;
let pharmacist: Actor & { kind: 'staff' };
let count = 0;

const rifampin = '9384';
const apremilast = { ndc: '55513013760', description: 'Otezla 30 mg' };

beforeAll(async () => {
  platform = await openTestPlatform({ subscriptions: [...clinicalSubscriptions, ...therapiesSubscriptions] });
  await platform.transact(installDemoReference);
  pharmacist = await platform.addStaff({ userName: 'vera', roles: ['clinicalPharmacist', 'verifyingPharmacist'] });
  await platform.transact(addLicensedPharmacist);
});
afterAll(() => platform.close());

interface Accepted {
  readonly prescriptionId: PrescriptionId;
  readonly therapyId: TherapyId;
  readonly patientId: PatientId;
}

function incoming(changes: Partial<IncomingPrescription> = {}): IncomingPrescription {
  count += 1;
  const suffix = String.fromCharCode(97 + (count % 26), 97 + Math.floor(count / 26));
  return {
    channel: 'phone',
    ...{ rawMessageId: null, partnerId: null, orderNumber: null },
    receivedAt: platform.clock.now(),
    siteId: platform.siteId,
    patient: {
      familyName: `Canary${suffix.repeat(3)}`,
      givenName: `Zebulon${suffix}`,
      ...{ middleName: null, suffix: null },
      birthDate: `19${50 + (count % 40)}-0${1 + (count % 9)}-1${count % 9}` as CalendarDay,
      sex: 'male',
      addresses: [{ lines: [`${count} Elm Street`], city: 'Albany', state: 'NY', postalCode: '12207', use: 'home' }],
      phones: [{ number: `518555${String(1000 + count * 37)}`, use: 'mobile' }],
      ...{ emails: [], language: 'en' },
      identifiers: [{ kind: 'MR', assigner: 'MERCY', value: `C${count}` }],
      deceasedOn: null,
    },
    prescriber: {
      ...{ npi: '1999990017', state: 'NY' },
      ...{ deaNumber: null, familyName: null, givenName: null, phone: null },
    },
    drug: { rxcui: null, strength: null, deaSchedule: null, ...apremilast },
    writtenOn: '2026-03-01' as CalendarDay,
    quantity: { quantityThousandths: 60_000, unit: null },
    ...{ daysSupply: 30, refills: 5, substitutionAllowed: true },
    directions: 'Take 30 mg twice a day.',
    note: null,
    isUrgent: false,
    diagnoses: [{ system: 'ICD-10-CM', code: 'L40.0', text: 'Psoriasis', isPrimary: true, onsetOn: null }],
    ...{ coverages: [], allergies: [], noKnownAllergies: true, conditions: [], observations: [], medications: [] },
    ...changes,
  };
}

async function accept(changes: Partial<IncomingPrescription> = {}): Promise<Accepted> {
  const received = await platform.transact((tx) => receivePrescription(tx, incoming(changes)));
  if (!received.ok) throw new Error(received.refusal.code);
  const { prescriptionId, therapyId, reasons, prescription } = received.value;
  if (therapyId === null || prescription.patientId === null) throw new Error(`not accepted: ${reasons.join(' ')}`);
  return { prescriptionId, therapyId, patientId: prescription.patientId };
}

const asPharmacist = <Outcome>(work: (tx: TenantTransaction) => Promise<Outcome>): Promise<Outcome> =>
  platform.transact(work, { actor: pharmacist });

function verify(prescriptionId: PrescriptionId, check: Partial<PrescriptionCheck> = {}) {
  const whole = { prescriptionId, answers: [], reviewedManually: true, ...check };
  return asPharmacist((tx) => verifyPrescription(tx, whole));
}

const clearance = (prescriptionId: PrescriptionId) =>
  platform.transact((tx) => isClearedToFill(tx, { prescriptionId }));

async function listAnnounced(type: string, therapyId: TherapyId): Promise<readonly unknown[]> {
  const { rows } = await platform.database.owner.query<{ payload: unknown }>(
    `select payload from platform.outbox_event where type = $1 and payload->>'therapyId' = $2 order by recorded_at`,
    [type, therapyId],
  );
  return rows.map(({ payload }) => payload);
}

/** Makes a patient allergic to the drug of their prescription, so that an alert stops the work. */
async function makeAllergic({ patientId }: Accepted): Promise<void> {
  platform.clock.advance(1_000);
  await platform.transact((tx) =>
    recordAllergy(tx, {
      patientId,
      kind: 'substance',
      ingredientRxcui: '1492727',
      snomedCode: null,
      severity: 'severe',
      substance: 'apremilast',
      reaction: 'rash',
      origin: { kind: 'staff', id: null },
    }),
  );
}

async function acceptAllergic(): Promise<Accepted> {
  const accepted = await accept();
  await makeAllergic(accepted);
  return accepted;
}

const allergyKey = 'allergy:1492727';

describe('screening', () => {
  test('finds an interaction with another medicine and names its source', async () => {
    const { prescriptionId, patientId } = await accept();
    await platform.transact((tx) =>
      recordMedication(tx, {
        patientId,
        rxcui: null,
        ingredientRxcui: rifampin,
        text: 'rifampin',
        directions: null,
        startedOn: null,
        endedOn: null,
        origin: { kind: 'staff', id: null },
      }),
    );
    const screened = await platform.transact((tx) => screenPrescription(tx, { prescriptionId }));
    if (!screened.ok) throw new Error(screened.refusal.code);
    expect(screened.value.alerts).toContainEqual(
      expect.objectContaining({ kind: 'interaction', tier: 'prominent', source: expect.stringMatching(/\w/) }),
    );
  });

  test('finds a duplicate of another therapy of the same patient', async () => {
    const { patient } = incoming();
    const biologic = (ndc: string, description: string) =>
      accept({
        patient,
        drug: { rxcui: null, strength: null, deaSchedule: null, ndc, description },
        quantity: { quantityThousandths: 2_000, unit: null },
        daysSupply: 28,
        directions: 'Use as directed.',
      });
    const first = await biologic('00074055402', 'Humira Pen 40 mg/0.4 mL');
    const second = await biologic('58406043504', 'Enbrel 50 mg/mL');
    expect(second.patientId).toBe(first.patientId);
    const { prescriptionId } = second;
    const screened = await platform.transact((tx) => screenPrescription(tx, { prescriptionId }));
    if (!screened.ok) throw new Error(screened.refusal.code);
    expect(screened.value.alerts.map(({ kind, severity }) => [kind, severity])).toEqual([
      ['duplicate-therapy', 'same-class'],
    ]);
    expect(screened.value.failed).toEqual(['single-dose-not-known']);
  });

  test('is made as soon as a prescription is accepted, and its replay gives the same', async () => {
    const { prescriptionId } = await accept();
    await platform.runDue();
    const replay = await platform.transact((tx) => replayScreening(tx, prescriptionId));
    expect(replay?.replayed).toEqual({ alerts: replay?.kept.alerts, failed: replay?.kept.failed });
    expect(replay?.facts.patient.ageYears).toBeGreaterThan(18);
  });

  test('keeps what it looked at sealed', async () => {
    const { prescriptionId } = await accept();
    await platform.transact((tx) => screenPrescription(tx, { prescriptionId }));
    const { rows } = await platform.database.owner.query(
      `select encode(sealed_facts, 'escape') as facts from clinical.screening where prescription_id = $1`,
      [prescriptionId],
    );
    expect(JSON.stringify(rows)).not.toContain('30 mg');
  });

  test('of an unknown prescription is refused', async () => {
    const prescriptionId = platform.siteId as unknown as PrescriptionId;
    expect(await platform.transact((tx) => screenPrescription(tx, { prescriptionId }))).toMatchObject({
      refusal: { code: 'clinical.unknown-prescription' },
    });
  });
});

describe('verification', () => {
  test('clears a prescription to be filled, once, and is announced', async () => {
    const { prescriptionId, therapyId } = await accept();
    expect(await clearance(prescriptionId)).toMatchObject({ refusal: { code: 'clinical.not-cleared-to-fill' } });
    expect(await verify(prescriptionId)).toEqual({ ok: true, value: null });
    expect(await clearance(prescriptionId)).toEqual({ ok: true, value: null });
    expect(await listAnnounced('clinical.prescription-verified', therapyId)).toEqual([{ prescriptionId, therapyId }]);
    expect(await verify(prescriptionId)).toMatchObject({ refusal: { code: 'clinical.already-verified' } });
  });

  test('waits for an answer to an alert that stops the work', async () => {
    const { prescriptionId } = await acceptAllergic();
    expect(await verify(prescriptionId)).toMatchObject({ refusal: { code: 'clinical.alert-unanswered' } });
    const answers = [{ alertKey: allergyKey, reasonCode: 'record-out-of-date' as const }];
    expect((await verify(prescriptionId, { answers })).ok).toBe(true);
    expect((await clearance(prescriptionId)).ok).toBe(true);
  });

  test('no longer clears when a later screening finds a new alert that stops the work', async () => {
    const accepted = await accept();
    const { prescriptionId } = accepted;
    expect((await verify(prescriptionId)).ok).toBe(true);
    await makeAllergic(accepted);
    await platform.transact((tx) => screenPrescription(tx, { prescriptionId }));
    expect(await clearance(prescriptionId)).toMatchObject({ refusal: { facts: { alerts: 1 } } });
  });

  test('waits for the checks that could not be made to be made by hand', async () => {
    const { prescriptionId } = await accept({ noKnownAllergies: false });
    expect(await verify(prescriptionId, { reviewedManually: false })).toMatchObject({
      refusal: { code: 'clinical.manual-review-needed', facts: { checks: ['allergies-not-recorded'] } },
    });
  });

  test('is refused to anyone who is no pharmacist, and of what is not accepted', async () => {
    const { prescriptionId } = await accept();
    const technician = await platform.addStaff({ userName: `tess${count}`, roles: ['dispensingTechnician'] });
    const check = { prescriptionId, answers: [], reviewedManually: true };
    expect(await platform.transact((tx) => verifyPrescription(tx, check), { actor: technician })).toMatchObject({
      refusal: { code: 'clinical.pharmacist-needed' },
    });
    await asPharmacist((tx) => cancelPrescription(tx, { prescriptionId, reasonCode: 'prescriber-withdrew' }));
    expect(await verify(prescriptionId)).toMatchObject({ refusal: { code: 'clinical.prescription-not-accepted' } });
  });

  test('is taken back with a reason, and can be given again', async () => {
    const { prescriptionId, therapyId } = await accept();
    const back = { prescriptionId, reasonCode: 'prescriber-asked' as const };
    expect(await asPharmacist((tx) => unverifyPrescription(tx, back))).toMatchObject({
      refusal: { code: 'clinical.not-verified' },
    });
    await verify(prescriptionId);
    expect((await asPharmacist((tx) => unverifyPrescription(tx, back))).ok).toBe(true);
    expect((await clearance(prescriptionId)).ok).toBe(false);
    expect(await listAnnounced('clinical.prescription-unverified', therapyId)).toEqual([
      { prescriptionId, therapyId, reasonCode: 'prescriber-asked' },
    ]);
    expect((await verify(prescriptionId)).ok).toBe(true);
  });
});

const review: StartReview = {
  outcome: 'cleared',
  diagnosisCode: 'L40.0',
  remsStatus: 'not-required',
  educationGiven: true,
  labs: [{ loincCode: '58410-2', isPresent: true, observedOn: '2026-02-20' as CalendarDay }],
};

describe('reviews and care records', () => {
  test('a start review is kept with its labs and announced', async () => {
    const { therapyId } = await accept();
    const words = { therapyId, goals: 'Clear skin', note: 'Canary note' };
    const recorded = await asPharmacist((tx) => recordStartReview(tx, { ...review, ...words }));
    if (!recorded.ok) throw new Error(recorded.refusal.code);
    expect(await platform.transact((tx) => listReviews(tx, therapyId))).toMatchObject([
      { ...review, goals: 'Clear skin' },
    ]);
    expect(await listAnnounced('clinical.start-review-recorded', therapyId)).toEqual([
      { therapyId, reviewId: recorded.value, outcome: 'cleared' },
    ]);
  });

  test('the start is confirmed and a side effect recorded', async () => {
    const { therapyId } = await accept();
    const startedOn = '2026-03-01' as CalendarDay;
    const record = (kept: Parameters<typeof recordCare>[1]['record']) =>
      asPharmacist((tx) => recordCare(tx, { therapyId, record: kept, note: 'said so' }));
    const start = { kind: 'start-confirmation', startedOn, dosesTaken: 1, problem: 'none' } as const;
    expect(await record(start)).toMatchObject({ ok: false, refusal: { code: 'clinical.not-yet-delivered' } });
    await new TherapyWorld(platform).carryToDelivered(therapyId);
    expect(await record({ ...start, administeredBy: 'clinic' })).toMatchObject({ ok: true });
    await record({ kind: 'adverse-event', term: 'nausea', grade: '2', isSerious: false, onsetOn: startedOn });
    const kinds = (await platform.transact((tx) => listCareRecords(tx, therapyId))).map(({ record: { kind } }) => kind);
    expect(kinds.sort()).toEqual(['adverse-event', 'start-confirmation']);
    const began = { startedOn, administeredBy: 'clinic' };
    expect(await listAnnounced('clinical.start-confirmed', therapyId)).toMatchObject([began]);
    expect(await listAnnounced('clinical.monitoring-recorded', therapyId)).toMatchObject([{ kind: 'adverse-event' }]);
  });

  test('another health system and another site know nothing of the therapy', async () => {
    const { therapyId, prescriptionId } = await accept();
    const words = { therapyId, goals: '', note: '' };
    const [tenantId, siteIds] = [platform.otherTenantId, [platform.secondSiteId]];
    for (const scope of [{ tenantId }, { siteIds }]) {
      const actor = pharmacist;
      const reviewed = await platform.transact((tx) => recordStartReview(tx, { ...review, ...words }), {
        ...scope,
        actor,
      });
      expect(reviewed).toMatchObject({ refusal: { code: 'clinical.unknown-therapy', facts: {} } });
      const check = { prescriptionId, answers: [], reviewedManually: true };
      expect(await platform.transact((tx) => verifyPrescription(tx, check), { ...scope, actor })).toMatchObject({
        refusal: { code: 'clinical.unknown-prescription', facts: {} },
      });
    }
  });
});

describe('over the web', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer(platform, {
      routes: clinicalRoutes,
      permissions: Object.values<Permission>(clinicalPermissions),
    });
  });
  afterAll(() => server.close());

  test('nobody without a session reads or verifies', async () => {
    const { prescriptionId, therapyId } = await accept();
    const browser = server.openBrowser();
    expect((await browser.call(api.getTherapyClinical, { therapyId })).status).toBe(401);
    const check = { prescriptionId, answers: [], reviewedManually: true };
    expect((await browser.call(api.verifyPrescription, check)).status).toBe(401);
  });

  test('verifying and reviewing are refused to a coordinator', () => {
    const coordinator: Role = 'patientCoordinator';
    for (const permission of [
      clinicalPermissions.verifyPrescriptions,
      clinicalPermissions.reviewStart,
      clinicalPermissions.recordCare,
    ])
      expect(permission.roles).not.toContain(coordinator);
  });

  test('the page of a therapy shows the alerts with their sources and answers', async () => {
    const { prescriptionId, therapyId } = await acceptAllergic();
    await verify(prescriptionId, { answers: [{ alertKey: allergyKey, reasonCode: 'record-out-of-date' }] });
    const answered = await platform.transact((tx) => {
      const [read] = clinicalRoutes;
      if (read === undefined) throw new Error('no route');
      return read.answer(tx, {
        request: { therapyId },
        principal: null,
        requestId: 'r',
        ...{ source: 's', host: 'localhost' },
        sessionToken: null,
      });
    });
    expect(answered).toMatchObject({
      value: {
        body: {
          verification: { state: 'verified', verifiedByName: 'vera' },
          alerts: [
            { alertKey: allergyKey, ingredientNames: ['apremilast'], answer: { reasonCode: 'record-out-of-date' } },
          ],
        },
      },
    });
  });
});
