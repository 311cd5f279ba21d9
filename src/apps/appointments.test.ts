import Fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { askEndpoint } from '../../test/support/ask-endpoint.ts';
import { openTestPlatform, type TestPlatform } from '../../test/support/test-platform.ts';
import { serveFhir } from '../gateways/fhir-r4/fhir-gateway.ts';
import type { CalendarDay } from '../kernel/calendar-day.ts';
import { addClinic } from '../modules/clinics/index.ts';
import { insertPartner, type PartnerId } from '../modules/exchange/index.ts';
import * as prospects from '../modules/prospects/api.ts';
import { prospectsSubscriptions } from '../modules/prospects/jobs.ts';
import { prospectsRoutes } from '../modules/prospects/routes.ts';
import { installDemoReference } from '../modules/reference/index.ts';
import { listQueueItems } from '../modules/work/index.ts';
import { appointmentMessage } from '../standards/fhir/fixtures/appointments.ts';

let platform: TestPlatform;
let server: FastifyInstance;
let partnerId: PartnerId;
let url = '';
let messages = 0;

beforeAll(async () => {
  platform = await openTestPlatform({ subscriptions: prospectsSubscriptions });
  partnerId = await platform.transact(async (tx) => {
    await installDemoReference(tx);
    await addClinic(tx, {
      ...{ name: 'Harbor Rheumatology', siteId: platform.siteId, diseaseStates: ['rheumatology'] },
      ...{ locationCodes: ['HRHEUM'], prescriberIds: [], address: null, receiving: null },
      ...{ validFrom: '2026-01-01' as CalendarDay, validTo: null },
    });
    const usual = {
      siteId: null,
      address: null,
      allowedSenders: [],
      certificateSha256: null,
      keySecret: null,
    } as const;
    return insertPartner(tx, { ...usual, name: 'EHR', kind: 'ehr', formats: ['fhir-r4'] });
  });
  server = Fastify();
  await serveFhir(server, { ...platform, authenticate: async () => ({ tenantId: platform.tenantId, partnerId }) });
  url = `${await server.listen({ host: '127.0.0.1', port: 0 })}/fhir`;
});
afterAll(async () => {
  await server.close();
  await platform.close();
});

type Change = Partial<Parameters<typeof appointmentMessage>[0]>;
const ida = { number: 'A-1', familyName: 'Abendroth', birthDate: '1961-02-03' };

async function send(change: Change = {}): Promise<string> {
  messages += 1;
  const body = JSON.stringify(appointmentMessage({ ...ida, messageId: `m${messages}`, ...change }));
  const headers = { 'content-type': 'application/fhir+json' };
  const reply = await fetch(url, { method: 'POST', headers, body });
  await platform.runDue();
  return reply.text();
}

async function list(view: 'open' | 'settled' = 'open') {
  const answer = await askEndpoint({ platform, routes: prospectsRoutes }, prospects.listProspects, { view } as never);
  if (!answer.ok) throw new Error(answer.refusal.code);
  return answer.value.body.prospects;
}

describe('an appointment over FHIR', () => {
  test('finds a prospect, moves with its time, and ends with a cancellation, as by a scheduling message', async () => {
    expect(await send({ lastUpdated: '2026-03-01T10:00:00Z' })).toContain('"code":"ok"');
    expect(await list()).toMatchObject([{ appointmentAt: '2026-03-12T13:30:00.000Z' }]);
    await send({ lastUpdated: '2026-03-01T11:00:00Z', start: '2026-03-13T13:30:00Z' });
    expect(await list()).toMatchObject([{ appointmentAt: '2026-03-13T13:30:00.000Z' }]);
    // What was said before is overtaken.
    await send({ lastUpdated: '2026-03-01T10:30:00Z', status: 'cancelled', start: null });
    expect(await list()).toHaveLength(1);
    await send({ lastUpdated: '2026-03-01T12:00:00Z', status: 'cancelled', start: null });
    expect(await list()).toEqual([]);
  });

  test('of somebody who did not come is over; one that is only proposed, or elsewhere, is none', async () => {
    const other = { number: 'A-2', familyName: 'Birkwald', birthDate: '1948-07-19' };
    await send({ ...other, status: 'proposed', start: null });
    await send({ ...other, place: 'ELSEWHERE' });
    await send({ ...other, diagnosis: null });
    expect(await list()).toEqual([]);
    await send({ ...other, lastUpdated: '2026-03-01T10:00:00Z' });
    expect(await list()).toHaveLength(1);
    await send({ ...other, lastUpdated: '2026-03-01T11:00:00Z', status: 'noshow' });
    expect(await list()).toEqual([]);
  });

  test('that cannot be used is answered with the place, and the original becomes work', async () => {
    const answer = await send({ number: 'A-3', start: null });
    expect(answer).toContain('fatal-error');
    expect(answer).toContain('Bundle.entry[1].resource.start');
    const filter = { queue: 'intake', owner: 'anyone', siteId: null } as const;
    const items = await platform.transact((tx) => listQueueItems(tx, filter, { after: null, most: 10 }));
    expect(items.map(({ reasonCode }) => reasonCode)).toEqual(['message-errors']);
  });
});
