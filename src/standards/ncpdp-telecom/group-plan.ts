import type { FieldDefinition, GroupDefinition } from './segment-definition.ts';

/** The values of a segment or of one entry of a group, by the names of the definition. */
export type Value = string | number | null;
export type Values = Record<string, Value | readonly Values[]>;

interface NamedField {
  readonly name: string;
  readonly known: FieldDefinition;
}

interface NamedGroup {
  readonly name: string;
  readonly group: GroupDefinition;
}

/** A definition turned round for reading: what each identification of a field means in it. */
interface GroupPlan {
  readonly fields: ReadonlyMap<string, NamedField>;
  /** The group that a field belongs to, its count too, however deep. */
  readonly groups: ReadonlyMap<string, NamedGroup>;
  readonly firstId: string | null;
  /** Identifications that stand in an entry, in a group within it too. */
  readonly entryIds: ReadonlySet<string>;
  /** Every name without a value. */
  readonly empty: Readonly<Values>;
}

const plans = new WeakMap<GroupDefinition, GroupPlan>();

/** Returns the plan of a definition, which is made once. */
export function planOf(definition: GroupDefinition): GroupPlan {
  const known = plans.get(definition);
  if (known !== undefined) return known;
  const plan = makePlan(definition);
  plans.set(definition, plan);
  return plan;
}

function makePlan(definition: GroupDefinition): GroupPlan {
  const fields = Object.entries(definition.fields);
  const nested = Object.entries(definition.groups ?? {});
  const groups = new Map<string, NamedGroup>();
  // The first group that holds a field has it.
  for (const [name, group] of nested)
    for (const id of listIds(group)) if (!groups.has(id)) groups.set(id, { name, group });
  return {
    fields: new Map(fields.toReversed().map(([name, field]) => [field.id, { name, known: field }])),
    groups,
    firstId: fields[0]?.[1].id ?? null,
    entryIds: new Set([...fields.map(([, { id }]) => id), ...nested.flatMap(([, group]) => listIds(group))]),
    empty: Object.fromEntries<Value | readonly Values[]>([
      ...fields.map(([name]) => [name, null] as const),
      ...nested.map(([name]) => [name, []] as const),
    ]),
  };
}

function listIds(group: GroupDefinition): readonly string[] {
  const own = Object.values(group.fields).map(({ id }) => id);
  const count = group.count === undefined ? [] : [group.count.id];
  return [...count, ...own, ...Object.values(group.groups ?? {}).flatMap(listIds)];
}
