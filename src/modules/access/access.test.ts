import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addLicensedPharmacist } from '../../../test/support/licensed-pharmacist.ts';
import { openTestPlatform, type TestPlatform } from '../../../test/support/test-platform.ts';
import type { CalendarDay } from '../../kernel/calendar-day.ts';
import type { Endpoint } from '../../kernel/endpoint.ts';
import type { Id, PatientId, TherapyId } from '../../kernel/ids.ts';
import { cents } from '../../kernel/money.ts';
import type { Actor } from '../../platform/transaction/actor.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { TenantScope } from '../../platform/transaction/transactor.ts';
import { recordCoverage } from '../patients/index.ts';
import { type IncomingPrescription, receivePrescription } from '../prescriptions/index.ts';
import { installDemoReference, listPlans, type PlanKind } from '../reference/index.ts';
import * as api from './api.ts';
import { listAuthorizationsByNumber } from './authorization-store.ts';
import {
  type FoundBenefits,
  listAuthorizations,
  listContacts,
  type NewAssistance,
  type NewAuthorizationStep,
  recordAssistance,
  recordAuthorization,
  recordBenefits,
  recordEnrolment,
  type WelcomeContact,
} from './index.ts';
import { accessPermissions } from './permissions.ts';
import { accessRoutes } from './routes.ts';

let platform: TestPlatform;
let coordinator: Actor & { kind: 'staff' };
let count = 0;

beforeAll(async () => {
  platform = await openTestPlatform();
  await platform.transact(installDemoReference);
  coordinator = await platform.addStaff({ userName: 'cora', roles: ['patientCoordinator'] });
  await platform.transact(addLicensedPharmacist);
});
afterAll(() => platform.close());

function incoming(): IncomingPrescription {
  count += 1;
  const letter = String.fromCharCode(97 + count);
  return {
    ...{ channel: 'phone', rawMessageId: null, partnerId: null, orderNumber: null, receivedAt: platform.clock.now() },
    siteId: platform.siteId,
    patient: {
      ...{ familyName: `Canary${letter.repeat(3)}`, givenName: `Wilma${letter}`, middleName: null, suffix: null },
      ...{ birthDate: `19${50 + count}-04-1${count % 9}` as CalendarDay, sex: 'female', emails: [], language: 'en' },
      addresses: [{ lines: [`${count} Elm Street`], city: 'Albany', state: 'NY', postalCode: '12207', use: 'home' }],
      phones: [{ number: `518555${String(1000 + count * 37)}`, use: 'mobile' }],
      identifiers: [{ kind: 'MR', assigner: 'MERCY', value: `A${count}` }],
      deceasedOn: null,
    },
    prescriber: { npi: '1999990017', deaNumber: null, familyName: null, givenName: null, state: 'NY', phone: null },
    drug: { ndc: '00074055402', rxcui: null, description: 'Humira Pen', strength: null, deaSchedule: null },
    ...{ writtenOn: '2026-03-01' as CalendarDay, quantity: { quantityThousandths: 2_000, unit: null }, daysSupply: 28 },
    ...{
      refills: 5,
      substitutionAllowed: true,
      directions: 'Inject 40 mg every 14 days.',
      note: null,
      isUrgent: false,
    },
    diagnoses: [{ system: 'ICD-10-CM', code: 'M06.9', text: 'Arthritis', isPrimary: true, onsetOn: null }],
    ...{ coverages: [], allergies: [], noKnownAllergies: true, conditions: [], observations: [], medications: [] },
  };
}

async function accept(): Promise<{ readonly therapyId: TherapyId; readonly patientId: PatientId }> {
  const received = await platform.transact((tx) => receivePrescription(tx, incoming()));
  if (!received.ok) throw new Error(received.refusal.code);
  const { therapyId, reasons, prescription } = received.value;
  if (therapyId === null || prescription.patientId === null) throw new Error(`not accepted: ${reasons.join(' ')}`);
  return { therapyId, patientId: prescription.patientId };
}

/** Records as a coordinator, each time a second later. */
function record<Outcome>(
  work: (tx: TenantTransaction) => Promise<Outcome>,
  scope: Partial<TenantScope> = {},
): Promise<Outcome> {
  platform.clock.advance(1_000);
  return platform.transact(work, { actor: coordinator, ...scope });
}

