import type { CalendarDay } from '../../kernel/calendar-day.ts';
import type { Role } from '../../kernel/roles.ts';
import type { NewSite } from '../../modules/identity/index.ts';

/** A pharmacy of the demonstration, with a short name by which its people are placed. */
interface DemoSite extends NewSite {
  readonly key: string;
}

/** A person of the demonstration. */
export interface DemoPerson {
  readonly userName: string;
  readonly displayName: string;
  readonly roles: readonly Role[];
  /** The keys of the sites where they work; all of them when empty. */
  readonly siteKeys: readonly string[];
  readonly licensedIn: readonly string[];
  /** English alone where nothing is said. */
  readonly languages?: readonly string[];
  readonly skills?: readonly string[];
}

/** A health system of the demonstration. Everything about it is invented; NPIs and NCPDP ids only have valid check digits. */
export interface DemoHealthSystem {
  readonly tenantId: number;
  readonly slug: string;
  readonly name: string;
  readonly hosts: readonly string[];
  readonly sites: readonly DemoSite[];
  readonly people: readonly DemoPerson[];
}

/** The password of everybody in the demonstration; the second factor still changes every 30 seconds. */
export const demoPassword = 'harbor-lantern-demo';

const firstDay = '2024-01-01' as CalendarDay;
// Federal holidays of 2025 to 2027 (5 U.S.C. 6103), on the weekdays on which they are kept.
const holidays = [
  '2025-01-01',
  '2025-01-20',
  '2025-05-26',
  '2025-07-04',
  '2025-09-01',
  '2025-11-27',
  '2025-12-25',
  '2026-01-01',
  '2026-01-19',
  '2026-05-25',
  '2026-07-03',
  '2026-09-07',
  '2026-11-26',
  '2026-12-25',
  '2027-01-01',
  '2027-01-18',
  '2027-05-31',
  '2027-07-05',
  '2027-09-06',
  '2027-11-25',
  '2027-12-24',
];
const weekdays = { opening: { opens: '09:00', closes: '17:30', weekdays: [1, 2, 3, 4, 5], holidays } } as const;

function licences(prefix: string, states: readonly string[]): NewSite['licences'] {
  return states.map((state) => ({ state, number: `${state}-${prefix}`, validFrom: firstDay, validTo: null }));
}

