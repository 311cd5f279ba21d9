import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import { type Instant, instantAt, type TimeZone } from '../../../kernel/instant.ts';
import { type Cents, sumCents } from '../../../kernel/money.ts';
import type { PatientReach } from '../../patients/index.ts';
import type { ClinicalRiskRow, Drug } from '../../reference/index.ts';
import type { TherapyStanding } from '../../therapies/index.ts';
import { noTherapyFacts, type TherapyFacts } from '../../work/index.ts';

/** What is known around a therapy when its work is ordered. */
export interface KnownAround {
  readonly standing: Pick<TherapyStanding, 'isEnded' | 'isCycleDelivered' | 'costOfWaiting'>;
  /** Of the site that serves it: a day begins there. */
  readonly timeZone: TimeZone;
  readonly delivery: { readonly isStillToArrive: boolean; readonly needBy: CalendarDay | null } | null;
  /** By when the clinic that administers it needs it; null where none does, or no appointment is booked. */
  readonly clinicNeed: { readonly needBy: CalendarDay | null } | null;
  readonly claim: {
    readonly state: string;
    readonly submittedCents: Cents;
    readonly totalPaidCents: Cents | null;
    readonly patientPayCents: Cents | null;
  } | null;
  /** What a claim for one fill would ask for; null where no price or no quantity is known. */
  readonly expectedCents: Cents | null;
  readonly drug: Pick<Drug, 'programme'> | null;
  /** How the patient is reached; null for one that is not known here. */
  readonly reach: PatientReach | null;
  readonly risk: Pick<ClinicalRiskRow, 'risk' | 'isVerified'> | null;
}

/** Composes what a therapy lends to the order of its work, and to whom it suits. An ended therapy lends nothing. */
export function composeOrderFacts(known: KnownAround): TherapyFacts {
  if (known.standing.isEnded) return noTherapyFacts;
  return {
    ...noTherapyFacts,
    ...findRunOut(known),
    ...findNeedBy(known),
    ...findRisk(known),
    ...findMoney(known),
    ...findAsked(known),
  };
}

/** What decides whom work for the therapy suits. */
function findAsked({ drug, reach }: KnownAround): Partial<TherapyFacts> {
  return {
    programme: drug?.programme ?? null,
    patientLanguage: reach?.language ?? null,
    needsInterpreter: reach?.needsInterpreter === true ? true : null,
    shipToState: reach?.shipToState ?? null,
  };
}

function findRunOut({ standing, timeZone }: KnownAround): Partial<TherapyFacts> {
  const { costOfWaiting } = standing;
  if (costOfWaiting?.basis !== 'run-out') return {};
  const runOutOn = costOfWaiting.harmOn;
  return { runOutOn, runOutAt: beginningOf(runOutOn, timeZone) };
}

/** By the appointment of a clinic that administers it; else by the day that was agreed while that delivery is to arrive; else, before the first fill, by the day on which a start was due. */
function findNeedBy({ standing, delivery, clinicNeed, timeZone }: KnownAround): Partial<TherapyFacts> {
  const { costOfWaiting, isCycleDelivered } = standing;
  if (isCycleDelivered) return {};
  const clinicBy = clinicNeed?.needBy ?? null;
  if (clinicBy !== null)
    return { needByOn: clinicBy, needByAt: beginningOf(clinicBy, timeZone), needByFrom: 'clinic-appointment' };
  if (delivery !== null && delivery.needBy !== null && delivery.isStillToArrive) {
    const { needBy: needByOn } = delivery;
    return { needByOn, needByAt: beginningOf(needByOn, timeZone), needByFrom: 'agreed-delivery' };
  }
  if (costOfWaiting?.basis !== 'expected-start') return {};
  const needByOn = costOfWaiting.harmOn;
  return { needByOn, needByAt: beginningOf(needByOn, timeZone), needByFrom: 'expected-start' };
}

function findRisk({ risk }: KnownAround): Partial<TherapyFacts> {
  return risk === null ? {} : { clinicalRisk: risk.risk, isRiskVerified: risk.isVerified };
}

/** What the last claim brings or asked for, else what one would ask for. Once the cycle is delivered, none of it is at risk by waiting. */
function findMoney({ standing, claim, expectedCents }: KnownAround): Partial<TherapyFacts> {
  if (standing.isCycleDelivered) return {};
  if (claim !== null && claim.totalPaidCents !== null && claim.state !== 'rejected') {
    const atRiskCents = sumCents(
      claim.patientPayCents === null ? [claim.totalPaidCents] : [claim.totalPaidCents, claim.patientPayCents],
    );
    return { atRiskCents, atRiskFrom: 'paid-claim' };
  }
  if (claim !== null && claim.submittedCents > 0)
    return { atRiskCents: claim.submittedCents, atRiskFrom: 'submitted-claim' };
  return expectedCents === null ? {} : { atRiskCents: expectedCents, atRiskFrom: 'expected-price' };
}

function beginningOf(day: CalendarDay, timeZone: TimeZone): Instant {
  return instantAt({ day, time: '00:00', timeZone });
}
