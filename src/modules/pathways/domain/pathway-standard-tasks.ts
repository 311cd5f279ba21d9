import type { Role } from '../../../kernel/roles.ts';
import type { Party } from './hold-kind.ts';
import type { DueRule, Pathway, Task } from './pathway.ts';

function task(
  label: string,
  clause: string,
  place: readonly [queue: string | null, role: Role, party?: Party],
  ...due: readonly DueRule[]
): Task {
  const [queue, role, party = 'pharmacy'] = place;
  return { label, clause, queue, role, party, due };
}

/** The work of the standard pathway with its default clocks, in business time of the site. */
export const standardTasks: Pathway['tasks'] = {
  'accept-referral': task('Accept the referral', 'The referral is not accepted', ['intake', 'intakeTechnician'], {
    after: 'opened',
    businessDays: 1,
  }),
  'resolve-cancelled-prescription': task(
    'Ask for a new prescription or end the therapy',
    'The prescription was cancelled',
    ['intake', 'intakeTechnician'],
    { after: 'opened', businessDays: 1 },
  ),
  'make-welcome-call': task(
    'Make the welcome call',
    'The patient is not enrolled',
    ['onboarding', 'patientCoordinator'],
    { after: 'opened', businessDays: 1 },
  ),
  'repeat-contact': task(
    'Try to reach the patient again',
    'The patient has not been reached',
    ['onboarding', 'patientCoordinator', 'patient'],
    { after: 'opened', businessDays: 2 },
  ),
  'resolve-declined-enrolment': task(
    'Tell the prescriber that the patient declined',
    'The patient declined to enroll',
    ['onboarding', 'patientCoordinator'],
    { after: 'opened', businessDays: 1 },
  ),
  'check-benefits': task('Check the benefits', 'The benefits are not checked', ['benefits', 'benefitsSpecialist'], {
    after: 'opened',
    businessDays: 1,
  }),
  'complete-benefits': task(
    'Complete the benefits check',
    'The benefits check is incomplete',
    ['benefits', 'benefitsSpecialist'],
    { after: 'opened', businessDays: 2 },
  ),
  'correct-coverage': task(
    'Find an active coverage',
    'The coverage on file is not active',
    ['benefits', 'benefitsSpecialist', 'patient'],
    { after: 'opened', businessDays: 1 },
  ),
  'prepare-authorization': task(
    'Prepare the prior authorization',
    'Prior authorization is required',
    ['authorization', 'authorizationSpecialist'],
    { after: 'benefits-complete', businessDays: 1 },
  ),
  'chase-prescriber': task(
    'Chase the prescriber for the authorization',
    'The prescriber has to complete the prior authorization',
    ['authorization', 'authorizationSpecialist', 'prescriber'],
    { after: 'opened', businessDays: 2 },
  ),
  'submit-authorization': task(
    'Submit the prior authorization',
    'The prior authorization is ready to be submitted',
    ['authorization', 'authorizationSpecialist'],
    { after: 'opened', businessDays: 1 },
  ),
  'chase-payer': task(
    'Chase the payer for a decision',
    'Prior authorization is with the payer',
    ['authorization', 'authorizationSpecialist', 'payer'],
    { after: 'opened', businessDays: 2 },
  ),
  'answer-payer': task(
    'Answer the payer',
    'The payer asked for more information',
    ['authorization', 'authorizationSpecialist'],
    { after: 'opened', businessDays: 1 },
  ),
  'decide-on-denial': task(
    'Decide on the denial',
    'Prior authorization was denied',
    ['authorization', 'authorizationSpecialist'],
    { after: 'opened', businessDays: 5 },
  ),
  'renew-authorization': task(
    'Renew the prior authorization',
    'Prior authorization is no longer valid',
    ['authorization', 'authorizationSpecialist'],
    { after: 'opened', businessDays: 1 },
  ),
  'quote-cost': task(
    'Quote the cost to the patient',
    'It is not settled that the patient can afford the cost',
    ['assistance', 'assistanceCoordinator'],
    { after: 'authorization-settled', businessDays: 1 },
  ),
  'chase-assistance': task(
    'Chase the assistance decision',
    'The assistance program has not decided',
    ['assistance', 'assistanceCoordinator', 'assistance'],
    { after: 'opened', businessDays: 3 },
  ),
  'find-assistance': task(
    'Find other assistance',
    'The patient cannot afford the cost',
    ['assistance', 'assistanceCoordinator'],
    { after: 'opened', businessDays: 3 },
  ),
  'review-start': task(
    'Review the clinical start',
    'The clinical start review is due',
    ['clinical-review', 'clinicalPharmacist'],
    { after: 'cost-affordable', businessDays: 1 },
    { after: 'opened', businessDays: 3 },
  ),
  'resolve-clinical-hold': task(
    'Resolve the clinical hold',
    'A pharmacist has held the therapy clinically',
    ['clinical-review', 'clinicalPharmacist'],
    { after: 'opened', businessDays: 1 },
  ),
  'obtain-labs': task(
    'Obtain the missing laboratory results',
    'Laboratory results are missing',
    ['clinical-review', 'clinicalPharmacist', 'prescriber'],
    { after: 'opened', businessDays: 2 },
  ),
  'meet-rems': task(
    'Meet the REMS requirement',
    'A REMS requirement is not met',
    ['clinical-review', 'clinicalPharmacist', 'prescriber'],
    { after: 'opened', businessDays: 1 },
  ),
  'verify-prescription': task(
    'Verify the prescription',
    'The prescription is not verified by a pharmacist',
    ['clinical-review', 'clinicalPharmacist'],
    { after: 'cost-affordable', businessDays: 1 },
    { after: 'opened', businessDays: 3 },
  ),
  'schedule-delivery': task(
    'Schedule the delivery',
    'The delivery is not scheduled',
    ['scheduling', 'patientCoordinator'],
    { after: 'run-out', days: -2 },
    { after: 'opened', businessDays: 1 },
  ),
  'open-fill': task('Open the fill', 'The fill is not opened', ['fill', 'dispensingTechnician'], {
    after: 'opened',
    businessDays: 1,
  }),
  'fill-order': task('Fill the order', 'The order is not filled', ['fill', 'dispensingTechnician'], {
    after: 'opened',
    businessDays: 1,
  }),
  'verify-fill': task(
    'Verify the filled product',
    'The filled product is not verified',
    ['verification', 'verifyingPharmacist'],
    { after: 'opened', businessHours: 4 },
  ),
  'rework-reject': task('Work the rejected claim', 'The claim is rejected', [null, 'billingAnalyst'], {
    after: 'opened',
    businessHours: 4,
  }),
  'ship-order': task('Ship the order', 'The order is not shipped', ['shipping', 'shippingClerk'], {
    after: 'opened',
    businessDays: 1,
  }),
  'confirm-delivery': task(
    'Confirm the delivery',
    'The order is on its way',
    ['shipping', 'shippingClerk', 'courier'],
    { after: 'opened', businessDays: 2 },
  ),
  'resolve-delivery-exception': task(
    'Work the delivery exception',
    'The delivery met an exception',
    ['delivery-exceptions', 'shippingClerk', 'courier'],
    { after: 'opened', businessHours: 2 },
  ),
  'resolve-return': task(
    'Decide about the returned order',
    'The order came back',
    ['delivery-exceptions', 'shippingClerk'],
    { after: 'opened', businessHours: 2 },
  ),
  'confirm-start': task(
    'Confirm that therapy has started',
    'The start of therapy is not confirmed',
    ['monitoring', 'clinicalPharmacist', 'patient'],
    { after: 'delivered', days: 3 },
  ),
  'confirm-refill': task(
    'Make the refill call',
    'The refill is not confirmed',
    ['refills', 'patientCoordinator', 'patient'],
    { after: 'run-out', days: -5 },
    { after: 'opened', businessDays: 1 },
  ),
  'review-refill': task(
    'Review the answers of the refill call',
    'A pharmacist has to review what the patient answered',
    ['clinical-review', 'clinicalPharmacist'],
    { after: 'opened', businessHours: 4 },
  ),
  'tell-prescriber-unreached': task(
    'Tell the prescriber that the patient cannot be reached',
    'The patient could not be reached for the refill',
    ['refills', 'patientCoordinator', 'patient'],
    { after: 'opened', businessDays: 1 },
  ),
  'resolve-declined-refill': task(
    'Find out why the refill was declined',
    'The patient declined the refill',
    ['clinical-review', 'clinicalPharmacist', 'patient'],
    { after: 'opened', businessDays: 1 },
  ),
  'renew-prescription': task(
    'Ask the prescriber for a renewal',
    'The prescription has to be renewed',
    ['renewals', 'patientCoordinator', 'prescriber'],
    { after: 'run-out', days: -5 },
    { after: 'opened', businessDays: 1 },
  ),
};
