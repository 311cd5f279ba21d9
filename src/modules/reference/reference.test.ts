import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestPlatform, type TestPlatform } from '../../../test/support/test-platform.ts';
import type { CalendarDay } from '../../kernel/calendar-day.ts';
import type { UnitPrice } from '../../kernel/money.ts';
import type { Ndc11 } from '../../kernel/ndc.ts';
import { referenceImported } from './events.ts';
import {
  completeReferenceImport,
  findIngredientInText,
  findPlan,
  findStatePolicy,
  getDrug,
  getMatchThresholds,
  importReferenceRows,
  installDemoReference,
  listDoseLimits,
  listDrugPrices,
  listDrugsByNdc,
  listDuplicateTherapyClasses,
  listHolidays,
  listIngredientNames,
  listInteractions,
  type NdcDirectoryRow,
  type ReferenceBatch,
  recordPrescriber,
  resolveDrug,
  resolvePrescriber,
  saveMatchThresholds,
  saveStatePolicies,
} from './index.ts';
import { referenceRefusals } from './refusals.ts';
import { referenceRoutes } from './routes.ts';

let platform: TestPlatform;

beforeAll(async () => {
  platform = await openTestPlatform();
  await platform.transact(installDemoReference);
});
afterAll(() => platform.close());

const asOf = '2026-03-01' as CalendarDay;
const source = 'A file written for this test';

function day(text: string): CalendarDay {
  return text as CalendarDay;
}

function row(place: string, ndc: string, changes: Partial<NdcDirectoryRow> = {}): NdcDirectoryRow {
  return {
    place,
    ndc11: ndc as Ndc11,
    proprietaryName: 'Testamab',
    nonproprietaryName: 'testamab-abcd',
    labelerName: 'Test Labs',
    strengthText: '10 mg/mL',
    doseForm: 'INJECTION',
    route: 'SUBCUTANEOUS',
    deaSchedule: null,
    packageDescription: '2 SYRINGE in 1 CARTON > 1 mL in 1 SYRINGE',
    marketingEnd: null,
    ...changes,
  };
}

async function importRows(batch: ReferenceBatch) {
  const imported = await platform.transact((tx) => importReferenceRows(tx, batch));
  if (!imported.ok) throw new Error(imported.refusal.code);
  return imported.value;
}

function answer(path: string, request: unknown, tenantId = platform.tenantId) {
  const found = referenceRoutes.find(({ endpoint }) => endpoint.path === `/api/reference/${path}`);
  if (found === undefined) throw new Error('no such endpoint');
  return platform.transact(
    (tx) => found.answer(tx, { request, principal: null } as unknown as Parameters<typeof found.answer>[1]),
    { tenantId },
  );
}

describe('drugs', () => {
  test('a drug is resolved by NDC, by RxNorm code and by text', async () => {
    await platform.transact(async (tx) => {
      const byNdc = await resolveDrug(tx, { ndc: '00074-0554-02' });
      expect(byNdc.drug).toMatchObject({ name: 'Humira(CF) Pen', storage: 'refrigerated', medicationGuide: true });
      expect((await resolveDrug(tx, { rxcui: '643722' })).drug).toMatchObject({ remsProgram: 'Lenalidomide REMS' });
      expect((await resolveDrug(tx, { description: 'secukinumab 150 mg/mL pen' })).drug?.name).toMatch(/Cosentyx/);
      expect((await resolveDrug(tx, { description: 'nothing of that name' })).decision).toBe('none');
    });
  });

  test('installing the demonstration again changes nothing', async () => {
    const before = await platform.transact((tx) => listDrugsByNdc(tx, ['00074055402' as Ndc11]));
    await platform.transact(installDemoReference);
    expect(await platform.transact((tx) => listDrugsByNdc(tx, ['00074055402' as Ndc11]))).toEqual(before);
  });

  test('prices of each kind are those of the day', async () => {
    const prices = await platform.transact((tx) => listDrugPrices(tx, '00074055402' as Ndc11, asOf));
    expect(prices.map(({ kind, isSynthetic }) => [kind, isSynthetic])).toEqual([
      ['awp', true],
      ['contract', true],
      ['wac', true],
    ]);
    expect(await platform.transact((tx) => listDrugPrices(tx, '00074055402' as Ndc11, day('2020-01-01')))).toEqual([]);
  });

  test('another health system sees none of it', async () => {
    const { tenantId, otherTenantId } = platform;
    const found = await platform.transact((tx) => listDrugsByNdc(tx, ['00074055402' as Ndc11]), { tenantId });
    expect(found).toHaveLength(1);
    const foreign = await platform.transact((tx) => listDrugsByNdc(tx, ['00074055402' as Ndc11]), {
      tenantId: otherTenantId,
    });
    expect(foreign).toEqual([]);
  });
});

