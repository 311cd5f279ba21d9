import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Hl7Scene, openHl7Scene } from '../../../test/support/hl7-scene.ts';
import {
  codeOf,
  composeOrder,
  composePatient,
  nextPerson,
  type OrderChanges,
} from '../../../test/support/mllp-conversation.ts';
import type { RawMessageId } from '../../kernel/ids.ts';
import { findOutcome, readRawMessage } from '../../modules/exchange/index.ts';
import { listPatients } from '../../modules/patients/index.ts';

let scene: Hl7Scene;

beforeAll(async () => {
  scene = await openHl7Scene();
});
afterAll(() => scene.close());

describe('an order', () => {
  it('becomes a therapy before it is acknowledged', async () => {
    const answer = await scene.sendOne(composeOrder({ controlId: 'OK1' }));
    expect(codeOf(answer)).toBe('AA');
    expect(answer).toContain('MSA|AA|OK1');
    const [prescription] = await scene.findPrescriptions('OK1');
    expect(prescription).toMatchObject({
      status: 'accepted',
      channel: 'hl7v2',
      daysSupply: 28,
      refillsAuthorized: 5,
      quantityThousandths: 2000,
      indicationCode: 'M06.9',
    });
    expect(prescription?.therapyId).not.toBeNull();
  });

  it('is kept byte for byte and linked to what it became', async () => {
    const text = composeOrder({ controlId: 'KEPT' });
    await scene.sendOne(text);
    const [row] = await scene.findMessages('KEPT');
    const kept = await scene.platform.transact(async (tx) => ({
      message: await readRawMessage(tx, row?.rawMessageId as RawMessageId),
      outcome: await findOutcome(tx, row?.rawMessageId as RawMessageId),
    }));
    expect(new TextDecoder().decode(kept.message?.bytes)).toBe(text);
    expect(kept.outcome).toMatchObject({ outcome: 'applied', messageType: 'RDE^O11' });
    expect(kept.outcome?.links.map(({ kind }) => kind)).toEqual(['prescription', 'therapy', 'patient']);
    expect(kept.outcome?.patientIds).toHaveLength(1);
  });

  it.each(['OMP^O09^OMP_O09', 'ORM^O01^ORM_O01'])('comes as %s too', async (type) => {
    const controlId = `TYPE-${type.slice(0, 3)}`;
    const rxo = 'RXO|00074055402^Humira Pen 40 mg/0.4 mL^NDC|40||mg|||^Inject 40 mg every other week.||G||2|PEN|5';
    const text = composeOrder({ controlId, type, rxe: type.startsWith('OMP') ? rxo : undefined } as OrderChanges);
    expect(codeOf(await scene.sendOne(text))).toBe('AA');
    expect(await scene.findPrescriptions(controlId)).toHaveLength(1);
  });

  it('for somebody known joins the same patient and therapy', async () => {
    const person = nextPerson();
    await scene.send([
      composeOrder({ controlId: 'SAME1', patient: person }),
      composeOrder({ controlId: 'SAME2', patient: person, order: 'X' }),
    ]);
    const [first] = await scene.findPrescriptions('SAME1');
    const [second] = await scene.findPrescriptions('SAME2');
    expect(second?.patientId).toBe(first?.patientId);
    expect(second?.statusReasons).toEqual(['no-duplicate']);
  });

  it('is cancelled by its number, even when the cancellation comes first', async () => {
    const person = nextPerson();
    const cancel = composeOrder({ controlId: 'CA1', patient: person, control: 'CA', order: 'EARLY', rxe: 'NTE|1' });
    expect(codeOf(await scene.sendOne(cancel))).toBe('AA');
    expect(codeOf(await scene.sendOne(composeOrder({ controlId: 'CA2', patient: person, order: 'EARLY' })))).toBe('AA');
    expect((await scene.findPrescriptions('CA2'))[0]?.status).toBe('cancelled');
  });

  it('that is replaced takes the place of the earlier one', async () => {
    const person = nextPerson();
    await scene.sendOne(composeOrder({ controlId: 'RP1', patient: person, order: 'RPL' }));
    await scene.sendOne(composeOrder({ controlId: 'RP2', patient: person, order: 'RPL', control: 'XO' }));
    expect((await scene.findPrescriptions('RP1'))[0]?.statusReasons).toEqual(['replaced']);
    expect((await scene.findPrescriptions('RP2'))[0]?.status).toBe('accepted');
  });

  it('to hold is a task for a person', async () => {
    expect(codeOf(await scene.sendOne(composeOrder({ controlId: 'HD1', control: 'HD' })))).toBe('AA');
    const [row] = await scene.findMessages('HD1');
    expect(await scene.listWork('intake')).toContainEqual({ subjectId: row?.rawMessageId, reasonCode: 'order-hold' });
  });
});

it('about somebody new, on several connections at once, registers that person once', async () => {
  const person = nextPerson();
  const texts = Array.from({ length: 6 }, (_, index) =>
    composeOrder({ controlId: `TWIN${index}`, patient: person, order: `TW${index}` }),
  );
  await Promise.all(texts.map((text) => scene.sendOne(text)));
  const patients = new Set<string | null>();
  for (let index = 0; index < 6; index += 1)
    for (const { patientId } of await scene.findPrescriptions(`TWIN${index}`)) patients.add(patientId);
  expect(patients.size).toBe(1);
});

