/** A clinic of the demonstration: what it treats, which pharmacy serves it and who prescribes there. */
export interface DemoClinic {
  readonly name: string;
  readonly siteKey: string;
  readonly programmes: readonly string[];
  readonly prescriberNpi: string;
}

/** The twelve clinics of the large health system. Prescribers stand in the directory by NPI. */
export const demoClinics: readonly DemoClinic[] = [
  clinic('Harbor Rheumatology', 'central', ['rheumatology'], '1999990017'),
  clinic('Harbor Digestive Health', 'central', ['gastroenterology', 'hepatitis'], '1999990025'),
  clinic('Harbor Dermatology', 'central', ['dermatology'], '1999990033'),
  clinic('Harbor Neurology', 'central', ['neurology'], '1999990058'),
  clinic('Oncology Way Hematology', 'cancer', ['oncology'], '1999990066'),
  clinic('Oncology Way Solid Tumors', 'cancer', ['oncology'], '1999990074'),
  clinic('Lakes Pulmonary and Cystic Fibrosis', 'lakes', ['cystic-fibrosis', 'asthma-allergy'], '1999990157'),
  clinic('Lakes Transplant', 'lakes', ['transplant', 'pulmonary-hypertension'], '1999990108'),
  clinic('Mesa Endocrinology and Bone', 'mesa', ['endocrinology', 'osteoporosis'], '1999990132'),
  clinic('Mesa Infectious Disease', 'mesa', ['hiv', 'hepatitis'], '1999990082'),
  clinic('Pacific Headache and MS', 'pacific', ['neurology'], '1999990165'),
  clinic('Pacific Preventive Cardiology', 'pacific', ['cardiology', 'rheumatology'], '1999990140'),
];

function clinic(name: string, siteKey: string, programmes: readonly string[], prescriberNpi: string): DemoClinic {
  return { name, siteKey, programmes, prescriberNpi };
}
