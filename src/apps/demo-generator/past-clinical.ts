import { addDays, computeAgeYears } from '../../kernel/calendar-day.ts';
import type { PrescriptionId } from '../../kernel/ids.ts';
import {
  monitoringRecorded,
  prescriptionVerified,
  startConfirmed,
  startReviewRecorded,
} from '../../modules/clinical/events.ts';
import type { CareRecord, StartReview } from '../../modules/clinical/index.ts';
import type { PastTeller, Telling } from './past-teller.ts';

/** Which baseline results a start asks for, by programme [K: the label decides]. */
const labsByProgramme: Readonly<Record<string, readonly StartReview['labs'][number]['loincCode'][]>> = {
  rheumatology: ['71773-6', '5195-3', '58410-2'],
  dermatology: ['71773-6'],
  gastroenterology: ['71773-6', '5195-3'],
  oncology: ['58410-2', '24325-3'],
  hepatitis: ['5195-3', '24325-3'],
  hiv: ['2160-0', '5195-3'],
  neurology: ['58410-2', '24325-3'],
  transplant: ['2160-0', '58410-2'],
  'pulmonary-hypertension': ['24325-3'],
  'cystic-fibrosis': ['24325-3'],
  osteoporosis: ['2160-0'],
};

/** The pharmacist's check of a prescription. */
export function tellVerification(teller: PastTeller, prescriptionId: PrescriptionId): void {
  const { records, place, order, regimen } = teller.parts;
  const { demographics, observations, medications, allergies } = records.patient;
  const weight = observations.find(({ loincCode }) => loincCode === '29463-7');
  records.clinical.verifications.push({
    ...{ prescriptionId, answer: 'monitoring-arranged', at: teller.now, actor: place.crew.pharmacist },
    facts: {
      prescription: {
        quantityThousandths: regimen.quantityThousandths,
        daysSupply: regimen.daysSupply,
        directions: order.directions,
      },
      patient: {
        ageYears: computeAgeYears({ birthDate: demographics.birthDate, on: teller.today }),
        sex: demographics.sex,
        weightGrams: weight === undefined ? null : Math.round(Number(weight.value) * 1_000),
        heightMillimeters: null,
        pregnancy: 'not-known',
      },
      otherIngredientRxcuis: medications.flatMap(({ ingredientRxcui }) => ingredientRxcui ?? []),
      medicationsWithoutCode: 0,
      allergies: {
        isRecorded: true,
        ingredientRxcuis: allergies.flatMap(({ ingredientRxcui }) => ingredientRxcui ?? []),
        withoutCode: 0,
      },
    },
  });
  teller.hear(prescriptionVerified, { prescriptionId });
}

/** The clinical start review; now and then it waits for a result. */
export function* tellStartReview(teller: PastTeller): Telling {
  const { drug, chance } = teller.parts;
  const codes = labsByProgramme[drug.programme] ?? ['58410-2'];
  if (teller.happens(0.15)) {
    recordReview(teller, 'labs-missing', codes);
    teller.plant('lab missing at start');
    yield { hours: [24, chance.pick([48, 90, 150])] };
  }
  recordReview(teller, 'cleared', codes);
}

/** Records a start review with its results; the first is the one that is missing, if any is. */
export function recordReview(
  teller: PastTeller,
  outcome: 'cleared' | 'labs-missing',
  codes: readonly StartReview['labs'][number]['loincCode'][],
): void {
  const { records, place, drug, regimen } = teller.parts;
  const reviewId = teller.newId<'start-review'>();
  const isCleared = outcome === 'cleared';
  records.clinical.reviews.push({
    ...{ reviewId, outcome, diagnosisCode: regimen.diagnosis.code, educationGiven: isCleared, goals: '', note: '' },
    remsStatus: drug.remsProgram === null ? 'not-required' : 'met',
    labs: codes.map((loincCode, index) => {
      const isPresent = isCleared || index > 0;
      return { loincCode, isPresent, observedOn: isPresent ? addDays(teller.today, -3) : null };
    }),
    ...{ at: teller.now, actor: place.crew.pharmacist },
  });
  teller.hear(startReviewRecorded, { reviewId, outcome });
}

/** The call in which the patient says that therapy has begun. */
export function tellStartConfirmation(teller: PastTeller): void {
  const startedOn = teller.today;
  const recordId = keep(teller, { kind: 'start-confirmation', startedOn, dosesTaken: 1, problem: 'none' });
  teller.hear(startConfirmed, { recordId, startedOn });
}

/** A call or check while on therapy. */
export function tellMonitoring(
  teller: PastTeller,
  type: 'seven-day-call' | 'thirty-day-assessment' | 'quarterly-assessment',
): void {
  const { chance } = teller.parts;
  const problem = chance.pick(['none', 'none', 'none', 'side-effect', 'missed-doses'] as const);
  const dosesMissed = problem === 'missed-doses' ? chance.between(1, 3) : 0;
  if (dosesMissed > 0) teller.plant('missed doses');
  const recordId = keep(teller, { kind: 'monitoring', type, dosesMissed, problem });
  teller.hear(monitoringRecorded, { recordId, kind: 'monitoring' });
}

/** An adverse event that is reported to the pharmacy. */
export function tellAdverseEvent(teller: PastTeller): void {
  const { chance } = teller.parts;
  const term = chance.pick(['infection', 'rash', 'nausea', 'fatigue', 'injection-site-reaction'] as const);
  const recordId = keep(teller, {
    ...{ kind: 'adverse-event', term, grade: chance.pick(['1', '2', '3'] as const) },
    ...{ isSerious: false, onsetOn: addDays(teller.today, -chance.between(1, 6)) },
  } as CareRecord);
  teller.hear(monitoringRecorded, { recordId, kind: 'adverse-event' });
  teller.plant(`adverse event: ${term}`);
}

function keep(teller: PastTeller, record: CareRecord) {
  const { records, place } = teller.parts;
  const recordId = teller.newId<'care-record'>();
  records.clinical.care.push({ recordId, record, note: '', at: teller.now, actor: place.crew.pharmacist });
  return recordId;
}
