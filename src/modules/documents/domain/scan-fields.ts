import { parseNpi } from '../../../kernel/npi.ts';
import {
  computeBox,
  computeConfidence,
  listLines,
  listWordsWithin,
  type PageBox,
  type ScannedLine,
  type ScannedPage,
} from './scan-text.ts';

/** What is looked for on a scan, and what each is called on screen. */
export const scanFields = {
  patientName: 'Patient',
  birthDate: 'Birth date',
  phone: 'Phone',
  street: 'Street',
  city: 'City',
  state: 'State',
  postalCode: 'ZIP code',
  memberId: 'Member ID',
  bin: 'BIN',
  pcn: 'PCN',
  groupNumber: 'Group',
  prescriberName: 'Prescriber',
  npi: 'NPI',
  drug: 'Drug',
  ndc: 'NDC',
  directions: 'Directions',
  quantity: 'Quantity',
  daysSupply: 'Days of supply',
  refills: 'Refills',
  writtenOn: 'Written',
  diagnosisCode: 'Diagnosis',
} as const;

/** The name of a field. */
export type ScanFieldName = keyof typeof scanFields;

/** A value that stands on a scan: as it was read, where, and how sure the reading is, from 0 to 100. */
export interface ScanField {
  readonly name: ScanFieldName;
  readonly value: string;
  readonly page: number;
  readonly box: PageBox;
  readonly confidence: number;
}

interface FieldRule {
  /** What stands in front of the value. */
  readonly label: RegExp;
  /** The shape of the value; the first group is what counts. */
  readonly value: RegExp;
  /** Turns what was read into the form in which it is kept; null when it can't be this. */
  readonly toValue?: (text: string) => string | null;
}

