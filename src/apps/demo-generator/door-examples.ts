import { addDays } from '../../kernel/calendar-day.ts';
import type { PrescriptionId } from '../../kernel/ids.ts';
import { addMinutes, dayIn, type Instant } from '../../kernel/instant.ts';
import { type IncomingPrescription, receivePrescription } from '../../modules/prescriptions/index.ts';
import { listSpecialtyDrugs } from '../../modules/reference/index.ts';
import {
  acknowledgeTransfer,
  askForMissing,
  beginTransfer,
  listUnsentLettersOf,
  recordLetterSent,
} from '../../modules/referrals/index.ts';
import { must } from './demo-journey.ts';
import { makeOrder } from './demo-orders.ts';
import { makeCard, makePerson, townsBySite } from './demo-people.ts';
import { demoPrescribers } from './demo-prescribers.ts';
import { getRegimen } from './demo-regimens.ts';
import type { DemoStage } from './demo-stage.ts';
import { createChance } from './seeded-chance.ts';

/** An example of what is decided at the door, and the prescription that shows it. */
export interface DoorExample {
  readonly example: string;
  readonly shows: string;
  readonly prescriptionId: PrescriptionId;
}

interface Door {
  readonly stage: DemoStage;
  readonly endsAt: Instant;
  /** Receives an order so many hours before the end. */
  arrive(order: DoorOrder): Promise<PrescriptionId>;
  /** Does something so many hours before the end, as the intake technician. */
  readonly act: DemoStage['act'];
}

interface DoorOrder {
  readonly example: string;
  readonly shows: string;
  readonly ndc: string;
  readonly hoursAgo: number;
  /** Sent by a practice outside of the health system, whose record is not connected: everything is asked by letter. */
  readonly isOutside?: boolean;
  readonly change?: Partial<IncomingPrescription>;
  readonly card?: { readonly bin: string; readonly pcn: string; readonly payerName: string };
}

const humira = '00074055402';
const xeljanz = '00069100101';
const revlimid = '59572042521';
const kalydeco = '51167020001';
const intake = 'ines';

/** Tells what is decided at the door, one example of each; the patients are called IN1 to IN8, so that they are found by name. */
export async function tellDoorExamples(
  stage: DemoStage,
  parts: { readonly endsAt: Instant; readonly assigner: string; readonly seed: number },
): Promise<readonly DoorExample[]> {
  const told: DoorExample[] = [];
  const door = await openDoor(stage, parts, told);
  await tellDuplicates(door);
  await tellMissing(door);
  await tellTransfers(door);
  stage.clock.moveTo(parts.endsAt);
  return told;
}

/** IN1 came twice in the very same words; IN2 came again from another prescriber with another dose. */
async function tellDuplicates({ arrive }: Door): Promise<void> {
  const same = { example: 'IN1', shows: 'Certain duplicate', ndc: humira } as const;
  await arrive({ ...same, hoursAgo: 75 });
  await arrive({ ...same, hoursAgo: 3 });
  const other = { example: 'IN2', shows: 'Possible duplicate', ndc: xeljanz } as const;
  await arrive({ ...other, hoursAgo: 220 });
  const [, second] = demoPrescribers;
  const prescriber = { npi: second?.npi ?? null, deaNumber: null, familyName: null, givenName: null, state: null };
  const change = { prescriber: { ...prescriber, phone: null }, directions: 'Take 10 mg by mouth twice a day.' };
  await arrive({ ...other, hoursAgo: 4, change });
}

/** IN3 lacks items that nobody has asked for; of IN4 a letter waits to be sent; IN5 waits for the prescriber's answer. */
async function tellMissing({ stage, endsAt, arrive, act }: Door): Promise<void> {
  await arrive({ example: 'IN3', shows: 'Incomplete referral', ndc: humira, hoursAgo: 6 });
  const ndc = revlimid;
  const waiting = await arrive({ example: 'IN4', shows: 'Letter to send', ndc, hoursAgo: 20, isOutside: true });
  const itemCodes = ['rems-enrollment'];
  must(await act(intake, (tx) => askForMissing(tx, { prescriptionId: waiting, itemCodes })));
  const asked = await arrive({ example: 'IN5', shows: 'Waits for an answer', ndc, hoursAgo: 30, isOutside: true });
  must(await act(intake, (tx) => askForMissing(tx, { prescriptionId: asked, itemCodes })));
  stage.clock.moveTo(addMinutes(endsAt, -26 * 60));
  await sendLetters(act, asked);
}