describe('prescribers and plans', () => {
  test('a prescriber is resolved by NPI and learned by recording', async () => {
    await platform.transact(async (tx) => {
      const known = {
        deaNumber: null,
        familyName: 'Novak',
        givenName: 'Jana',
        credential: 'MD',
        specialty: null,
        phone: '2125550199',
        fax: null,
        state: 'NY',
        source,
      };
      expect((await resolvePrescriber(tx, { npi: '1234567893' })).decision).toBe('none');
      const first = await recordPrescriber(tx, { ...known, npi: '1234567893' });
      const again = await recordPrescriber(tx, { ...known, npi: '1234567893', phone: null });
      expect(again).toEqual(first);
      const resolved = await resolvePrescriber(tx, { npi: '1234567893', name: 'Jana Novak' });
      expect(resolved).toMatchObject({ decision: 'matched', prescriber: { phone: '2125550199' } });
    });
  });

  test('an NPI with a wrong check digit is refused', async () => {
    const refused = await platform.transact((tx) =>
      recordPrescriber(tx, {
        npi: '1234567890',
        deaNumber: null,
        familyName: 'Novak',
        givenName: 'Jana',
        credential: null,
        specialty: null,
        phone: null,
        fax: null,
        state: null,
        source,
      }),
    );
    expect(refused).toMatchObject({ ok: false, refusal: { code: referenceRefusals.wrongNpi.code } });
  });

  test('a card finds its plan', async () => {
    const plan = await platform.transact((tx) => findPlan(tx, { bin: '990003', pcn: 'SWPARTD', group: 'ANY' }));
    expect(plan).toMatchObject({ kind: 'medicare-part-d', payerName: 'Silverway Senior' });
    expect(await platform.transact((tx) => findPlan(tx, { bin: '610011', pcn: 'X' }))).toBeNull();
  });
});

describe('clinical limits and policies', () => {
  test('interactions are those among the ingredients asked for, with their sources', async () => {
    const found = await platform.transact((tx) => listInteractions(tx, ['194000', '11289', '8183']));
    expect(found.map(({ severity }) => severity)).toEqual(['major', 'major']);
    expect(found.every(({ source: from }) => from.length > 0)).toBe(true);
    expect(await platform.transact((tx) => listInteractions(tx, ['11289']))).toEqual([]);
  });

  test('classes of duplicate therapy come with all their ingredients', async () => {
    const classes = await platform.transact((tx) => listDuplicateTherapyClasses(tx, ['327361']));
    expect(classes).toMatchObject([{ classCode: 'biologic-immunology' }]);
    expect(classes[0]?.ingredientRxcuis).toContain('214555');
  });

  test('dose limits and ingredient names are found by code', async () => {
    const limits = await platform.transact((tx) => listDoseLimits(tx, '1442981'));
    expect(limits).toMatchObject([{ basis: 'per-day', maximumThousandths: 560_000, ucumUnit: 'mg' }]);
    const names = await platform.transact((tx) => listIngredientNames(tx, ['11289', '0']));
    expect([...names]).toEqual([['11289', 'warfarin']]);
  });

  test('an ingredient is found in the words of a text, unless the text names several', async () => {
    await platform.transact(async (tx) => {
      expect(await findIngredientInText(tx, 'Methotrexate 2.5 mg tablet')).toBe('6851');
      expect(await findIngredientInText(tx, 'FOLIC ACID 1 mg')).toBe('4511');
      expect(await findIngredientInText(tx, 'warfarin and digoxin')).toBeNull();
      expect(await findIngredientInText(tx, 'chamomile tea')).toBeNull();
    });
  });

  test('thresholds that begin later do not count yet', async () => {
    await platform.transact((tx) =>
      saveMatchThresholds(tx, [
        { kind: 'drug', matchAt: 80, reviewAt: 30, validFrom: day('2026-01-01'), source },
        { kind: 'drug', matchAt: 99, reviewAt: 30, validFrom: day('2027-01-01'), source },
      ]),
    );
    expect(await platform.transact((tx) => getMatchThresholds(tx, 'drug'))).toEqual({ matchAt: 80, reviewAt: 30 });
  });

  test('without thresholds nothing matches by itself', async () => {
    const thresholds = await platform.transact((tx) => getMatchThresholds(tx, 'patient'), {
      tenantId: platform.otherTenantId,
    });
    expect(thresholds.matchAt).toBeGreaterThan(100);
  });

  test('the rule of a state is the one of the day, and holidays are listed in order', async () => {
    await platform.transact((tx) =>
      saveStatePolicies(tx, [
        { state: 'NY', topic: 'test', validFrom: day('2025-01-01'), rule: { days: 30 }, source, isVerified: false },
        { state: 'NY', topic: 'test', validFrom: day('2026-01-01'), rule: { days: 60 }, source, isVerified: true },
      ]),
    );
    const rule = await platform.transact((tx) =>
      findStatePolicy(tx, { state: 'NY', topic: 'test', on: day('2025-06-01') }),
    );
    expect(rule).toMatchObject({ rule: { days: 30 }, isVerified: false });
    const holidays = await platform.transact((tx) =>
      listHolidays(tx, { calendarCode: 'us-federal', from: day('2026-12-01'), to: day('2027-01-31') }),
    );
    expect(holidays.map((holiday) => holiday.day)).toEqual(['2026-12-25', '2027-01-01', '2027-01-18']);
  });
});

