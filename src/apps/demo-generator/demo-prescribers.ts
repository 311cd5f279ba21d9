import type { DemoPrescriber } from './demo-orders.ts';

/** Invented prescribers who stand in the directory of the demonstration. */
export const demoPrescribers: readonly DemoPrescriber[] = [
  { npi: '1999990017', familyName: 'Okafor', givenName: 'Amara', state: 'NY' },
  { npi: '1999990025', familyName: 'Lindqvist', givenName: 'Henrik', state: 'NY' },
  { npi: '1999990033', familyName: 'Castellano', givenName: 'Rosa', state: 'NJ' },
  { npi: '1999990041', familyName: 'Whitfield', givenName: 'Grace', state: 'NY' },
  { npi: '1999990058', familyName: 'Abramov', givenName: 'Daniel', state: 'NY' },
  { npi: '1999990066', familyName: 'Nakamura', givenName: 'Emi', state: 'NY' },
  { npi: '1999990074', familyName: 'Delacroix', givenName: 'Paul', state: 'CT' },
  { npi: '1999990082', familyName: 'Mbeki', givenName: 'Thandi', state: 'NY' },
  { npi: '1999990090', familyName: 'Fairbanks', givenName: 'Owen', state: 'PA' },
  { npi: '1999990108', familyName: 'Ramaswamy', givenName: 'Priya', state: 'NY' },
  { npi: '1999990116', familyName: 'Sorensen', givenName: 'Karl', state: 'NJ' },
  { npi: '1999990132', familyName: 'Ellery', givenName: 'Marguerite', state: 'AZ' },
  { npi: '1999990140', familyName: 'Kingsley', givenName: 'Adaeze', state: 'CA' },
  { npi: '1999990157', familyName: 'Tanaka', givenName: 'Hiroshi', state: 'IL' },
  { npi: '1999990165', familyName: 'Petrov', givenName: 'Galina', state: 'CA' },
  { npi: '1999990124', familyName: 'Villanueva', givenName: 'Teresa', state: 'NY' },
];