const harborview: DemoHealthSystem = {
  tenantId: 1,
  slug: 'harborview',
  name: 'Harborview Health (demonstration)',
  hosts: ['localhost', '127.0.0.1', 'harborview.localhost'],
  sites: [
    {
      key: 'central',
      name: 'Central Specialty Pharmacy',
      npi: '1881234565',
      ncpdpId: '2298761',
      deaNumber: 'FH1234563',
      timeZone: 'America/New_York',
      calendar: weekdays,
      address: { lines: ['400 Harbor Street'], city: 'Boston', state: 'MA', postalCode: '02110' },
      phone: '6175550140',
      isDefault: true,
      licences: licences('SP-4410', ['MA', 'NH', 'RI', 'CT', 'ME', 'NY']),
    },
    {
      key: 'cancer',
      name: 'Cancer Center Pharmacy',
      npi: '1881234573',
      ncpdpId: '2298779',
      deaNumber: 'FH1234575',
      timeZone: 'America/New_York',
      calendar: weekdays,
      address: { lines: ['12 Oncology Way'], city: 'Boston', state: 'MA', postalCode: '02115' },
      phone: '6175550141',
      isDefault: false,
      licences: licences('SP-4411', ['MA', 'NH', 'RI']),
    },
    {
      key: 'lakes',
      name: 'Lakes Region Pharmacy',
      npi: '1881234581',
      ncpdpId: '2298787',
      deaNumber: 'FH1234587',
      timeZone: 'America/Chicago',
      calendar: { opening: { opens: '08:00', closes: '18:00', weekdays: [1, 2, 3, 4, 5, 6], holidays } },
      address: { lines: ['77 Lakeshore Drive'], city: 'Chicago', state: 'IL', postalCode: '60601' },
      phone: '3125550142',
      isDefault: false,
      licences: licences('SP-4412', ['IL', 'WI', 'IN', 'MI']),
    },
    {
      key: 'mesa',
      name: 'Sonoran Mesa Pharmacy',
      npi: '1881234607',
      ncpdpId: '0398765',
      deaNumber: 'FH1234599',
      timeZone: 'America/Phoenix',
      calendar: weekdays,
      address: { lines: ['880 Mesa Verde Avenue'], city: 'Phoenix', state: 'AZ', postalCode: '85004' },
      phone: '6025550143',
      isDefault: false,
      licences: licences('SP-4413', ['AZ', 'NM', 'NV']),
    },
    {
      key: 'pacific',
      name: 'Pacific Coast Pharmacy',
      npi: '1881234615',
      ncpdpId: '0598764',
      deaNumber: 'FH1234602',
      timeZone: 'America/Los_Angeles',
      calendar: weekdays,
      address: { lines: ['2100 Bayshore Boulevard'], city: 'Oakland', state: 'CA', postalCode: '94612' },
      phone: '5105550144',
      isDefault: false,
      licences: licences('SP-4414', ['CA', 'OR', 'WA']),
    },
  ],
  people: [
    {
      userName: 'ines',
      displayName: 'Ines Okafor',
      roles: ['intakeTechnician', 'patientCoordinator'],
      siteKeys: ['central', 'cancer'],
      licensedIn: [],
      languages: ['en', 'es'],
    },
    {
      userName: 'ben',
      displayName: 'Ben Castillo',
      roles: ['benefitsSpecialist', 'authorizationSpecialist', 'assistanceCoordinator'],
      siteKeys: ['central', 'cancer'],
      licensedIn: [],
      languages: ['en', 'es'],
      skills: ['appeals'],
    },
    {
      userName: 'clara',
      displayName: 'Clara Nguyen, PharmD',
      roles: ['clinicalPharmacist'],
      siteKeys: ['central', 'cancer'],
      licensedIn: ['MA', 'NH', 'RI', 'CT', 'ME', 'NY'],
      skills: ['oncology', 'rems'],
    },
    {
      userName: 'theo',
      displayName: 'Theo Brandt',
      roles: ['dispensingTechnician'],
      siteKeys: ['central'],
      licensedIn: [],
    },
    {
      userName: 'vera',
      displayName: 'Vera Lindqvist, PharmD',
      roles: ['verifyingPharmacist', 'clinicalPharmacist'],
      siteKeys: ['central', 'cancer'],
      licensedIn: ['MA', 'NH', 'RI'],
      skills: ['oncology'],
    },
    { userName: 'sam', displayName: 'Sam Whitaker', roles: ['shippingClerk'], siteKeys: ['central'], licensedIn: [] },
    { userName: 'bill', displayName: 'Billie Ramos', roles: ['billingAnalyst'], siteKeys: [], licensedIn: [] },
    {
      userName: 'nora',
      displayName: 'Nora Haddad, RN',
      roles: ['infusionNurse', 'patientCoordinator'],
      siteKeys: ['central'],
      licensedIn: [],
      languages: ['en', 'ar'],
      skills: ['interpreter'],
    },
    {
      userName: 'lee',
      displayName: 'Lee Sorensen',
      roles: ['teamLead', 'patientCoordinator'],
      siteKeys: ['central', 'cancer'],
      licensedIn: [],
      skills: ['interpreter'],
    },
    {
      userName: 'dana',
      displayName: 'Dana Whitfield, PharmD',
      roles: ['pharmacyDirector', 'executive'],
      siteKeys: [],
      licensedIn: ['MA', 'IL'],
    },
    {
      userName: 'lars',
      displayName: 'Lars Petersen, PharmD',
      roles: ['clinicalPharmacist', 'verifyingPharmacist'],
      siteKeys: ['lakes'],
      licensedIn: ['IL', 'WI', 'IN', 'MI'],
      skills: ['transplant'],
    },
    {
      userName: 'gina',
      displayName: 'Gina Moreau',
      roles: ['intakeTechnician', 'patientCoordinator', 'dispensingTechnician', 'shippingClerk'],
      siteKeys: ['lakes'],
      licensedIn: [],
    },
    {
      userName: 'mina',
      displayName: 'Mina Alvarado, PharmD',
      roles: ['clinicalPharmacist', 'verifyingPharmacist'],
      siteKeys: ['mesa'],
      licensedIn: ['AZ', 'NM', 'NV'],
      languages: ['en', 'es'],
      skills: ['oncology', 'transplant'],
    },
    {
      userName: 'mateo',
      displayName: 'Mateo Ruiz',
      roles: [
        'intakeTechnician',
        'patientCoordinator',
        'dispensingTechnician',
        'shippingClerk',
        'benefitsSpecialist',
        'authorizationSpecialist',
        'assistanceCoordinator',
      ],
      siteKeys: ['mesa'],
      licensedIn: [],
      languages: ['en', 'es'],
      skills: ['appeals'],
    },
    {
      userName: 'kira',
      displayName: 'Kira Ohashi, PharmD',
      roles: ['clinicalPharmacist', 'verifyingPharmacist'],
      siteKeys: ['pacific'],
      licensedIn: ['CA', 'OR', 'WA'],
    },
    {
      userName: 'kai',
      displayName: 'Kai Mahoney',
      roles: [
        'intakeTechnician',
        'patientCoordinator',
        'dispensingTechnician',
        'shippingClerk',
        'benefitsSpecialist',
        'authorizationSpecialist',
        'assistanceCoordinator',
      ],
      siteKeys: ['pacific'],
      licensedIn: [],
    },
    {
      userName: 'abby',
      displayName: 'Abby Stone',
      roles: ['analyst340B'],
      siteKeys: [],
      licensedIn: [],
      skills: ['340b'],
    },
    { userName: 'carl', displayName: 'Carl Weaver', roles: ['compliance340B'], siteKeys: [], licensedIn: [] },
    { userName: 'ivan', displayName: 'Ivan Horvat', roles: ['inventoryBuyer'], siteKeys: [], licensedIn: [] },
    {
      userName: 'gwen',
      displayName: 'Gwen Castellan, RN',
      roles: ['cellTherapyCoordinator'],
      siteKeys: ['cancer'],
      licensedIn: [],
      skills: ['cell-therapy', 'oncology'],
    },
    {
      userName: 'luis',
      displayName: 'Luis Ferrer',
      roles: ['cellLabTechnician'],
      siteKeys: ['cancer'],
      licensedIn: [],
    },
    { userName: 'quentin', displayName: 'Quentin Marsh', roles: ['qualityOfficer'], siteKeys: [], licensedIn: [] },
    {
      userName: 'priya',
      displayName: 'Priya Raman',
      roles: ['privacyOfficer', 'auditor'],
      siteKeys: [],
      licensedIn: [],
    },
    { userName: 'sol', displayName: 'Sol Abrams', roles: ['securityOfficer'], siteKeys: [], licensedIn: [] },
    { userName: 'ingrid', displayName: 'Ingrid Falk', roles: ['integrationEngineer'], siteKeys: [], licensedIn: [] },
    { userName: 'admin', displayName: 'Alex Duarte', roles: ['systemAdministrator'], siteKeys: [], licensedIn: [] },
  ],
};

