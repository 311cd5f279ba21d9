import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type BenchPerson,
  type FillScene,
  openFillScene,
  permissions,
  type ReadyJourney,
  routes,
} from '../../../test/support/fill-scene.ts';
import {
  startTestServer,
  type TestAnswer,
  type TestBrowser,
  type TestServer,
} from '../../../test/support/test-server.ts';
import { makeId } from '../../../test/support/therapy-world.ts';
import { addDays } from '../../kernel/calendar-day.ts';
import { composeGtinOfNdc } from '../../kernel/gtin.ts';
import type { FillId } from '../../kernel/ids.ts';
import { addMinutes, dayIn, type TimeZone } from '../../kernel/instant.ts';
import { findClaimOfFill, reverseClaim } from '../claims/index.ts';
import { listFillStock } from '../inventory/index.ts';
import { getPrescription } from '../prescriptions/index.ts';
import { getJourney, placeHold } from '../therapies/index.ts';
import * as api from './api.ts';
import { findFill, handOverFill, verifyFill } from './index.ts';

let scene: FillScene;
let server: TestServer;
let technician: TestBrowser;
let pharmacist: TestBrowser;

beforeAll(async () => {
  scene = await openFillScene();
  server = await startTestServer(scene.platform, { routes, permissions });
}, 120_000);
afterAll(async () => {
  await server?.close();
  await scene?.platform.close();
});

async function signIn(person: BenchPerson): Promise<TestBrowser> {
  const browser = server.openBrowser();
  expect((await server.signIn(browser, person)).status).toBe(200);
  return browser;
}

/** Carries a new patient to the bench. The calls before it take longer than a session may lie idle, so people sign in after them. */
async function begin(): Promise<ReadyJourney> {
  const journey = await scene.addReadyTherapy();
  technician = await signIn(scene.people.theo);
  pharmacist = await signIn(scene.people.vera);
  return journey;
}

/** Takes the answer of a step that is expected to be allowed. */
async function must(calling: Promise<TestAnswer>): Promise<Record<string, unknown>> {
  const answer = await calling;
  expect(answer.body).not.toHaveProperty('code');
  expect(answer.status).toBe(200);
  return answer.body;
}

async function stateOf(fillId: FillId): Promise<string | undefined> {
  return (await scene.platform.transact((tx) => findFill(tx, fillId)))?.state;
}

async function open(journey: ReadyJourney, payment: 'claim' | 'cash' = 'claim'): Promise<FillId> {
  const { prescriptionId } = journey;
  const opened = await must(technician.call(api.openFill, { prescriptionId, owner: 'wac', payment }));
  await scene.platform.runDue();
  return opened['fillId'] as FillId;
}

/** Opens a fill on its claim and carries it to a state, each step by its endpoint. */
async function carry(journey: ReadyJourney, to: 'ready-to-fill' | 'picked' | 'filled' | 'verified'): Promise<FillId> {
  const fillId = await open(journey);
  await scene.payClaim(fillId);
  if (to === 'ready-to-fill') return fillId;
  await must(technician.call(api.pickFill, { fillId }));
  if (to === 'picked') return fillId;
  await must(technician.call(api.scanPackage, await composeScan(fillId)));
  await must(technician.call(api.printLabel, { fillId }));
  for (const kind of ['leaflet', 'medication-guide'] as const)
    await must(technician.call(api.recordPaper, { fillId, kind, outcome: 'enclosed' }));
  await must(technician.call(api.recordPaper, { fillId, kind: 'counselling-offer', outcome: 'offered' }));
  await must(technician.call(api.completeFilling, { fillId }));
  if (to === 'filled') return fillId;
  await must(pharmacist.call(api.verifyFill, { fillId }));
  return fillId;
}

let serials = 0;
const gtin = composeGtinOfNdc({ tenDigits: '0074055402', indicator: 0 });