async function listAnnounced(type: string, therapyId: TherapyId): Promise<readonly unknown[]> {
  const { rows } = await platform.database.owner.query<{ payload: unknown }>(
    `select payload from platform.outbox_event where type = $1 and payload->>'therapyId' = $2 order by recorded_at`,
    [type, therapyId],
  );
  return rows.map(({ payload }) => payload);
}

async function cover(patientId: PatientId, kind: PlanKind): Promise<Id<'coverage'>> {
  return platform.transact(async (tx) => {
    const plan = (await listPlans(tx)).find((each) => each.kind === kind);
    if (plan === undefined) throw new Error(`no plan of kind ${kind}`);
    const recorded = await recordCoverage(tx, {
      ...{ patientId, planId: plan.planId, payerOrder: 1, relationship: 'self', validFrom: null, validTo: null },
      ...{ memberId: 'W1', groupNumber: null, personCode: null, payerName: null },
      origin: { kind: 'staff', id: null },
    });
    if (!recorded.ok) throw new Error(recorded.refusal.code);
    return recorded.value;
  });
}

const contactOf = (therapyId: TherapyId, changes: Partial<WelcomeContact> = {}): WelcomeContact => ({
  ...{ therapyId, outcome: 'enrolled', channel: 'phone', reasonCode: null, consents: [], preference: null, note: '' },
  ...changes,
});
const benefitsOf = (therapyId: TherapyId, changes: Partial<FoundBenefits> = {}): FoundBenefits => ({
  ...{ therapyId, coverageId: null, planKind: 'commercial', benefit: 'pharmacy', coverageState: 'active' },
  ...{ authorizationNeed: 'needed', patientPayCents: cents(12_500), mandatedPharmacy: 'none', baggingModel: null },
  ...{ callReference: 'R-1', note: '' },
  ...changes,
});
const stepOf = (therapyId: TherapyId, changes: Partial<NewAuthorizationStep> = {}): NewAuthorizationStep => ({
  ...{ therapyId, authorizationId: null, state: 'required', authorizationNumber: null, validFrom: null, validTo: null },
  ...{ quantityThousandths: null, denialReasonCode: null, reasonCode: null, deadlineOn: null, note: '' },
  ...changes,
});
const assistanceOf = (therapyId: TherapyId, changes: Partial<NewAssistance> = {}): NewAssistance => ({
  ...{ therapyId, programme: 'manufacturer-card', outcome: 'affordable', patientPayBeforeCents: cents(90_000) },
  ...{ patientPayAfterCents: cents(500), expiresOn: null, memberNumber: 'M1', note: '' },
  ...changes,
});

describe('enrollment', () => {
  test('is recorded with the consents of the welcome call, and announced', async () => {
    const { therapyId } = await accept();
    const consent = { use: 'treatment', decision: 'given', wordingVersion: '2026-1', channel: 'phone' } as const;
    const refused = await record((tx) => recordEnrolment(tx, contactOf(therapyId)));
    expect(refused).toMatchObject({ refusal: { code: 'access.consent-missing' } });
    const recorded = await record((tx) => recordEnrolment(tx, contactOf(therapyId, { consents: [consent] })));
    expect(recorded.ok).toBe(true);
    expect(await listAnnounced('access.enrolment-recorded', therapyId)).toEqual([{ therapyId, outcome: 'enrolled' }]);
  });

  test('gives a patient up as unreachable after three attempts on two channels', async () => {
    const { therapyId } = await accept();
    const tryOn = (channel: 'phone' | 'text', outcome: 'attempted' | 'unable-to-reach') =>
      record((tx) => recordEnrolment(tx, contactOf(therapyId, { channel, outcome, reasonCode: 'no-answer' })));
    await tryOn('phone', 'attempted');
    expect(await tryOn('phone', 'unable-to-reach')).toMatchObject({ refusal: { code: 'access.attempts-too-few' } });
    await tryOn('text', 'attempted');
    expect((await tryOn('phone', 'unable-to-reach')).ok).toBe(true);
    const contacts = await platform.transact((tx) => listContacts(tx, therapyId));
    expect(contacts.map(({ outcome }) => outcome)).toEqual(['unable-to-reach', 'attempted', 'attempted']);
  });
});

