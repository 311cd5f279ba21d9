import { addDays, type CalendarDay } from '../../kernel/calendar-day.ts';
import type { Id, PatientId, PrescriptionId, TherapyId } from '../../kernel/ids.ts';
import { addMinutes, dayIn, type Instant } from '../../kernel/instant.ts';
import type { IncomingPrescription } from '../../modules/prescriptions/index.ts';
import type { Drug, Plan } from '../../modules/reference/index.ts';
import { TherapyHistory } from '../../modules/therapies/index.ts';
import type { Actor } from '../../platform/transaction/actor.ts';
import { makeOrder } from './demo-orders.ts';
import { makeCard, makePerson, townsBySite } from './demo-people.ts';
import { type DemoRegimen, getRegimen } from './demo-regimens.ts';
import { chooseSource } from './demo-stage.ts';
import type { PastCast, PastSite } from './past-cast.ts';
import type { PastLots } from './past-lots.ts';
import type { PastRecords } from './past-records.ts';
import { PastTeller, program } from './past-teller.ts';
import type { Chance } from './seeded-chance.ts';

/** A patient to be told of: who, where, since when, and with which numbers. */
export interface PastPlan {
  readonly cast: PastCast;
  readonly chance: Chance;
  readonly lots: PastLots;
  readonly newId: <Kind extends string>(at: Instant) => Id<Kind>;
  readonly assigner: string;
  readonly number: number;
  readonly therapyNumber: number;
  readonly receivedAt: Instant;
  readonly place: PastSite;
  readonly drug: Drug;
}

/** Opens the telling of one therapy: its patient, card and first prescription, accepted a few seconds after it came. */
export function beginPast(
  plan: PastPlan,
  change: {
    readonly name?: readonly [family: string, given: string];
    readonly isCommercial?: boolean;
    readonly regimen?: DemoRegimen;
  } = {},
): PastTeller {
  const { cast, chance, lots, newId, number, place, drug, receivedAt } = plan;
  const regimen = change.regimen ?? getRegimen(drug.ndc11);
  const today = dayIn(receivedAt, place.site.timeZone);
  const town = chance.pick(townsBySite[place.key] ?? []);
  const made = makePerson(chance, { town, number, today, assigner: plan.assigner, regimen });
  const person = change.name === undefined ? made : { ...made, familyName: change.name[0], givenName: change.name[1] };
  const { isGovernment: _isGovernment, ...card } =
    change.isCommercial === true
      ? {
          ...makeCard({ ...chance, pick: ([first]) => first as never }, number),
          validFrom: '2024-01-01' as CalendarDay,
        }
      : chooseCard(chance, { number, birthDate: person.birthDate, today });
  const insurance = findPlan(cast, card);
  const { prescriber, demo, clinicId } = choosePrescriber(plan);
  const order = makeOrder({
    ...{ drug, person, card, prescriber: demo, siteId: place.site.siteId, receivedAt, number },
    writtenOn: addDays(today, -1),
    source: chooseSource(cast, number),
    refills: 11,
    regimen,
  });
  const decidedAt = addMinutes(receivedAt, 1);
  const ids = {
    patientId: newId<'patient'>(receivedAt) as PatientId,
    therapyId: newId<'therapy'>(decidedAt) as TherapyId,
    prescriptionId: newId<'prescription'>(receivedAt) as PrescriptionId,
  };
  const history = openHistory(plan, {
    ...ids,
    decidedAt,
    channel: order.channel,
    indicationCode: regimen.diagnosis.code,
  });
  const subject = { therapyId: ids.therapyId, patientId: ids.patientId, siteId: place.site.siteId };
  const records: PastRecords = {
    history,
    payerId: insurance.payerId,
    patient: toPatient(order, {
      ...ids,
      receivedAt,
      coverageId: newId<'coverage'>(receivedAt),
      planId: insurance.planId,
    }),
    prescriptions: [
      {
        ...{ prescriptionId: ids.prescriptionId, incoming: order, decidedAt, decidedBy: program, drug },
        ...{ patientId: ids.patientId, prescriberId: prescriber.prescriberId, therapyId: ids.therapyId },
        clinicId,
        overridden: drug.limitedDistribution ? ['drug-dispensable'] : [],
      },
    ],
    access: {
      subject: { ...subject, prescriptionId: ids.prescriptionId },
      ...{ contacts: [], benefits: [], authorizations: [], assistance: [] },
    },
    clinical: { ...subject, timeZone: place.site.timeZone, drug, verifications: [], reviews: [], care: [] },
    ...{ fills: [], claims: [], deliveries: [] },
  };
  const parts = { cast, place, chance, lots, newId, drug, regimen, plan: insurance, order, records, planted: [] };
  return new PastTeller(parts, decidedAt);
}

