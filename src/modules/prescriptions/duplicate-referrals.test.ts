import { afterAll, beforeAll, expect, it } from 'vitest';
import { addLicensedPharmacist } from '../../../test/support/licensed-pharmacist.ts';
import { openTestPlatform, type TestPlatform } from '../../../test/support/test-platform.ts';
import type { CalendarDay } from '../../kernel/calendar-day.ts';
import type { Result } from '../../kernel/result.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import { installDemoReference, saveMatchThresholds } from '../reference/index.ts';
import { clarifyPrescription } from './actions/accept-prescription.ts';
import { settleDuplicate } from './actions/settle-duplicate.ts';
import { describeDuplicate } from './describe-duplicate.ts';
import { exampleIncoming } from './domain/example-incoming.ts';
import type { IncomingPatient, IncomingPrescription } from './domain/incoming-prescription.ts';
import type { Prescription } from './domain/prescription.ts';
import { getPrescription, receivePrescription } from './index.ts';
import { findLastFindings } from './prescription-store.ts';

let platform: TestPlatform;
let people = 0;

beforeAll(async () => {
  platform = await openTestPlatform();
  await platform.transact(async (tx) => {
    await installDemoReference(tx);
    await addLicensedPharmacist(tx);
  });
});
afterAll(() => platform.close());

function somebody(): IncomingPatient {
  people += 1;
  return {
    ...exampleIncoming.patient,
    familyName: `Doppel${'abcdefghijklmnop'.charAt(people).repeat(3)}`,
    birthDate: `19${String(50 + people)}-02-11` as CalendarDay,
    phones: [{ number: `518555${String(2000 + people)}`, use: 'mobile' }],
    identifiers: [{ kind: 'MR', assigner: 'MERCY', value: `D${10_000 + people}` }],
  };
}

async function receive(changes: Partial<IncomingPrescription>): Promise<Prescription> {
  const incoming = { ...exampleIncoming, siteId: platform.siteId, ...changes };
  const received = await platform.transact((tx) => receivePrescription(tx, incoming));
  if (!received.ok) throw new Error(received.refusal.code);
  return received.value.prescription;
}

/** A person acts a minute later: decisions of one instant have no order. */
async function act<Value>(work: (tx: TenantTransaction) => Promise<Result<Value>>): Promise<Value> {
  platform.clock.advance(60_000);
  const result = await platform.transact(work);
  if (!result.ok) throw new Error(result.refusal.code);
  return result.value;
}

const refusalOf = async (work: (tx: TenantTransaction) => Promise<Result<unknown>>): Promise<string | null> => {
  const result = await platform.transact(work);
  return result.ok ? null : result.refusal.code;
};

const get = ({ prescriptionId }: Prescription) => platform.transact((tx) => getPrescription(tx, prescriptionId));

const toSettle = ({ prescriptionId, version }: Prescription, earlier: Prescription) => ({
  prescriptionId,
  expectedVersion: version,
  duplicateOf: earlier.prescriptionId,
});

it('a second referral of patient and ingredient is for a person, also from another prescriber', async () => {
  const patient = somebody();
  const first = await receive({ patient });
  const prescriber = { ...exampleIncoming.prescriber, npi: '1999990025', familyName: null, givenName: null };
  const second = await receive({ patient, prescriber });
  expect(second.statusReasons).toContain('no-duplicate');
  const shown = await platform.transact((tx) => describeDuplicate(tx, second));
  expect(shown).toMatchObject({ score: 80, decision: 'review', earlier: { prescriptionId: first.prescriptionId } });
});

it('the therapy goes on with the second one, which replaces the first', async () => {
  const patient = somebody();
  const first = await receive({ patient });
  const second = await receive({ patient, directions: 'Inject 40 mg under the skin every week.' });
  const goOn = { ...toSettle(second, first), resolution: 'continue', reasonCode: null } as const;
  const settled = await act((tx) => settleDuplicate(tx, goOn));
  expect(settled).toMatchObject({ status: 'accepted', therapyId: first.therapyId });
  expect(await get(first)).toMatchObject({ status: 'cancelled', statusReasons: ['replaced'] });
  const findings = await platform.transact((tx) => findLastFindings(tx, second.prescriptionId));
  expect(findings.find(({ rule }) => rule === 'no-duplicate')).toMatchObject({ outcome: 'pass' });
  expect(await platform.transact((tx) => describeDuplicate(tx, settled))).toMatchObject({
    settled: { resolution: 'continue' },
  });
});

