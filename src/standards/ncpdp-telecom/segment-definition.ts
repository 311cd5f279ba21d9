import type { CalendarDay } from '../../kernel/calendar-day.ts';
import type { Cents } from '../../kernel/money.ts';

/**
 * The form of a field on the wire: `money` is signed overpunch with two implied decimals, `rate` with four,
 * `quantity` is unsigned with three, `day` is YYYYMMDD, `count` is a whole number, `text` is everything else.
 */
export type FieldForm = 'text' | 'day' | 'count' | 'quantity' | 'money' | 'rate';

/** A field of the standard: its number (`402-D2` is number 402, id D2) and form. */
export interface FieldDefinition<Form extends FieldForm = FieldForm> {
  readonly number: string;
  readonly id: string;
  readonly form: Form;
}

/** Fields that repeat together. An optional count field says how many entries follow. */
export interface GroupDefinition {
  readonly count?: FieldDefinition<'count'>;
  readonly fields: Readonly<Record<string, FieldDefinition>>;
  readonly groups?: Readonly<Record<string, GroupDefinition>>;
}

/** A segment of the standard with its identification (field 111-AM) and named fields. */
export interface SegmentDefinition extends GroupDefinition {
  readonly id: string;
  readonly name: string;
}

interface Forms {
  readonly text: string;
  readonly day: CalendarDay;
  readonly count: number;
  /** Thousandths of the billing unit. */
  readonly quantity: number;
  readonly money: Cents;
  /** Ten-thousandths. */
  readonly rate: number;
}

type FieldValues<Fields> = {
  readonly [Name in keyof Fields]: Fields[Name] extends FieldDefinition<infer Form> ? Forms[Form] | null : never;
};

type GroupValues<Groups> = { readonly [Name in keyof Groups]: readonly ValuesOf<Groups[Name]>[] };

type GroupsOf<Definition> = Definition extends { readonly groups: infer Groups } ? GroupValues<Groups> : unknown;

/** The values of a segment by the names of its definition; null where the message is silent. */
export type ValuesOf<Definition> = Definition extends { readonly fields: infer Fields }
  ? FieldValues<Fields> & GroupsOf<Definition>
  : never;

/** What a segment is composed of: any part may be left out. */
export type PartsOf<Definition> = Definition extends { readonly fields: infer Fields }
  ? Partial<FieldValues<Fields>> &
      (Definition extends { readonly groups: infer Groups }
        ? { readonly [Name in keyof Groups]?: readonly PartsOf<Groups[Name]>[] }
        : unknown)
  : never;

/** Declares a field by its standard name, such as `402-D2`. */
export function field<Form extends FieldForm>(name: string, form: Form): FieldDefinition<Form> {
  const [number = '', id = ''] = name.split('-');
  return { number, id, form };
}

/** Declares a segment and keeps the exact types of its parts. */
export function segment<const Definition extends SegmentDefinition>(definition: Definition): Definition {
  return definition;
}
