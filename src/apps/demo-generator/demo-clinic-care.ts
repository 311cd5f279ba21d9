import { createMessageIntake, usualPace } from '../../gateways/hl7v2-mllp/message-intake.ts';
import { addDays, type CalendarDay, weekdayOf } from '../../kernel/calendar-day.ts';
import type { TenantId, TherapyId } from '../../kernel/ids.ts';
import { addMinutes, dayIn, type Instant, instantAt } from '../../kernel/instant.ts';
import { cents } from '../../kernel/money.ts';
import { recordBenefits } from '../../modules/access/index.ts';
import { scheduleDelivery } from '../../modules/delivery/index.ts';
import { receivePrescription } from '../../modules/prescriptions/index.ts';
import { listSpecialtyDrugs } from '../../modules/reference/index.ts';
import type { Platform } from '../../platform/open-platform.ts';
import { type DemoClinic, gatherClinics } from './demo-clinics.ts';
import { crews } from './demo-crews.ts';
import { must } from './demo-journey.ts';
import { makeOrder } from './demo-orders.ts';
import { makeCard, makePerson, townsBySite } from './demo-people.ts';
import { type Appointed, writeBooking } from './demo-prospects.ts';
import { getRegimen } from './demo-regimens.ts';
import type { DemoStage } from './demo-stage.ts';
import { createChance } from './seeded-chance.ts';

const number = 870_001;
const clinicCode = 'HRHEUM';
/** Certolizumab as a powder, which a clinic dissolves and injects. */
const clinicDrug = '50474071079';
const wednesday = 3;
const friday = 5;

/**
 * Tells CA1: a drug that a clinic administers and our pharmacy delivers there (white bag), with an appointment told by a scheduling
 * message (SIU) and moved a day ahead by another, after its delivery was agreed. Nothing where the health system has no such clinic.
 */
export async function tellClinicCare(
  platform: Platform,
  stage: DemoStage,
  parts: { readonly tenantId: number; readonly endsAt: Instant; readonly assigner: string; readonly seed: number },
): Promise<void> {
  const { ehr } = stage.senders;
  const clinics = await stage.act('', gatherClinics);
  const clinic = clinics.find(({ locationCodes }) => locationCodes.includes(clinicCode));
  if (ehr === null || clinic === undefined) return;
  const one = await compose(stage, clinic, parts);
  const intake = createMessageIntake({ ...platform, pace: usualPace });
  const peer = { tenantId: parts.tenantId as TenantId, partnerId: ehr, connection: 'demonstration' };
  const send = async (text: string): Promise<void> => {
    await intake.receive(peer, { bytes: new TextEncoder().encode(text), complete: true });
    await platform.dueWork.runDue();
  };
  stage.clock.moveTo(addMinutes(parts.endsAt, -4 * 60));
  const therapyId = await receiveOrder(stage, one);
  await takeBenefits(stage, therapyId);
  await send(writeBooking(one, stage.clock.now()));
  stage.clock.moveTo(addMinutes(parts.endsAt, -3 * 60));
  await agree(stage, clinic, therapyId);
  await platform.dueWork.runDue();
  stage.clock.moveTo(addMinutes(parts.endsAt, -60));
  const ahead = { ...one, startsAt: addMinutes(one.startsAt, -24 * 60) };
  await send(writeBooking(ahead, stage.clock.now(), 'S13'));
  stage.clock.moveTo(parts.endsAt);
}

async function compose(
  stage: DemoStage,
  clinic: DemoClinic,
  parts: { readonly endsAt: Instant; readonly assigner: string; readonly seed: number },
): Promise<Appointed> {
  const drug = (await stage.act('', listSpecialtyDrugs)).find(({ ndc11 }) => ndc11 === clinicDrug);
  const site = stage.sites.get('central');
  const [town] = townsBySite['central'] ?? [];
  if (drug === undefined || site === undefined || town === undefined)
    throw new Error('the demonstration has no central pharmacy, or not this drug');
  const today = dayIn(parts.endsAt, site.timeZone);
  const chance = createChance(parts.seed + number);
  const made = makePerson(chance, { town, number, today, assigner: parts.assigner, regimen: getRegimen(drug.ndc11) });
  const { isGovernment: _kind, ...card } = makeCard(chance, number);
  const person = { ...made, familyName: 'CA1', givenName: 'Clinic Appointment' };
  const startsAt = instantAt({ day: findLaterWeekday(addDays(today, 8)), time: '10:00', timeZone: site.timeZone });
  return { number, clinic, startsAt, drug, person, card };
}

/** From Wednesday to Friday the day before and the day before that are workdays as well. */
function findLaterWeekday(day: CalendarDay): CalendarDay {
  const weekday = weekdayOf(day);
  if (weekday < wednesday) return addDays(day, wednesday - weekday);
  return weekday > friday ? addDays(day, 7 + wednesday - weekday) : day;
}

async function receiveOrder(stage: DemoStage, one: Appointed): Promise<TherapyId> {
  const { clinic, drug, person, card } = one;
  const receivedAt = stage.clock.now();
  const order = makeOrder({
    ...{ drug, person, card, receivedAt, number, prescriber: clinic.prescriber, siteId: clinic.siteId },
    writtenOn: addDays(receivedAt.slice(0, 10) as CalendarDay, -1),
  });
  const clinicCodes = clinic.locationCodes;
  const { therapyId } = must(await stage.act('', (tx) => receivePrescription(tx, { ...order, clinicCodes })));
  if (therapyId === null) throw new Error('the order of the clinic was not accepted');
  return therapyId;
}

/** The plan asks for a white bag. */
async function takeBenefits(stage: DemoStage, therapyId: TherapyId): Promise<void> {
  const { access = '' } = crews['central'] ?? {};
  must(
    await stage.act(access, (tx) =>
      recordBenefits(tx, {
        ...{ therapyId, coverageId: null, planKind: 'commercial', benefit: 'medical', coverageState: 'active' },
        ...{ authorizationNeed: 'not-needed', patientPayCents: cents(0), mandatedPharmacy: 'this-pharmacy' },
        ...{ baggingModel: 'white-bag', callReference: 'CALL-87001', note: '' },
      }),
    ),
  );
}

/** The clinic and the pharmacy agree the delivery for the appointment that is booked. */
async function agree(stage: DemoStage, clinic: DemoClinic, therapyId: TherapyId): Promise<void> {
  const { intake = '' } = crews['central'] ?? {};
  const { clinicId, name: recipientName, address } = clinic;
  must(
    await stage.act(intake, (tx) =>
      scheduleDelivery(tx, {
        ...{ therapyId, clinicId, method: 'courier', storage: 'refrigerated', needBy: null, shipOn: null },
        details: { recipientName, phone: null, address, note: null },
        ...{ signatureRequired: true, paymentMethod: 'none-due', copayCents: cents(0), copayConsent: false },
      }),
    ),
  );
}