describe('imports', () => {
  test('the directory adds packages, dates changes, and refuses what cannot be counted', async () => {
    const first = await importRows({
      kind: 'ndc-directory',
      asOf,
      source,
      rows: [
        row('line 2', '99001000101'),
        row('line 3', '99001000102', { packageDescription: 'a box' }),
        row('line 4', '99001000101'),
      ],
    });
    expect(first).toEqual({
      added: 1,
      changed: 0,
      unchanged: 0,
      refused: [
        { place: 'line 3', reason: 'package-size' },
        { place: 'line 4', reason: 'repeated' },
      ],
    });
    const renamed = row('line 2', '99001000101', { proprietaryName: 'Novomab' });
    const later = { kind: 'ndc-directory', asOf: day('2026-03-02'), source, rows: [renamed] } as const;
    expect(await importRows(later)).toMatchObject({ added: 0, changed: 1 });
    expect(await importRows(later)).toMatchObject({ added: 0, changed: 0, unchanged: 1 });
    const [drug] = await platform.transact((tx) => listDrugsByNdc(tx, ['99001000101' as Ndc11]));
    expect(drug).toMatchObject({ name: 'Novomab', packageSizeThousandths: 2_000, billingUnit: 'ML', rxcui: null });
  });

  test('RxNorm names ingredients of known packages and refuses the rest', async () => {
    const ingredients = [{ rxcui: '9900001', name: 'testamab' }];
    const report = await importRows({
      kind: 'rxnorm',
      asOf,
      source,
      rows: [
        { place: 'line 2', ndc11: '99001000101' as Ndc11, rxcui: '9900002', equivalentRxcuis: [], ingredients },
        { place: 'line 3', ndc11: '99009999999' as Ndc11, rxcui: '9900002', equivalentRxcuis: [], ingredients },
        { place: 'line 4', ndc11: '99001000101' as Ndc11, rxcui: '9900003', equivalentRxcuis: [], ingredients: [] },
      ],
    });
    expect(report).toMatchObject({ added: 1, refused: [{ reason: 'unknown-drug' }, { reason: 'no-ingredient' }] });
    const resolved = await platform.transact((tx) => resolveDrug(tx, { rxcui: '9900002' }));
    expect(resolved.drug).toMatchObject({ ndc11: '99001000101', ingredientRxcui: '9900001' });
  });

  test('a package whose marketing has ended is no longer found but can still be read', async () => {
    const ended = row('line 2', '99001000201', { marketingEnd: day('2026-01-31') });
    await importRows({ kind: 'ndc-directory', asOf: day('2025-12-01'), source, rows: [ended] });
    expect((await platform.transact((tx) => resolveDrug(tx, { ndc: '99001000201' }))).decision).toBe('none');
    const { rows } = await platform.database.owner.query(
      "select drug_id from reference.drug where ndc11 = '99001000201'",
    );
    expect(await platform.transact((tx) => getDrug(tx, rows[0].drug_id))).toMatchObject({ name: 'Testamab' });
  });

  test('national average prices are kept by day', async () => {
    const price = { ndc11: '99001000101' as Ndc11, billingUnit: 'ML' as const };
    const batch: ReferenceBatch = {
      kind: 'nadac',
      asOf,
      source,
      rows: [
        { ...price, place: 'line 2', unitPrice: 9_057_171 as UnitPrice, effectiveOn: day('2026-02-18') },
        { ...price, place: 'line 3', unitPrice: 9_100_000 as UnitPrice, effectiveOn: day('2026-02-25') },
      ],
    };
    expect(await importRows(batch)).toMatchObject({ added: 2 });
    expect(await importRows(batch)).toMatchObject({ added: 0, unchanged: 2 });
    const onDay = (on: string) => platform.transact((tx) => listDrugPrices(tx, '99001000101' as Ndc11, day(on)));
    expect(await onDay('2026-02-20')).toMatchObject([{ kind: 'nadac', unitPrice: 9_057_171, isSynthetic: false }]);
    expect(await onDay('2026-03-20')).toMatchObject([{ kind: 'nadac', unitPrice: 9_100_000 }]);
  });

  test('the CMS crosswalk and payment limits are taken over once', async () => {
    const crosswalk: ReferenceBatch = {
      kind: 'asp-crosswalk',
      asOf,
      source,
      rows: [
        {
          place: 'line 2',
          ndc11: '99001000101' as Ndc11,
          hcpcs: 'J9999',
          dosage: '1 MG',
          packageSizeThousandths: 1_000,
          packageQuantity: 2,
          billingUnitsThousandths: 10_000,
          billingUnitsPerPackageThousandths: 20_000,
        },
      ],
    };
    expect(await importRows(crosswalk)).toMatchObject({ added: 1 });
    expect(await importRows(crosswalk)).toMatchObject({ unchanged: 1 });
    const limit = { place: 'line 2', hcpcs: 'J9999', description: 'Inj, testamab, 1 mg', dosage: '1 MG' };
    const pricing = (paymentLimit: number): ReferenceBatch => ({
      kind: 'asp-pricing',
      asOf,
      source,
      rows: [{ ...limit, paymentLimit: paymentLimit as UnitPrice }],
    });
    expect(await importRows(pricing(336_400))).toMatchObject({ added: 1 });
    expect(await importRows(pricing(336_500))).toMatchObject({ changed: 1 });
  });

  test('a batch of more than 1,000 rows is refused', async () => {
    const rows = Array.from({ length: 1_001 }, (_, index) => row(`line ${index}`, '99001000101'));
    const refused = await platform.transact((tx) =>
      importReferenceRows(tx, { kind: 'ndc-directory', asOf, source, rows }),
    );
    expect(refused).toMatchObject({ ok: false, refusal: { code: referenceRefusals.batchTooLarge.code } });
  });

  test('a finished import is recorded and announced', async () => {
    const report = { added: 3, changed: 1, unchanged: 0, refused: [] };
    const importId = await platform.transact((tx) => completeReferenceImport(tx, { kind: 'nadac', source, report }));
    const { rows } = await platform.database.owner.query('select payload from platform.outbox_event where type = $1', [
      referenceImported.type,
    ]);
    expect(rows.map(({ payload }) => payload)).toContainEqual({
      importId,
      kind: 'nadac',
      rowsAdded: 3,
      rowsChanged: 1,
    });
  });
});

