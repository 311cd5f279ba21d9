import type { Instant } from '../../src/kernel/instant.ts';

/** A made-up patient whose words appear nowhere else, so that each of them found outside of a page is a leak. */
export const canaryPatient = {
  familyName: 'Zyxwellan',
  givenName: 'Quillara',
  birthDate: '1957-02-13',
  phone: '6175550187',
  street: '41 Tamarack Loop',
  memberId: 'W90QZK4417',
  recordNumber: 'QMR774410',
} as const;

/** What of the patient must stand in no address, header, title, storage or log. */
export const canaryWords: readonly string[] = [
  ...Object.values(canaryPatient),
  canaryPatient.birthDate.replaceAll('-', ''),
  '(617) 555-0187',
  '555-0187',
];

/** Writes the order of an EHR for the canary patient. NDC of Humira(CF) Pen: openFDA, 0074-0554-02. */
export function composeCanaryOrder(at: Instant): string {
  const stamp = at.replace(/\D/g, '').slice(0, 14);
  const day = stamp.slice(0, 8);
  const { familyName, givenName, phone, street, memberId, recordNumber } = canaryPatient;
  const born = canaryPatient.birthDate.replaceAll('-', '');
  const [area, number] = [phone.slice(0, 3), phone.slice(3)];
  return [
    `MSH|^~\\&|EHR|HARBORVIEW|THERIAC|CENTRAL|${stamp}+0000||RDE^O11^RDE_O11|JOURNEY-1|P|2.5.1`,
    `PID|1||${recordNumber}^^^HARBORVIEW^MR||${familyName}^${givenName}||${born}|F|||${street}^^Boston^MA^02118^^H||^PRN^CP^^^${area}^${number}`,
    composeInsurance(memberId),
    `ORC|NW|JOURNEY-1|||||||${day}|||1999990017^Okafor^Amara^^^^^^NPI^^^^NPI`,
    'RXE||00074055402^Humira(CF) Pen 40 mg/0.4 mL^NDC|40||mg||^Inject 40 mg under the skin every other week.|||2|PEN|5',
    'RXR|SC^Subcutaneous^HL70162',
    'TQ1|1|||||28^d',
    'AL1|1|DA|^No known drug allergies',
    'DG1|1||L40.0^Psoriasis vulgaris^I10',
  ].join('\r');
}

/** Writes the card of a plan of the demonstration; bank and processor numbers stand where EHRs put them, in IN1-3. */
function composeInsurance(memberId: string): string {
  const fields: Readonly<Record<number, string>> = {
    0: 'IN1',
    1: '1',
    2: 'MBP^Meridian',
    3: '990001^^^^BIN~MBP^^^^PCN',
    4: 'Meridian Benefit Partners',
    8: 'GRP117',
    12: '20260101',
    17: '18^Self^HL70063',
    36: memberId,
    49: memberId,
  };
  return Array.from({ length: 50 }, (_, index) => fields[index] ?? '').join('|');
}
