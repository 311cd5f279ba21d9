import type { Npi } from '../../../kernel/npi.ts';
import type { NewPrescriber } from '../directory-store.ts';

/** Made-up prescribers of every programme. Their NPIs and DEA numbers have valid check digits and begin like no number that was given out. */
export const demoPrescribers: readonly NewPrescriber[] = [
  prescriber(['Okafor', 'Amara', 'MD'], 'Rheumatology', {
    npi: '1999990017',
    dea: 'BO9999004',
    state: 'NY',
    phone: '2125550121',
  }),
  prescriber(['Lindqvist', 'Henrik', 'MD'], 'Gastroenterology', {
    npi: '1999990025',
    dea: 'BL9999016',
    state: 'NY',
    phone: '2125550122',
  }),
  prescriber(['Castellano', 'Rosa', 'MD'], 'Dermatology', {
    npi: '1999990033',
    dea: 'BC9999028',
    state: 'NJ',
    phone: '2015550123',
  }),
  prescriber(['Whitfield', 'Grace', 'NP'], 'Dermatology', {
    npi: '1999990041',
    dea: 'BW9999030',
    state: 'NY',
    phone: '2125550124',
  }),
  prescriber(['Abramov', 'Daniel', 'MD'], 'Neurology', {
    npi: '1999990058',
    dea: 'BA9999042',
    state: 'NY',
    phone: '2125550125',
  }),
  prescriber(['Nakamura', 'Emi', 'MD'], 'Hematology and oncology', {
    npi: '1999990066',
    dea: 'BN9999054',
    state: 'NY',
    phone: '2125550126',
  }),
  prescriber(['Delacroix', 'Paul', 'MD'], 'Hematology and oncology', {
    npi: '1999990074',
    dea: 'BD9999066',
    state: 'CT',
    phone: '2035550127',
  }),
  prescriber(['Mbeki', 'Thandi', 'MD'], 'Infectious disease', {
    npi: '1999990082',
    dea: 'BM9999078',
    state: 'NY',
    phone: '2125550128',
  }),
  prescriber(['Fairbanks', 'Owen', 'MD'], 'Hepatology', {
    npi: '1999990090',
    dea: 'BF9999080',
    state: 'PA',
    phone: '2155550129',
  }),
  prescriber(['Ramaswamy', 'Priya', 'MD'], 'Transplant nephrology', {
    npi: '1999990108',
    dea: 'BR9999092',
    state: 'NY',
    phone: '2125550130',
  }),
  prescriber(['Sorensen', 'Karl', 'MD'], 'Pulmonology', {
    npi: '1999990116',
    dea: 'BS9999105',
    state: 'NJ',
    phone: '2015550131',
  }),
  prescriber(['Villanueva', 'Teresa', 'MD'], 'Allergy and immunology', {
    npi: '1999990124',
    dea: 'BV9999117',
    state: 'NY',
    phone: '2125550132',
  }),
  prescriber(['Ellery', 'Marguerite', 'MD'], 'Endocrinology', {
    npi: '1999990132',
    dea: 'BE9999129',
    state: 'AZ',
    phone: '6025550133',
  }),
  prescriber(['Kingsley', 'Adaeze', 'MD'], 'Cardiology', {
    npi: '1999990140',
    dea: 'BK9999131',
    state: 'CA',
    phone: '4155550134',
  }),
  prescriber(['Tanaka', 'Hiroshi', 'MD'], 'Pulmonology and cystic fibrosis', {
    npi: '1999990157',
    dea: 'BT9999143',
    state: 'IL',
    phone: '3125550135',
  }),
  prescriber(['Petrov', 'Galina', 'MD'], 'Neurology and headache', {
    npi: '1999990165',
    dea: 'BP9999155',
    state: 'CA',
    phone: '4155550136',
  }),
];

function prescriber(
  [familyName, givenName, credential]: readonly [string, string, string],
  specialty: string,
  reach: { readonly npi: string; readonly dea: string; readonly state: string; readonly phone: string },
): NewPrescriber {
  return {
    npi: reach.npi as Npi,
    deaNumber: reach.dea,
    familyName,
    givenName,
    credential,
    specialty,
    phone: reach.phone,
    fax: null,
    state: reach.state,
    isSynthetic: true,
    source: 'Made up for demonstration',
  };
}
