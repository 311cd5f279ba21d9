import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { ResponseOf } from '../../../kernel/endpoint.ts';
import { formatCalendarDay } from '../../../ui/format-time.ts';
import type { Tone } from '../../../ui/tone.tsx';
import type { getPatient } from '../api.ts';
import type { Address, Demographics, Phone, Sex } from '../domain/demographics.ts';

/** A patient as the page has it. */
export type PatientView = ResponseOf<typeof getPatient>;

/** What the sexes are called. */
export const sexLabels: Readonly<Record<Sex, string>> = {
  female: 'Female',
  male: 'Male',
  other: 'Other',
  unknown: 'Not known',
};

/** What the uses of addresses are called. */
export const addressUses: Readonly<Record<Address['use'], string>> = {
  home: 'Home',
  work: 'Work',
  delivery: 'Delivery',
  other: 'Other address',
};

/** What the uses of phones are called. */
export const phoneUses: Readonly<Record<Phone['use'], string>> = {
  home: 'Home phone',
  mobile: 'Mobile phone',
  work: 'Work phone',
  other: 'Other phone',
};

/** What the severities of an allergy are called, with their tones. */
export const severities: Readonly<
  Record<'mild' | 'moderate' | 'severe', { readonly label: string; readonly tone: Tone }>
> = {
  mild: { label: 'Mild', tone: 'neutral' },
  moderate: { label: 'Moderate', tone: 'due' },
  severe: { label: 'Severe', tone: 'blocked' },
};

/** What the relations to the cardholder are called. */
export const relationships: Readonly<Record<'self' | 'spouse' | 'child' | 'other', string>> = {
  self: 'Cardholder',
  spouse: 'Spouse',
  child: 'Child',
  other: 'Other dependent',
};

/** What decisions about a use are called, with their tones. */
export const consentDecisions: Readonly<
  Record<'given' | 'declined' | 'withdrawn', { readonly label: string; readonly tone: Tone }>
> = {
  given: { label: 'Given', tone: 'done' },
  declined: { label: 'Declined', tone: 'blocked' },
  withdrawn: { label: 'Withdrawn', tone: 'blocked' },
};

/** What ways of contact are called. */
export const contactChannels: Readonly<Record<'phone' | 'text-message' | 'email' | 'mail', string>> = {
  phone: 'Phone',
  'text-message': 'Text message',
  email: 'Email',
  mail: 'Mail',
};

/** Names of measurements that the pharmacy asks for. */
export const measurements: Readonly<Record<string, { readonly label: string; readonly unit: string }>> = {
  '29463-7': { label: 'Body weight', unit: 'kg' },
  '8302-2': { label: 'Body height', unit: 'cm' },
  '2160-0': { label: 'Creatinine', unit: 'mg/dL' },
  '1742-6': { label: 'ALT', unit: 'U/L' },
  '1920-8': { label: 'AST', unit: 'U/L' },
  '6690-2': { label: 'White blood cells', unit: '10*3/uL' },
  '718-7': { label: 'Hemoglobin', unit: 'g/dL' },
  '777-3': { label: 'Platelets', unit: '10*3/uL' },
  '4548-4': { label: 'Hemoglobin A1c', unit: '%' },
  '2345-7': { label: 'Glucose', unit: 'mg/dL' },
};

/** Writes an address on one line. */
export function formatAddress(address: Address): string {
  return [...address.lines, address.city, `${address.state} ${address.postalCode}`.trim()]
    .filter((part) => part !== '')
    .join(', ');
}

/** Writes a name in full, family name first. */
export function formatFullName(demographics: Demographics): string {
  const given = [demographics.givenName, demographics.middleName].filter((part) => part != null).join(' ');
  const family = [demographics.familyName, demographics.suffix].filter((part) => part != null).join(' ');
  return `${family}, ${given}`;
}

/** Writes a span of days: `Jan 1, 2026 to Dec 31, 2026`, `from Jan 1, 2026`, `until Dec 31, 2026`. */
export function formatSpan(from: CalendarDay | null, to: CalendarDay | null): string {
  if (from !== null && to !== null) return `${formatCalendarDay(from)} to ${formatCalendarDay(to)}`;
  if (from !== null) return `from ${formatCalendarDay(from)}`;
  return to === null ? 'dates not recorded' : `until ${formatCalendarDay(to)}`;
}

/** Lists a table of words as the options of a choice. */
export function toOptions<Code extends string>(
  words: Readonly<Record<Code, string | { readonly label: string }>>,
): readonly { readonly value: Code; readonly label: string }[] {
  return (Object.keys(words) as Code[]).map((value) => {
    const word = words[value];
    return { value, label: typeof word === 'string' ? word : word.label };
  });
}
