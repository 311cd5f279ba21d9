import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FillScene, openFillScene, permissions, routes } from '../../test/support/fill-scene.ts';
import { type SwitchSimulator, startSwitch } from '../../test/support/partner-simulators.ts';
import { startTestServer, type TestBrowser, type TestServer } from '../../test/support/test-server.ts';
import { createTelecomGateway } from '../gateways/ncpdp-telecom/telecom-gateway.ts';
import type { RequestOf } from '../kernel/endpoint.ts';
import type { FillId } from '../kernel/ids.ts';
import * as claimApi from '../modules/claims/api.ts';
import { findClaimOfFill } from '../modules/claims/index.ts';
import * as api from '../modules/dispensing/api.ts';
import { listPartners, savePartnerAddress } from '../modules/exchange/index.ts';
import { recordCoverage } from '../modules/patients/index.ts';
import { getPrescription } from '../modules/prescriptions/index.ts';
import { listPlans } from '../modules/reference/index.ts';
import { silentLog } from '../platform/log/log.ts';

const gateway = createTelecomGateway({ timeoutMilliseconds: 2_000 });
let scene: FillScene;
let simulator: SwitchSimulator;
let server: TestServer;
let pharmacist: TestBrowser;
let technician: TestBrowser;

beforeAll(async () => {
  scene = await openFillScene(gateway);
  simulator = await startSwitch({ host: '127.0.0.1', port: 0, delayMilliseconds: 0 });
  await scene.platform.transact(async (tx) => {
    const [partner] = (await listPartners(tx)).filter(({ kind }) => kind === 'switch');
    if (partner === undefined) throw new Error('the scene has no switch');
    await savePartnerAddress(tx, { partnerId: partner.partnerId, address: `tcp://127.0.0.1:${simulator.port}` });
  });
  gateway.start({ transactor: scene.platform.transactor, log: silentLog });
  server = await startTestServer(scene.platform, { routes, permissions });
}, 120_000);
afterAll(async () => {
  await server?.close();
  await gateway.stop();
  await simulator?.stop();
  await scene?.platform.close();
});

async function settle(): Promise<void> {
  for (let round = 0; round < 4; round += 1) {
    await scene.platform.runDue();
    await gateway.idle();
  }
}

/** Opens a fill for a patient whose card the simulated payer answers as its last digits say. */
async function openRejected(memberId: string): Promise<FillId> {
  const { prescriptionId } = await scene.addReadyTherapy();
  // Days go by until a therapy may be filled, and sessions end.
  pharmacist = server.openBrowser();
  technician = server.openBrowser();
  expect((await server.signIn(pharmacist, scene.people.vera)).status).toBe(200);
  expect((await server.signIn(technician, scene.people.theo)).status).toBe(200);
  const recorded = await scene.platform.transact(async (tx) => {
    const { patientId } = await getPrescription(tx, prescriptionId);
    const plan = (await listPlans(tx)).find(({ kind }) => kind === 'commercial');
    if (patientId === null || plan === undefined) throw new Error('the scene is not complete');
    return recordCoverage(tx, {
      ...{ patientId, planId: plan.planId, payerOrder: 1, relationship: 'self', validFrom: null, validTo: null },
      ...{ payerName: plan.payerName, bin: plan.bin, pcn: plan.pcn, groupNumber: '', personCode: '01' },
      ...{ memberId, origin: { kind: 'staff', id: null } },
    });
  });
  expect(recorded.ok).toBe(true);
  if (!recorded.ok) throw new Error(recorded.refusal.code);
  // The card of the scene gives way to this one.
  await scene.platform.database.owner.query(
    `update patients.coverage set state = 'ended' where coverage_id <> $1 and patient_id = (select patient_id from patients.coverage where coverage_id = $1)`,
    [recorded.value],
  );
  const opened = await technician.call(api.openFill, { prescriptionId, owner: 'wac', payment: 'claim' });
  expect(opened.status).toBe(200);
  await settle();
  return opened.body['fillId'] as FillId;
}

async function standing(fillId: FillId): Promise<string> {
  const claim = await scene.platform.transact((tx) => findClaimOfFill(tx, fillId));
  return [claim?.state, ...(claim?.rejectCodes ?? [])].join(' ');
}