/** Composes what the scanner types for the picked lot: GTIN, expiry, a serial number of its own, and lot. */
async function composeScan(
  fillId: FillId,
  change: { readonly gtin?: string; readonly lot?: string; readonly expiry?: string; readonly quantity?: number } = {},
) {
  const fill = await scene.platform.transact((tx) => findFill(tx, fillId));
  if (fill === null) throw new Error('there is no such fill');
  serials += 1;
  const expiry = change.expiry ?? (fill.lotExpiresOn ?? '').slice(2).replaceAll('-', '');
  const scan = `01${change.gtin ?? gtin}17${expiry}21S${serials}\u001d10${change.lot ?? fill.lotNumber ?? ''}`;
  const quantityThousandths = change.quantity ?? fill.quantityThousandths;
  return { fillId, scan, quantityThousandths, method: 'scanner' as const };
}

describe('a fill from its opening to the courier', () => {
  test('is opened, paid, picked, scanned, labelled, counted, verified by another person and handed over', async () => {
    const journey = await begin();
    const fillId = await open(journey);
    expect(await stateOf(fillId)).toBe('awaiting-claim');
    await scene.payClaim(fillId);
    expect(await stateOf(fillId)).toBe('ready-to-fill');
    await must(technician.call(api.pickFill, { fillId }));
    await must(technician.call(api.scanPackage, await composeScan(fillId)));
    const { documentId } = await must(technician.call(api.printLabel, { fillId }));
    for (const kind of ['leaflet', 'medication-guide'] as const)
      await must(technician.call(api.recordPaper, { fillId, kind, outcome: 'enclosed' }));
    await must(technician.call(api.completeFilling, { fillId }));
    await must(pharmacist.call(api.verifyFill, { fillId }));
    expect(await scene.platform.transact((tx) => handOverFill(tx, fillId))).toMatchObject({ ok: true });
    const bench = await must(pharmacist.call(api.getFill, { fillId }));
    expect(bench).toMatchObject({
      fill: { state: 'handed-over', filledBy: { name: 'theo' }, verifiedBy: { name: 'vera' } },
      scans: [{ method: 'scanner' }],
      claim: { state: 'paid', patientPayCents: 500 },
    });
    const papers = bench['papers'] as readonly { readonly kind: string; readonly documentId: string | null }[];
    expect(papers.map(({ kind }) => kind).sort()).toEqual(['label', 'leaflet', 'medication-guide']);
    expect(papers.find(({ kind }) => kind === 'label')?.documentId).toBe(documentId);
    const steps = (bench['steps'] as readonly { readonly step: string }[]).map(({ step }) => step);
    expect(steps).toEqual(['open', 'claim-paid', 'release', 'pick', 'complete-filling', 'verify', 'hand-over']);
    const { fills } = await must(technician.call(api.listFills, { therapyId: journey.therapyId }));
    expect(fills).toMatchObject([{ fillId, state: 'handed-over' }]);
  });

  test('as cash is released by hand and asks no payer', async () => {
    const fillId = await open(await begin(), 'cash');
    await must(technician.call(api.releaseFill, { fillId }));
    expect(await stateOf(fillId)).toBe('ready-to-fill');
    expect(await must(technician.call(api.getFill, { fillId }))).toMatchObject({ claim: null });
  });

  test('is put back on the shelf with its scans, and picked again', async () => {
    const fillId = await carry(await begin(), 'filled');
    await must(technician.call(api.putBackFill, { fillId, reasonCode: 'wrong-quantity' }));
    const bench = await must(technician.call(api.getFill, { fillId }));
    expect(bench).toMatchObject({ fill: { state: 'ready-to-fill', lotNumber: null, filledBy: null }, scans: [] });
    await must(technician.call(api.pickFill, { fillId }));
  });

  test('is given up before it is verified: stock and claim go back', async () => {
    const journey = await begin();
    const fillId = await carry(journey, 'picked');
    const reserved = () => scene.platform.transact((tx) => listFillStock(tx, fillId));
    expect(await reserved()).not.toEqual([]);
    await must(technician.call(api.cancelFill, { fillId, reasonCode: 'patient-declined' }));
    const bench = await must(technician.call(api.getFill, { fillId }));
    expect(bench).toMatchObject({ fill: { state: 'cancelled' }, claim: { state: 'reversing' } });
    expect((await reserved()).reduce((sum, one) => sum + one.reservedThousandths, 0)).toBe(0);
  });

  test('goes back to stock after it was verified, or its verification is taken back', async () => {
    const fillId = await carry(await begin(), 'verified');
    await must(pharmacist.call(api.unverifyFill, { fillId, reasonCode: 'wrong-label' }));
    expect(await stateOf(fillId)).toBe('filled');
    await must(pharmacist.call(api.verifyFill, { fillId }));
    await must(technician.call(api.returnFill, { fillId, reasonCode: 'patient-declined' }));
    expect(await stateOf(fillId)).toBe('returned');
  });
});