describe('endpoints', () => {
  test('drugs are found by beginnings of words and by NDC digits', async () => {
    expect(await answer('search-drugs', { text: 'cosen sens' })).toMatchObject({
      ok: true,
      value: { body: { drugs: [{ ndc11: '00078063941' }] } },
    });
    expect(await answer('search-drugs', { text: '57962-0420' })).toMatchObject({
      value: { body: { drugs: [{ name: 'Imbruvica' }] } },
    });
    expect(await answer('search-drugs', { text: '%%' })).toMatchObject({ value: { body: { drugs: [] } } });
  });

  test('a drug is shown with prices and limits', async () => {
    const [drug] = await platform.transact((tx) => listDrugsByNdc(tx, ['57962042028' as Ndc11]));
    expect(await answer('get-drug', { drugId: drug?.drugId })).toMatchObject({
      ok: true,
      value: { body: { drug: { name: 'Imbruvica' }, prices: [{}, {}, {}], doseLimits: [{ basis: 'per-day' }] } },
    });
  });

  test('a drug of another health system is as unknown as one that never was', async () => {
    const [drug] = await platform.transact((tx) => listDrugsByNdc(tx, ['57962042028' as Ndc11]));
    const foreign = await answer('get-drug', { drugId: drug?.drugId }, platform.otherTenantId);
    const absent = await answer('get-drug', { drugId: '01890000-0000-7000-8000-000000000000' });
    expect(foreign).toMatchObject({ ok: false, refusal: { code: referenceRefusals.unknownDrug.code, facts: {} } });
    expect(foreign).toEqual(absent);
  });

  test('prescribers and plans are listed', async () => {
    expect(await answer('search-prescribers', { text: 'okaf' })).toMatchObject({
      value: { body: { prescribers: [{ familyName: 'Okafor' }] } },
    });
    expect(await answer('list-plans', {})).toMatchObject({ ok: true, value: { body: { plans: expect.any(Array) } } });
  });
});