/** IN6 is barred by the network of its drug, IN7 by its plan; IN8 was transferred and acknowledged after four days. */
async function tellTransfers({ stage, endsAt, arrive, act }: Door): Promise<void> {
  await arrive({ example: 'IN6', shows: 'Not in network', ndc: kalydeco, hoursAgo: 5 });
  const card = { bin: '990007', pcn: 'TRIC', payerName: 'TRICARE' };
  const sent = await arrive({ example: 'IN7', shows: 'Plan pays elsewhere', ndc: xeljanz, hoursAgo: 60, card });
  const pharmacy = { npi: '1999002037', name: 'Stillwater Home Delivery', fax: null };
  must(await act(intake, (tx) => beginTransfer(tx, { prescriptionId: sent, reasonCode: 'plan-mandates', pharmacy })));
  await sendLetters(act, sent);
  const gone = await arrive({ example: 'IN8', shows: 'Transferred out', ndc: kalydeco, hoursAgo: 120 });
  const other = { npi: '1999002011', name: 'Lanternfield Specialty', fax: null };
  const transferId = must(
    await act(intake, (tx) =>
      beginTransfer(tx, { prescriptionId: gone, reasonCode: 'not-in-network', pharmacy: other }),
    ),
  );
  await sendLetters(act, gone);
  stage.clock.moveTo(addMinutes(endsAt, -24 * 60));
  must(await act(intake, (tx) => acknowledgeTransfer(tx, { transferId, acknowledgedBy: 'Intake of the pharmacy' })));
}

async function sendLetters(act: DemoStage['act'], prescriptionId: PrescriptionId): Promise<void> {
  await act(intake, async (tx) => {
    for (const { letterId } of await listUnsentLettersOf(tx, prescriptionId))
      must(await recordLetterSent(tx, { letterId, way: 'fax' }));
  });
}

async function openDoor(
  stage: DemoStage,
  parts: { readonly endsAt: Instant; readonly assigner: string; readonly seed: number },
  told: DoorExample[],
): Promise<Door> {
  const { endsAt, assigner, seed } = parts;
  const drugs = await stage.act('', listSpecialtyDrugs);
  const site = stage.sites.get('central');
  const [town] = townsBySite['central'] ?? [];
  const [prescriber] = demoPrescribers;
  if (site === undefined || town === undefined || prescriber === undefined)
    throw new Error('the demonstration has no central pharmacy');
  const arrive = async (order: DoorOrder): Promise<PrescriptionId> => {
    const { example, shows, ndc, hoursAgo, change = {} } = order;
    const drug = drugs.find(({ ndc11 }) => ndc11 === ndc);
    if (drug === undefined) throw new Error(`the demonstration has no drug ${ndc}`);
    const receivedAt = addMinutes(endsAt, -hoursAgo * 60);
    const today = dayIn(receivedAt, site.timeZone);
    // The same example is always the same person.
    const chance = createChance(seed + Number(example.slice(2)));
    const number = 900_000 + Number(example.slice(2)) * 10;
    const endDay = dayIn(endsAt, site.timeZone);
    const person = makePerson(chance, { town, number, today: endDay, assigner, regimen: getRegimen(ndc) });
    const { isGovernment: _kind, ...card } = makeCard(chance, number);
    const made = makeOrder({
      ...{ drug, prescriber, receivedAt, number, siteId: site.siteId },
      person: { ...person, familyName: example, givenName: shows },
      card: { ...card, ...(order.card ?? { bin: '990001', pcn: 'MBP', payerName: 'Meridian Benefit Partners' }) },
      writtenOn: addDays(today, -1),
    });
    stage.clock.moveTo(receivedAt);
    const patient = order.isOutside === true ? { ...made.patient, identifiers: [] } : made.patient;
    const incoming = { ...made, patient, ...change, orderNumber: `${example}-${hoursAgo}` };
    const { prescriptionId } = must(await stage.act('', (tx) => receivePrescription(tx, incoming)));
    told.push({ example, shows, prescriptionId });
    return prescriptionId;
  };
  return { stage, endsAt, arrive, act: stage.act };
}
