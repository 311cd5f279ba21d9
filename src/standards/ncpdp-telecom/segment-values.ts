import type { CalendarDay } from '../../kernel/calendar-day.ts';
import { formatBasicDay, parseBasicDay } from '../../kernel/calendar-day.ts';
import { planOf, type Value, type Values } from './group-plan.ts';
import { showFieldId, type TelecomProblemKind, type TelecomProblemList, telecomProblems } from './problems.ts';
import type { FieldDefinition, GroupDefinition, PartsOf, SegmentDefinition, ValuesOf } from './segment-definition.ts';
import { formatOverpunch, parseOverpunch } from './signed-overpunch.ts';
import type { TelecomField, TelecomSegment } from './telecom-message.ts';

/** Reports a problem with a field under its standard name, or with the segment. */
export type SegmentReport = (kind: TelecomProblemKind, at: TelecomField | null, name?: string) => void;

/** Makes the report of a segment: places read like `AM07 D2 (402-D2)`. */
export function makeReport(segment: TelecomSegment, scope: string, problems: TelecomProblemList): SegmentReport {
  return (kind, at, name) => {
    const place = at === null ? '' : ` ${showFieldId(at.id)}${name === undefined ? '' : ` (${name})`}`;
    problems.report(kind, { where: `${scope}AM${segment.id}${place}`, offset: at?.offset ?? segment.offset });
  };
}

/** Finds a segment and returns its values by name; null when the segment is not there. */
export function viewSegment<Definition extends SegmentDefinition>(
  definition: Definition,
  segments: readonly TelecomSegment[],
): ValuesOf<Definition> | null {
  const segment = segments.find(({ id }) => id === definition.id);
  if (segment === undefined) return null;
  const before = readBefore.get(segment);
  const values = before?.definition === definition ? before.values : readSegmentValues(definition, segment, () => {});
  return values as ValuesOf<Definition>;
}

/** Reads the values of a segment by name and reports every field that is not as the standard has it. */
export function readSegmentValues(
  definition: SegmentDefinition,
  segment: TelecomSegment,
  report: SegmentReport,
): Readonly<Values> {
  const values = new GroupReader(segment.fields, report).read(definition, false);
  readBefore.set(segment, { definition, values });
  return values;
}

/** A segment never changes: its values are read when its problems are looked for, and found again by whoever views it. */
const readBefore = new WeakMap<
  TelecomSegment,
  { readonly definition: SegmentDefinition; readonly values: Readonly<Values> }
>();

/** Composes a segment of named parts: fields in the order of the definition, then each group behind its count. */
export function composeSegment<Definition extends SegmentDefinition>(
  definition: Definition,
  parts: PartsOf<Definition>,
): TelecomSegment {
  const fields = composeFields(definition, parts as Readonly<Record<string, unknown>>);
  return { id: definition.id, offset: 0, fields: fields.map((field) => ({ ...field, offset: 0 })) };
}

function composeFields(
  definition: GroupDefinition,
  parts: Readonly<Record<string, unknown>>,
): readonly Pick<TelecomField, 'id' | 'value'>[] {
  const fields = Object.entries(definition.fields).flatMap(([name, known]) => {
    const value = parts[name] ?? null;
    return value === null || value === '' ? [] : [{ id: known.id, value: writeValue(known, value as string | number) }];
  });
  const groups = Object.entries(definition.groups ?? {}).flatMap(([name, group]) => {
    const entries = (parts[name] ?? []) as readonly Readonly<Record<string, unknown>>[];
    const count =
      group.count === undefined || entries.length === 0 ? [] : [{ id: group.count.id, value: String(entries.length) }];
    return [...count, ...entries.flatMap((entry) => composeFields(group, entry))];
  });
  return [...fields, ...groups];
}

/** Walks the fields of one segment once, descending into groups as their fields come up. */
class GroupReader {
  readonly #fields: readonly TelecomField[];
  readonly #report: SegmentReport;
  #index = 0;