describe('benefits', () => {
  test('follow the plan of the coverage and announce what they mean', async () => {
    const { therapyId, patientId } = await accept();
    const coverageId = await cover(patientId, 'medicare-part-d');
    const recorded = await record((tx) => recordBenefits(tx, benefitsOf(therapyId, { coverageId })));
    if (!recorded.ok) throw new Error(recorded.refusal.code);
    expect(await listAnnounced('access.benefits-recorded', therapyId)).toEqual([
      ...[
        {
          therapyId,
          benefitsCheckId: recorded.value,
          outcome: 'complete',
          authorizationNeeded: true,
          patientPayCents: 12_500,
        },
      ],
    ]);
    const card = await record((tx) => recordAssistance(tx, assistanceOf(therapyId)));
    expect(card).toMatchObject({ refusal: { code: 'access.card-on-government-payer' } });
  });

  test('of a coverage of somebody else are refused', async () => {
    const [mine, other] = [await accept(), await accept()];
    const coverageId = await cover(other.patientId, 'commercial');
    const recorded = await record((tx) => recordBenefits(tx, benefitsOf(mine.therapyId, { coverageId })));
    expect(recorded).toMatchObject({ refusal: { code: 'access.unknown-coverage' } });
  });
});

describe('prior authorization', () => {
  test('goes from required to approved step by step, each kept and announced', async () => {
    const { therapyId } = await accept();
    const opened = await record((tx) => recordAuthorization(tx, stepOf(therapyId)));
    if (!opened.ok) throw new Error(opened.refusal.code);
    const authorizationId = opened.value;
    const go = (changes: Partial<NewAuthorizationStep>) =>
      record((tx) => recordAuthorization(tx, stepOf(therapyId, { authorizationId, ...changes })));
    expect(await go({ state: 'approved' })).toMatchObject({ refusal: { code: 'access.step-not-allowed' } });
    for (const state of ['preparing', 'ready-for-review', 'submitted'] as const)
      expect((await go({ state })).ok).toBe(true);
    expect(await go({ state: 'approved' })).toMatchObject({ refusal: { code: 'access.approval-incomplete' } });
    const validity = { validFrom: '2026-03-02' as CalendarDay, validTo: '2027-03-01' as CalendarDay };
    expect((await go({ state: 'approved', authorizationNumber: 'PA-7', ...validity })).ok).toBe(true);
    expect((await go({ state: 'expiring-soon' })).ok).toBe(true);
    const [kept] = await platform.transact((tx) => listAuthorizations(tx, therapyId));
    expect(kept).toMatchObject({
      state: 'expiring-soon',
      steps: [{ authorizationNumber: 'PA-7', ...validity }, {}, {}, {}, {}, {}],
    });
    const announced = await listAnnounced('access.authorization-recorded', therapyId);
    expect(announced.at(-1)).toEqual({ therapyId, authorizationId, state: 'expiring-soon', validTo: '2027-03-01' });
  });

  test('is found by the newest number that the payer gave, whatever its spelling, and never by another', async () => {
    const { therapyId } = await accept();
    const opened = await record((tx) => recordAuthorization(tx, stepOf(therapyId)));
    if (!opened.ok) throw new Error(opened.refusal.code);
    const authorizationId = opened.value;
    const validity = { validFrom: '2026-03-02' as CalendarDay, validTo: '2027-03-01' as CalendarDay };
    for (const state of ['preparing', 'ready-for-review', 'submitted'] as const)
      await record((tx) => recordAuthorization(tx, stepOf(therapyId, { authorizationId, state })));
    const approval = { authorizationId, state: 'approved', authorizationNumber: 'AUTH-90-17', ...validity } as const;
    expect((await record((tx) => recordAuthorization(tx, stepOf(therapyId, approval)))).ok).toBe(true);
    const find = (number: string) => platform.transact((tx) => listAuthorizationsByNumber(tx, number));
    expect(await find('auth 9017')).toMatchObject([{ authorizationId, therapyId, state: 'approved' }]);
    expect(await find('AUTH-90-18')).toEqual([]);
    expect(await find('--')).toEqual([]);
  });

  test('is one at a time, and an unknown one is refused', async () => {
    const { therapyId } = await accept();
    await record((tx) => recordAuthorization(tx, stepOf(therapyId)));
    const second = await record((tx) => recordAuthorization(tx, stepOf(therapyId)));
    expect(second).toMatchObject({ refusal: { code: 'access.authorization-open' } });
    const authorizationId = platform.siteId as unknown as NewAuthorizationStep['authorizationId'];
    const foreign = await record((tx) => recordAuthorization(tx, stepOf(therapyId, { authorizationId })));
    expect(foreign).toMatchObject({ refusal: { code: 'access.unknown-authorization' } });
  });
});

