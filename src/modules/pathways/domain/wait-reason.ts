import type { Party } from './hold-kind.ts';

/** The only reasons that stop the pharmacy's clock; stock-outs of its own and every other wait run on. */
export const pauseReasons = [
  'awaiting_prescriber',
  'awaiting_patient',
  'awaiting_payer',
  'awaiting_assistance',
  'patient_requested_later',
  'manufacturer_supply',
] as const;

/** One of the six reasons that stop the pharmacy's clock. */
export type PauseReason = (typeof pauseReasons)[number];

/** What a wait is called and whose move it is. */
export interface WaitReason {
  readonly label: string;
  readonly clause: string;
  readonly party: Party;
  /** Whether waiting for this means that somebody had to be asked to resolve something before the fill could be ready. */
  readonly isIntervention: boolean;
}

/** The six reasons. Waiting for the patient or for a later date is routine and leaves the turnaround clean. */
export const waitReasons: Readonly<Record<PauseReason, WaitReason>> = {
  awaiting_prescriber: {
    label: 'Awaiting prescriber information',
    clause: 'Information from the prescriber is outstanding',
    party: 'prescriber',
    isIntervention: true,
  },
  awaiting_patient: {
    label: 'Awaiting patient',
    clause: 'An answer from the patient is outstanding',
    party: 'patient',
    isIntervention: false,
  },
  awaiting_payer: {
    label: 'Awaiting payer decision',
    clause: 'The decision of the payer is outstanding',
    party: 'payer',
    isIntervention: true,
  },
  awaiting_assistance: {
    label: 'Awaiting assistance decision',
    clause: 'The decision of the assistance program is outstanding',
    party: 'assistance',
    isIntervention: true,
  },
  patient_requested_later: {
    label: 'Patient asked for a later date',
    clause: 'The patient asked for a later date',
    party: 'patient',
    isIntervention: false,
  },
  manufacturer_supply: {
    label: 'Manufacturer supply',
    clause: 'The manufacturer cannot supply the drug',
    party: 'manufacturer',
    isIntervention: false,
  },
};