type Correction = NonNullable<RequestOf<typeof api.billAgain>['correction']>;
const corrections: readonly (readonly [string, string, Correction, string])[] = [
  [
    ...(['88', 'TEST2088'] as const),
    { drugUseOutcomes: [{ reasonCode: 'DD', serviceCode: 'M0', resultCode: '1G' }] },
    'Drug review answered: DD, M0, 1G (439-E4, 440-E5, 441-E6)',
  ],
  ['79', 'TEST2079', { submissionClarificationCodes: ['3'] }, 'Submission clarification 3 (420-DK)'],
  [...(['13', 'TEST2913'] as const), { hasNoOtherCoverage: true }, 'No other coverage was found (308-C8)'],
  ['19', 'TEST2919', { daysSupply: 30 }, 'Days’ supply 30 (405-D5)'],
];

test.each(
  corrections,
)('a claim rejected with %s is paid once what the code asks for is told, and keeps who said it', async (code, memberId, correction, line) => {
  const fillId = await openRejected(memberId);
  expect(await standing(fillId)).toBe(`rejected ${code}`);
  scene.platform.clock.advance(60_000);
  expect((await pharmacist.call(api.billAgain, { fillId })).status).toBe(200);
  await settle();
  expect(await standing(fillId)).toBe(`rejected ${code}`);
  scene.platform.clock.advance(60_000);
  expect((await pharmacist.call(api.billAgain, { fillId, correction })).status).toBe(200);
  await settle();
  expect(await standing(fillId)).toBe('paid');
  const { body } = await technician.call(claimApi.getFillClaims, { fillId });
  const [newest] = body['claims'] as readonly { readonly correction: unknown }[];
  expect(newest?.correction).toMatchObject({ lines: [line], by: 'vera' });
});

test('a payer is asked whether it covers a patient, answers for the day, and is billed nothing by it', async () => {
  const fillId = await openRejected('TEST2065');
  const claim = await scene.platform.transact((tx) => findClaimOfFill(tx, fillId));
  if (claim === null || claim.coverageId === null) throw new Error('the fill has no claim');
  const { patientId, coverageId } = claim;
  const received = simulator.countReceived();
  const asked = await technician.call(claimApi.checkEligibility, { patientId, coverageId });
  const again = await technician.call(claimApi.checkEligibility, { patientId, coverageId });
  expect([asked.status, again.body]).toEqual([200, asked.body]);
  await settle();
  expect(simulator.countReceived()).toBe(received + 1);
  const { body } = await technician.call(claimApi.listEligibility, { patientId });
  expect(body).toMatchObject({
    coverages: [{ checks: [{ state: 'rejected', askedBy: 'theo', sentence: expect.stringMatching(/^65: /) }] }],
  });
  expect(JSON.stringify(body)).toContain('TEST2065');
  expect(await standing(fillId)).toBe('rejected 65');
  const unknown = await technician.call(claimApi.checkEligibility, { patientId, coverageId: fillId });
  expect(unknown.body).toMatchObject({ code: 'claims.unknown-coverage' });
  const unplanned = await scene.platform.transact((tx) =>
    recordCoverage(tx, {
      ...{ patientId, planId: null, payerOrder: 2, relationship: 'self', validFrom: null, validTo: null },
      ...{ payerName: 'As written', bin: '', pcn: '', groupNumber: '', personCode: null },
      ...{ memberId: 'X1', origin: { kind: 'staff', id: null } },
    }),
  );
  if (!unplanned.ok) throw new Error(unplanned.refusal.code);
  const request = { patientId, coverageId: unplanned.value };
  expect((await technician.call(claimApi.checkEligibility, request)).body).toMatchObject({
    code: 'claims.coverage-without-plan',
  });
});

test('a claim rejected for want of an authorization is paid once its number is typed', async () => {
  const fillId = await openRejected('TEST2075');
  const before = await standing(fillId);
  scene.platform.clock.advance(60_000);
  const correction = { priorAuthorization: { typeCode: '1', number: 'PA4711' } };
  const billed = await pharmacist.call(api.billAgain, { fillId, correction });
  await settle();
  expect([before, billed.status, await standing(fillId)]).toEqual(['rejected 75', 200, 'paid']);
});
