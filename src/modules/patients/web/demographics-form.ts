import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { FormTexts, FormValues } from '../../../ui/form-fields.ts';
import { formatPhone } from '../../../ui/format-phone.ts';
import type { Address, Demographics, Sex } from '../domain/demographics.ts';
import { sexLabels, toOptions } from './patient-words.ts';

/** The fields by which a person enters who a patient is. */
export const demographicsFields = {
  familyName: { kind: 'text', label: 'Family name', isRequired: true, longest: 100 },
  givenName: { kind: 'text', label: 'Given name', isRequired: true, longest: 100 },
  middleName: { kind: 'text', label: 'Middle name', longest: 100 },
  suffix: { kind: 'text', label: 'Suffix', hint: 'Jr, Sr, III', longest: 20 },
  birthDate: { kind: 'date', label: 'Birth date', isRequired: true, earliest: '1900-01-01' as CalendarDay },
  sex: { kind: 'choice', label: 'Sex', isRequired: true, options: toOptions<Sex>(sexLabels) },
  street: { kind: 'text', label: 'Street', longest: 200 },
  city: { kind: 'text', label: 'City', longest: 100 },
  state: {
    kind: 'text',
    label: 'State',
    pattern: { matches: /^[A-Za-z]{2}$/, sentence: 'A state is written in two letters.' },
  },
  postalCode: {
    kind: 'text',
    label: 'ZIP code',
    isCode: true,
    pattern: { matches: /^\d{5}(-\d{4})?$/, sentence: 'A ZIP code has five digits, or nine with a hyphen.' },
  },
  mobilePhone: {
    kind: 'text',
    label: 'Mobile phone',
    isCode: true,
    pattern: { matches: /^(\D*\d){10,11}\D*$/, sentence: 'A phone number has ten digits.' },
  },
  email: {
    kind: 'text',
    label: 'Email',
    longest: 200,
    pattern: { matches: /^\S+@\S+$/, sentence: 'An email address has an @ in it.' },
  },
  language: { kind: 'text', label: 'Language', hint: 'A language tag such as en or es', longest: 35 },
} as const;

/** Writes demographics into the fields of the form. */
export function toFormTexts(demographics: Demographics): FormTexts {
  const home = findHome(demographics);
  const mobile = demographics.phones.find(({ use }) => use === 'mobile');
  return {
    familyName: demographics.familyName,
    givenName: demographics.givenName,
    middleName: demographics.middleName ?? '',
    suffix: demographics.suffix ?? '',
    birthDate: demographics.birthDate,
    sex: demographics.sex,
    street: home?.lines.join(', ') ?? '',
    city: home?.city ?? '',
    state: home?.state ?? '',
    postalCode: home?.postalCode ?? '',
    mobilePhone: mobile === undefined ? '' : formatPhone(mobile.number),
    email: demographics.emails[0] ?? '',
    language: demographics.language ?? '',
  };
}

/** Reads demographics from the form; what the form does not ask about stays as it was. */
export function toDemographics(
  values: FormValues<typeof demographicsFields>,
  before: Demographics | null,
): Demographics & { readonly [Name in 'middleName' | 'suffix' | 'language']: string | null } & {
  readonly deceasedOn: CalendarDay | null;
} {
  const home = before === null ? undefined : findHome(before);
  const address = toAddress(values, home);
  const others = (before?.addresses ?? []).filter((each) => each !== home);
  const phones = (before?.phones ?? []).filter(({ use }) => use !== 'mobile');
  return {
    familyName: values.familyName,
    givenName: values.givenName,
    middleName: values.middleName,
    suffix: values.suffix,
    birthDate: values.birthDate,
    sex: values.sex,
    addresses: address === null ? others : [address, ...others],
    phones: values.mobilePhone === null ? phones : [{ number: values.mobilePhone, use: 'mobile' }, ...phones],
    emails: [...(values.email === null ? [] : [values.email]), ...(before?.emails.slice(1) ?? [])],
    language: values.language,
    identifiers: before?.identifiers ?? [],
    deceasedOn: before?.deceasedOn ?? null,
  };
}

/** The street stands in one field; lines that were not touched stay lines. */
function toAddress(values: FormValues<typeof demographicsFields>, home: Address | undefined): Address | null {
  const { street, city, state, postalCode } = values;
  if (street === null && city === null && state === null && postalCode === null) return null;
  const isUntouched = home !== undefined && street === home.lines.join(', ');
  const typed = street === null ? [] : [street];
  return {
    lines: isUntouched ? home.lines : typed,
    city: city ?? '',
    state: state ?? '',
    postalCode: postalCode ?? '',
    use: 'home',
  };
}

function findHome(demographics: Demographics): Address | undefined {
  return demographics.addresses.find(({ use }) => use === 'home');
}