function openHistory(
  plan: PastPlan,
  opening: {
    readonly patientId: PatientId;
    readonly therapyId: TherapyId;
    readonly prescriptionId: PrescriptionId;
    readonly decidedAt: Instant;
    readonly channel: IncomingPrescription['channel'];
    readonly indicationCode: string;
  },
): TherapyHistory<Actor> {
  const { drug, place, receivedAt, therapyNumber } = plan;
  const { patientId, therapyId, prescriptionId, decidedAt, channel, indicationCode } = opening;
  const { ingredientRxcui, drugId } = drug;
  if (ingredientRxcui === null) throw new Error('a drug of the demonstration has its ingredient');
  const { siteId, calendar } = place.site;
  const request = {
    ...{ patientId, ingredientRxcui, drugId, indicationCode, siteId, prescriptionId, receivedAt },
    channel,
    rawMessageId: null,
    daysSupply: getRegimen(drug.ndc11).daysSupply,
  };
  return new TherapyHistory(
    { therapyId, number: therapyNumber, calendar, request, drug },
    { at: decidedAt, actor: program },
  );
}

function toPatient(
  order: ReturnType<typeof makeOrder>,
  ids: {
    readonly patientId: PatientId;
    readonly prescriptionId: PrescriptionId;
    readonly receivedAt: Instant;
    readonly coverageId: Id<'coverage'>;
    readonly planId: Plan['planId'];
  },
): PastRecords['patient'] {
  const { patient: person } = order;
  const { birthDate } = person;
  if (birthDate === null) throw new Error('everybody in the demonstration has a birth date');
  return {
    ...{ patientId: ids.patientId, registeredAt: ids.receivedAt, registeredBy: program },
    origin: { kind: 'prescription', id: ids.prescriptionId },
    demographics: { ...person, birthDate },
    coverages: order.coverages.map((card) => ({
      ...{ coverageId: ids.coverageId, planId: ids.planId, payerOrder: 1, relationship: card.relationship },
      ...{ memberId: card.memberId ?? '', groupNumber: card.groupNumber, personCode: card.personCode },
      ...{ payerName: card.payerName, validFrom: card.validFrom, validTo: card.validTo },
    })),
    allergies: order.noKnownAllergies
      ? [
          {
            ...{ kind: 'no-known-allergies', ingredientRxcui: null, snomedCode: null, severity: null },
            ...{ substance: 'No known allergies, as the prescriber says', reaction: null },
          },
        ]
      : order.allergies.map(({ rxcui, snomedCode, severity, text, reaction }) => ({
          ...{ kind: 'substance', ingredientRxcui: rxcui, snomedCode, severity, substance: text, reaction },
        })),
    conditions: [],
    medications: order.medications.map(({ rxcui, text, directions }) => ({
      ...{ rxcui, ingredientRxcui: rxcui, text, directions, startedOn: null, endedOn: null },
    })),
    observations: order.observations.map(({ loincCode, value, unit, observedOn, text }) => ({
      ...{ loincCode, value, ucumUnit: unit, text, observedOn: observedOn ?? order.writtenOn ?? birthDate },
    })),
    consents: [],
  };
}

/** Medicare from 65 on; everybody else as chance has it. */
function chooseCard(
  chance: Chance,
  who: { readonly number: number; readonly birthDate: CalendarDay | null; readonly today: CalendarDay },
): ReturnType<typeof makeCard> {
  const isOld = who.birthDate !== null && who.birthDate < addDays(who.today, -65 * 365 - 16);
  const medicare = ['990003', '990004'];
  for (;;) {
    const card = makeCard(chance, who.number);
    const isMedicare = medicare.includes(card.bin ?? '');
    if (isMedicare === isOld || (isOld && card.bin === '990007'))
      return { ...card, validFrom: '2024-01-01' as CalendarDay };
  }
}

function findPlan({ plans }: PastCast, card: { readonly bin: string | null; readonly pcn: string | null }): Plan {
  const plan = plans.find(({ bin, pcn }) => bin === card.bin && pcn === card.pcn);
  if (plan === undefined) throw new Error('the demonstration has no plan for a card');
  return plan;
}

function choosePrescriber({ cast, chance, drug, place }: PastPlan) {
  const clinics = cast.clinics.filter(({ diseaseStates }) => diseaseStates.includes(drug.programme));
  const near = clinics.filter(({ siteId }) => siteId === place.site.siteId);
  const chosen = near.length > 0 ? chance.pick(near) : clinics.length > 0 ? chance.pick(clinics) : null;
  const found = chosen === null ? undefined : cast.prescribers.get(chosen.prescriber.npi);
  const writer = found ?? chance.pick([...cast.prescribers.values()]);
  return { ...writer, clinicId: found === undefined ? null : (chosen?.clinicId ?? null) };
}
