import type { CalendarDay } from '../../../kernel/calendar-day.ts';

export type Sex = 'female' | 'male' | 'other' | 'unknown';

/** A postal address. `delivery` is where medicines go when it is not home. */
export interface Address {
  readonly lines: readonly string[];
  readonly city: string;
  /** Two letters for a state of the United States. */
  readonly state: string;
  readonly postalCode: string;
  readonly use: 'home' | 'work' | 'delivery' | 'other';
}

export interface Phone {
  readonly number: string;
  readonly use: 'home' | 'mobile' | 'work' | 'other';
}

/** A number by which somebody knows the patient. `kind` is of HL7 table 0203: MR, SS, MB, PI … */
export interface PatientIdentifier {
  readonly kind: string;
  /** Who gave the number; empty when nobody said. */
  readonly assigner: string;
  readonly value: string;
}

/** Who a patient is. */
export interface Demographics {
  readonly familyName: string;
  readonly givenName: string;
  readonly middleName?: string | null | undefined;
  readonly suffix?: string | null | undefined;
  readonly birthDate: CalendarDay;
  readonly sex: Sex;
  readonly addresses: readonly Address[];
  readonly phones: readonly Phone[];
  readonly emails: readonly string[];
  /** A BCP 47 language tag. */
  readonly language?: string | null | undefined;
  readonly identifiers: readonly PatientIdentifier[];
  readonly deceasedOn?: CalendarDay | null | undefined;
}

/** Who a message says a patient is: the birth date may be missing. */
export type PatientDescription = Omit<Demographics, 'birthDate'> & { readonly birthDate: CalendarDay | null };

/** Puts demographics into the form in which they are kept: no space around or doubled inside, nothing empty, states in capitals. */
export function tidyDemographics(demographics: Demographics): Demographics {
  return {
    familyName: tidy(demographics.familyName),
    givenName: tidy(demographics.givenName),
    middleName: tidyOrNull(demographics.middleName),
    suffix: tidyOrNull(demographics.suffix),
    birthDate: demographics.birthDate,
    sex: demographics.sex,
    addresses: demographics.addresses.map((address) => ({
      lines: address.lines.map(tidy).filter((line) => line !== ''),
      city: tidy(address.city),
      state: tidy(address.state).toUpperCase(),
      postalCode: tidy(address.postalCode),
      use: address.use,
    })),
    phones: uniqueBy(
      demographics.phones
        .map(({ number, use }) => ({ number: toPhoneDigits(number), use }))
        .filter(({ number }) => number !== ''),
      ({ number }) => number,
    ),
    emails: [...new Set(demographics.emails.map((email) => tidy(email).toLowerCase()))].filter((email) => email !== ''),
    language: tidyOrNull(demographics.language),
    identifiers: uniqueBy(
      demographics.identifiers
        .map(({ kind, assigner, value }) => ({
          kind: tidy(kind).toUpperCase(),
          assigner: tidy(assigner),
          value: tidy(value),
        }))
        .filter(({ value }) => value !== ''),
      identifierKey,
    ),
    deceasedOn: demographics.deceasedOn ?? null,
  };
}

/** Writes a name as lists show it: `Okafor, Amara`. */
export function formatDisplayName(name: Pick<Demographics, 'familyName' | 'givenName' | 'suffix'>): string {
  const family =
    name.suffix === null || name.suffix === undefined ? name.familyName : `${name.familyName} ${name.suffix}`;
  return `${family}, ${name.givenName}`;
}

/** Keeps the digits of a phone number of North America, ten of them; others keep all their digits. */
export function toPhoneDigits(number: string): string {
  const digits = number.replace(/\D/g, '');
  return digits.length === 11 && digits.startsWith('1') ? digits.slice(1) : digits;
}

/** The key under which two writings of one identifier are the same. */
export function identifierKey({ kind, assigner, value }: PatientIdentifier): string {
  return [kind, assigner, value].map((part) => part.toUpperCase().replace(/[^A-Z0-9]/g, '')).join(':');
}

/** Finds where medicines go: the delivery address, else home, else the first. */
export function findShipToAddress(addresses: readonly Address[]): Address | null {
  return (
    addresses.find(({ use }) => use === 'delivery') ??
    addresses.find(({ use }) => use === 'home') ??
    addresses[0] ??
    null
  );
}

function tidy(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, ' ').trim();
}

function tidyOrNull(text: string | null | undefined): string | null {
  const tidied = tidy(text ?? '');
  return tidied === '' ? null : tidied;
}

function uniqueBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): readonly Item[] {
  return [...new Map(items.map((item) => [keyOf(item), item])).values()];
}
