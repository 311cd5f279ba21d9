import { addDays, countDaysBetween } from '../../kernel/calendar-day.ts';
import { addMinutes, dayIn } from '../../kernel/instant.ts';
import { refillCallRecorded } from '../../modules/clinical/events.ts';
import { prescriptionAccepted } from '../../modules/prescriptions/events.ts';
import { tellAssistance, tellAuthorization, tellBenefits, tellEnrolment, tellRenewal } from './past-access.ts';
import {
  tellAdverseEvent,
  tellMonitoring,
  tellStartConfirmation,
  tellStartReview,
  tellVerification,
} from './past-clinical.ts';
import { tellFill } from './past-fill.ts';
import { type PastTeller, program, type Telling } from './past-teller.ts';

const discontinuations = [
  'adverse-event',
  'lack-of-efficacy',
  'disease-progression',
  'cost',
  'insurance',
  'switched-therapy',
  'prescriber-decision',
  'patient-decision',
  'transferred-pharmacy',
  'lost-contact',
] as const;

/** The whole life of a therapy: its start, then refill after refill until it ends or the present is reached. */
export function* tellLife(teller: PastTeller): Telling {
  yield* tellStart(teller);
  if (teller.parts.records.history.state.ended !== null) return;
  const { regimen } = teller.parts;
  for (let fills = 1; ; fills += 1) {
    const { supply } = teller.parts.records.history.state;
    if (supply === null) return;
    if (regimen.courseFills !== null && fills >= regimen.courseFills) {
      yield { hours: [regimen.daysSupply * 24, regimen.daysSupply * 24 + 72] };
      end(teller, 'therapy-complete');
      return;
    }
    if (teller.happens(0.025)) {
      yield { hours: [24, 200] };
      const reason = teller.parts.chance.pick(discontinuations);
      if (reason === 'adverse-event') tellAdverseEvent(teller);
      end(teller, reason);
      return;
    }
    yield* tellBetween(teller, supply.windowOpensAt);
    yield* tellRefill(teller);
  }
}

function* tellStart(teller: PastTeller): Telling {
  const { records } = teller.parts;
  const [prescription] = records.prescriptions;
  if (prescription === undefined) throw new Error('a life begins with a prescription');
  const { prescriptionId, prescriberId } = prescription;
  teller.hear(prescriptionAccepted, { prescriptionId, prescriberId });
  yield { hours: [2, 20] };
  teller.recordByHand();
  if (records.history.state.pathway.id === 'refill-only')
    teller.hear(refillCallRecorded, { callId: teller.newId<'refill-call'>(), outcome: 'confirmed', ruleCodes: [] });
  yield* tellEnrolment(teller);
  yield { hours: [2, 20] };
  const needsAuthorization = yield* tellBenefits(teller);
  if (needsAuthorization) {
    yield { hours: [2, 12] };
    const isApproved = yield* tellAuthorization(teller);
    if (!isApproved) {
      yield { hours: [8, 40] };
      end(teller, 'never-started');
      return;
    }
  }
  yield { hours: [2, 20] };
  yield* tellAssistance(teller);
  yield { hours: [1, 8] };
  tellVerification(teller, prescriptionId);
  yield { hours: [1, 12] };
  yield* tellStartReview(teller);
  yield { hours: [2, 10] };
  yield* tellFill(teller);
  yield { hours: [20, 60] };
  tellStartConfirmation(teller);
  yield { hours: [120, 168] };
  tellMonitoring(teller, 'seven-day-call');
}

/** The weeks between two fills: now and then a call, an event, or a hold. */
function* tellBetween(teller: PastTeller, windowOpensAt: PastTeller['now']): Telling {
  const { records, place } = teller.parts;
  const isQuiet = windowOpensAt <= addMinutes(teller.now, 4 * 1_440);
  if (!isQuiet && teller.happens(0.2)) {
    yield { hours: [24, 72] };
    tellMonitoring(teller, teller.happens(0.5) ? 'thirty-day-assessment' : 'quarterly-assessment');
  }
  if (!isQuiet && teller.happens(0.04)) {
    yield { hours: [4, 20] };
    tellAdverseEvent(teller);
    const hold = { hold: 'ClinicalReview', reasonCode: 'adverse-event', source: null } as const;
    records.history.give({ kind: 'place-hold', ...hold }, { at: teller.now, actor: place.crew.pharmacist });
    teller.plant('hold: ClinicalReview');
    yield { hours: [20, 90] };
    const released = { ...hold, reasonCode: 'reviewed', everyOrigin: true } as const;
    records.history.give({ kind: 'release-hold', ...released }, { at: teller.now, actor: place.crew.pharmacist });
  }
  const { authorizationEndsAt } = records.history.state;
  if (authorizationEndsAt !== null && authorizationEndsAt < addMinutes(windowOpensAt, 20 * 1_440)) {
    yield { until: addMinutes(authorizationEndsAt, -20 * 1_440) };
    yield* tellRenewal(teller);
  }
  yield { until: windowOpensAt };
}

