import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Hl7Scene, openHl7Scene } from '../../../test/support/hl7-scene.ts';
import { codeOf, composeOrder, composePatient, nextPerson } from '../../../test/support/mllp-conversation.ts';
import type { PatientId } from '../../kernel/ids.ts';
import { findOutcome } from '../../modules/exchange/index.ts';
import { getPatient, unmergePatient, updateDemographics } from '../../modules/patients/index.ts';
import { listPrescriptions } from '../../modules/prescriptions/index.ts';
import { listTherapies } from '../../modules/therapies/index.ts';

let scene: Hl7Scene;

beforeAll(async () => {
  scene = await openHl7Scene();
});
afterAll(() => scene.close());

const adt = (trigger: string, controlId: string, ...segments: readonly string[]): string =>
  [
    `MSH|^~\\&|EHR|MERCY|T|M|20260302||ADT^${trigger}^ADT_${trigger}|${controlId}|P|2.5.1`,
    `EVN|${trigger}|20260302`,
    ...segments,
  ].join('\r');

const numbered = (person: number, mrn: string): string =>
  composePatient(person).replace(`P${person}^^^MERCY`, `${mrn}^^^MERCY`);

async function outcomeOf(controlId: string) {
  const [row] = await scene.findMessages(controlId);
  return row === undefined ? null : scene.platform.transact((tx) => findOutcome(tx, row.rawMessageId));
}

/** Registers one person twice under two record numbers, as two registration desks do. */
async function registerTwice(
  name: string,
): Promise<{ readonly first: PatientId; readonly second: PatientId; person: number }> {
  const person = nextPerson();
  const old = numbered(person, `${name}-OLD`);
  const stranger = nextPerson();
  await scene.sendOne(adt('A04', `${name}1`, old, 'PV1|1|O'));
  const order = composeOrder({ controlId: `${name}-RX`, patient: person, order: `${name}-ORDER` });
  await scene.sendOne(order.replace(`P${person}^^^MERCY`, `${name}-OLD^^^MERCY`));
  // The second desk knows her by another name first, so that she is taken for somebody new, and corrects it afterwards.
  await scene.sendOne(adt('A04', `${name}2`, numbered(stranger, `${name}-NEW`), 'PV1|1|O'));
  const [first, second] = [await outcomeOf(`${name}1`), await outcomeOf(`${name}2`)];
  const ids = { first: first?.patientIds[0] as PatientId, second: second?.patientIds[0] as PatientId, person };
  await scene.platform.transact(async (tx) => {
    const known = await getPatient(tx, ids.first);
    const other = await getPatient(tx, ids.second);
    const demographics = { ...known.demographics, identifiers: other.demographics.identifiers };
    await updateDemographics(tx, { patientId: ids.second, expectedVersion: 1, demographics, reasonCode: 'corrected' });
  });
  return ids;
}

describe('a merge of a hospital', () => {
  it('joins the two records with their therapies and prescriptions, and can be taken back', async () => {
    const { first, second, person } = await registerTwice('JOIN');
    const merge = adt('A40', 'JOIN3', numbered(person, 'JOIN-NEW'), 'MRG|JOIN-OLD^^^MERCY^MR');
    expect(codeOf(await scene.sendOne(merge))).toBe('AA');
    expect(await outcomeOf('JOIN3')).toMatchObject({ outcome: 'applied' });
    const seen = await scene.platform.transact(async (tx) => ({
      survivorId: (await getPatient(tx, first)).survivorId,
      prescriptions: await listPrescriptions(tx, { patientId: second }),
      therapies: await listTherapies(tx, { patientId: second }),
    }));
    expect(seen.survivorId).toBe(second);
    expect(seen.therapies).toHaveLength(1);
    expect(seen.prescriptions).toHaveLength(1);
    const own = await scene.platform.transact((tx) => listPrescriptions(tx, { patientId: first }));
    expect(seen.prescriptions.map(({ prescriptionId }) => prescriptionId)).toEqual(
      own.map(({ prescriptionId }) => prescriptionId),
    );
    await scene.platform.transact((tx) =>
      unmergePatient(tx, { patientId: first, reasonCode: 'merged-in-error', origin: { kind: 'staff', id: null } }),
    );
    expect(await scene.platform.transact(async (tx) => (await getPatient(tx, first)).survivorId)).toBe(first);
  });

  it('that comes again under another number changes nothing', async () => {
    const { person } = await registerTwice('AGAIN');
    const merge = (controlId: string) =>
      adt('A40', controlId, numbered(person, 'AGAIN-NEW'), 'MRG|AGAIN-OLD^^^MERCY^MR');
    await scene.send([merge('AGAIN3'), merge('AGAIN4')]);
    expect(await outcomeOf('AGAIN4')).toMatchObject({ outcome: 'applied' });
  });

  it('of an identity that is not known here has nothing to do', async () => {
    const person = nextPerson();
    const message = adt('A40', 'ABSENT1', composePatient(person), 'MRG|NEVER-SEEN^^^MERCY^MR');
    expect(codeOf(await scene.sendOne(message))).toBe('AA');
    expect(await outcomeOf('ABSENT1')).toMatchObject({ outcome: 'applied', patientIds: [] });
  });

  it.each([
    ['of two who do not seem to be one person', 'OTHER', 'OTHER-B'],
    ['into somebody who is not known', 'LONE', 'LONE-UNKNOWN'],
  ])('%s is left to a person', async (_what, name, survivor) => {
    const [one, two] = [nextPerson(), nextPerson()];
    await scene.sendOne(adt('A04', `${name}1`, numbered(one, `${name}-A`), 'PV1|1|O'));
    await scene.sendOne(adt('A04', `${name}2`, numbered(two, `${name}-B`), 'PV1|1|O'));
    await scene.sendOne(adt('A40', `${name}3`, numbered(two, survivor), `MRG|${name}-A^^^MERCY^MR`));
    const [row] = await scene.findMessages(`${name}3`);
    expect(await scene.listWork('intake')).toContainEqual({
      subjectId: row?.rawMessageId,
      reasonCode: 'patient-merge',
    });
  });

  it('in a circle is left to a person', async () => {
    const { person, first } = await registerTwice('RING');
    await scene.sendOne(adt('A40', 'RING3', numbered(person, 'RING-NEW'), 'MRG|RING-OLD^^^MERCY^MR'));
    await scene.sendOne(adt('A40', 'RING4', numbered(person, 'RING-OLD'), 'MRG|RING-NEW^^^MERCY^MR'));
    const [row] = await scene.findMessages('RING4');
    expect(await scene.listWork('intake')).toContainEqual({
      subjectId: row?.rawMessageId,
      reasonCode: 'patient-merge',
    });
    expect(await scene.platform.transact(async (tx) => (await getPatient(tx, first)).survivorId)).not.toBe(first);
  });
});
