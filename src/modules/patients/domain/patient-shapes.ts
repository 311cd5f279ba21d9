import { type TSchema, Type } from 'typebox';
import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { Id, PatientId } from '../../../kernel/ids.ts';

const Text = Type.String({ maxLength: 200 });
const Code = Type.String({ maxLength: 40, pattern: '^[A-Za-z0-9][A-Za-z0-9 .-]*$' });

/** A day of the calendar as `YYYY-MM-DD`. */
export const Day = Type.Unsafe<CalendarDay>(Type.String({ format: 'date' }));

/** The id of a patient. */
export const PatientIdShape = Type.Unsafe<PatientId>(Type.String({ format: 'uuid' }));

/** Makes a shape that may also be null. */
export function orNull<Shape extends TSchema>(shape: Shape) {
  return Type.Union([shape, Type.Null()]);
}

const AddressShape = Type.Object({
  lines: Type.Array(Text, { maxItems: 4 }),
  city: Text,
  state: Type.String({ maxLength: 30 }),
  postalCode: Type.String({ maxLength: 12 }),
  use: Type.Union([Type.Literal('home'), Type.Literal('work'), Type.Literal('delivery'), Type.Literal('other')]),
});

const PhoneShape = Type.Object({
  number: Type.String({ maxLength: 30 }),
  use: Type.Union([Type.Literal('home'), Type.Literal('mobile'), Type.Literal('work'), Type.Literal('other')]),
});

/** Who a patient is, as endpoints take and give it. */
export const DemographicsShape = Type.Object({
  familyName: Type.String({ minLength: 1, maxLength: 100 }),
  givenName: Type.String({ minLength: 1, maxLength: 100 }),
  middleName: orNull(Text),
  suffix: orNull(Type.String({ maxLength: 20 })),
  birthDate: Day,
  sex: Type.Union([Type.Literal('female'), Type.Literal('male'), Type.Literal('other'), Type.Literal('unknown')]),
  addresses: Type.Array(AddressShape, { maxItems: 10 }),
  phones: Type.Array(PhoneShape, { maxItems: 10 }),
  emails: Type.Array(Type.String({ maxLength: 200 }), { maxItems: 5 }),
  language: orNull(Type.String({ maxLength: 35 })),
  identifiers: Type.Array(
    Type.Object({
      kind: Type.String({ minLength: 1, maxLength: 20 }),
      assigner: Type.String({ maxLength: 60 }),
      value: Type.String({ minLength: 1, maxLength: 60 }),
    }),
    { maxItems: 20 },
  ),
  deceasedOn: orNull(Day),
});

/** What is said of a coverage. */
export const CoverageShape = Type.Object({
  planId: orNull(Type.Unsafe<Id<'plan'>>(Type.String({ format: 'uuid' }))),
  payerOrder: Type.Integer({ minimum: 1, maximum: 9 }),
  relationship: Type.Union([
    Type.Literal('self'),
    Type.Literal('spouse'),
    Type.Literal('child'),
    Type.Literal('other'),
  ]),
  validFrom: orNull(Day),
  validTo: orNull(Day),
  memberId: Type.String({ minLength: 1, maxLength: 40 }),
  groupNumber: orNull(Type.String({ maxLength: 40 })),
  personCode: orNull(Type.String({ maxLength: 10 })),
  payerName: orNull(Text),
});

/** What is said of an allergy. */
export const AllergyShape = Type.Object({
  kind: Type.Union([Type.Literal('substance'), Type.Literal('no-known-allergies')]),
  ingredientRxcui: orNull(Code),
  snomedCode: orNull(Code),
  severity: Type.Union([Type.Literal('mild'), Type.Literal('moderate'), Type.Literal('severe'), Type.Null()]),
  substance: Text,
  reaction: orNull(Text),
});

/** What is said of a condition. */
export const ConditionShape = Type.Object({
  codeSystem: Type.Union([Type.Literal('ICD-10-CM'), Type.Literal('SNOMED CT'), Type.Literal('other')]),
  code: orNull(Code),
  text: Text,
  onsetOn: orNull(Day),
  endedOn: orNull(Day),
});

/** What is said of another medicine. */
export const MedicationShape = Type.Object({
  rxcui: orNull(Code),
  ingredientRxcui: orNull(Code),
  text: Type.String({ minLength: 1, maxLength: 200 }),
  directions: orNull(Type.String({ maxLength: 500 })),
  startedOn: orNull(Day),
  endedOn: orNull(Day),
});

/** What is said of a measurement; the value is decimal text. */
export const ObservationShape = Type.Object({
  loincCode: Type.String({ pattern: '^\\d{1,7}-\\d$' }),
  value: Type.String({ pattern: '^[<>]?=?-?\\d{1,9}(\\.\\d{1,9})?$' }),
  ucumUnit: orNull(Type.String({ maxLength: 30 })),
  observedOn: Day,
  text: orNull(Text),
});

/** What a laboratory says beside the value of a result. */
export const ResultShape = Type.Object({
  status: Type.Union([Type.Literal('preliminary'), Type.Literal('final'), Type.Literal('corrected')]),
  observedAt: orNull(Type.String()),
  flag: orNull(Type.String()),
  referenceRange: orNull(Type.String()),
});

/** What a patient decided for a use. */
export const ConsentShape = Type.Object({
  use: Type.Union([
    Type.Literal('treatment'),
    Type.Literal('calls'),
    Type.Literal('text-messages'),
    Type.Literal('email'),
    Type.Literal('manufacturer-program'),
    Type.Literal('copay-assistance'),
    Type.Literal('drug-monitoring'),
    Type.Literal('research'),
  ]),
  decision: Type.Union([Type.Literal('given'), Type.Literal('declined'), Type.Literal('withdrawn')]),
  wordingVersion: Type.String({ minLength: 1, maxLength: 20 }),
  channel: Type.Union([
    Type.Literal('phone'),
    Type.Literal('paper'),
    Type.Literal('electronic'),
    Type.Literal('in-person'),
  ]),
  expiresOn: orNull(Day),
});

/** How a patient wants to be reached. */
export const ContactPreferenceShape = Type.Object({
  channel: Type.Union([
    Type.Literal('phone'),
    Type.Literal('text-message'),
    Type.Literal('email'),
    Type.Literal('mail'),
  ]),
  language: orNull(Type.String({ maxLength: 35 })),
  needsInterpreter: Type.Boolean(),
  bestTime: orNull(Text),
  caregiver: Type.Union([
    Type.Object({ name: Text, phone: Type.String({ maxLength: 30 }), relation: Text }),
    Type.Null(),
  ]),
  note: orNull(Type.String({ maxLength: 500 })),
});
