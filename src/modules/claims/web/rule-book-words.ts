import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { RequestOf, ResponseOf } from '../../../kernel/endpoint.ts';
import type { FormDescription, FormTexts, FormValues } from '../../../ui/form-fields.ts';
import { type RequiredPart, requiredParts } from '../domain/payer-rules.ts';
import type * as api from '../rule-book-api.ts';

export type RuleBook = ResponseOf<typeof api.getRuleBook>;
export type ShownRules = RuleBook['rules'][number];
type Change = RequestOf<typeof api.proposePayerRules>;

const outcomes = [
  { value: 'reject', label: 'Not sent' },
  { value: 'review', label: 'A person looks first' },
  { value: 'ignore', label: 'Only noted' },
];
const places = [
  { value: 'claim-segment', label: '462-EV, claim segment' },
  { value: 'prior-authorization-segment', label: '498-PY, prior authorization segment' },
];

/** Composes the form by which other rules of a payer are proposed. */
export function composeRulesForm(edits: RuleBook['edits'], today: CalendarDay): FormDescription {
  const whole = { kind: 'number', isWhole: true, leastThousandths: 1_000 } as const;
  return {
    validFrom: { kind: 'date', label: 'From (a later day)', isRequired: true, earliest: today },
    source: { kind: 'text', label: 'Source, as the payer sheet and its date', isRequired: true, longest: 300 },
    mostDaysSupply: { ...whole, label: 'Days’ supply at most', unit: 'days', mostThousandths: 365_000 },
    mostQuantity: { kind: 'number', label: 'Quantity at most', leastThousandths: 1 },
    earlyRefillPercent: { ...whole, label: 'Refill from, share used', unit: '%', mostThousandths: 100_000 },
    filingDays: { ...whole, label: 'Filed within', unit: 'days', mostThousandths: 1_000_000 },
    authorizationPlace: { kind: 'choice', label: 'Authorization number in', options: places, isRequired: true },
    ...Object.fromEntries(
      edits.map(({ rule, sentence }) => [`edit ${rule}`, { kind: 'choice', label: sentence, options: outcomes }]),
    ),
    ...Object.fromEntries(
      Object.entries(requiredParts).map(([part, label]) => [
        `must ${part}`,
        { kind: 'check', label: `Must say: ${label}` },
      ]),
    ),
    takesLaterClaims: { kind: 'check', label: 'Takes claims after another payer' },
    answersRepeats: { kind: 'check', label: 'Answers a repeat as the first time' },
    isVerified: { kind: 'check', label: 'I compared this with the source' },
  };
}

/** Fills the form with the rules that stand. */
export function toRulesTexts({ rules, source }: ShownRules): FormTexts {
  const number = (value: number | null): string => (value === null ? '' : String(value));
  return {
    source,
    mostDaysSupply: number(rules.mostDaysSupply),
    mostQuantity: number(rules.mostQuantityThousandths === null ? null : rules.mostQuantityThousandths / 1000),
    earlyRefillPercent: number(rules.earlyRefillPercent),
    filingDays: number(rules.filingDays),
    authorizationPlace: rules.authorizationPlace,
    takesLaterClaims: rules.takesLaterClaims ? 'yes' : '',
    answersRepeats: rules.answersRepeats ? 'yes' : '',
    ...Object.fromEntries(rules.required.map((part) => [`must ${part}`, 'yes'])),
    ...Object.fromEntries(Object.entries(rules.outcomes).map(([rule, outcome]) => [`edit ${rule}`, outcome])),
  };
}

/** Reads a filled form as what is proposed. */
export function readRulesForm(
  payer: Pick<ShownRules, 'bin' | 'pcn' | 'groupNumber'>,
  values: FormValues<FormDescription>,
): Change {
  const text = (name: string): string => (typeof values[name] === 'string' ? values[name] : '');
  const thousandths = (name: string): number | null => {
    const value = values[name];
    return typeof value === 'number' ? value : null;
  };
  const whole = (name: string): number | null => {
    const value = thousandths(name);
    return value === null ? null : value / 1000;
  };
  const chosen = Object.entries(values).flatMap(([name, value]) =>
    name.startsWith('edit ') && typeof value === 'string' ? [[name.slice(5), value] as const] : [],
  );
  const required = (Object.keys(requiredParts) as RequiredPart[]).filter((part) => values[`must ${part}`] === true);
  return {
    ...{ bin: payer.bin, pcn: payer.pcn, groupNumber: payer.groupNumber, validFrom: text('validFrom') },
    ...{ source: text('source'), isVerified: values['isVerified'] === true },
    rules: {
      ...{ required, mostDaysSupply: whole('mostDaysSupply'), mostQuantityThousandths: thousandths('mostQuantity') },
      ...{ filingDays: whole('filingDays'), earlyRefillPercent: whole('earlyRefillPercent') },
      takesLaterClaims: values['takesLaterClaims'] === true,
      answersRepeats: values['answersRepeats'] === true,
      authorizationPlace:
        text('authorizationPlace') === 'prior-authorization-segment' ? 'prior-authorization-segment' : 'claim-segment',
      outcomes: Object.fromEntries(chosen) as Change['rules']['outcomes'],
    },
  };
}
