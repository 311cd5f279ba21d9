import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { ReferralClock, ReferralRequirement } from '../domain/referral-policy.ts';
import { ingredientCodes } from './demo-ingredients.ts';

const validFrom = '2020-01-01' as CalendarDay;
const everyone = '*';

// What the pharmacy asks for is its own policy; the labs follow what is customary for the disease state. [K: not checked against labels]
const ownPolicy = 'Policy of the pharmacy, to be confirmed by it';
const customary = 'Customary for the disease state; check the label of today';

type Parts = Pick<ReferralRequirement, 'kind' | 'label'> & Partial<ReferralRequirement>;

/** What every referral brings, by the code of the item. */
const general: Readonly<Record<string, Parts>> = {
  diagnosis: { kind: 'diagnosis', label: 'Diagnosis code (ICD-10-CM)' },
  allergies: { kind: 'allergies', label: 'Allergies, or that none are known' },
  insurance: { kind: 'insurance', label: 'Insurance in force' },
  address: { kind: 'address', label: 'Address to ship to' },
  phone: { kind: 'phone', label: 'Phone of the patient' },
  'prescriber-npi': { kind: 'prescriber-npi', label: 'NPI of the prescriber' },
  'prescriber-phone': { kind: 'prescriber-phone', label: 'Phone of the prescriber' },
};

const tuberculosis = lab('Tuberculosis screen', ['71773-6', '46217-0'], 365);
const hepatitisB = lab('Hepatitis B surface antigen', ['5195-3', '5196-1'], 365);
const bloodCount = lab('Complete blood count', ['58410-2', '6690-2'], 30);
const liver = lab('Liver function', ['24325-3', '1742-6'], 90);
const creatinine = lab('Creatinine', ['2160-0'], 90);
const weight: Parts = { kind: 'weight', label: 'Body weight', maximumAgeDays: 180 };
const height: Parts = { kind: 'height', label: 'Body height', maximumAgeDays: 365 };
const otherMedicines: Parts = { kind: 'medications', label: 'Other medicines, with therapies tried before' };

/** What the referrals of each programme bring beside. */
const byProgramme: Readonly<Record<string, Readonly<Record<string, Parts>>>> = {
  rheumatology: { 'tb-screen': tuberculosis, 'hbv-screen': hepatitisB, medications: otherMedicines },
  gastroenterology: { weight, 'tb-screen': tuberculosis, 'hbv-screen': hepatitisB, medications: otherMedicines },
  dermatology: { 'tb-screen': tuberculosis, medications: otherMedicines },
  neurology: { 'blood-count': bloodCount, liver },
  oncology: {
    weight: { ...weight, maximumAgeDays: 30 },
    height,
    'blood-count': bloodCount,
    liver: { ...liver, maximumAgeDays: 30 },
  },
  'asthma-allergy': { weight, eosinophils: lab('Eosinophils', ['711-2'], 365) },
  hepatitis: {
    'hcv-rna': lab('Hepatitis C viral load', ['11011-4'], 90),
    'hbv-screen': hepatitisB,
    liver,
  },
  hiv: { 'hiv-rna': lab('HIV viral load', ['20447-9'], 180), creatinine, 'hbv-screen': hepatitisB },
  transplant: { creatinine, 'blood-count': bloodCount },
  'pulmonary-hypertension': { liver },
  'cystic-fibrosis': { weight, liver },
  endocrinology: { weight: { ...weight, maximumAgeDays: 90 }, height, 'igf-1': lab('IGF-1', ['2484-4'], 365) },
  osteoporosis: { creatinine, calcium: lab('Calcium', ['17861-6'], 90) },
  cardiology: { ldl: lab('LDL cholesterol', ['13457-7', '2089-1'], 180), medications: otherMedicines },
};

