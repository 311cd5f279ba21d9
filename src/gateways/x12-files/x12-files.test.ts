import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestPlatform, type TestPlatform } from '../../../test/support/test-platform.ts';
import { makeId } from '../../../test/support/therapy-world.ts';
import { addTherapy } from '../../../test/support/verified-fill.ts';
import type { CalendarDay } from '../../kernel/calendar-day.ts';
import { type Cents, cents } from '../../kernel/money.ts';
import type { Ndc11 } from '../../kernel/ndc.ts';
import { type ClaimId, type ClaimSubmission, importClaims } from '../../modules/claims/index.ts';
import { findFile, type RemittanceFileId, receiveRemittanceFile } from '../../modules/remittance/index.ts';
import { createRemittanceFolder } from './remittance-folder.ts';
import { x12Subscriptions } from './x12-files.ts';

let platform: TestPlatform;

beforeAll(async () => {
  platform = await openTestPlatform({ subscriptions: x12Subscriptions });
});
afterAll(() => platform.close());

const day = '2026-02-20' as CalendarDay;

/** Adds a claim of the past for which a payer agreed to pay so much. */
async function addClaim(authorizationNumber: string, paid: Cents): Promise<ClaimId> {
  const therapy = await addTherapy(platform);
  const claimId = makeId<'claim'>();
  const submission: ClaimSubmission = {
    ...{ transaction: 'billing', bin: '610001', pcn: 'RX', group: 'G', cardholderId: 'M1', rxNumber: '1' },
    patient: { familyName: 'Testerson', givenName: 'Ada', birthDate: '1980-02-03' as CalendarDay, sex: 'female' },
    ...{ pharmacyNpi: '1093817462', prescriberNpi: '1093817462', fillNumber: 0, ndc11: '00074433902' as Ndc11 },
    ...{ quantityThousandths: 2_000, daysSupply: 28, dateOfService: day, writtenDate: day, refillsAuthorized: 0 },
    ...{ ingredientCostCents: paid, dispensingFeeCents: cents(0), usualAndCustomaryCents: paid },
    priorAuthorizationNumber: null,
  };
  const adjudication = {
    ...{ outcome: 'paid' as const, authorizationNumber, rejectCodes: [], patientPayCents: cents(0) },
    ...{ ingredientPaidCents: paid, feePaidCents: cents(0), totalPaidCents: paid },
  };
  const actor = { kind: 'system', name: 'test' } as const;
  await platform.transact((tx) =>
    importClaims(tx, [
      {
        ...{ ...therapy, claimId, prescriptionId: makeId<'prescription'>(), fillId: makeId<'fill'>() },
        ...{ coverageId: null, planId: null, submission, submittedAt: tx.now, submittedBy: actor },
        answers: [{ at: tx.now, actor, adjudication }],
      },
    ]),
  );
  return claimId;
}

/** Writes an 835 of claims, each with its number, status and amount. */
function compose835(
  trace: string,
  payment: string,
  claims: readonly (readonly [string, string, string])[],
  plb: string | null = null,
): string {
  const body = [
    'ST*835*0001',
    `BPR*I*${payment}*C*ACH************20260304`,
    `TRN*1*${trace}*1512345678`,
    'N1*PR*INVENTED RX PLAN*XV*999001',
    'N1*PE*MAIN PHARMACY*XX*1093817462',
    'LX*1',
    ...claims.flatMap(([number, status, paid], index) => [
      `CLP*ACC-${index + 1}*${status}*${paid}*${paid}*0*13*${number}*1*1`,
      'DTM*232*20260220',
    ]),
    ...(plb === null ? [] : [`PLB*1093817462*20261231*${plb}`]),
  ];
  const header =
    'ISA*00*          *00*          *ZZ*PAYER          *ZZ*PHARMACY       *260302*1200*^*00501*000000001*0*P*:';
  const whole = [
    ...[header, 'GS*HP*PAYER*PHARMACY*20260302*1200*1*X*005010X221A1', ...body],
    ...[`SE*${body.length + 1}*0001`, 'GE*1*1', 'IEA*1*000000001'],
  ];
  return whole.map((segment) => `${segment}~`).join('\n');
}

async function bring(
  text: string,
): Promise<{ readonly remittanceFileId: RemittanceFileId; readonly isRepeat: boolean }> {
  const pieces = [Buffer.from(text)];
  const at = platform.clock.now();
  const upload = await platform.files.receive(platform.tenantId, {
    pieces,
    mediaType: 'text/plain',
    largestBytes: 1e8,
    at,
  });
  if (upload === null) throw new Error('the file was too large');
  const taken = await platform.transact((tx) =>
    receiveRemittanceFile(tx, { upload, source: 'folder', fileName: 'remit.835' }),
  );
  if (!taken.ok) throw new Error(taken.refusal.code);
  await platform.runDue();
  return taken.value;
}