it('both stand for a reason, and a third is compared with each until it is settled with each', async () => {
  const patient = somebody();
  const first = await receive({ patient });
  const second = await receive({ patient });
  const both = { resolution: 'second', reasonCode: 'starter-and-maintenance' } as const;
  const kept = await act((tx) => settleDuplicate(tx, { ...toSettle(second, first), ...both }));
  expect(kept).toMatchObject({ status: 'accepted', therapyId: first.therapyId });
  expect((await get(first)).status).toBe('accepted');
  const third = await receive({ patient });
  const half = await act((tx) => settleDuplicate(tx, { ...toSettle(third, first), ...both }));
  expect(half).toMatchObject({ status: 'needs-person', statusReasons: ['no-duplicate'] });
  const whole = await act((tx) => settleDuplicate(tx, { ...toSettle(half, second), ...both }));
  expect(whole.status).toBe('accepted');
});

it('a duplicate is closed, its prescriber is to be told, and the first stays as it was', async () => {
  const patient = somebody();
  const first = await receive({ patient });
  const second = await receive({ patient });
  const close = { ...toSettle(second, first), resolution: 'duplicate', reasonCode: null } as const;
  const closed = await act((tx) => settleDuplicate(tx, close));
  expect(closed).toMatchObject({ status: 'refused', statusReasons: ['duplicate'] });
  expect((await get(first)).status).toBe('accepted');
  expect(await refusalOf((tx) => settleDuplicate(tx, { ...close, expectedVersion: closed.version }))).toBe(
    'prescriptions.prescription-settled',
  );
});

it('a decision is refused without an earlier one, without a therapy to continue, and without a reason to keep both', async () => {
  const patient = somebody();
  const waiting = await receive({ patient, quantity: null });
  const second = await receive({ patient, quantity: null });
  const seen = toSettle(second, waiting);
  const goOn = { ...seen, resolution: 'continue', reasonCode: null } as const;
  expect(await refusalOf((tx) => settleDuplicate(tx, goOn))).toBe('prescriptions.nothing-to-continue');
  const noReason = { ...seen, resolution: 'second', reasonCode: null } as const;
  expect(await refusalOf((tx) => settleDuplicate(tx, noReason))).toBe('prescriptions.reason-of-second');
  const alone = await receive({ patient: somebody(), quantity: null });
  const nobody = { ...toSettle(alone, waiting), resolution: 'duplicate', reasonCode: null } as const;
  expect(await refusalOf((tx) => settleDuplicate(tx, nobody))).toBe('prescriptions.no-duplicate');
});

it('what else stands against a settled duplicate still does', async () => {
  const patient = somebody();
  const first = await receive({ patient });
  const second = await receive({ patient, quantity: null });
  const both = { resolution: 'second', reasonCode: 'two-strengths' } as const;
  const settled = await act((tx) => settleDuplicate(tx, { ...toSettle(second, first), ...both }));
  expect(settled.statusReasons).toEqual(['quantity-given']);
  const quantity = { quantityThousandths: 2_000, unit: null };
  const clarified = { prescriptionId: settled.prescriptionId, expectedVersion: settled.version };
  const accepted = await act((tx) => clarifyPrescription(tx, { ...clarified, clarification: { quantity } }));
  expect(accepted.status).toBe('accepted');
});

it('a health system dates its own number of days', async () => {
  await platform.transact((tx) =>
    saveMatchThresholds(tx, [
      {
        kind: 'duplicate-referral',
        matchAt: 100,
        reviewAt: 100,
        withinDays: 1,
        source: 'Test',
        validFrom: '2020-02-01' as CalendarDay,
      },
    ]),
  );
  const patient = somebody();
  await receive({ patient });
  expect((await receive({ patient, directions: 'Inject once a week.' })).status).toBe('accepted');
});
