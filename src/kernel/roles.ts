/** The roles of a specialty pharmacy and what each is called on screen. A person may hold several, each at named sites. */
export const roles = {
  intakeTechnician: 'Intake technician',
  patientCoordinator: 'Patient coordinator',
  benefitsSpecialist: 'Benefits specialist',
  authorizationSpecialist: 'Prior authorization specialist',
  assistanceCoordinator: 'Financial assistance coordinator',
  clinicalPharmacist: 'Clinical pharmacist',
  dispensingTechnician: 'Dispensing technician',
  verifyingPharmacist: 'Verifying pharmacist',
  shippingClerk: 'Shipping clerk',
  billingAnalyst: 'Billing analyst',
  analyst340B: '340B analyst',
  compliance340B: '340B compliance officer',
  inventoryBuyer: 'Inventory buyer',
  cellTherapyCoordinator: 'Cell and gene therapy coordinator',
  cellLabTechnician: 'Cell lab and receiving',
  infusionNurse: 'Infusion nurse',
  pharmacyDirector: 'Pharmacy director',
  qualityOfficer: 'Quality and accreditation',
  privacyOfficer: 'Privacy officer',
  securityOfficer: 'Security officer',
  integrationEngineer: 'IT integration',
  auditor: 'Auditor (read only)',
  systemAdministrator: 'System administrator',
  teamLead: 'Team lead',
  executive: 'Executive',
} as const;

/** The code of a staff role. */
export type Role = keyof typeof roles;

/** All role codes in the order of the field's own list. */
export const roleCodes = Object.keys(roles) as readonly Role[];
