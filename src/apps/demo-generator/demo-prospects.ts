import { createMessageIntake, usualPace } from '../../gateways/hl7v2-mllp/message-intake.ts';
import { addDays, type CalendarDay, weekdayOf } from '../../kernel/calendar-day.ts';
import type { TenantId } from '../../kernel/ids.ts';
import { addMinutes, dayIn, type Instant, instantAt } from '../../kernel/instant.ts';
import { type IncomingCoverage, type IncomingPatient, receivePrescription } from '../../modules/prescriptions/index.ts';
import { listProspects, settleProspect } from '../../modules/prospects/index.ts';
import { type Drug, listSpecialtyDrugs } from '../../modules/reference/index.ts';
import type { Platform } from '../../platform/open-platform.ts';
import { type DemoClinic, gatherClinics } from './demo-clinics.ts';
import { must } from './demo-journey.ts';
import { makeOrder } from './demo-orders.ts';
import { makeCard, makePerson, townsBySite } from './demo-people.ts';
import { getRegimen } from './demo-regimens.ts';
import type { DemoStage } from './demo-stage.ts';
import { type Chance, createChance } from './seeded-chance.ts';

/** Somebody with an appointment: at which clinic and when, and the drug that is usual for the diagnosis. */
export interface Appointed {
  readonly number: number;
  readonly clinic: DemoClinic;
  readonly startsAt: Instant;
  readonly drug: Drug;
  readonly person: IncomingPatient;
  readonly card: IncomingCoverage;
}

/** What becomes of each of them in turn; most are still to be worked. */
const fates = ['found', 'found', 'contacted', 'order', 'found', 'elsewhere', 'found', 'not-candidate'] as const;
const appointments = 24;
const firstNumber = 800_001;
const coordinator = 'ines';
const saidHoursAgo = 30;

/**
 * Tells the appointments of a health system by scheduling messages (SIU) through the program's own gateway, then what people learned of those
 * who were found, and the orders that arrived for some of them.
 */
export async function tellProspects(
  platform: Platform,
  stage: DemoStage,
  parts: { readonly tenantId: number; readonly endsAt: Instant; readonly assigner: string; readonly seed: number },
): Promise<void> {
  const { ehr } = stage.senders;
  if (ehr === null) return;
  const { endsAt } = parts;
  const appointed = await composeAppointments(stage, parts);
  const intake = createMessageIntake({ ...platform, pace: usualPace });
  const peer = { tenantId: parts.tenantId as TenantId, partnerId: ehr, connection: 'demonstration' };
  stage.clock.moveTo(addMinutes(endsAt, -saidHoursAgo * 60));
  const texts = appointed.map((one) => writeBooking(one, stage.clock.now()));
  const moved = appointed[1];
  await sendAll(texts);
  if (moved !== undefined) {
    const later = { ...moved, startsAt: addMinutes(moved.startsAt, 2 * 24 * 60) };
    await sendAll([writeBooking(later, addMinutes(stage.clock.now(), 60), 'S13')]);
  }
  await platform.dueWork.runDue();
  stage.clock.moveTo(addMinutes(endsAt, -5 * 60));
  for (const [index, one] of appointed.entries()) await tellFate(stage, one, fates[index % fates.length] ?? 'found');
  await platform.dueWork.runDue();
  stage.clock.moveTo(endsAt);

  async function sendAll(messages: readonly string[]): Promise<void> {
    const frames = messages.map((text) => ({ bytes: new TextEncoder().encode(text), complete: true }));
    await Promise.all(frames.map((frame) => intake.receive(peer, frame)));
  }
}

async function composeAppointments(
  stage: DemoStage,
  parts: { readonly endsAt: Instant; readonly assigner: string; readonly seed: number },
): Promise<readonly Appointed[]> {
  const clinics = await stage.act('', gatherClinics);
  const drugs = (await stage.act('', listSpecialtyDrugs)).filter(({ limitedDistribution }) => !limitedDistribution);
  const chance = createChance(parts.seed + firstNumber);
  return Array.from({ length: appointments }, (_, index) => {
    const clinic = clinics[index % clinics.length];
    const [siteKey, site] = [...stage.sites].find(([, each]) => each.siteId === clinic?.siteId) ?? [];
    const fitting = drugs.filter(({ programme }) => clinic?.diseaseStates.includes(programme));
    if (clinic === undefined || siteKey === undefined || site === undefined || fitting.length === 0) return [];
    const today = dayIn(parts.endsAt, site.timeZone);
    const drug = chance.pick(fitting);
    const number = firstNumber + index;
    const town = chance.pick(townsBySite[siteKey] ?? []);
    const person = makePerson(chance, {
      ...{ town, number, today, assigner: parts.assigner, regimen: getRegimen(drug.ndc11) },
    });
    const startsAt = instantAt({ day: findWorkday(addDays(today, 1 + index)), time: pickTime(chance), ...site });
    const { isGovernment: _kind, ...card } = makeCard(chance, number);
    return { number, clinic, startsAt, drug, person, card };
  }).flat();
}