const pinecrest: DemoHealthSystem = {
  tenantId: 2,
  slug: 'pinecrest',
  name: 'Pinecrest Community Hospital (demonstration)',
  hosts: ['pinecrest.localhost'],
  sites: [
    {
      key: 'main',
      name: 'Pinecrest Pharmacy',
      npi: '1881234599',
      ncpdpId: '3345670',
      deaNumber: null,
      timeZone: 'America/Denver',
      calendar: weekdays,
      address: { lines: ['5 Pine Road'], city: 'Boulder', state: 'CO', postalCode: '80301' },
      phone: '3035550150',
      isDefault: true,
      licences: licences('SP-9001', ['CO', 'WY']),
    },
  ],
  people: [
    {
      userName: 'paul',
      displayName: 'Paul Egan, PharmD',
      roles: ['clinicalPharmacist', 'verifyingPharmacist', 'intakeTechnician', 'patientCoordinator'],
      siteKeys: ['main'],
      licensedIn: ['CO', 'WY'],
    },
    {
      userName: 'pia',
      displayName: 'Pia Sato',
      roles: ['dispensingTechnician', 'shippingClerk', 'benefitsSpecialist'],
      siteKeys: ['main'],
      licensedIn: [],
    },
    {
      userName: 'padmin',
      displayName: 'Quinn Abara',
      roles: ['systemAdministrator', 'privacyOfficer'],
      siteKeys: [],
      licensedIn: [],
    },
  ],
};

/** The health systems of the demonstration: one with five sites, and a small one that proves that neither sees the other. */
export const demoHealthSystems: readonly DemoHealthSystem[] = [harborview, pinecrest];
