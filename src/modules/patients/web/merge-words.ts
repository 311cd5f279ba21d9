import type { ResponseOf } from '../../../kernel/endpoint.ts';
import type { PatientId } from '../../../kernel/ids.ts';
import { nameLanguage } from '../../../kernel/language-tag.ts';
import { formatPhone } from '../../../ui/format-phone.ts';
import { formatCalendarDay } from '../../../ui/format-time.ts';
import type { compareRecords } from '../merge-api.ts';
import {
  addressUses,
  formatAddress,
  formatFullName,
  formatSpan,
  type PatientView,
  phoneUses,
  sexLabels,
} from './patient-words.ts';

type Holdings = ResponseOf<typeof compareRecords>['first']['holdings'];

/** The id of a record that came from the server as text. */
export function toPatientId(text: string): PatientId {
  return text as PatientId;
}

const kinds: Readonly<Record<keyof Holdings, readonly [string, string]>> = {
  coverages: ['coverage', 'coverages'],
  allergies: ['allergy', 'allergies'],
  conditions: ['condition', 'conditions'],
  medications: ['other medicine', 'other medicines'],
  measurements: ['measurement', 'measurements'],
  consents: ['consent', 'consents'],
};

/** Says in words what a record holds: `2 coverages, 1 allergy`. */
export function describeHoldings(holdings: Holdings): string {
  const parts = (Object.keys(kinds) as (keyof Holdings)[]).flatMap((kind) => {
    const count = holdings[kind];
    if (count === 0) return [];
    return [`${count} ${kinds[kind][count === 1 ? 0 : 1]}`];
  });
  return parts.length === 0 ? 'no entries of its own' : parts.join(', ');
}

/** One line of two records beside each other. */
export interface ComparedLine {
  readonly label: string;
  readonly values: readonly [left: readonly string[], right: readonly string[]];
  readonly isDifferent: boolean;
}

const lines: readonly (readonly [string, (patient: PatientView) => readonly string[]])[] = [
  ['Name', ({ demographics }) => [formatFullName({ ...demographics })]],
  ['Born', ({ demographics, ageYears }) => [`${formatCalendarDay(demographics.birthDate)}, ${ageYears} years`]],
  ['Sex', ({ demographics }) => [sexLabels[demographics.sex]]],
  ['Identifiers', ({ demographics }) => demographics.identifiers.map(describeIdentifier)],
  [
    'Addresses',
    ({ demographics }) => demographics.addresses.map((one) => `${addressUses[one.use]}: ${formatAddress(one)}`),
  ],
  [
    'Phones',
    ({ demographics }) => demographics.phones.map((one) => `${phoneUses[one.use]}: ${formatPhone(one.number)}`),
  ],
  ['Email', ({ demographics }) => demographics.emails],
  [
    'Language',
    ({ demographics }) => toList(demographics.language === null ? null : nameLanguage(demographics.language)),
  ],
  ['Coverage', ({ coverages }) => coverages.map(describeCoverage)],
  ['Allergies', ({ allergies }) => allergies.map(({ substance, state }) => withState(substance, state))],
  ['Conditions', ({ conditions }) => conditions.map(({ text, code, state }) => withState(joinCode(text, code), state))],
  ['Other medicines', ({ medications }) => medications.map(({ text, state }) => withState(text, state))],
  [
    'Consents',
    ({ consents }) =>
      consents.map(({ useLabel, decision, isInForce }) => `${useLabel}: ${decision}${isInForce ? ', in force' : ''}`),
  ],
];

/** Puts two patients beside each other, line by line, and says where they differ. */
export function compareLines(left: PatientView, right: PatientView): readonly ComparedLine[] {
  return lines.map(([label, read]) => {
    const values = [[...new Set(read(left))], [...new Set(read(right))]] as const;
    return { label, values, isDifferent: values[0].toSorted().join('\n') !== values[1].toSorted().join('\n') };
  });
}

function describeIdentifier(identifier: PatientView['demographics']['identifiers'][number]): string {
  const { kind, value, assigner } = identifier;
  return `${kind === 'MR' ? 'Record number' : kind} ${value}${assigner === '' ? '' : ` of ${assigner}`}`;
}

function describeCoverage(coverage: PatientView['coverages'][number]): string {
  const name = coverage.planName ?? coverage.payerName ?? 'Plan not known';
  return `${coverage.payerOrder}. ${name}, member ${coverage.memberId}, ${formatSpan(coverage.validFrom, coverage.validTo)}`;
}

function joinCode(text: string, code: string | null): string {
  return code === null ? text : `${text} (${code})`;
}

function withState(text: string, state: string): string {
  return state === 'active' ? text : `${text}, ${state}`;
}

function toList(text: string | null): readonly string[] {
  return text === null ? [] : [text];
}
