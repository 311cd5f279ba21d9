import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { Id, PatientId, PrescriptionId, SiteId, TherapyId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import { type DiseaseState, findDiagnosisBeginning } from '../../reference/language.ts';
import { prospectRefusals } from '../refusals.ts';

export type ProspectId = Id<'prospect'>;

/** What a prospect may be, and what each state is called on screen. */
export const prospectStates = {
  found: 'Found',
  contacted: 'Clinic contacted',
  'order-received': 'Order received',
  elsewhere: 'Went elsewhere',
  'not-candidate': 'Not a candidate',
} as const;

export type ProspectState = keyof typeof prospectStates;

/** Why a prospect's drug comes from elsewhere, and what each reason is called on screen. */
export const elsewhereReasons = {
  'plan-mandates': 'The plan requires another pharmacy',
  'not-in-network': 'Not in the network of the drug',
  'patient-asked': 'The patient asked for it',
  'clinic-chose': 'The clinic sends it to another pharmacy',
  'cannot-supply': 'We cannot supply it in time',
  unknown: 'Nobody could say why',
} as const;

/** Why somebody is no candidate after all, and what each reason is called on screen. */
export const notCandidateReasons = {
  'no-drug-planned': 'No specialty drug is planned',
  'on-other-treatment': 'Treated otherwise',
  'diagnosis-ruled-out': 'The diagnosis was ruled out',
  'treated-already': 'Already on such a drug',
  'patient-declined': 'The patient declined treatment',
  'appointment-over': 'The appointment does not take place',
} as const;

export type ElsewhereReason = keyof typeof elsewhereReasons;
export type NotCandidateReason = keyof typeof notCandidateReasons;

/** What a person may record of a prospect. */
export type ProspectStep =
  | { readonly to: 'contacted' | 'found' }
  | { readonly to: 'elsewhere'; readonly reasonCode: ElsewhereReason }
  | { readonly to: 'not-candidate'; readonly reasonCode: NotCandidateReason };

/** A rule by which somebody is a prospect or not, with what it rests on: codes and days. */
export interface ProspectFinding {
  readonly rule: 'appointment-to-come' | 'diagnosis-eligible' | 'no-such-therapy' | 'no-such-order' | 'not-settled';
  readonly passes: boolean;
  readonly evidence: string | null;
}

/** A patient who is likely to need a specialty drug soon. */
export interface Prospect {
  readonly prospectId: ProspectId;
  readonly siteId: SiteId;
  readonly clinicId: Id<'clinic'>;
  readonly patientId: PatientId;
  readonly appointmentId: Id<'appointment'>;
  readonly appointmentAt: Instant;
  readonly diseaseState: string;
  readonly findings: readonly ProspectFinding[];
  readonly state: ProspectState;
  readonly reasonCode: string | null;
  readonly therapyId: TherapyId | null;
  readonly prescriptionId: PrescriptionId | null;
  readonly foundAt: Instant;
  readonly changedAt: Instant;
  /** Null when the program changed it last. */
  readonly changedBy: Id<'staff'> | null;
  readonly version: number;
}

/**
 * Tells whether a treatment is one of a disease state: by the programme of its drug, or by what it is for, because a drug of one programme is
 * given for the diseases of others too (a biologic of rheumatology for psoriasis).
 */
export function isTreatmentOf(
  state: Pick<DiseaseState, 'code' | 'diagnosisCodes'>,
  treatment: { readonly programme: string | null; readonly indicationCode: string | null },
): boolean {
  const { programme, indicationCode } = treatment;
  return (
    programme === state.code || (indicationCode !== null && findDiagnosisBeginning(state, indicationCode) !== null)
  );
}

/** What is known when somebody is looked at for one disease state. */
export interface ProspectFacts {
  readonly now: Instant;
  readonly appointment: { readonly startsAt: Instant; readonly state: 'booked' | 'cancelled' | 'no-show' };
  /** The diagnosis of the patient that belongs to the disease state, and since when; null when none does. */
  readonly diagnosis: { readonly code: string; readonly beginning: string } | null;
  /** The number of a running therapy of this disease state. */
  readonly runningTherapy: string | null;
  /** The day of an order for such a drug that is not decided yet. */
  readonly openOrderOn: CalendarDay | null;
  /** What a person decided of this patient and disease state before. */
  readonly settledAs: 'elsewhere' | 'not-candidate' | null;
}

/**
 * Decides whether somebody is a prospect for a disease state: an appointment to come, a diagnosis for which such drugs are usual, neither a
 * therapy nor an order of that kind, and no person who said no before. Every rule answers, with what it rests on.
 */
export function decideProspect(facts: ProspectFacts): {
  readonly isProspect: boolean;
  readonly findings: readonly ProspectFinding[];
} {
  const { appointment, diagnosis, runningTherapy, openOrderOn, settledAs } = facts;
  const findings: readonly ProspectFinding[] = [
    {
      rule: 'appointment-to-come',
      passes: appointment.state === 'booked' && appointment.startsAt > facts.now,
      evidence: appointment.startsAt,
    },
    { rule: 'diagnosis-eligible', passes: diagnosis !== null, evidence: diagnosis?.code ?? null },
    { rule: 'no-such-therapy', passes: runningTherapy === null, evidence: runningTherapy },
    { rule: 'no-such-order', passes: openOrderOn === null, evidence: openOrderOn },
    { rule: 'not-settled', passes: settledAs === null, evidence: settledAs },
  ];
  return { isProspect: findings.every(({ passes }) => passes), findings };
}

/** What can still become of a prospect by a person's word; an order that came is not talked away. */
const nextStates: Readonly<Record<ProspectState, readonly ProspectState[]>> = {
  found: ['contacted', 'elsewhere', 'not-candidate'],
  contacted: ['contacted', 'elsewhere', 'not-candidate'],
  'order-received': [],
  elsewhere: ['found', 'not-candidate'],
  'not-candidate': ['found', 'elsewhere'],
};

/** Decides what a person records of a prospect. Refuses what its state does not allow. */
export function decideStep(prospect: Pick<Prospect, 'state'>, step: ProspectStep): Result<ProspectState> {
  if (nextStates[prospect.state].includes(step.to)) return ok(step.to);
  return refuse(prospectRefusals.stepNotAllowed, { state: prospect.state, to: step.to });
}

/** Tells whether an order for such a drug settles a prospect: also one who was thought to have gone elsewhere came back. */
export function isSettledByOrder({ state }: Pick<Prospect, 'state'>): boolean {
  return state === 'found' || state === 'contacted' || state === 'elsewhere';
}

/** Says in a sentence why a rule holds of a prospect. */
export function describeFinding({ rule, evidence }: ProspectFinding, diseaseState: string): string {
  const sentences: Readonly<Record<ProspectFinding['rule'], string>> = {
    'appointment-to-come': 'Has an appointment to come.',
    'diagnosis-eligible': `Diagnosis ${evidence ?? ''}: specialty drugs of ${diseaseState} are usual for it.`,
    'no-such-therapy': `No running therapy of ${diseaseState} here.`,
    'no-such-order': 'No order for such a drug waits at intake.',
    'not-settled': 'Nobody has said before that this patient is none.',
  };
  return sentences[rule];
}
