import type { LaneOutcome, Pathway } from './pathway.ts';

const perFill = ['refill', 'restart', 'other-patient'] as const;
const perStart = ['restart', 'other-patient'] as const;

const settled = ['authorization-settled'] as const;
const scheduled = ['delivery-scheduled'] as const;
const withPayer: LaneOutcome = { label: 'With the payer', pause: 'awaiting_payer', task: 'chase-payer' };
const denied: LaneOutcome = { label: 'Denied', hold: 'PA', task: 'decide-on-denial' };
const toBeDoneAgain: LaneOutcome = { label: 'To be done again' };

/**
 * The lines of facts of the standard pathway: what each recorded outcome is called, which milestones it meets, which hold it
 * stands for, whether it stops the clock, and which work is next. The newest outcome of a lane counts, in whatever order
 * facts arrive.
 */
export const standardLanes: Pathway['lanes'] = {
  acceptance: {
    label: 'Prescription',
    stage: 'referral',
    resets: [],
    outcomes: {
      accepted: { label: 'Accepted', meets: ['prescription-accepted'] },
      cancelled: { label: 'Cancelled', task: 'resolve-cancelled-prescription' },
      'used-up': { label: 'Renewal needed', task: 'renew-prescription' },
    },
  },
  enrolment: {
    label: 'Enrollment',
    stage: 'onboarding',
    resets: ['other-patient'],
    outcomes: {
      enrolled: { label: 'Enrolled', meets: ['enrolled'] },
      attempted: { label: 'Contact attempted', task: 'repeat-contact' },
      'unable-to-reach': {
        label: 'Unable to reach',
        hold: 'PatientUnreachable',
        pause: 'awaiting_patient',
        task: 'repeat-contact',
      },
      declined: { label: 'Declined', hold: 'Consent', task: 'resolve-declined-enrolment' },
    },
  },
  benefits: {
    label: 'Benefits check',
    stage: 'benefits',
    resets: perStart,
    outcomes: {
      complete: { label: 'Complete', meets: ['benefits-complete'] },
      incomplete: { label: 'Incomplete', task: 'complete-benefits' },
      'inactive-coverage': { label: 'Coverage inactive', hold: 'CoverageInactive', task: 'correct-coverage' },
    },
  },
  'authorization-need': {
    label: 'Need for authorization',
    stage: 'authorization',
    resets: perStart,
    outcomes: {
      required: { label: 'Required' },
      'not-required': { label: 'Not required', meets: settled },
    },
  },
  authorization: {
    label: 'Prior authorization',
    stage: 'authorization',
    resets: perStart,
    outcomes: {
      'not-assessed': { label: 'Not assessed' },
      'not-required': { label: 'Not required', meets: settled },
      required: { label: 'Required', task: 'prepare-authorization' },
      preparing: { label: 'Preparing', task: 'prepare-authorization' },
      'awaiting-provider': { label: 'Awaiting prescriber', pause: 'awaiting_prescriber', task: 'chase-prescriber' },
      'ready-for-review': { label: 'Ready for review', task: 'submit-authorization' },
      submitted: withPayer,
      'pended-info': { label: 'Pended: information needed', task: 'answer-payer' },
      approved: { label: 'Approved', meets: settled },
      'partially-approved': { label: 'Partially approved', meets: settled },
      denied,
      withdrawn: { label: 'Withdrawn', hold: 'PA', task: 'decide-on-denial' },
      'not-submitted': { label: 'Not submitted', hold: 'PA', task: 'decide-on-denial' },
      'appeal-draft': { label: 'Appeal being prepared', hold: 'PA', task: 'decide-on-denial' },
      'appeal-submitted': { ...withPayer, label: 'Appeal with the payer', hold: 'PA' },
      'appeal-approved': { label: 'Appeal approved', meets: settled },
      'appeal-denied': { ...denied, label: 'Appeal denied' },
      'external-review': { ...withPayer, label: 'External review', hold: 'PA' },
      exhausted: { ...denied, label: 'Appeals exhausted' },
      'expiring-soon': { label: 'Expiring soon', meets: settled },
      'renewal-preparing': { label: 'Renewal being prepared', meets: settled },
      expired: { label: 'Expired', hold: 'PA', task: 'renew-authorization' },
      voided: { label: 'Voided by a coverage change', hold: 'PA', task: 'renew-authorization' },
    },
  },
  assistance: {
    label: 'Financial assistance',
    stage: 'assistance',
    resets: perStart,
    outcomes: {
      'not-needed': { label: 'Not needed', meets: ['cost-affordable'] },
      affordable: { label: 'Affordable', meets: ['cost-affordable'] },
      pending: { label: 'Applied', pause: 'awaiting_assistance', task: 'chase-assistance' },
      'not-affordable': { label: 'Not affordable', hold: 'Affordability', task: 'find-assistance' },
    },
  },
  'start-review': {
    label: 'Clinical start review',
    stage: 'clinical-review',
    resets: perStart,
    outcomes: {
      cleared: { label: 'Cleared', meets: ['clinically-cleared'] },
      held: { label: 'Held clinically', hold: 'ClinicalReview', task: 'resolve-clinical-hold' },
      'labs-missing': { label: 'Labs missing', hold: 'LabOverdue', task: 'obtain-labs' },
      'rems-unmet': { label: 'REMS unmet', hold: 'REMS', task: 'meet-rems' },
    },
  },
  verification: {
    label: 'Prescription verification',
    stage: 'clinical-review',
    resets: perStart,
    outcomes: {
      verified: { label: 'Verified', meets: ['prescription-verified'] },
      unverified: { label: 'Verification withdrawn', task: 'verify-prescription' },
    },
  },
  schedule: {
    label: 'Delivery schedule',
    stage: 'scheduling',
    resets: perFill,
    outcomes: {
      scheduled: { label: 'Scheduled', meets: scheduled },
      void: toBeDoneAgain,
    },
  },
  claim: {
    label: 'Claim',
    stage: 'dispensing',
    resets: perFill,
    outcomes: {
      paid: { label: 'Paid' },
      rejected: { label: 'Rejected', task: 'rework-reject' },
      reversed: { label: 'Reversed' },
      lost: { label: 'Lost while the fill is under way', hold: 'ClaimLost' },
      void: toBeDoneAgain,
    },
  },
  fill: {
    label: 'Fill',
    stage: 'dispensing',
    resets: perFill,
    outcomes: {
      opened: { label: 'Opened', task: 'fill-order' },
      filled: { label: 'Filled', task: 'verify-fill' },
      verified: { label: 'Verified', meets: ['fill-verified'] },
      unverified: { label: 'Verification withdrawn', task: 'verify-fill' },
      cancelled: { label: 'Cancelled' },
      'returned-to-stock': { label: 'Returned to stock' },
    },
  },
  delivery: {
    label: 'Delivery',
    stage: 'delivery',
    resets: perFill,
    outcomes: {
      shipped: { label: 'In transit', task: 'confirm-delivery' },
      delivered: { label: 'Delivered', meets: ['delivered'] },
      exception: { label: 'Exception', task: 'resolve-delivery-exception' },
      returned: { label: 'Returned', task: 'resolve-return' },
      void: toBeDoneAgain,
    },
  },
  start: {
    label: 'Start of therapy',
    stage: 'monitoring',
    resets: perStart,
    outcomes: { confirmed: { label: 'Confirmed', meets: ['start-confirmed'] } },
  },
  refill: {
    label: 'Refill call',
    stage: 'refill',
    resets: perFill,
    outcomes: {
      confirmed: { label: 'Confirmed', meets: ['refill-confirmed'] },
      attempted: { label: 'Contact attempted', task: 'confirm-refill' },
      delayed: {
        label: 'Later date asked for',
        hold: 'PatientRequestedDelay',
        pause: 'patient_requested_later',
        task: 'confirm-refill',
      },
      'review-needed': {
        label: 'Pharmacist review needed',
        hold: 'ClinicalReview',
        task: 'review-refill',
      },
      'unable-to-reach': {
        label: 'Unable to reach',
        hold: 'PatientUnreachable',
        pause: 'awaiting_patient',
        task: 'tell-prescriber-unreached',
      },
      'prescriber-told': {
        label: 'Unable to reach, prescriber told',
        hold: 'PatientUnreachable',
        pause: 'awaiting_patient',
        task: 'confirm-refill',
      },
      declined: { label: 'Declined', task: 'resolve-declined-refill' },
      'renewal-needed': { label: 'Renewal needed', task: 'renew-prescription' },
    },
  },
};
