import type { Role } from '../../../kernel/roles.ts';

/** A queue: what it is called, and the roles that work it. */
export interface Queue {
  readonly label: string;
  readonly roles: readonly Role[];
}

/** The work queues in the order of a therapy's journey. */
export const queues = {
  intake: { label: 'Intake', roles: ['intakeTechnician'] },
  scans: { label: 'Scans and faxes', roles: ['intakeTechnician'] },
  matching: { label: 'Patient matching', roles: ['intakeTechnician', 'patientCoordinator'] },
  'missing-information': { label: 'Missing information', roles: ['intakeTechnician', 'patientCoordinator'] },
  onboarding: { label: 'Onboarding', roles: ['patientCoordinator'] },
  benefits: { label: 'Benefits investigation', roles: ['benefitsSpecialist'] },
  authorization: { label: 'Prior authorization', roles: ['authorizationSpecialist'] },
  assistance: { label: 'Financial assistance', roles: ['assistanceCoordinator'] },
  'clinical-review': { label: 'Clinical review', roles: ['clinicalPharmacist'] },
  scheduling: { label: 'Scheduling', roles: ['patientCoordinator'] },
  fill: { label: 'Fill', roles: ['dispensingTechnician'] },
  verification: { label: 'Product verification', roles: ['verifyingPharmacist'] },
  'claim-rejects': { label: 'Claim rejects', roles: ['billingAnalyst', 'benefitsSpecialist'] },
  'remittance-exceptions': { label: 'Remittance exceptions', roles: ['billingAnalyst'] },
  'refund-exceptions': { label: 'Refund exceptions', roles: ['billingAnalyst'] },
  shipping: { label: 'Shipping', roles: ['shippingClerk'] },
  'delivery-exceptions': { label: 'Delivery exceptions', roles: ['shippingClerk', 'patientCoordinator'] },
  escalations: { label: 'Escalations', roles: ['teamLead', 'pharmacyDirector'] },
  'first-fills': { label: 'First fills overdue', roles: ['clinicalPharmacist', 'teamLead', 'pharmacyDirector'] },
  monitoring: { label: 'Monitoring', roles: ['clinicalPharmacist'] },
  refills: { label: 'Refills', roles: ['patientCoordinator'] },
  renewals: { label: 'Renewals', roles: ['patientCoordinator', 'intakeTechnician'] },
  'dead-letters': { label: 'Dead letters', roles: ['integrationEngineer'] },
} as const satisfies Record<string, Queue>;

/** The code of a queue. */
export type QueueCode = keyof typeof queues;

/** All queue codes in order. */
export const queueCodes = Object.keys(queues) as readonly QueueCode[];

/** Tells whether a text is the code of a queue. */
export function isQueueCode(text: string): text is QueueCode {
  return Object.hasOwn(queues, text);
}

/** Tells whether one of a person's roles works a queue. */
export function servesQueue(roles: readonly string[], queue: QueueCode): boolean {
  const serving: readonly string[] = queues[queue].roles;
  return roles.some((role) => serving.includes(role));
}