  constructor(fields: readonly TelecomField[], report: SegmentReport) {
    this.#fields = fields;
    this.#report = report;
  }

  /** Reads until the end, or, for one entry of a group, until a field that belongs to the next entry or to the parent. */
  read(definition: GroupDefinition, isEntry: boolean): Values {
    const plan = planOf(definition);
    const values: Values = { ...plan.empty };
    const seen = new Set<string>();
    for (let field = this.#next(); field !== null; field = this.#next()) {
      const { id } = field;
      const named = plan.fields.get(id);
      const nested = plan.groups.get(id);
      const beginsNext = isEntry && named !== undefined && seen.size > 0 && (seen.has(id) || id === plan.firstId);
      if (beginsNext || (isEntry && named === undefined && nested === undefined)) break;
      if (named !== undefined && seen.has(id)) this.#report(telecomProblems.fieldRepeated, field, nameOf(named.known));
      else if (named !== undefined) values[named.name] = readValue(named.known, field, this.#report);
      else if (nested === undefined) this.#report(telecomProblems.fieldUnknown, field);
      seen.add(id);
      if (named === undefined && nested !== undefined)
        appendEntries(values, nested.name, this.#readGroup(nested.group));
      else this.#index += 1;
    }
    return values;
  }

  #next(): TelecomField | null {
    return this.#fields[this.#index] ?? null;
  }

  /** Reads the entries of a group and compares their number with the count before them. */
  #readGroup(group: GroupDefinition): readonly Values[] {
    const { count } = group;
    const countField = this.#next();
    const isCounted = count !== undefined && countField?.id === count.id;
    if (isCounted) this.#index += 1;
    const entries: Values[] = [];
    const { entryIds } = planOf(group);
    for (let field = this.#next(); field !== null && entryIds.has(field.id); field = this.#next()) {
      entries.push(this.read(group, true));
    }
    if (isCounted && readValue(count, countField, this.#report) !== entries.length) {
      this.#report(telecomProblems.countMismatch, countField, nameOf(count));
    }
    return entries;
  }
}

/** Entries that stand apart in the segment are still entries of one list. */
function appendEntries(values: Values, name: string, entries: readonly Values[]): void {
  values[name] = [...(values[name] as readonly Values[]), ...entries];
}

function nameOf({ number, id }: FieldDefinition): string {
  return `${number}-${id}`;
}

function readValue(known: FieldDefinition, field: TelecomField, report: SegmentReport): Value {
  const text = field.value.trimEnd();
  if (text === '') return null;
  const invalid = (): null => {
    report(telecomProblems.valueInvalid, field, nameOf(known));
    return null;
  };
  switch (known.form) {
    case 'text':
      return text;
    case 'day':
      return /^0+$/.test(text) ? null : (parseBasicDay(text) ?? invalid());
    case 'count':
    case 'quantity':
      return /^\d{1,12}$/.test(text) ? Number(text) : invalid();
    case 'money':
    case 'rate': {
      const amount = parseOverpunch(text.trimStart());
      if (amount === null) return invalid();
      if (!amount.isSigned) report(telecomProblems.signMissing, field, nameOf(known));
      return amount.value;
    }
  }
}

function writeValue({ form }: FieldDefinition, value: string | number): string {
  switch (form) {
    case 'day':
      return formatBasicDay(value as CalendarDay);
    case 'money':
    case 'rate':
      return formatOverpunch(Number(value));
    case 'text':
      return toPrintable(String(value));
    case 'count':
    case 'quantity':
      return String(value);
  }
}

/** Accents lose their marks and what is not printable ASCII becomes a blank, so that no value can hold a separator. */
function toPrintable(text: string): string {
  if (/^[ -~]*$/.test(text)) return text;
  return text
    .normalize('NFD')
    .replace(/\p{Mark}/gu, '')
    .replace(/[^ -~]/g, ' ');
}
