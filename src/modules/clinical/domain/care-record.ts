import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import { clinicalRefusals } from '../refusals.ts';

/** What a pharmacist did about a problem. */
export const interventionTypes = {
  'interaction-managed': 'Interaction managed',
  'dose-changed': 'Dose changed',
  'drug-changed': 'Drug changed',
  'lab-ordered': 'Lab ordered',
  'adherence-support': 'Adherence support',
  'side-effect-managed': 'Side effect managed',
  'patient-taught': 'Patient taught',
} as const;

/** What came of an intervention. */
export const interventionOutcomes = {
  accepted: 'Accepted by the prescriber',
  declined: 'Declined by the prescriber',
  pending: 'Answer awaited',
  'no-prescriber-needed': 'Settled with the patient',
} as const;

/** What may go wrong for a patient on therapy. */
export const therapyProblems = {
  none: 'None',
  'side-effect': 'Side effect',
  'injection-technique': 'Trouble with the injection or device',
  'missed-doses': 'Missed doses',
  'not-started': 'Has not started',
  cost: 'Cost',
  other: 'Something else',
} as const;

/** Which call or check was made. */
export const monitoringKinds = {
  'seven-day-call': 'Seven-day call',
  'thirty-day-assessment': 'Thirty-day assessment',
  'quarterly-assessment': 'Quarterly assessment',
  'lab-follow-up': 'Lab follow-up',
} as const;

/** Adverse events by the terms that pharmacies ask about [K: told after MedDRA preferred terms, not coded by a licensed copy]. */
export const adverseEventTerms = {
  'injection-site-reaction': 'Injection site reaction',
  infection: 'Infection',
  'infection-with-fever': 'Infection with fever',
  neutropenia: 'Neutropenia',
  hepatotoxicity: 'Liver injury',
  anaphylaxis: 'Anaphylaxis',
  rash: 'Rash',
  nausea: 'Nausea',
  diarrhea: 'Diarrhea',
  fatigue: 'Fatigue',
  bleeding: 'Bleeding',
  arrhythmia: 'Arrhythmia',
  'pregnancy-exposure': 'Exposure during pregnancy',
  other: 'Another event',
} as const;

/** Grades of the Common Terminology Criteria for Adverse Events (CTCAE v5.0, National Cancer Institute). */
export const adverseEventGrades = {
  '1': '1 Mild',
  '2': '2 Moderate',
  '3': '3 Severe',
  '4': '4 Life-threatening',
  '5': '5 Death',
} as const;

/** Who gives the first dose. */
export const administrators = { patient: 'Taken by the patient', clinic: 'Administered at the clinic' } as const;

/** What was recorded while a therapy is cared for, in codes; words stand apart and sealed. */
export type CareRecord =
  | {
      readonly kind: 'intervention';
      readonly type: keyof typeof interventionTypes;
      readonly outcome: keyof typeof interventionOutcomes;
    }
  | {
      readonly kind: 'start-confirmation';
      readonly startedOn: CalendarDay;
      /** Who gave the first dose; records of earlier versions do not say. */
      readonly administeredBy?: keyof typeof administrators;
      readonly dosesTaken: number;
      readonly problem: keyof typeof therapyProblems;
    }
  | {
      readonly kind: 'monitoring';
      readonly type: keyof typeof monitoringKinds;
      readonly dosesMissed: number;
      readonly problem: keyof typeof therapyProblems;
    }
  | {
      readonly kind: 'adverse-event';
      readonly term: keyof typeof adverseEventTerms;
      readonly grade: keyof typeof adverseEventGrades;
      readonly isSerious: boolean;
      readonly onsetOn: CalendarDay;
    };

/** Decides whether the start of a therapy may be confirmed: only once its drug has reached the patient. */
export function decideStartConfirmation(therapy: { readonly isDelivered: boolean }): Result<null> {
  return therapy.isDelivered ? ok(null) : refuse(clinicalRefusals.notYetDelivered);
}

/** Decides whether a record may be kept: its day never lies in the future, and nobody starts before the delivery. */
export function decideCareRecord(
  record: CareRecord,
  { today, ...therapy }: { readonly today: CalendarDay; readonly isDelivered: boolean },
): Result<null> {
  const startable = record.kind === 'start-confirmation' ? decideStartConfirmation(therapy) : ok(null);
  if (!startable.ok) return startable;
  const day =
    record.kind === 'start-confirmation' ? record.startedOn : record.kind === 'adverse-event' ? record.onsetOn : null;
  return day !== null && day > today ? refuse(clinicalRefusals.dayInFuture) : ok(null);
}