/** The beginnings of the ICD-10-CM codes that the drugs of a programme are usually for. */
const diagnoses: Readonly<Record<string, readonly string[]>> = {
  rheumatology: ['M05', 'M06', 'M08', 'M45', 'L40.5'],
  gastroenterology: ['K50', 'K51'],
  dermatology: ['L20', 'L40', 'L73.2'],
  neurology: ['G35', 'G43'],
  oncology: ['C', 'D3A', 'D45', 'D46', 'D47'],
  'asthma-allergy': ['J45', 'J33', 'L50'],
  hepatitis: ['B18'],
  hiv: ['B20', 'Z21', 'Z29.81'],
  transplant: ['Z94', 'T86'],
  'pulmonary-hypertension': ['I27'],
  'cystic-fibrosis': ['E84'],
  endocrinology: ['E23', 'E34.3', 'Q87.1', 'Q96'],
  osteoporosis: ['M80', 'M81'],
  cardiology: ['E78', 'I25'],
};

const safetyConsent: Parts = {
  kind: 'consent',
  label: 'Signed enrollment in the safety program (REMS)',
  consentUse: 'drug-monitoring',
};

/** What single drugs bring beside; a code of the programme is replaced by that of the drug. */
const byIngredient: readonly (readonly [programme: string, ingredient: keyof typeof ingredientCodes, string, Parts])[] =
  [
    ['oncology', 'lenalidomide', 'rems-enrollment', safetyConsent],
    ['pulmonary-hypertension', 'macitentan', 'rems-enrollment', safetyConsent],
    ['pulmonary-hypertension', 'ambrisentan', 'rems-enrollment', safetyConsent],
    ['transplant', 'mycophenolate mofetil', 'rems-enrollment', safetyConsent],
    ['asthma-allergy', 'omalizumab', 'ige', lab('Immunoglobulin E', ['19113-0'], 365)],
    ['neurology', 'fingolimod', 'lymphocytes', lab('Lymphocytes', ['731-0'], 180)],
    ['cystic-fibrosis', 'ivacaftor', 'genotype', { kind: 'document', label: 'CFTR genotype report' }],
  ];

/** What a health system asks of referrals at its start; it may date other items at any time. */
export const startRequirements: readonly ReferralRequirement[] = [
  ...Object.entries(general).map(([itemCode, parts]) => toRequirement(everyone, itemCode, parts)),
  ...Object.entries(byProgramme).flatMap(([programme, items]) =>
    Object.entries(items).map(([itemCode, parts]) => toRequirement(programme, itemCode, parts)),
  ),
  ...Object.entries(diagnoses).map(([programme, codes]) =>
    toRequirement(programme, 'diagnosis', { kind: 'diagnosis', label: 'Diagnosis code (ICD-10-CM)', codes }),
  ),
  ...byIngredient.map(([programme, ingredient, itemCode, parts]) =>
    toRequirement(programme, itemCode, { ...parts, ingredientRxcui: ingredientCodes[ingredient] }),
  ),
];

const chase = 'Usual of the field: what is outstanding is chased every two business days';

/** How long a health system waits at its start; business days are counted as the 8.5 hours of the usual calendar. */
export const startClocks: readonly ReferralClock[] = [
  { clock: 'ehr-query', minutes: 10, counts: 'elapsed', source: ownPolicy, validFrom },
  { clock: 'form', minutes: 510, counts: 'business', source: ownPolicy, validFrom },
  { clock: 'letter-to-send', minutes: 120, counts: 'business', source: ownPolicy, validFrom },
  { clock: 'letter', minutes: 1_020, counts: 'business', source: chase, validFrom },
  { clock: 'transfer-to-send', minutes: 120, counts: 'business', source: ownPolicy, validFrom },
  { clock: 'transfer-out', minutes: 510, counts: 'business', source: ownPolicy, validFrom },
];

function lab(label: string, codes: readonly string[], maximumAgeDays: number): Parts {
  return { kind: 'laboratory', label, codes, maximumAgeDays };
}

function toRequirement(programme: string, itemCode: string, parts: Parts): ReferralRequirement {
  return {
    programme,
    itemCode,
    ingredientRxcui: null,
    codes: [],
    consentUse: null,
    maximumAgeDays: null,
    validFrom,
    validTo: null,
    source: programme === everyone ? ownPolicy : customary,
    isVerified: false,
    ...parts,
  };
}
