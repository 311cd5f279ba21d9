import { type CalendarDay, computeAgeYears } from '../../kernel/calendar-day.ts';
import type { ResponseOf } from '../../kernel/endpoint.ts';
import type { StaffId } from '../../kernel/ids.ts';
import { dayIn, type Instant } from '../../kernel/instant.ts';
import { roles } from '../../kernel/roles.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import { getSite, listStaffNames } from '../identity/index.ts';
import { holdKinds, stages } from '../pathways/language.ts';
import { type ContactPreference, findContactPreference, listPatientNames } from '../patients/index.ts';
import { getDrug, listDrugs, nameDrug } from '../reference/index.ts';
import { listOpenWork, queues, type WorkItem } from '../work/index.ts';
import type { AttributedJourney } from './actions/get-journey.ts';
import type * as api from './api.ts';
import { computeDaysWithout, describeCostOfWaiting } from './domain/cost-of-waiting.ts';
import { endReasons } from './domain/end-reason.ts';
import { formatTherapyNumber } from './domain/therapy-number.ts';
import type { TherapySummary } from './domain/therapy-summary.ts';
import type { NamedTherapy } from './therapy-queries.ts';

type JourneyAnswer = ResponseOf<typeof api.getJourney>;
type TherapyLine = ResponseOf<typeof api.listTherapies>['therapies'][number];

const channels: Readonly<Record<ContactPreference['channel'], string>> = {
  phone: 'Phone',
  'text-message': 'Text message',
  email: 'Email',
  mail: 'Mail',
};

/** Describes a therapy in one line, with the name of its drug. */
export async function describeTherapy(tx: TenantTransaction, summary: TherapySummary): Promise<TherapyLine> {
  const drug = await getDrug(tx, summary.drugId);
  const {
    subStatus,
    barrier,
    ended,
    blockingHolds,
    isReleasedToFill: _released,
    isDelivered: _delivered,
    ingredientRxcui: _rxcui,
    ...rest
  } = summary;
  return {
    ...rest,
    drugName: nameDrug(drug),
    stageLabel: stages[summary.stage],
    subStatus: subStatus.label,
    barrier: barrier?.clause ?? null,
    holds: blockingHolds.map((hold) => holdKinds[hold].label),
    ended: ended === null ? null : { at: ended.at, reason: endReasons[ended.reasonCode].label },
  };
}

/** Names therapies by drug and number. */
export async function describeNames(tx: TenantTransaction, therapies: readonly NamedTherapy[]) {
  const drugs = await listDrugs(tx, [...new Set(therapies.map(({ drugId }) => drugId))]);
  const names = new Map(drugs.map((drug) => [drug.drugId, nameDrug(drug)]));
  return therapies.map(({ therapyId, number, drugId }) => ({
    therapyId,
    number: formatTherapyNumber(number),
    drugName: names.get(drugId) ?? '',
  }));
}

/** Describes a journey with the names of the patient, the drug, the site and the people. */
export async function describeJourney(
  tx: TenantTransaction,
  journey: AttributedJourney,
  asOf: Instant | null,
): Promise<JourneyAnswer> {
  const { summary, timeline, barrier, supply, cycles, rail } = journey;
  const site = await getSite(tx, summary.siteId);
  const work = asOf === null ? await listOpenWork(tx, { therapyId: summary.therapyId }) : [];
  return {
    therapy: await describeTherapy(tx, summary),
    patient: await describePatient(tx, summary, dayIn(asOf ?? tx.now, site.calendar.timeZone)),
    siteName: site.name,
    asOf,
    instants: [...journey.instants],
    lastLookAt: journey.lastLook?.at ?? null,
    contact: describeContact(await findContactPreference(tx, summary.patientId)),
    isReleasedToFill: summary.isReleasedToFill,
    rail: rail.map((step) => ({ ...step })),
    barrier,
    costOfWaiting: describeCost(journey, dayIn(asOf ?? tx.now, site.calendar.timeZone)),
    holds: journey.holds.map(({ ownerRole, ...hold }) => ({ ...hold, owner: roles[ownerRole] })),
    waits: journey.waits.map(({ reason, label, since, isDeclared }) => ({ reason, label, since, isDeclared })),
    nextActions: journey.nextActions.map(({ role, blockedBy, party: _party, ...action }) => ({
      ...action,
      role: roles[role],
      blockedBy: blockedBy.map((hold) => holdKinds[hold].label),
    })),
    handOutcomes: journey.handOutcomes.map((outcome) => ({ ...outcome })),
    pathway: journey.pathway,
    openWork: await describeWork(tx, work),
    cycles: cycles.map((cycle) => ({ ...cycle })),
    supply,
    timeline: timeline.map((entry) => describeEntry(entry, journey)),
  };
}

function describeCost({ costOfWaiting }: AttributedJourney, today: CalendarDay): JourneyAnswer['costOfWaiting'] {
  if (costOfWaiting === null) return null;
  return {
    harmOn: costOfWaiting.harmOn,
    basis: costOfWaiting.basis,
    sentence: describeCostOfWaiting(costOfWaiting, today),
    daysWithout: computeDaysWithout(costOfWaiting, today),
  };
}

async function describePatient(
  tx: TenantTransaction,
  { patientId }: TherapySummary,
  on: ReturnType<typeof dayIn>,
): Promise<JourneyAnswer['patient']> {
  const found = (await listPatientNames(tx, [patientId])).get(patientId);
  if (found === undefined) throw new Error('the patient of a therapy is missing');
  const { displayName, birthDate } = found;
  return { name: displayName, birthDate, ageYears: computeAgeYears({ birthDate, on }) };
}

function describeContact(preference: ContactPreference | null): string | null {
  if (preference === null) return null;
  const { channel, bestTime, needsInterpreter } = preference;
  const parts = [channels[channel], bestTime, needsInterpreter ? 'interpreter needed' : null];
  return parts.filter((part) => part !== null).join(', ');
}

async function describeWork(tx: TenantTransaction, items: readonly WorkItem[]): Promise<JourneyAnswer['openWork']> {
  const owners = items.flatMap(({ taking }): readonly StaffId[] => (taking === null ? [] : [taking.takenBy]));
  const names = await listStaffNames(tx, owners);
  return items.map(({ itemId, queue, reasonCode, dueAt, taking }) => ({
    ...{ itemId, queue, queueLabel: queues[queue].label, reasonCode, dueAt },
    takenBy: taking === null ? null : (names.get(taking.takenBy) ?? null),
  }));
}

/** What is new was told since the last look, and not by the person who looks. */
function describeEntry(
  entry: AttributedJourney['timeline'][number],
  { contexts, lastLook }: AttributedJourney,
): JourneyAnswer['timeline'][number] {
  const found = contexts.find(({ sequence }) => sequence === entry.sequence);
  const { actor, note, isOwn } = found ?? { actor: '', note: null, isOwn: false };
  const isNew = lastLook !== null && entry.sequence > lastLook.sequence && !isOwn;
  return { ...entry, actor, note, isOwn, isNew };
}
