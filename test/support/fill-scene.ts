import { permissions, routes, subscriptions, timerActions } from '../../src/apps/composition.ts';
import {
  takeAssistance,
  takeAuthorization,
  takeBenefits,
  takeEnrolment,
} from '../../src/apps/demo-generator/access-steps.ts';
import { takePrescriptionCheck, takeStartReview } from '../../src/apps/demo-generator/clinical-steps.ts';
import type { DemoJourney } from '../../src/apps/demo-generator/demo-journey.ts';
import { makeOrder } from '../../src/apps/demo-generator/demo-orders.ts';
import { makeCard, makePerson } from '../../src/apps/demo-generator/demo-people.ts';
import { demoPrescribers } from '../../src/apps/demo-generator/demo-prescribers.ts';
import { getRegimen } from '../../src/apps/demo-generator/demo-regimens.ts';
import { takeScheduling } from '../../src/apps/demo-generator/dispensing-steps.ts';
import { createChance } from '../../src/apps/demo-generator/seeded-chance.ts';
import { stockShelves } from '../../src/apps/demo-generator/stock-shelves.ts';
import type { TelecomGateway } from '../../src/gateways/ncpdp-telecom/telecom-gateway.ts';
import { addDays, type CalendarDay } from '../../src/kernel/calendar-day.ts';
import type { FillId, Id } from '../../src/kernel/ids.ts';
import { dayIn } from '../../src/kernel/instant.ts';
import { cents } from '../../src/kernel/money.ts';
import type { Role } from '../../src/kernel/roles.ts';
import { findClaimOfFill, recordAdjudication, reverseClaim } from '../../src/modules/claims/index.ts';
import { insertPartner } from '../../src/modules/exchange/index.ts';
import { createStaff, getSite } from '../../src/modules/identity/index.ts';
import { receivePrescription } from '../../src/modules/prescriptions/index.ts';
import { installDemoReference, listSpecialtyDrugs } from '../../src/modules/reference/index.ts';
import type { Actor } from '../../src/platform/transaction/actor.ts';
import { RolledBack } from '../../src/platform/transaction/transactor.ts';
import { openTestPlatform, type TestPlatform, testPassword } from './test-platform.ts';

/** Somebody at the bench, with the secret of their one-time codes. */
export interface BenchPerson {
  readonly actor: Actor & { kind: 'staff' };
  readonly userName: string;
  readonly secret: string;
}

/** A journey that waits at the bench. */
export type ReadyJourney = DemoJourney;

/** Every endpoint and permission of the program. */
export { permissions, routes };

/** A pharmacy in which everything before the bench is done by the modules' own actions. */
export interface FillScene {
  readonly platform: TestPlatform;
  readonly people: Readonly<Record<'theo' | 'vera' | 'clara' | 'ines' | 'sam', BenchPerson>>;
  /** Carries a new patient's therapy to the moment at which it may be filled. */
  addReadyTherapy(): Promise<DemoJourney>;
  /** Answers the claim of a fill as paid, and lets the news of it arrive. */
  payClaim(fillId: FillId): Promise<void>;
  /** Takes the paid claim of a fill back, as the payer confirms it, and lets the news of it arrive. */
  loseClaim(fillId: FillId): Promise<void>;
  /** Confirms, as the payer, that a claim was taken back, and lets the news of it arrive. */
  confirmReversal(fillId: FillId): Promise<void>;
}

const roles = {
  ines: ['intakeTechnician', 'patientCoordinator', 'authorizationSpecialist'],
  clara: ['clinicalPharmacist'],
  theo: ['dispensingTechnician'],
  vera: ['verifyingPharmacist'],
  sam: ['shippingClerk'],
} as const satisfies Record<string, readonly Role[]>;

const crew = {
  intake: 'ines',
  access: 'ines',
  pharmacist: 'clara',
  technician: 'theo',
  verifier: 'vera',
  shipping: 'sam',
};

const town = { city: 'Springfield', state: 'NY', postalCode: '10002', areaCode: '212' };

/** What a gateway to a partner hears. */
type Gateway = Pick<TelecomGateway, 'subscriptions' | 'timerActions'>;

/** Opens a pharmacy with people, a stocked shelf and a switch, whose gateway is there where a test brings one. */
export async function openFillScene(gateway: Gateway = { subscriptions: [], timerActions: [] }): Promise<FillScene> {
  const platform = await openTestPlatform({
    subscriptions: [...subscriptions, ...gateway.subscriptions],
    timerActions: [...timerActions, ...gateway.timerActions],
  });
  const people = Object.fromEntries(
    await Promise.all(
      Object.entries(roles).map(async ([name, has]) => [name, await seat(platform, name, has)] as const),
    ),
  ) as FillScene['people'];
  const actors = new Map(Object.entries(people).map(([name, { actor }]) => [name, actor]));
  const site = await platform.transact(async (tx) => {
    await installDemoReference(tx);
    await insertPartner(tx, { ...partner, name: 'Switch', kind: 'switch', formats: ['ncpdp-telecom'] });
    return getSite(tx, platform.siteId);
  });
  const stage: DemoJourney['stage'] = {
    clock: platform.clock,
    sites: new Map([['main', site]]),
    senders: { ehr: null, network: null },
    actorOf: (userName) => actors.get(userName) ?? { kind: 'system', name: 'scene' },
    act: (userName, work) => {
      const actor = actors.get(userName);
      return platform.transact(
        async (tx) => {
          const outcome = await work(tx);
          if (isRefused(outcome)) throw new RolledBack(outcome);
          return outcome;
        },
        actor === undefined ? {} : { actor },
      );
    },
  };
  const [drug] = (await platform.transact(listSpecialtyDrugs)).filter(({ ndc11 }) => ndc11 === '00074055402');
  if (drug === undefined) throw new Error('the drug of the scene is missing');
  await stockShelves(stage, { drugs: [drug], endsOn: dayIn(platform.clock.now(), site.timeZone) });
  return {
    ...{ platform, people },
    addReadyTherapy: createReadyTherapies({ platform, stage, site, drug }),
    ...createPayer(platform),
  };
}