describe('refused', () => {
  const refusalOf = async (calling: Promise<TestAnswer>) => String((await calling).body['code']);

  test('is a package that is not what was picked', async () => {
    const fillId = await carry(await begin(), 'picked');
    const scan = async (change: Parameters<typeof composeScan>[1]) =>
      refusalOf(technician.call(api.scanPackage, await composeScan(fillId, change)));
    const other = composeGtinOfNdc({ tenDigits: '0074379902', indicator: 0 });
    expect(await scan({ gtin: other })).toBe('dispensing.product-mismatch');
    expect(await scan({ lot: 'OTHER' })).toBe('dispensing.lot-mismatch');
    expect(await scan({ expiry: '281231' })).toBe('dispensing.expiry-mismatch');
    expect(await scan({ expiry: '260101' })).toBe('dispensing.package-expired');
    expect(await scan({ quantity: 900_000 })).toBe('dispensing.too-much-scanned');
    const nothing = { fillId, scan: 'hello', quantityThousandths: 1, method: 'typed' } as const;
    expect(await refusalOf(technician.call(api.scanPackage, nothing))).toBe('dispensing.unreadable-scan');
    expect(await refusalOf(technician.call(api.completeFilling, { fillId }))).toBe('dispensing.not-all-scanned');
  });

  test('is a step that the state of a fill does not allow', async () => {
    const fillId = await carry(await begin(), 'ready-to-fill');
    const reasoned = { fillId, reasonCode: 'wrong-label' };
    const calls = [
      technician.call(api.releaseFill, { fillId }),
      technician.call(api.scanPackage, await composeScan(fillId)),
      technician.call(api.printLabel, { fillId }),
      technician.call(api.completeFilling, { fillId }),
      technician.call(api.putBackFill, reasoned),
      pharmacist.call(api.verifyFill, { fillId }),
      pharmacist.call(api.unverifyFill, reasoned),
      technician.call(api.returnFill, reasoned),
    ];
    for (const call of calls) expect(await refusalOf(call)).toBe('dispensing.step-not-allowed');
    await must(technician.call(api.cancelFill, reasoned));
    expect(await refusalOf(technician.call(api.cancelFill, reasoned))).toBe('dispensing.step-not-allowed');
    expect(await refusalOf(technician.call(api.pickFill, { fillId }))).toBe('dispensing.step-not-allowed');
  });

  test('is a fill that nobody knows', async () => {
    await begin();
    const fillId = makeId<'fill'>();
    const reasoned = { fillId, reasonCode: 'wrong-label' };
    const scan = { fillId, scan: `01${gtin}`, quantityThousandths: 1, method: 'typed' } as const;
    const calls = [
      technician.call(api.getFill, { fillId }),
      technician.call(api.releaseFill, { fillId }),
      technician.call(api.pickFill, { fillId }),
      technician.call(api.scanPackage, scan),
      technician.call(api.printLabel, { fillId }),
      technician.call(api.recordPaper, { fillId, kind: 'leaflet', outcome: 'enclosed' }),
      technician.call(api.completeFilling, { fillId }),
      technician.call(api.putBackFill, reasoned),
      pharmacist.call(api.verifyFill, { fillId }),
      pharmacist.call(api.unverifyFill, reasoned),
      technician.call(api.cancelFill, reasoned),
      technician.call(api.returnFill, reasoned),
    ];
    for (const call of calls) expect(await refusalOf(call)).toBe('dispensing.unknown-fill');
  });

  test('is a second fill under way, an unknown prescription, and a claim without coverage', async () => {
    const { prescriptionId } = await begin();
    const asked = { owner: 'wac', payment: 'claim' } as const;
    const { patientId } = await scene.platform.transact((tx) => getPrescription(tx, prescriptionId));
    await scene.platform.database.owner.query("update patients.coverage set state = 'ended' where patient_id = $1", [
      patientId,
    ]);
    const openIt = (id: string = prescriptionId, payment: 'claim' | 'cash' = 'claim') =>
      technician.call(api.openFill, { ...asked, prescriptionId: id, payment });
    expect(await refusalOf(openIt())).toBe('dispensing.no-coverage');
    expect(await refusalOf(openIt(makeId()))).toBe('dispensing.prescription-not-usable');
    await must(openIt(prescriptionId, 'cash'));
    expect(await refusalOf(openIt())).toBe('dispensing.fill-under-way');
  });

  test('is the next fill before the payer may be asked for it, with the day from which it may', async () => {
    const journey = await begin();
    const fillId = await carry(journey, 'verified');
    expect(await scene.platform.transact((tx) => handOverFill(tx, fillId))).toMatchObject({ ok: true });
    const asked = { prescriptionId: journey.prescriptionId, owner: 'wac', payment: 'claim' } as const;
    const answer = await technician.call(api.openFill, asked);
    const filledOn = dayIn(scene.platform.clock.now(), 'America/New_York' as TimeZone);
    // Of 28 days' supply 75 % must be used, 85 % where Medicaid pays: 21 or 24 days.
    expect(answer.body).toMatchObject({ code: 'dispensing.refill-too-soon' });
    const { from } = answer.body['facts'] as { readonly from: string };
    expect([addDays(filledOn, 21), addDays(filledOn, 24)]).toContain(from);
  });

  test('is a release while the claim is being taken back', async () => {
    const { therapyId, prescriptionId } = await begin();
    await scene.platform.transact((tx) => placeHold(tx, { therapyId, hold: 'WeatherHold', reasonCode: 'test' }));
    const opened = await must(technician.call(api.openFill, { prescriptionId, owner: 'wac', payment: 'claim' }));
    const fillId = opened['fillId'] as FillId;
    await scene.payClaim(fillId);
    expect(await stateOf(fillId)).toBe('awaiting-release');
    await scene.platform.transact(async (tx) => {
      const claim = await findClaimOfFill(tx, fillId);
      if (claim !== null) await reverseClaim(tx, { claimId: claim.claimId, reasonCode: 'billed-in-error' });
    });
    expect(await refusalOf(technician.call(api.releaseFill, { fillId }))).toBe('dispensing.claim-not-paid');
  });

  test('is a verification of an own fill, by no pharmacist, or without the papers', async () => {
    const journey = await begin();
    technician = pharmacist;
    const own = await carry(journey, 'filled');
    expect(await refusalOf(pharmacist.call(api.verifyFill, { fillId: own }))).toBe('dispensing.own-fill');
    const byProgram = await scene.platform.transact((tx) => verifyFill(tx, own));
    expect(byProgram).toMatchObject({ refusal: { code: 'dispensing.pharmacist-needed' } });
    const fillId = await carry(await begin(), 'picked');
    await must(technician.call(api.scanPackage, await composeScan(fillId)));
    await must(technician.call(api.completeFilling, { fillId }));
    const refused = await pharmacist.call(api.verifyFill, { fillId });
    expect(refused.body).toMatchObject({
      code: 'dispensing.papers-missing',
      facts: { papers: ['label', 'leaflet', 'medication-guide'] },
    });
  });
});

