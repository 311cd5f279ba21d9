import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { askEndpoint } from '../../../test/support/ask-endpoint.ts';
import { openTestPlatform, type TestPlatform } from '../../../test/support/test-platform.ts';
import type { CalendarDay } from '../../kernel/calendar-day.ts';
import type { Endpoint, RequestOf, ResponseOf } from '../../kernel/endpoint.ts';
import type { Result } from '../../kernel/result.ts';
import { installDemoReference } from '../reference/index.ts';
import * as api from './api.ts';
import { findClinicOf } from './index.ts';
import { clinicsRoutes } from './routes.ts';

let platform: TestPlatform;
beforeAll(async () => {
  platform = await openTestPlatform();
  await platform.transact((tx) => installDemoReference(tx));
});
afterAll(() => platform.close());

async function ask<Called extends Endpoint>(
  endpoint: Called,
  request: RequestOf<Called>,
): Promise<Result<ResponseOf<Called>>> {
  const answer = await askEndpoint({ platform, routes: clinicsRoutes }, endpoint, request);
  return answer.ok ? { ok: true, value: answer.value.body } : answer;
}

async function get<Called extends Endpoint>(endpoint: Called, request: RequestOf<Called>): Promise<ResponseOf<Called>> {
  const answer = await ask(endpoint, request);
  if (!answer.ok) throw new Error(answer.refusal.code);
  return answer.value;
}

const details = (change: Partial<RequestOf<typeof api.addClinic>> = {}): RequestOf<typeof api.addClinic> => ({
  ...{ name: 'Harbor Rheumatology', siteId: platform.siteId, diseaseStates: ['rheumatology'] },
  ...{
    locationCodes: ['hrheum'],
    prescriberIds: [],
    address: null,
    receiving: null,
    validFrom: '2026-01-01',
    validTo: null,
  },
  ...change,
});
const nobody = '01890000-0000-7000-8000-0000000000ff';
const refusalOf = async <Called extends Endpoint>(endpoint: Called, request: RequestOf<Called>) => {
  const answer = await ask(endpoint, request);
  return answer.ok ? null : answer.refusal.code;
};

describe('a clinic', () => {
  test('is added with people of the directory, and found by what messages call it or by who practises there', async () => {
    const { prescribers } = await get(api.searchClinicPrescribers, { text: 'Okafor' });
    const [okafor] = prescribers;
    const prescriberIds = prescribers.map(({ prescriberId }) => prescriberId);
    const { clinicId } = await get(api.addClinic, details({ prescriberIds }));
    const listed = await get(api.listClinics, {});
    expect(listed.clinics).toMatchObject([
      { clinicId, locationCodes: ['HRHEUM'], prescribers: [{ name: okafor?.name, npi: okafor?.npi }], isActive: true },
    ]);
    const clues = { diseaseState: null, on: '2026-03-02' as CalendarDay };
    const found = await platform.transact(async (tx) => [
      await findClinicOf(tx, { ...clues, locationCodes: ['HRheum'], prescriberId: null }),
      await findClinicOf(tx, { ...clues, locationCodes: [], prescriberId: prescriberIds[0] as never }),
    ]);
    expect(found.map((clinic) => clinic?.clinicId)).toEqual([clinicId, clinicId]);
  });

  test('is refused with what the directory does not know or another clinic has', async () => {
    expect(await refusalOf(api.addClinic, details())).toBe('clinics.name-taken');
    const other = (change: Parameters<typeof details>[0]) =>
      refusalOf(api.addClinic, details({ name: 'Other', ...change }));
    expect(await other({})).toBe('clinics.code-taken');
    expect(await other({ siteId: platform.otherTenantSiteId })).toBe('clinics.unknown-site');
    expect(await other({ prescriberIds: [nobody] })).toBe('clinics.unknown-prescriber');
    expect(await other({ diseaseStates: ['astrology'] })).toBe('clinics.unknown-disease-state');
    expect(await other({ validTo: '2025-01-01' })).toBe('clinics.days-reversed');
  });

  test('is changed as it was seen, and only once', async () => {
    const [clinic] = (await get(api.listClinics, {})).clinics;
    const change = { clinicId: clinic?.clinicId ?? '', expectedVersion: 1 };
    const changed = await get(api.changeClinic, { ...change, details: details({ validTo: '2026-02-28' }) });
    expect(changed.version).toBe(2);
    expect(await refusalOf(api.changeClinic, { ...change, details: details() })).toBe('clinics.clinic-moved');
    const unknown = { clinicId: nobody, expectedVersion: 1, details: details() };
    expect(await refusalOf(api.changeClinic, unknown)).toBe('clinics.unknown-clinic');
    expect((await get(api.listClinics, {})).clinics).toMatchObject([{ isActive: false }]);
  });
});
