import type { FieldDefinition, FieldForm, GroupDefinition } from './segment-definition.ts';
import { findDefinition } from './segments.ts';
import { parseOverpunch } from './signed-overpunch.ts';
import type { TelecomMessage, TelecomSegment } from './telecom-message.ts';

/** One field as it stands in a message. `number` and `name` are null where the field is not known. */
export interface ListedField {
  readonly segmentId: string;
  readonly segmentName: string | null;
  readonly number: string | null;
  /** The name in the definitions, such as `quantityThousandths`. */
  readonly name: string | null;
  readonly form: FieldForm;
  readonly text: string;
  /** The number that the text stands for, where it stands for one. */
  readonly amount: number | null;
}

/** Lists every field of a message in the order in which it stands there, the header left out. */
export function listFields(message: TelecomMessage): readonly ListedField[] {
  const carried = message.transactions.flatMap(({ segments }) => segments);
  return [...message.segments, ...carried].flatMap(listSegment);
}

function listSegment(segment: TelecomSegment): readonly ListedField[] {
  const definition = findDefinition(segment.id);
  const known = definition === null ? new Map<string, NamedField>() : nameFields(definition);
  return segment.fields.map(({ id, value }) => {
    const named = known.get(id) ?? null;
    const form = named?.field.form ?? 'text';
    const text = value.trimEnd();
    return {
      ...{ segmentId: segment.id, segmentName: definition?.name ?? null, form, text },
      number: named === null ? null : `${named.field.number}-${id}`,
      name: named?.name ?? null,
      amount: readAmount(form, text),
    };
  });
}

interface NamedField {
  readonly name: string;
  readonly field: FieldDefinition;
}

function nameFields(group: GroupDefinition): Map<string, NamedField> {
  const own = Object.entries(group.fields).map(([name, field]) => [field.id, { name, field }] as const);
  const nested = Object.entries(group.groups ?? {}).flatMap(([name, inner]) => [
    ...(inner.count === undefined ? [] : [[inner.count.id, { name: `${name}Count`, field: inner.count }] as const]),
    ...nameFields(inner),
  ]);
  return new Map([...nested, ...own]);
}

function readAmount(form: FieldForm, text: string): number | null {
  if (form === 'money' || form === 'rate') return parseOverpunch(text)?.value ?? null;
  return (form === 'count' || form === 'quantity') && /^\d{1,12}$/.test(text) ? Number(text) : null;
}