function findWorkday(day: CalendarDay): CalendarDay {
  return weekdayOf(day) > 5 ? addDays(day, 8 - weekdayOf(day)) : day;
}

function pickTime(chance: Chance): string {
  return chance.pick(['08:30', '09:15', '10:00', '11:30', '13:15', '14:00', '15:30']);
}

async function tellFate(stage: DemoStage, one: Appointed, fate: (typeof fates)[number]): Promise<void> {
  if (fate === 'order') return receiveOrder(stage, one);
  if (fate === 'found') return;
  await stage.act(coordinator, async (tx) => {
    const open = await listProspects(tx, { states: ['found'], order: 'appointment', most: appointments });
    const found = open.find(({ appointmentAt, clinicId }) => {
      return appointmentAt === one.startsAt && clinicId === one.clinic.clinicId;
    });
    if (found === undefined) return;
    const { prospectId, version: expectedVersion } = found;
    const step =
      fate === 'contacted'
        ? ({ to: fate } as const)
        : fate === 'elsewhere'
          ? ({
              to: fate,
              reasonCode: Math.floor(one.number / fates.length) % 2 === 0 ? 'plan-mandates' : 'clinic-chose',
            } as const)
          : ({ to: fate, reasonCode: 'no-drug-planned' } as const);
    must(await settleProspect(tx, { prospectId, expectedVersion, step }));
  });
}

async function receiveOrder(stage: DemoStage, one: Appointed): Promise<void> {
  const { clinic, drug, person, card, number } = one;
  const receivedAt = stage.clock.now();
  const order = makeOrder({
    ...{ drug, person, card, receivedAt, number, prescriber: clinic.prescriber, siteId: clinic.siteId },
    writtenOn: addDays(receivedAt.slice(0, 10) as CalendarDay, -1),
  });
  must(await stage.act('', (tx) => receivePrescription(tx, { ...order, clinicCodes: clinic.locationCodes })));
}

/** Writes a scheduling message as an EHR would. */
export function writeBooking(one: Appointed, saidAt: Instant, event = 'S12'): string {
  const { number, clinic, person, drug, startsAt } = one;
  const { code, text } = getRegimen(drug.ndc11).diagnosis;
  const [address] = person.addresses;
  const [record] = person.identifiers;
  const [place = ''] = clinic.locationCodes;
  const { npi, familyName, givenName } = clinic.prescriber;
  const sex = { female: 'F', male: 'M', other: 'O', unknown: 'U' }[person.sex];
  return [
    `MSH|^~\\&|EHR|CLINICS|THERIAC|PHARMACY|${toStamp(saidAt)}||SIU^${event}^SIU_S12|APPT${number}${event}|P|2.5.1`,
    `SCH|A${number}|A${number}||||ROUTINE^Routine^HL70276`,
    `TQ1|1||||||${toStamp(startsAt)}`,
    `PID|1||${record?.value ?? ''}^^^${record?.assigner ?? ''}^MR||${person.familyName}^${person.givenName}||${person.birthDate?.replaceAll('-', '') ?? ''}|${sex}|||${address?.lines[0] ?? ''}^^${address?.city ?? ''}^${address?.state ?? ''}^${address?.postalCode ?? ''}^^H||^PRN^CP^^^^${person.phones[0]?.number ?? ''}`,
    `PV1|1|O|${place}||||${npi}^${familyName}^${givenName}`,
    `DG1|1||${code}^${text}^I10`,
    writeInsurance(one.card),
    'RGS|1',
    `AIL|1||${place}`,
    `AIP|1||${npi}^${familyName}^${givenName}`,
  ].join('\r');
}

/** Bank and processor numbers stand where EHRs put them, in IN1-3. */
function writeInsurance({ bin, pcn, payerName, groupNumber, memberId }: Appointed['card']): string {
  const fields: Readonly<Record<number, string>> = {
    ...{ 0: 'IN1', 1: '1', 2: payerName ?? '', 3: `${bin ?? ''}^^^^BIN~${pcn ?? ''}^^^^PCN`, 4: payerName ?? '' },
    ...{ 8: groupNumber ?? '', 36: memberId ?? '', 49: memberId ?? '' },
  };
  return Array.from({ length: 50 }, (_, index) => fields[index] ?? '').join('|');
}

function toStamp(at: Instant): string {
  return `${at.slice(0, 19).replaceAll(/[-T:]/g, '')}+0000`;
}
