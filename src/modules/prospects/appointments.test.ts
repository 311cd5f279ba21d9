import { Compile } from 'typebox/compile';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askEndpoint } from '../../../test/support/ask-endpoint.ts';
import { type Hl7Scene, openHl7Scene } from '../../../test/support/hl7-scene.ts';
import { codeOf, composeOrder, composePatient, nextPerson } from '../../../test/support/mllp-conversation.ts';
import type { CalendarDay } from '../../kernel/calendar-day.ts';
import type { RequestOf, ResponseOf } from '../../kernel/endpoint.ts';
import { addClinic, listClinics } from '../clinics/index.ts';
import { findOutcome } from '../exchange/index.ts';
import * as prospects from './api.ts';
import { prospectsSubscriptions } from './jobs.ts';
import { prospectsRoutes } from './routes.ts';

let scene: Hl7Scene;
let coordinator: Awaited<ReturnType<Hl7Scene['platform']['addStaff']>>;

beforeAll(async () => {
  scene = await openHl7Scene({ subscriptions: prospectsSubscriptions });
  coordinator = await scene.platform.addStaff({ userName: 'cora', roles: ['patientCoordinator'] });
  await scene.platform.transact(async (tx) => {
    await addClinic(tx, {
      ...{ name: 'Harbor Rheumatology', siteId: scene.platform.siteId, diseaseStates: ['rheumatology', 'dermatology'] },
      ...{
        locationCodes: ['HRHEUM'],
        prescriberIds: [],
        address: null,
        receiving: null,
        validFrom: '2026-01-01' as CalendarDay,
        validTo: null,
      },
    });
  });
});
afterAll(() => scene.close());

let messages = 0;

/** Writes a scheduling message; by default it books the 12th of March, 9:30 in New York, for rheumatoid arthritis. */
function siu(
  event: string,
  change: {
    readonly person: number;
    readonly at?: string;
    readonly said?: string;
    readonly place?: string;
    readonly diagnosis?: string;
    readonly controlId?: string;
  },
): string {
  messages += 1;
  const {
    person,
    at = '20260312093000-0400',
    place = 'HRHEUM',
    diagnosis = 'M05.79^Rheumatoid arthritis^I10',
  } = change;
  const said = change.said ?? `2026030210${String(messages).padStart(2, '0')}00-0500`;
  return [
    `MSH|^~\\&|EHR|MERCY|T|M|${said}||SIU^${event}^SIU_S12|${change.controlId ?? `SIU${messages}`}|P|2.5.1`,
    `SCH|APPT${person}`,
    ...(at === '' ? [] : [`TQ1|1||||||${at}`]),
    composePatient(person),
    ...(diagnosis === '' ? [] : [`DG1|1||${diagnosis}`]),
    'RGS|1',
    `AIL|1||${place}`,
  ].join('\r');
}

async function send(text: string): Promise<string> {
  const code = codeOf(await scene.sendOne(text));
  await scene.platform.runDue();
  return code;
}

type Listed = ResponseOf<typeof prospects.listProspects>;

async function list(view: RequestOf<typeof prospects.listProspects>['view'] = 'open'): Promise<Listed> {
  const route = prospectsRoutes.find(({ endpoint }) => endpoint === prospects.listProspects);
  const answer = await scene.platform.transact(async (tx) => route?.answer(tx, { request: { view } } as never));
  if (answer?.ok !== true) throw new Error('the list was refused');
  expect(Compile(prospects.listProspects.response).Check(answer.value.body)).toBe(true);
  return answer.value.body as Listed;
}

const find = async (person: number, view?: Parameters<typeof list>[0]) => {
  const letters = [...String(person)].map((digit) => 'abcdefghij'.charAt(Number(digit))).join('');
  return (await list(view)).prospects.filter(({ patientName }) => patientName.includes(`Zorn${letters}${letters}`));
};

async function settle(request: RequestOf<typeof prospects.settleProspect>): Promise<string> {
  const at = { platform: scene.platform, routes: prospectsRoutes };
  const answer = await askEndpoint(at, prospects.settleProspect, request, { actor: coordinator });
  return answer.ok ? 'done' : answer.refusal.code;
}