const digits = (text: string): string => text.replaceAll(/\D/g, '');
const day = /(\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{4}-\d{2}-\d{2})/;
const count = /(\d{1,4})\b/;
// The rest of a line up to where the next label begins.
const words =
  /([^:#]+?)(?=\s+(?:patient|date|birth|dob|phone|tel|fax|address|street|city|state|zip|sex|gender|member|subscriber|bin|pcn|group|grp|prescriber|physician|provider|npi|dea|drug|medication|ndc|sig|directions|qty|quantity|days|refills?|written|icd|diagnosis|dx)\b[^:#]{0,15}[:#]|$)/i;

const rules: Readonly<Record<ScanFieldName, FieldRule>> = {
  patientName: { label: /\bpatient(?:'s)?(?: name)?\s*[:#]/i, value: words, toValue: toName },
  birthDate: { label: /\b(?:date of birth|birth ?date|dob|d\.o\.b\.?)\s*[:#]?/i, value: day, toValue: toDay },
  phone: {
    label: /\b(?:phone|tel|telephone|mobile)(?: number)?\s*[:#]?/i,
    value: /(\(?\d{3}\)?[ .-]?\d{3}[ .-]?\d{4})/,
    toValue: digits,
  },
  street: { label: /\b(?:street|address)\s*[:#]/i, value: words },
  city: { label: /\bcity\s*[:#]/i, value: words },
  state: { label: /\bstate\s*[:#]/i, value: /\b([A-Za-z]{2})\b/, toValue: (text) => text.toUpperCase() },
  postalCode: { label: /\bzip(?: code)?\s*[:#]/i, value: /(\d{5}(?:-\d{4})?)/ },
  memberId: {
    label: /\b(?:member|subscriber|cardholder)(?: ?(?:id|no|number))?\s*[:#]/i,
    value: /([A-Z0-9][A-Z0-9-]{4,19})\b/i,
  },
  bin: { label: /\b(?:rx ?)?bin\s*[:#]?/i, value: /(\d{6})\b/ },
  pcn: { label: /\b(?:rx ?)?pcn\s*[:#]?/i, value: /([A-Z0-9]{2,10})\b/i },
  groupNumber: { label: /\b(?:rx ?)?(?:grp|group)(?: ?(?:no|number|id))?\s*[:#]?/i, value: /([A-Z0-9-]{2,15})\b/i },
  prescriberName: { label: /\b(?:prescriber|physician|provider)(?: name)?\s*[:#]/i, value: words, toValue: toName },
  npi: { label: /\bnpi\s*[:#]?/i, value: /(\d{10})\b/, toValue: (text) => (parseNpi(text) === null ? null : text) },
  drug: { label: /\b(?:drug|medication|rx)\s*:/i, value: words },
  ndc: { label: /\bndc\s*[:#]?/i, value: /(\d{5}-?\d{3,4}-?\d{1,2}|\d{4}-\d{4}-\d{2})\b/ },
  directions: { label: /\b(?:sig|directions)\s*:/i, value: /(.+)$/ },
  quantity: { label: /\b(?:qty|quantity)(?: to dispense)?\s*[:#]?/i, value: /(\d{1,5}(?:\.\d{1,3})?)\b/ },
  daysSupply: { label: /\bdays?(?:'| of)? ?supply\s*[:#]?/i, value: count },
  refills: { label: /\brefills?\s*[:#]?/i, value: count },
  writtenOn: { label: /\b(?:date written|written(?: on)?|prescription date)\s*[:#]?/i, value: day, toValue: toDay },
  diagnosisCode: {
    label: /\b(?:icd-?10(?:-cm)?(?: code)?|diagnosis(?: code)?|dx)\s*[:#]?/i,
    value: /\b([A-TV-Z]\d[0-9A-Z](?:\.[0-9A-Z]{1,4})?)\b/i,
    toValue: (text) => text.toUpperCase(),
  },
};

/**
 * Reads what is wanted from recognized pages by the labels in front of the values. Of several places the one that is read most surely counts;
 * what fits no shape is left out. A person confirms every value.
 */
export function extractFields(pages: readonly ScannedPage[]): readonly ScanField[] {
  const lines = listLines(pages);
  return (Object.keys(rules) as ScanFieldName[]).flatMap((name) => {
    const found = lines.flatMap((line) => findInLine(name, line) ?? []);
    const [best] = [...found].sort((left, right) => right.confidence - left.confidence);
    return best === undefined ? [] : [best];
  });
}

function findInLine(name: ScanFieldName, line: ScannedLine): ScanField | null {
  const rule = rules[name];
  const label = rule.label.exec(line.text);
  if (label === null) return null;
  const from = label.index + label[0].length;
  const rest = line.text.slice(from);
  const match = rule.value.exec(rest);
  const read = match?.[1]?.trim() ?? '';
  // What stands far behind its label belongs to another one.
  if (match === null || read === '' || match.index > 12) return null;
  const value = rule.toValue === undefined ? read : rule.toValue(read);
  if (value === null) return null;
  const start = from + match.index + match[0].indexOf(read);
  const covered = listWordsWithin(line, { from: start, to: start + read.length });
  if (covered.length === 0) return null;
  return { name, value, page: line.page, box: computeBox(covered), confidence: computeConfidence(covered) };
}

/** Writes a day of a form as `YYYY-MM-DD`; null when there is no such day. American forms write the month first. */
function toDay(text: string): string | null {
  const [first = '', second = '', third = ''] = text.split(/[/.-]/);
  const [year, month, dayOfMonth] = first.length === 4 ? [first, second, third] : [third, first, second];
  const [asMonth, asDay] = [Number(month), Number(dayOfMonth)];
  if (asMonth < 1 || asMonth > 12 || asDay < 1 || asDay > 31) return null;
  return `${year}-${month.padStart(2, '0')}-${dayOfMonth.padStart(2, '0')}`;
}

/** Writes a name as `Family, Given`; null when it has digits or is one word. */
function toName(text: string): string | null {
  const name = text.replace(/,?\s+(?:MD|DO|NP|PA-?C?|PharmD)\.?$/i, '').trim();
  if (/\d/.test(name)) return null;
  if (name.includes(',')) return name.replace(/\s*,\s*/, ', ');
  const parts = name.split(/\s+/);
  const family = parts.at(-1);
  return parts.length < 2 || family === undefined ? null : `${family}, ${parts.slice(0, -1).join(' ')}`;
}