function* tellRefill(teller: PastTeller): Telling {
  const { records } = teller.parts;
  const { history } = records;
  const afterCycle = history.state.cycle.number;
  const source = { kind: 'timer', id: 'refill-window' };
  history.give({ kind: 'open-refill-cycle', afterCycle, source }, { at: teller.now, actor: program });
  const call = (outcome: 'confirmed' | 'attempted' | 'delayed' | 'renewal-needed'): void =>
    teller.hear(refillCallRecorded, { callId: teller.newId<'refill-call'>(), outcome, ruleCodes: [] });
  yield { hours: [8, 60] };
  if (teller.happens(0.15)) {
    call('attempted');
    const isLate = teller.happens(0.25);
    if (isLate) teller.plant(`late refill in cycle ${afterCycle + 1}`);
    yield { hours: isLate ? [260, 420] : [20, 40] };
  } else if (teller.happens(0.04)) {
    call('delayed');
    teller.plant('patient asked for a later date');
    yield { hours: [48, 120] };
  }
  const prescription = records.prescriptions.at(-1);
  const refills = prescription?.incoming.refills ?? 0;
  const isUsedUp = teller.fillNumber > refills;
  const isOld = countDaysBetween({ from: prescription?.incoming.writtenOn ?? teller.today, to: teller.today }) > 320;
  if (isUsedUp || isOld) {
    call('renewal-needed');
    yield { hours: [20, 60] };
    renew(teller);
    yield { hours: [2, 12] };
    const renewed = records.prescriptions.at(-1);
    if (renewed !== undefined) tellVerification(teller, renewed.prescriptionId);
  }
  const endsAt = history.state.authorizationEndsAt;
  if (endsAt !== null && endsAt < addMinutes(teller.now, 45 * 1_440)) yield* tellRenewal(teller);
  yield { hours: [1, 20] };
  call('confirmed');
  yield { hours: [0.1, 4] };
  yield* tellFill(teller);
}

/** A renewal from the prescriber: another prescription joins the therapy. */
function renew(teller: PastTeller): void {
  const { records, drug, regimen, place, order } = teller.parts;
  const former = records.prescriptions.at(-1);
  if (former === undefined) throw new Error('there is nothing to renew');
  const prescriptionId = teller.newId<'prescription'>();
  const writtenOn = addDays(dayIn(teller.now, place.site.timeZone), -1);
  const receivedAt = addMinutes(teller.now, -2);
  const orderNumber = `${order.orderNumber ?? ''}-R${records.prescriptions.length}`;
  records.prescriptions.push({
    ...former,
    prescriptionId,
    incoming: { ...former.incoming, orderNumber, receivedAt, writtenOn },
    decidedAt: teller.now,
  });
  teller.fillNumber = 0;
  const joined = {
    prescriptionId,
    drugId: drug.drugId,
    indicationCode: regimen.diagnosis.code,
    daysSupply: regimen.daysSupply,
  };
  records.history.join(joined, { at: teller.now, actor: program });
  teller.hear(prescriptionAccepted, { prescriptionId, prescriberId: former.prescriberId });
  teller.plant('prescription renewed');
}

function end(
  teller: PastTeller,
  reasonCode: (typeof discontinuations)[number] | 'therapy-complete' | 'never-started',
): void {
  const { records, place } = teller.parts;
  records.history.give({ kind: 'end', reasonCode, source: null }, { at: teller.now, actor: place.crew.pharmacist });
  teller.plant(`ended: ${reasonCode}`);
}