async function count(table: string, where = 'true'): Promise<number> {
  const { rows } = await platform.database.owner.query<{ count: number }>(
    `select count(*)::int as count from ${table} where ${where}`,
  );
  return rows[0]?.count ?? -1;
}

const outcomeOf = async (remittanceFileId: RemittanceFileId) => {
  const file = await platform.transact((tx) => findFile(tx, remittanceFileId));
  return { outcome: file?.outcome, codes: file?.problems.map(({ code, where }) => `${code} ${where}`) };
};

describe('a remittance file', () => {
  test('is posted whole: lines, matches, adjustments of the provider, and work for what belongs to no claim', async () => {
    const claimId = await addClaim('AUTH-1', cents(10_000));
    const text = compose835(
      'T-1',
      '105',
      [
        ['AUTH-1', '1', '100'],
        ['AUTH-NONE', '1', '20'],
      ],
      'WO:X*15',
    );
    const { remittanceFileId } = await bring(text);
    expect(await outcomeOf(remittanceFileId)).toEqual({ outcome: 'posted', codes: [] });
    expect(await count('remittance.line_match', `claim_id = '${claimId}' and expected_cents = 10000`)).toBe(1);
    expect(await count('remittance.provider_adjustment', 'cents = 1500')).toBe(1);
    expect(await count('work.work_item', "queue = 'remittance-exceptions' and reason_code = 'unmatched-lines'")).toBe(
      1,
    );
  });

  test('that comes again with the same bytes is the same file, and posts nothing a second time', async () => {
    const text = compose835('T-2', '1', [['AUTH-NONE', '1', '1']]);
    const first = await bring(text);
    const before = await count('remittance.line');
    expect(await bring(text)).toEqual({ remittanceFileId: first.remittanceFileId, isRepeat: true });
    expect(await count('remittance.line')).toBe(before);
  });

  test('with the trace number of a payment that was posted is held, and so is one that misses its sum by a cent', async () => {
    const before = await count('remittance.line');
    await bring(compose835('T-3', '1', [['AUTH-NONE', '1', '1']]));
    const repeated = await bring(compose835('T-3', '2', [['AUTH-NONE', '1', '2']]));
    expect(await outcomeOf(repeated.remittanceFileId)).toEqual({
      outcome: 'held',
      codes: ['remittance.repeated-trace payment 1'],
    });
    const wrong = await bring(compose835('T-4', '1.01', [['AUTH-NONE', '1', '1']]));
    expect(await outcomeOf(wrong.remittanceFileId)).toEqual({
      outcome: 'held',
      codes: ['x12.payment-imbalance segment 4 BPR02'],
    });
    expect(await count('remittance.line')).toBe(before + 1);
    expect(
      await count('work.work_item', "queue = 'remittance-exceptions' and reason_code = 'x12.payment-imbalance'"),
    ).toBe(1);
  });

  test('that lies in the folder of its tenant is taken once it has stopped growing, and leaves the folder', async () => {
    const root = mkdtempSync(join(tmpdir(), 'theriac-remittances-'));
    mkdirSync(join(root, '1'));
    const path = join(root, '1', 'ra.835');
    writeFileSync(path, compose835('T-6', '3', [['AUTH-NONE', '1', '3']]));
    writeFileSync(join(root, '1', 'notes.doc'), 'not ours');
    const folder = createRemittanceFolder({ ...platform, folder: root, largestBytes: 1_000_000 });
    expect([await folder.look(), await folder.look(), await folder.look()]).toEqual([0, 1, 0]);
    await platform.runDue();
    expect(await count('remittance.payment', "trace_number = 'T-6' and state = 'posted'")).toBe(1);
    expect(readdirSync(join(root, '1'))).toEqual(['notes.doc']);
    rmSync(root, { recursive: true, force: true });
  });

  test('that is no 835 is unreadable, with the reason', async () => {
    const { remittanceFileId } = await bring('Dear pharmacy, the payment follows.');
    expect(await outcomeOf(remittanceFileId)).toMatchObject({
      outcome: 'unreadable',
      codes: expect.arrayContaining(['x12.interchange-missing byte 0', 'remittance.no-payment file']),
    });
  });

  const total = process.env['THERIAC_LONG'] === '1' ? 50_000 : 5_000;

  test(`of ${total} lines is posted within a minute, and its rows are never changed`, async () => {
    const lines = Array.from({ length: total }, (_, index) => [`NONE-${index}`, '1', '1.25'] as const);
    const began = performance.now();
    const { remittanceFileId } = await bring(compose835('T-5', String(total * 1.25), lines));
    expect(performance.now() - began).toBeLessThan(60_000);
    expect(await outcomeOf(remittanceFileId)).toEqual({ outcome: 'posted', codes: [] });
    expect(await count('remittance.line', 'paid_cents = 125')).toBe(total);
    await expect(platform.database.owner.query('update remittance.line set paid_cents = 0')).rejects.toThrow(
      'append-only',
    );
  }, 90_000);
});