describe('assistance', () => {
  test('takes a manufacturer card beside a commercial plan, never beside a government one, nor while nobody knows', async () => {
    const { therapyId, patientId } = await accept();
    const card = () => record((tx) => recordAssistance(tx, assistanceOf(therapyId)));
    expect(await card()).toMatchObject({ refusal: { code: 'access.payer-kind-unknown' } });
    await cover(patientId, 'commercial');
    const recorded = await card();
    if (!recorded.ok) throw new Error(recorded.refusal.code);
    expect(await listAnnounced('access.assistance-recorded', therapyId)).toEqual([
      { therapyId, assistanceId: recorded.value, outcome: 'affordable' },
    ]);
    await cover(patientId, 'medicaid-managed');
    expect(await card()).toMatchObject({ refusal: { code: 'access.card-on-government-payer' } });
    const grant = await record((tx) => recordAssistance(tx, assistanceOf(therapyId, { programme: 'foundation' })));
    expect(grant.ok).toBe(true);
  });
});

describe('who sees what', () => {
  test('another health system and another site know nothing of a therapy', async () => {
    const { therapyId } = await accept();
    for (const scope of [{ tenantId: platform.otherTenantId }, { siteIds: [platform.secondSiteId] }]) {
      const answers = [
        await record((tx) => recordEnrolment(tx, contactOf(therapyId)), scope),
        await record((tx) => recordBenefits(tx, benefitsOf(therapyId)), scope),
        await record((tx) => recordAuthorization(tx, stepOf(therapyId)), scope),
        await record((tx) => recordAssistance(tx, assistanceOf(therapyId)), scope),
        await record((tx) => read(tx, therapyId), scope),
      ];
      for (const answer of answers)
        expect(answer).toMatchObject({ refusal: { code: 'access.unknown-therapy', status: 404, facts: {} } });
    }
  });

  test('the page of a therapy shows every record with who made it, and whose data it is', async () => {
    const { therapyId, patientId } = await accept();
    await cover(patientId, 'commercial');
    await record((tx) => recordBenefits(tx, benefitsOf(therapyId)));
    const answer = await platform.transact((tx) => read(tx, therapyId));
    expect(answer).toMatchObject({
      value: {
        patientIds: [patientId],
        body: { benefits: [{ outcome: 'complete', recordedByName: 'cora' }], payerKinds: ['commercial'] },
      },
    });
  });

  test('what was said stands sealed in the database', async () => {
    const { therapyId } = await accept();
    await record((tx) => recordBenefits(tx, benefitsOf(therapyId, { note: 'Wilma said canary words' })));
    const { rows } = await platform.database.owner.query(
      `select encode(sealed_detail, 'escape') as detail from access.benefits_check where therapy_id = $1`,
      [therapyId],
    );
    expect(JSON.stringify(rows)).not.toContain('canary words');
  });

  test('each kind of work belongs to its own people', () => {
    expect(accessPermissions.recordAuthorization.roles).not.toContain('patientCoordinator');
    expect(accessPermissions.recordAssistance.roles).not.toContain('dispensingTechnician');
    expect(accessPermissions.recordEnrolment.roles).not.toContain('billingAnalyst');
    expect(accessPermissions.recordBenefits.roles).not.toContain('auditor');
    expect(accessPermissions.seeAccess.roles).not.toContain('shippingClerk');
  });
});

function read(tx: TenantTransaction, therapyId: TherapyId) {
  const wanted: Endpoint = api.getTherapyAccess;
  const route = accessRoutes.find(({ endpoint }) => endpoint === wanted);
  if (route === undefined) throw new Error('no route');
  return route.answer(tx, {
    request: { therapyId },
    principal: null,
    requestId: 'r',
    source: 's',
    host: 'localhost',
    sessionToken: null,
  });
}