describe('an appointment at a clinic', () => {
  it('finds whoever has an eligible diagnosis before there is a prescription, with why and when', async () => {
    const person = nextPerson();
    expect(await send(siu('S12', { person }))).toBe('AA');
    expect(await find(person)).toMatchObject([
      {
        clinicName: 'Harbor Rheumatology',
        appointmentAt: '2026-03-12T13:30:00.000Z',
        timeZone: 'America/New_York',
        diseaseState: 'Rheumatology',
        diagnosisCode: 'M05.79',
        state: 'found',
        isListVerified: false,
      },
    ]);
    const [found] = await find(person);
    expect(found?.expectedDrugs.length).toBeGreaterThan(0);
    expect(found?.why).toContain('Diagnosis M05.79: specialty drugs of Rheumatology are usual for it.');
  });

  it('said twice or told late changes nothing, moved it moves, cancelled it ends, and booked again it is found again', async () => {
    const person = nextPerson();
    const first = siu('S12', { person, said: '20260302100000-0500', controlId: 'TWICE' });
    await send(first);
    await send(first);
    expect(await find(person)).toHaveLength(1);
    await send(siu('S13', { person, at: '20260316110000-0400', said: '20260302120000-0500' }));
    await send(siu('S14', { person, at: '20260312093000-0400', said: '20260302110000-0500' }));
    expect(await find(person)).toMatchObject([{ appointmentAt: '2026-03-16T15:00:00.000Z' }]);
    await send(siu('S15', { person, at: '', said: '20260302130000-0500' }));
    expect(await find(person)).toEqual([]);
    expect(await find(person, 'none')).toMatchObject([{ state: 'not-candidate', reasonCode: 'appointment-over' }]);
    await send(siu('S12', { person, said: '20260302140000-0500' }));
    expect(await find(person)).toMatchObject([{ state: 'found' }]);
  });

  it('of an ineligible diagnosis, at a place that is no clinic, or unknown before its cancellation makes nobody known', async () => {
    const people = [nextPerson(), nextPerson(), nextPerson()] as const;
    const answers = [
      await send(siu('S12', { person: people[0], diagnosis: 'J00^Common cold^I10', controlId: 'COLD' })),
      await send(siu('S12', { person: people[1], place: 'CAFETERIA', controlId: 'PLACE' })),
      await send(siu('S15', { person: people[2], at: '', controlId: 'EARLY' })),
    ];
    expect(answers).toEqual(['AA', 'AA', 'AA']);
    for (const controlId of ['COLD', 'PLACE', 'EARLY']) {
      const [row] = await scene.findMessages(controlId);
      const outcome = await scene.platform.transact(async (tx) => row && findOutcome(tx, row.rawMessageId));
      expect(outcome?.patientIds).toEqual([]);
    }
    expect((await Promise.all(people.map((person) => find(person)))).flat()).toEqual([]);
  });

  it('that cannot be read is answered with its places and becomes work, its original kept', async () => {
    const before = (await scene.listWork('intake')).length;
    const answer = await scene.sendOne(siu('S12', { person: nextPerson(), at: '', controlId: 'NOSTART' }));
    expect(codeOf(answer)).toBe('AE');
    expect(answer).toContain('SCH');
    expect((await scene.listWork('intake')).length).toBe(before + 1);
    expect(await scene.findMessages('NOSTART')).toHaveLength(1);
    expect(codeOf(await scene.sendOne(siu('S18', { person: nextPerson() })))).toBe('AR');
  });
});

describe('a prospect', () => {
  it('is joined to the therapy of the order that arrives, and is not found again', async () => {
    const person = nextPerson();
    await send(siu('S12', { person }));
    expect(await send(composeOrder({ patient: person, controlId: 'JOIN' }))).toBe('AA');
    const [prescription] = await scene.findPrescriptions('JOIN');
    expect(prescription?.status).toBe('accepted');
    expect(await find(person)).toEqual([]);
    expect(await find(person, 'joined')).toMatchObject([
      { state: 'order-received', therapyId: prescription?.therapyId, reasonCode: null },
    ]);
    await send(siu('S13', { person, at: '20260320090000-0400' }));
    expect(await find(person)).toEqual([]);
  });

  it('is recorded as seen, step by step, and what a person said stands at the next appointment', async () => {
    const person = nextPerson();
    await send(siu('S12', { person }));
    const [found] = await find(person);
    const prospectId = found?.prospectId ?? '';
    expect(await settle({ prospectId, expectedVersion: 1, step: { to: 'contacted' } })).toBe('done');
    expect(await settle({ prospectId, expectedVersion: 1, step: { to: 'contacted' } })).toBe(
      'prospects.prospect-moved',
    );
    const elsewhere = { to: 'elsewhere', reasonCode: 'plan-mandates' } as const;
    expect(await settle({ prospectId, expectedVersion: 2, step: elsewhere })).toBe('done');
    expect(await settle({ prospectId, expectedVersion: 3, step: { to: 'contacted' } })).toBe(
      'prospects.step-not-allowed',
    );
    expect(
      await settle({
        prospectId: `${person.toString().padStart(8, '0')}-0000-7000-8000-000000000000`,
        expectedVersion: 1,
        step: elsewhere,
      }),
    ).toBe('prospects.unknown-prospect');
    await send(siu('S13', { person, at: '20260401090000-0400' }));
    expect(await find(person)).toEqual([]);
    expect(await find(person, 'elsewhere')).toMatchObject([{ reasonCode: 'plan-mandates', changedByName: 'cora' }]);
    expect(await settle({ prospectId, expectedVersion: 3, step: { to: 'found' } })).toBe('done');
    expect(await find(person)).toMatchObject([{ state: 'found' }]);
  });

  it('is not put back to work while the same person stands in the list by another appointment', async () => {
    const person = nextPerson();
    await send(siu('S12', { person, said: '20260302100000-0500' }));
    await send(siu('S15', { person, at: '', said: '20260302110000-0500' }));
    await send(siu('S12', { person, said: '20260302120000-0500' }));
    const [over] = await find(person, 'none');
    const { prospectId = '', version: expectedVersion = 0 } = over ?? {};
    expect(await settle({ prospectId, expectedVersion, step: { to: 'found' } })).toBe('prospects.already-open');
  });
});

it('an order knows the clinic that its visit names', async () => {
  const person = nextPerson();
  const order = composeOrder({ patient: person, controlId: 'FROMCLINIC' }).replace('\rORC', '\rPV1|1|O|HRHEUM\rORC');
  expect(await send(order)).toBe('AA');
  const [prescription] = await scene.findPrescriptions('FROMCLINIC');
  const [clinic] = await scene.platform.transact(listClinics);
  expect(prescription?.clinicId).toBe(clinic?.clinicId);
});
