import { type CalendarDay, parseCalendarDay } from '../kernel/calendar-day.ts';
import { type Cents, parseCents } from '../kernel/money.ts';
import { parseThousandths } from '../kernel/quantity.ts';
import { formatMoney } from './format-money.ts';

interface FieldWords {
  readonly label: string;
  readonly hint?: string;
  readonly isRequired?: boolean;
}

/** One line or several lines of text. A `pattern` comes with the sentence that says what is expected. */
interface TextDescription extends FieldWords {
  readonly kind: 'text';
  readonly longest?: number;
  readonly isLong?: boolean;
  readonly isCode?: boolean;
  readonly pattern?: { readonly matches: RegExp; readonly sentence: string };
}

/** One of a fixed list; its value is the code of the option. */
export interface ChoiceDescription<Code extends string = string> extends FieldWords {
  readonly kind: 'choice';
  readonly options: readonly { readonly value: Code; readonly label: string }[];
  readonly layout?: 'list' | 'row';
}

/** A day of the calendar between two others, both inclusive. */
export interface DateDescription extends FieldWords {
  readonly kind: 'date';
  readonly earliest?: CalendarDay;
  readonly latest?: CalendarDay;
}

/** An amount of dollars; its value is cents. */
interface MoneyDescription extends FieldWords {
  readonly kind: 'money';
  readonly leastCents?: Cents;
  readonly mostCents?: Cents;
}

/** A number; its value is thousandths, so that `2.5` is exact. */
interface NumberDescription extends FieldWords {
  readonly kind: 'number';
  readonly unit?: string;
  readonly isWhole?: boolean;
  readonly leastThousandths?: number;
  readonly mostThousandths?: number;
}

/** A statement that is true or not; a required one must be true. */
interface CheckDescription extends FieldWords {
  readonly kind: 'check';
}

/** One field of a structured form. */
export type FieldDescription =
  | TextDescription
  | ChoiceDescription
  | DateDescription
  | MoneyDescription
  | NumberDescription
  | CheckDescription;

/** The fields of a form by name, in the order in which they are asked. */
export type FormDescription = Readonly<Record<string, FieldDescription>>;

/** What a form holds while it is filled: the text of each field as typed; a check is `yes` or empty. */
export type FormTexts = Readonly<Record<string, string>>;

type ValueOfKind<Field extends FieldDescription> =
  Field extends ChoiceDescription<infer Code>
    ? Code
    : Field extends { readonly kind: 'text' }
      ? string
      : Field extends { readonly kind: 'date' }
        ? CalendarDay
        : Field extends { readonly kind: 'money' }
          ? Cents
          : number;

/** The value of a field: a check is never null, another field is null only when it is not required and left empty. */
type FieldValue<Field extends FieldDescription> = Field extends { readonly kind: 'check' }
  ? boolean
  : Field extends { readonly isRequired: true }
    ? ValueOfKind<Field>
    : ValueOfKind<Field> | null;

/** The values of a filled form. */
export type FormValues<Description extends FormDescription> = {
  readonly [Name in keyof Description]: FieldValue<Description[Name]>;
};

/** The outcome of reading a form: its values, or one sentence for each field that is wrong. */
export type FormReading<Description extends FormDescription> =
  | { readonly ok: true; readonly values: FormValues<Description> }
  | { readonly ok: false; readonly messages: Readonly<Record<string, string>> };

/** Reads all fields of a form as typed. */
export function readForm<Description extends FormDescription>(
  description: Description,
  texts: FormTexts,
): FormReading<Description> {
  const readings = Object.entries(description).map(
    ([name, field]) => [name, readField(field, texts[name] ?? '')] as const,
  );
  const wrong = readings.flatMap(([name, reading]) => ('message' in reading ? [[name, reading.message] as const] : []));
  if (wrong.length > 0) return { ok: false, messages: Object.fromEntries(wrong) };
  const values = readings.map(([name, reading]) => [name, 'value' in reading ? reading.value : null] as const);
  return { ok: true, values: Object.fromEntries(values) as FormValues<Description> };
}

type FieldReading = { readonly value: string | number | boolean | null } | { readonly message: string };

/** Reads one field as typed: its value, or the sentence that says what is expected. */
export function readField(field: FieldDescription, typed: string): FieldReading {
  const text = typed.trim();
  if (field.kind === 'check') {
    return field.isRequired === true && text === '' ? { message: 'Confirm this to go on.' } : { value: text === 'yes' };
  }
  if (text === '') return field.isRequired === true ? { message: `${field.label} is needed.` } : { value: null };
  switch (field.kind) {
    case 'text':
      return readText(field, text);
    case 'choice':
      return field.options.some((option) => option.value === text)
        ? { value: text }
        : { message: 'Choose one of the list.' };
    case 'date':
      return readDate(field, text);
    case 'money':
      return readMoney(field, text);
    case 'number':
      return readNumber(field, text);
  }
}

function readText(field: TextDescription, text: string): FieldReading {
  if (field.longest !== undefined && text.length > field.longest) {
    return { message: `At most ${field.longest} characters; these are ${text.length}.` };
  }
  return field.pattern === undefined || field.pattern.matches.test(text)
    ? { value: text }
    : { message: field.pattern.sentence };
}

function readDate(field: DateDescription, text: string): FieldReading {
  const day = parseCalendarDay(text);
  if (day === null) return { message: 'This is no day of the calendar.' };
  if (field.earliest !== undefined && day < field.earliest) return { message: `Not before ${field.earliest}.` };
  if (field.latest !== undefined && day > field.latest) return { message: `Not after ${field.latest}.` };
  return { value: day };
}

function readMoney(field: MoneyDescription, text: string): FieldReading {
  const amount = parseCents(text.replace(/[$,\s]/g, ''));
  if (amount === null) return { message: 'Write an amount such as 12.50.' };
  const { leastCents, mostCents } = field;
  if (leastCents !== undefined && amount < leastCents) return { message: `At least ${formatMoney(leastCents)}.` };
  if (mostCents !== undefined && amount > mostCents) return { message: `At most ${formatMoney(mostCents)}.` };
  return { value: amount };
}

function readNumber(field: NumberDescription, text: string): FieldReading {
  const thousandths = parseThousandths(text.replace(/,/g, ''));
  if (thousandths === null) return { message: 'Write a number with at most three decimals.' };
  if (field.isWhole === true && thousandths % 1000 !== 0) return { message: 'Write a whole number.' };
  const { leastThousandths, mostThousandths } = field;
  if (leastThousandths !== undefined && thousandths < leastThousandths) {
    return { message: `At least ${leastThousandths / 1000}.` };
  }
  if (mostThousandths !== undefined && thousandths > mostThousandths) {
    return { message: `At most ${mostThousandths / 1000}.` };
  }
  return { value: thousandths };
}
