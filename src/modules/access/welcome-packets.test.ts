import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { askEndpoint } from '../../../test/support/ask-endpoint.ts';
import { addLicensedPharmacist } from '../../../test/support/licensed-pharmacist.ts';
import { openTestPlatform, type TestPlatform } from '../../../test/support/test-platform.ts';
import type { CalendarDay } from '../../kernel/calendar-day.ts';
import type { Endpoint, RequestOf } from '../../kernel/endpoint.ts';
import type { DocumentId } from '../../kernel/ids.ts';
import type { TenantScope } from '../../platform/transaction/transactor.ts';
import { readDocument } from '../documents/index.ts';
import { recordConsent } from '../patients/index.ts';
import { receivePrescription } from '../prescriptions/index.ts';
import { installDemoReference } from '../reference/index.ts';
import * as api from './api.ts';
import { startPackets } from './index.ts';
import { savePacketVersions } from './packet-store.ts';
import { accessRoutes } from './routes.ts';

let platform: TestPlatform;
let people = 0;
const nobody = '01890000-0000-7000-8000-0000000000ff';
const familyNames = ['Abendroth', 'Birkwald', 'Castell', 'Dornfeld', 'Eschweg', 'Falkenau'];

beforeAll(async () => {
  platform = await openTestPlatform();
  await platform.transact(async (tx) => {
    await installDemoReference(tx);
    await addLicensedPharmacist(tx);
  });
});
afterAll(() => platform.close());

async function accept(language: string | null) {
  people += 1;
  const received = await platform.transact((tx) =>
    receivePrescription(tx, {
      ...{ channel: 'phone', rawMessageId: null, partnerId: null, orderNumber: null, siteId: platform.siteId },
      receivedAt: platform.clock.now(),
      patient: {
        ...{ familyName: familyNames[people - 1] ?? '', givenName: 'Ida', middleName: null, suffix: null },
        ...{ birthDate: `19${40 + 5 * people}-0${people}-1${people}` as CalendarDay, sex: 'female', emails: [] },
        addresses: [{ lines: ['5 Elm Street'], city: 'Albany', state: 'NY', postalCode: '12207', use: 'home' }],
        phones: [{ number: `518558${2000 + people}`, use: 'mobile' }],
        identifiers: [{ kind: 'MR', assigner: 'MERCY', value: `W-${people}` }],
        ...{ deceasedOn: null, language },
      },
      prescriber: { npi: '1999990017', deaNumber: null, familyName: null, givenName: null, state: 'NY', phone: null },
      drug: { ndc: '00074055402', rxcui: null, description: 'Humira Pen', strength: null, deaSchedule: null },
      ...{ writtenOn: '2026-03-01' as CalendarDay, quantity: { quantityThousandths: 2_000, unit: null } },
      ...{ daysSupply: 28, refills: 5, substitutionAllowed: true, directions: 'Inject 40 mg.', note: null },
      diagnoses: [{ system: 'ICD-10-CM', code: 'M06.9', text: null, isPrimary: true, onsetOn: null }],
      ...{ isUrgent: false, coverages: [], allergies: [], noKnownAllergies: true, conditions: [] },
      ...{ observations: [], medications: [] },
    }),
  );
  if (!received.ok) throw new Error(received.refusal.code);
  const { therapyId, patientId } = received.value.prescription;
  if (therapyId === null || patientId === null) throw new Error('the order was not accepted');
  return { therapyId, patientId };
}

function ask<Called extends Endpoint>(endpoint: Called, request: RequestOf<Called>, scope: Partial<TenantScope> = {}) {
  return askEndpoint({ platform, routes: accessRoutes }, endpoint, request, scope);
}

async function get<Called extends Endpoint>(endpoint: Called, request: RequestOf<Called>) {
  const answer = await ask(endpoint, request);
  if (!answer.ok) throw new Error(answer.refusal.code);
  return answer.value.body;
}

async function refusalOf<Called extends Endpoint>(
  endpoint: Called,
  request: RequestOf<Called>,
  scope: Partial<TenantScope> = {},
) {
  const answer = await ask(endpoint, request, scope);
  return answer.ok ? null : answer.refusal.code;
}

