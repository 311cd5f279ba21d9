import { computeAgeYears } from '../../kernel/calendar-day.ts';
import { compareFractions, formatFraction, fractionOf, multiplyFractions } from '../../kernel/fraction.ts';
import type { StaffId, TherapyId } from '../../kernel/ids.ts';
import { dayIn } from '../../kernel/instant.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import { getSite, listStaffNames } from '../identity/index.ts';
import { getPatient } from '../patients/index.ts';
import { findPrescription } from '../prescriptions/index.ts';
import { computeAdherence, findAdherenceRule } from '../quality/index.ts';
import { getTherapySummary } from '../therapies/index.ts';
import { readDoseLedger } from './actions/read-doses.ts';
import { planRefillContact } from './actions/record-refill-call.ts';
import { findCadence } from './domain/contact-cadence.ts';
import type { doseChangeReasons } from './domain/dose-change.ts';
import { computeDoseStanding } from './domain/dose-ledger.ts';
import { getReviewRules, listFiredRules } from './domain/refill-review-rule.ts';
import { listPhases, listSupplies } from './dose-store.ts';
import { type KeptRefillCall, listRefillCalls } from './refill-call-store.ts';

const percent = fractionOf(100, 1);

/** Describes the refill of a therapy for its page; null when the therapy is unknown here. */
export async function describeRefill(tx: TenantTransaction, therapyId: TherapyId) {
  const therapy = await getTherapySummary(tx, therapyId);
  if (therapy === null) return null;
  const { patientId, cycle, prescriptionId } = therapy;
  const today = dayIn(tx.now, (await getSite(tx, therapy.siteId)).timeZone);
  const calls = await listRefillCalls(tx, therapyId);
  const contact = await planRefillContact(tx, { patientId, cycle, calls, today });
  const prescription = await findPrescription(tx, prescriptionId);
  const described = await describeCalls(tx, calls);
  return {
    patientId,
    body: {
      today,
      cycle,
      isDue: therapy.isRefillToConfirm && described[0]?.needsReview !== true,
      unit: prescription?.quantityUnit ?? null,
      contact: {
        ...contact,
        barred: [...contact.barred],
        attempts: contact.number - 1,
        cadenceSource: findCadence(today).source,
      },
      calls: described,
      doses: await describeDoses(tx, therapyId, today),
    },
  };
}

async function describeDoses(tx: TenantTransaction, therapyId: TherapyId, today: ReturnType<typeof dayIn>) {
  const ledger = await readDoseLedger(tx, therapyId);
  if (ledger.supplies.length === 0) return null;
  const phases = await listPhases(tx, therapyId);
  return {
    ...computeDoseStanding(ledger, today),
    supplies: [...ledger.supplies],
    phases: phases.map((phase) => ({ ...phase, reasonCode: phase.reasonCode as keyof typeof doseChangeReasons })),
  };
}

async function describeCalls(tx: TenantTransaction, calls: readonly KeptRefillCall[]) {
  const people = calls.flatMap(({ recordedBy, review }) => [recordedBy, review?.recordedBy]);
  const names = await listStaffNames(tx, [...new Set(people.flatMap((staffId) => staffId ?? []))]);
  const nameOf = (staffId: StaffId | null): string | null => (staffId === null ? null : (names.get(staffId) ?? null));
  return calls.map((call, position) => ({
    callId: call.callId,
    cycle: call.cycle,
    channel: call.channel,
    outcome: call.outcome,
    needsReview: position === 0 && call.status === 'review-needed' && call.review === null,
    calledOn: call.calledOn,
    answers: call.answers,
    rules: call.answers === null ? [] : [...listFiredRules(call.answers, getReviewRules(call.rulesVersion))],
    recordedAt: call.recordedAt,
    recordedByName: nameOf(call.recordedBy),
    review: call.review === null ? null : { ...call.review, recordedByName: nameOf(call.review.recordedBy) },
  }));
}

/** Describes how a patient keeps to a therapy; null when the therapy is unknown here. */
export async function describeAdherence(tx: TenantTransaction, therapyId: TherapyId) {
  const therapy = await getTherapySummary(tx, therapyId);
  if (therapy === null) return null;
  const { patientId, ingredientRxcui: ingredient } = therapy;
  const asOf = dayIn(tx.now, (await getSite(tx, therapy.siteId)).timeZone);
  const supplies = await listSupplies(tx, therapyId);
  const { demographics } = await getPatient(tx, patientId);
  const rule = findAdherenceRule(asOf);
  if (rule === null) throw new Error('there is no rule of adherence in force');
  const startOfYear = `${asOf.slice(0, 4)}-01-01` as typeof asOf;
  const standing = computeAdherence(
    {
      age: computeAgeYears({ birthDate: demographics.birthDate, on: startOfYear }),
      fills: supplies.map(({ on, daysSupply }) => ({ date: on, days: daysSupply, ingredient })),
    },
    { asOf, rule },
  );
  const { toDate, wholeYear, possession } = standing;
  const lateness = new Map(possession.daysLate.map(({ date, days }) => [date, days]));
  const measure =
    toDate.index === null
      ? null
      : {
          indexOn: toDate.index,
          percentCovered: toPercent(toDate.proportion),
          isBelow: toDate.proportion !== null && compareFractions(toDate.proportion, rule.threshold) < 0,
          threshold: toPercent(rule.threshold) ?? '',
          coveredDays: toDate.coveredDays,
          treatmentDays: toDate.treatmentDays,
          gapDays: toDate.gapDays,
          possessionRatio: possession.ratio === null ? null : formatFraction(possession.ratio, 2),
          persistenceDays: possession.persistenceDays,
          allowableGapDaysLeft: wholeYear.allowableGapDaysLeft,
          fallsBelowOn: standing.fallsBelowOn,
          leftOut: wholeYear.reason,
          ruleSource: rule.source,
          months: standing.months.map(({ month, days }) => ({ month, days: [...days] })),
        };
  const fills = supplies.toReversed().map(({ supplyId, on, daysSupply }) => ({
    ...{ supplyId, deliveredOn: on, daysSupply },
    daysLate: lateness.get(on) ?? null,
  }));
  return { patientId, body: { asOf, measure, fills } };
}

function toPercent(fraction: ReturnType<typeof fractionOf>): string | null {
  return fraction === null || percent === null ? null : formatFraction(multiplyFractions(fraction, percent), 1);
}
