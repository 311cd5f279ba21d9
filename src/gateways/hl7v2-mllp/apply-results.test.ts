import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Hl7Scene, openHl7Scene } from '../../../test/support/hl7-scene.ts';
import { codeOf, composePatient, nextPerson } from '../../../test/support/mllp-conversation.ts';
import type { PatientId } from '../../kernel/ids.ts';
import { findOutcome } from '../../modules/exchange/index.ts';
import { listObservations, type Observation } from '../../modules/patients/index.ts';

let scene: Hl7Scene;

beforeAll(async () => {
  scene = await openHl7Scene();
});
afterAll(() => scene.close());

const header = (type: string, controlId: string): string =>
  `MSH|^~\\&|EHR|MERCY|T|M|20260302100000-0500||${type}|${controlId}|P|2.5.1`;

/** Writes a report of a laboratory: an order number and what follows OBX-1. */
function report(controlId: string, person: number, observations: readonly string[], order = `LAB${person}`): string {
  return [
    header('ORU^R01^ORU_R01', controlId),
    composePatient(person),
    `OBR|1||${order}^LAB|24323-8^Comprehensive panel^LN|||20260302091500-0500|||||||||||||||20260302094500-0500|||F`,
    ...observations.map((observation, index) => `OBX|${index + 1}|${observation}`),
  ].join('\r');
}

const creatinine = (value: string, status: string, flag = 'H'): string =>
  `NM|2160-0^Creatinine^LN||${value}|mg/dL^^UCUM|0.6-1.2|${flag}|||${status}|||20260302091500-0500`;

async function register(controlId: string): Promise<{ readonly person: number; readonly patientId: PatientId }> {
  const person = nextPerson();
  await scene.sendOne([header('ADT^A04^ADT_A01', controlId), 'EVN|A04', composePatient(person), 'PV1|1|O'].join('\r'));
  const outcome = await outcomeOf(controlId);
  return { person, patientId: outcome?.patientIds[0] as PatientId };
}

async function outcomeOf(controlId: string) {
  const [row] = await scene.findMessages(controlId);
  return row === undefined ? null : scene.platform.transact((tx) => findOutcome(tx, row.rawMessageId));
}

const observationsOf = (patientId: PatientId): Promise<readonly Observation[]> =>
  scene.platform.transact((tx) => listObservations(tx, patientId));

describe('a result of a laboratory', () => {
  it('is recorded with code, value, unit, range, flag, time and status', async () => {
    const { person, patientId } = await register('LAB-A');
    const quantiferon = 'CWE|71775-9^TB interferon gamma^LN||NEG^Negative^L|||N|||F';
    const titer = 'SN|5196-1^HBsAg titer^LN||<^5||<10|N|||F';
    const answer = await scene.sendOne(report('LAB1', person, [creatinine('1.4', 'F'), quantiferon, titer]));
    expect(codeOf(answer)).toBe('AA');
    const observations = await observationsOf(patientId);
    expect(observations).toHaveLength(3);
    expect(observations.find(({ loincCode }) => loincCode === '2160-0')).toMatchObject({
      value: '1.4',
      ucumUnit: 'mg/dL',
      observedOn: '2026-03-02',
      text: 'Creatinine',
      result: {
        status: 'final',
        observedAt: '2026-03-02T14:15:00.000Z',
        flag: 'H',
        referenceRange: '0.6-1.2',
      },
    });
    expect(observations.find(({ loincCode }) => loincCode === '71775-9')?.value).toBe('Negative');
    expect(observations.find(({ loincCode }) => loincCode === '5196-1')?.value).toBe('<5');
    expect(await outcomeOf('LAB1')).toMatchObject({ outcome: 'applied', patientIds: [patientId] });
  });

  it('keeps answers in words sealed', async () => {
    const { rows } = await scene.platform.database.owner.query<{ found: number }>(
      "select count(*)::integer as found from patients.observation where value is not null and value !~ '^[<>]?=?-?[0-9.]+$'",
    );
    expect(rows[0]?.found).toBe(0);
  });

  it('that is preliminary gives way to the final one, and a correction to both stays the only one shown', async () => {
    const { person, patientId } = await register('LAB-B');
    await scene.send([
      report('LAB2', person, [creatinine('1.0', 'P')]),
      report('LAB3', person, [creatinine('1.1', 'F')]),
      report('LAB3-LATE', person, [creatinine('1.0', 'P')]),
    ]);
    expect(await observationsOf(patientId)).toMatchObject([{ value: '1.1', result: { status: 'final' } }]);
    await scene.sendOne(report('LAB4', person, [creatinine('1.2', 'C')]));
    expect(await observationsOf(patientId)).toMatchObject([{ value: '1.2', result: { status: 'corrected' } }]);
    const { rows } = await scene.platform.database.owner.query<{ state: string }>(
      'select state from patients.observation where patient_id = $1 order by recorded_at, observation_id',
      [patientId],
    );
    expect(rows.map(({ state }) => state).toSorted()).toEqual(['active', 'replaced', 'replaced']);
  });

  it('that is final stands beside an earlier final one, and the same again changes nothing', async () => {
    const { person, patientId } = await register('LAB-C');
    await scene.send([
      report('LAB5', person, [creatinine('1.1', 'F')]),
      report('LAB6', person, [creatinine('1.1', 'F')]),
      report('LAB7', person, [creatinine('1.5', 'F')]),
    ]);
    const values = (await observationsOf(patientId)).map(({ value }) => value);
    expect(values.toSorted()).toEqual(['1.1', '1.5']);
  });

  it('is taken back when the laboratory says that it was wrong', async () => {
    const { person, patientId } = await register('LAB-D');
    await scene.send([
      report('LAB8', person, [creatinine('1.1', 'F')]),
      report('LAB9', person, [creatinine('1.1', 'W')]),
    ]);
    expect(await observationsOf(patientId)).toEqual([]);
  });

  it('that is not there yet or cannot be had is nothing', async () => {
    const { person, patientId } = await register('LAB-E');
    await scene.sendOne(report('LAB10', person, [creatinine('', 'I'), creatinine('', 'X')]));
    expect(await observationsOf(patientId)).toEqual([]);
    expect(await outcomeOf('LAB10')).toMatchObject({ outcome: 'applied' });
  });

  it.each([
    ['of nobody known', 'LAB11', 'result-patient-unknown', null],
    ['without a LOINC code', 'LAB12', 'result-without-loinc', 'NM|CREA^Creatinine^L||1.4|mg/dL||H|||F'],
    ['without a value', 'LAB13', 'result-without-value', 'NM|2160-0^Creatinine^LN|||mg/dL||H|||F'],
    ['with a status of its own', 'LAB14', 'result-status-unknown', creatinine('1', 'Q')],
  ])('%s is left to a person, and what can be recorded is recorded', async (_what, controlId, reasonCode, line) => {
    const known = line === null ? null : await register(`${controlId}-P`);
    const person = known?.person ?? nextPerson();
    const lines = [line ?? creatinine('1', 'F'), 'NM|718-7^Hemoglobin^LN||13.9|g/dL||N|||F'];
    expect(codeOf(await scene.sendOne(report(controlId, person, lines)))).toBe('AA');
    const [row] = await scene.findMessages(controlId);
    expect(await scene.listWork('intake')).toContainEqual({ subjectId: row?.rawMessageId, reasonCode });
    if (known !== null)
      expect((await observationsOf(known.patientId)).map(({ loincCode }) => loincCode)).toEqual(['718-7']);
  });
});