/** Makes what carries new patients to the bench, one at each call. */
function createReadyTherapies(parts: {
  readonly platform: TestPlatform;
  readonly stage: DemoJourney['stage'];
  readonly site: DemoJourney['site'];
  readonly drug: DemoJourney['drug'];
}): FillScene['addReadyTherapy'] {
  const { platform, stage, site, drug } = parts;
  let number = 0;
  return async () => {
    number += 1;
    const today = dayIn(platform.clock.now(), site.timeZone);
    const chance = createChance(number);
    const regimen = getRegimen(drug.ndc11);
    const { isGovernment, ...card } = makeCard(chance, number);
    const [prescriber] = demoPrescribers;
    if (prescriber === undefined) throw new Error('the scene is not complete');
    const order = makeOrder({
      ...{ drug, card, prescriber, number, siteId: site.siteId, receivedAt: platform.clock.now() },
      person: makePerson(chance, { town, number, today, assigner: 'FIRST', regimen }),
      writtenOn: addDays(today, -1),
    });
    const received = await platform.transact((tx) => receivePrescription(tx, order));
    if (!received.ok) throw new Error(received.refusal.code);
    const { therapyId, prescriptionId } = received.value;
    if (therapyId === null) throw new Error('the prescription of the scene was not accepted');
    const journey = { ...{ stage, chance, site, crew, drug, isGovernment, therapyId, prescriptionId } };
    const steps = [takeEnrolment, takeBenefits, takeAuthorization, takeAssistance, takePrescriptionCheck];
    for (const take of [...steps, takeStartReview, takeScheduling]) {
      await take(journey);
      await platform.runDue();
    }
    return journey;
  };
}

/** The payer of the scene: it pays, and takes back what it paid. */
function createPayer(platform: TestPlatform): Pick<FillScene, 'payClaim' | 'loseClaim' | 'confirmReversal'> {
  const claimOf = async (fillId: FillId) => {
    const claim = await platform.transact((tx) => findClaimOfFill(tx, fillId));
    if (claim === null) throw new Error('the fill has no claim');
    return claim;
  };
  const confirmReversal = async (fillId: FillId): Promise<void> => {
    const { claimId } = await claimOf(fillId);
    const adjudication = { ...unpaid, outcome: 'reversed', rejectCodes: [] } as const;
    await platform.transact((tx) => recordAdjudication(tx, { claimId, adjudication }));
    await platform.runDue();
  };
  return {
    confirmReversal,
    payClaim: async (fillId) => {
      const { claimId } = await claimOf(fillId);
      await platform.transact((tx) => recordAdjudication(tx, { claimId, adjudication: paid }));
      await platform.runDue();
    },
    loseClaim: async (fillId) => {
      const { claimId } = await claimOf(fillId);
      await platform.transact((tx) => reverseClaim(tx, { claimId, reasonCode: 'billed-in-error' }));
      await confirmReversal(fillId);
    },
  };
}

const partner = { siteId: null, address: null, allowedSenders: [], certificateSha256: null, keySecret: null } as const;
const unpaid = {
  authorizationNumber: null,
  patientPayCents: null,
  ingredientPaidCents: null,
  feePaidCents: null,
  totalPaidCents: null,
} as const;
const paid = {
  outcome: 'paid',
  rejectCodes: [],
  authorizationNumber: 'A1',
  patientPayCents: cents(500),
  ingredientPaidCents: cents(100_000),
  feePaidCents: cents(150),
  totalPaidCents: cents(99_650),
} as const;

async function seat(platform: TestPlatform, userName: string, has: readonly Role[]): Promise<BenchPerson> {
  const licence = { kind: 'pharmacist', state: 'NY', number: 'RPH-1', validFrom: '2020-01-01' as CalendarDay } as const;
  const made = await platform.transact((tx) =>
    createStaff(tx, {
      ...{ userName, displayName: userName, password: testPassword, roles: has, seesAllSites: false },
      ...{ siteIds: [platform.siteId], licences: [licence] },
    }),
  );
  if (!made.ok) throw new Error(made.refusal.code);
  const { staffId, totpSecret: secret } = made.value;
  const sessionId = staffId as string as Id<'session'>;
  return { userName, secret, actor: { kind: 'staff', staffId, sessionId, siteId: platform.siteId, roles: has } };
}

function isRefused(outcome: unknown): boolean {
  return typeof outcome === 'object' && outcome !== null && 'ok' in outcome && outcome.ok === false;
}
