import { declarePermissions } from '../../kernel/permission.ts';

/** What may be done with prescriptions. */
export const prescriptionPermissions = declarePermissions('prescriptions', {
  readPrescriptions: {
    sentence: 'may read prescriptions with the original they came in',
    roles: [
      'intakeTechnician',
      'patientCoordinator',
      'benefitsSpecialist',
      'authorizationSpecialist',
      'assistanceCoordinator',
      'clinicalPharmacist',
      'dispensingTechnician',
      'verifyingPharmacist',
      'billingAnalyst',
      'pharmacyDirector',
      'qualityOfficer',
      'teamLead',
      'auditor',
    ],
  },
  resolveMatches: {
    sentence:
      'may settle which patient, prescriber and drug a prescription means, and enter prescriptions that came by phone or on paper',
    roles: ['intakeTechnician', 'clinicalPharmacist', 'verifyingPharmacist', 'teamLead'],
  },
  decidePrescriptions: {
    sentence: 'may accept a prescription after clarifying what was missing, refuse it, or cancel it',
    roles: ['intakeTechnician', 'clinicalPharmacist', 'verifyingPharmacist', 'teamLead'],
  },
  correctPatient: {
    sentence: 'may move a prescription and its therapy to the right patient',
    roles: ['clinicalPharmacist', 'verifyingPharmacist', 'teamLead'],
    assurance: 'fresh',
  },
});