describe('the welcome packet of a therapy', () => {
  test('cannot be composed while no contents are on record', async () => {
    const { therapyId } = await accept('en');
    expect(await refusalOf(api.composeWelcomePacket, { therapyId })).toBe('access.packet-missing');
    expect(await get(api.getWelcomePackets, { therapyId })).toMatchObject({
      isGiven: false,
      packets: [],
      nextSteps: [],
    });
    await platform.transact((tx) => savePacketVersions(tx, startPackets));
    expect(await refusalOf(api.composeWelcomePacket, { therapyId })).toBeNull();
  });

  test('is a document in the language of the patient, else in English, which is said', async () => {
    const [spanish, polish] = [await accept('es-MX'), await accept('pl')];
    for (const { therapyId } of [spanish, polish]) await get(api.composeWelcomePacket, { therapyId });
    const [inSpanish] = (await get(api.getWelcomePackets, { therapyId: spanish.therapyId })).packets;
    expect(inSpanish).toMatchObject({ language: 'es', version: 1, wishedLanguage: null, steps: [] });
    const [inEnglish] = (await get(api.getWelcomePackets, { therapyId: polish.therapyId })).packets;
    expect(inEnglish).toMatchObject({ language: 'en', wishedLanguage: 'pl' });
    const document = await platform.transact((tx) => readDocument(tx, inSpanish?.documentId as DocumentId));
    expect(document?.mediaType).toBe('application/pdf');
  });

  test('is sent by a channel that the patient allows, comes back, is handed over and acknowledged', async () => {
    const { therapyId, patientId } = await accept('en');
    const { packetId } = await get(api.composeWelcomePacket, { therapyId });
    const step = { therapyId, packetId, channel: null } as const;
    expect(await refusalOf(api.recordPacketStep, { ...step, step: 'acknowledged' })).toBe(
      'access.packet-step-not-allowed',
    );
    expect(await refusalOf(api.recordPacketStep, { ...step, step: 'sent' })).toBe('access.packet-channel-needed');
    const byEmail = { ...step, step: 'sent', channel: 'email' } as const;
    expect(await refusalOf(api.recordPacketStep, byEmail)).toBe('access.email-not-agreed');
    const agreed = { use: 'email', decision: 'given', wordingVersion: '1', channel: 'phone' } as const;
    await platform.transact((tx) => recordConsent(tx, { ...agreed, patientId, expiresOn: null, documentId: null }));
    expect(await refusalOf(api.recordPacketStep, byEmail)).toBeNull();
    expect(await get(api.getWelcomePackets, { therapyId })).toMatchObject({ isGiven: true, agreesToEmail: true });
    for (const next of ['returned', 'handed-over', 'acknowledged'] as const) {
      platform.clock.advance(1_000);
      await get(api.recordPacketStep, { ...step, step: next });
      expect((await get(api.getWelcomePackets, { therapyId })).isGiven).toBe(next !== 'returned');
    }
    const { packets, nextSteps } = await get(api.getWelcomePackets, { therapyId });
    expect(packets[0]?.steps.map((each) => each.step)).toEqual(['sent', 'returned', 'handed-over', 'acknowledged']);
    expect(nextSteps).toEqual([]);
  });

  test('is known to its own therapy, site and health system alone', async () => {
    const [own, other] = [await accept('en'), await accept('en')];
    const { packetId } = await get(api.composeWelcomePacket, { therapyId: own.therapyId });
    const sent = { packetId, step: 'sent', channel: 'mail' } as const;
    expect(await refusalOf(api.recordPacketStep, { ...sent, therapyId: other.therapyId })).toBe(
      'access.unknown-packet',
    );
    expect(await refusalOf(api.recordPacketStep, { ...sent, packetId: nobody, therapyId: own.therapyId })).toBe(
      'access.unknown-packet',
    );
    for (const scope of [{ tenantId: platform.otherTenantId }, { siteIds: [platform.secondSiteId] }]) {
      const therapyId = own.therapyId;
      expect(await refusalOf(api.recordPacketStep, { ...sent, therapyId }, scope)).toBe('access.unknown-packet');
      expect(await refusalOf(api.getWelcomePackets, { therapyId }, scope)).toBe('access.unknown-therapy');
      expect(await refusalOf(api.composeWelcomePacket, { therapyId }, scope)).toBe('access.unknown-therapy');
    }
  });
});