describe('a repeat', () => {
  it('is answered with the same bytes and changes nothing', async () => {
    const text = composeOrder({ controlId: 'REP' });
    const first = await scene.sendOne(text);
    scene.platform.clock.advance(60_000);
    expect(await scene.sendOne(text)).toBe(first);
    expect(await scene.findPrescriptions('REP')).toHaveLength(1);
  });

  it('is answered as one while the first is still under way', async () => {
    const text = composeOrder({ controlId: 'RACE' });
    const answers = await Promise.all(Array.from({ length: 5 }, () => scene.sendOne(text)));
    expect(new Set(answers).size).toBe(1);
    expect(await scene.findPrescriptions('RACE')).toHaveLength(1);
  });

  it('of a number with another body is rejected and quarantined', async () => {
    await scene.sendOne(composeOrder({ controlId: 'CONF' }));
    const other = await scene.sendOne(composeOrder({ controlId: 'CONF' }));
    expect(codeOf(other)).toBe('AR');
    const rows = await scene.findMessages('CONF');
    expect(rows.map(({ quarantined }) => quarantined)).toEqual([false, true]);
    expect(await scene.listWork('dead-letters')).toContainEqual({
      subjectId: rows[1]?.rawMessageId,
      reasonCode: 'control-id-reused',
    });
  });
});

describe('what cannot be used is refused with its place and becomes a task with the original', () => {
  const cases: readonly [string, string, string, string][] = [
    ['no patient', 'AE', composeOrder({ controlId: 'BAD1' }).replace(/PID[^\r]*\r/, ''), 'PID'],
    ['no drug', 'AE', composeOrder({ controlId: 'BAD2', rxe: 'RXE|||40||mg' }), 'RXE-2'],
    ['no header', 'AE', 'PID|1||77', 'MSH'],
    ['an unknown version', 'AR', composeOrder({ controlId: 'BAD3', version: '9.9' }), 'MSH-12'],
    ['no message type', 'AE', composeOrder({ controlId: 'BAD4', type: '' }), 'MSH-9'],
    ['two patients', 'AE', composeOrder({ controlId: 'BAD5' }).replace('\rORC', `\r${composePatient(99)}\rORC`), 'PID'],
    ['bytes that are no text', 'AE', '\u0001\u0002\u0003', 'MSH'],
  ];

  it.each(cases)('%s', async (_name, code, text, where) => {
    const before = (await scene.listWork('intake')).length;
    const answer = await scene.sendOne(text);
    expect(codeOf(answer)).toBe(code);
    expect(answer).toContain(where.split('-')[0]);
    expect((await scene.listWork('intake')).length).toBe(before + 1);
  });

  it('except what is of a type or purpose that nothing here takes: that is rejected and nobody is asked', async () => {
    const before = (await scene.listWork('intake')).length;
    const training = await scene.sendOne(composeOrder({ controlId: 'TRAIN', processing: 'T' }));
    expect(codeOf(training)).toBe('AR');
    const referral = ['MSH|^~\\&|EHR|MERCY|T|M|20260302||REF^I12^REF_I12|REF1|P|2.5.1', composePatient(98)].join('\r');
    expect(codeOf(await scene.sendOne(referral))).toBe('AR');
    expect((await scene.listWork('intake')).length).toBe(before);
  });
});

describe('patient administration', () => {
  const adt = (controlId: string, type: string, pid: string, more = ''): string =>
    [
      `MSH|^~\\&|EHR|MERCY|T|M|20260302||ADT^${type}^ADT_${type}|${controlId}|P|2.5.1`,
      `EVN|${type}|20260302`,
      pid,
      more,
      'PV1|1|O',
    ]
      .filter((line) => line !== '')
      .join('\r');

  it('registers somebody new and updates somebody known', async () => {
    const person = nextPerson();
    expect(codeOf(await scene.sendOne(adt('ADT1', 'A04', composePatient(person))))).toBe('AA');
    const moved = composePatient(person).replace(`${person} Elm Street`, '7 Oak Avenue');
    expect(codeOf(await scene.sendOne(adt('ADT2', 'A08', moved)))).toBe('AA');
    const [row] = await scene.findMessages('ADT2');
    const patients = await scene.platform.transact(async (tx) => {
      const outcome = await findOutcome(tx, row?.rawMessageId as RawMessageId);
      return listPatients(tx, outcome?.patientIds ?? []);
    });
    expect(patients[0]).toMatchObject({ version: 2 });
    expect(patients[0]?.demographics.addresses[0]?.lines).toEqual(['7 Oak Avenue']);
  });

  it('does not register somebody for an update alone', async () => {
    expect(codeOf(await scene.sendOne(adt('ADT3', 'A08', composePatient(nextPerson()))))).toBe('AA');
    const [row] = await scene.findMessages('ADT3');
    const outcome = await scene.platform.transact((tx) => findOutcome(tx, row?.rawMessageId as RawMessageId));
    expect(outcome).toMatchObject({ outcome: 'applied', patientIds: [] });
  });

  it('leaves the moving of a record to a person', async () => {
    expect(codeOf(await scene.sendOne(adt('ADT4', 'A43', composePatient(nextPerson()), 'MRG|OLD^^^MERCY^MR')))).toBe(
      'AA',
    );
    const [row] = await scene.findMessages('ADT4');
    expect(await scene.listWork('intake')).toContainEqual({
      subjectId: row?.rawMessageId,
      reasonCode: 'patient-move',
    });
  });
});