describe('a fill whose claim is lost', () => {
  test('is not verified, not handed over, and stands in the way of its therapy', async () => {
    const journey = await begin();
    const fillId = await carry(journey, 'filled');
    await scene.loseClaim(fillId);
    const refused = await pharmacist.call(api.verifyFill, { fillId });
    expect(refused.body).toMatchObject({
      code: 'dispensing.claim-lost',
      sentence: expect.stringContaining('not paid any more'),
    });
    expect(await stateOf(fillId)).toBe('filled');
    const read = await scene.platform.transact((tx) => getJourney(tx, journey.therapyId, { asOf: null }));
    expect(read).toMatchObject({ value: { barrier: { code: 'hold.ClaimLost' } } });
    await must(technician.call(api.cancelFill, { fillId, reasonCode: 'claim-lost' }));
    await scene.platform.runDue();
    expect(await stateOf(await open(journey, 'cash'))).toBe('awaiting-release');
  });

  test('that was verified before is not handed over and goes back to stock', async () => {
    const journey = await begin();
    const fillId = await carry(journey, 'verified');
    await scene.loseClaim(fillId);
    const handed = await scene.platform.transact((tx) => handOverFill(tx, fillId));
    expect(handed).toMatchObject({ ok: false, refusal: { code: 'dispensing.claim-lost' } });
    await must(technician.call(api.returnFill, { fillId, reasonCode: 'claim-lost' }));
    expect(await stateOf(fillId)).toBe('returned');
  });

  test('is billed again where it lies, and goes on once that claim is paid', async () => {
    const journey = await begin();
    const fillId = await carry(journey, 'filled');
    expect((await technician.call(api.billAgain, { fillId })).body).toMatchObject({
      code: 'dispensing.nothing-to-bill',
    });
    await must(technician.call(api.takeClaimBack, { fillId, reasonCode: 'payer-changed' }));
    const early = await technician.call(api.billAgain, { fillId });
    expect(early.body).toMatchObject({ code: 'dispensing.nothing-to-bill', facts: { claimState: 'reversing' } });
    await scene.confirmReversal(fillId);
    expect((await pharmacist.call(api.verifyFill, { fillId })).body).toMatchObject({ code: 'dispensing.claim-lost' });
    scene.platform.clock.advance(60_000);
    const { claimId } = await must(technician.call(api.billAgain, { fillId }));
    expect((await scene.platform.transact((tx) => findClaimOfFill(tx, fillId)))?.claimId).toBe(claimId);
    await scene.payClaim(fillId);
    expect(await stateOf(fillId)).toBe('filled');
    const read = await scene.platform.transact((tx) => getJourney(tx, journey.therapyId, { asOf: null }));
    expect(read).not.toMatchObject({ value: { barrier: { code: 'hold.ClaimLost' } } });
    await must(pharmacist.call(api.verifyFill, { fillId }));
    expect(await stateOf(fillId)).toBe('verified');
  });

  test('is taken back only while a payer may pay it', async () => {
    const fillId = await open(await begin(), 'cash');
    const given = { fillId, reasonCode: 'payer-changed' };
    const refused = { code: 'dispensing.nothing-to-take-back' };
    expect((await technician.call(api.takeClaimBack, given)).body).toMatchObject(refused);
    expect((await technician.call(api.billAgain, { fillId })).body).toMatchObject({
      code: 'dispensing.nothing-to-bill',
    });
  });

  test('waits for another claim when nothing was picked yet', async () => {
    const fillId = await carry(await begin(), 'ready-to-fill');
    await scene.loseClaim(fillId);
    expect(await stateOf(fillId)).toBe('awaiting-claim');
  });
});

test('GS28: a paid product that lay ready for ten days goes back to its lot, and its claim is taken back', async () => {
  const fillId = await carry(await begin(), 'verified');
  const { clock } = scene.platform;
  clock.moveTo(addMinutes(clock.now(), 10 * 24 * 60 - 60));
  await scene.platform.runDue();
  expect(await stateOf(fillId)).toBe('verified');
  clock.moveTo(addMinutes(clock.now(), 61));
  await scene.platform.runDue();
  expect(await stateOf(fillId)).toBe('returned');
  await scene.confirmReversal(fillId);
  expect((await scene.platform.transact((tx) => findClaimOfFill(tx, fillId)))?.state).toBe('reversed');
  const [stock] = await scene.platform.transact((tx) => listFillStock(tx, fillId));
  expect(stock).toMatchObject({ reservedThousandths: 0, dispensedThousandths: 0 });
});
