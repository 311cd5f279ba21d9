import { type CalendarDay, parseBasicDay, parseCalendarDay } from '../../kernel/calendar-day.ts';
import { type Ndc11, readNdc } from '../../kernel/ndc.ts';
import type { Problem } from '../../kernel/problem.ts';
import { type DelimitedRecord, type Delimiting, type ReferenceSource, readDelimitedText } from './delimited-text.ts';
import { problemAt, type ReferenceProblemKind, referenceProblems } from './problems.ts';

/** A line of a reference file: what it says, or null where an error forbids its use, beside what is wrong with it. */
export interface ReferenceRow<Row> {
  readonly line: number;
  readonly row: Row | null;
  readonly problems: readonly Problem[];
}

/** A column: the name it has in the file, other names it had or has, and whether the file is useless without it. */
export interface Column {
  readonly name: string;
  readonly alias?: RegExp;
  readonly isRequired: boolean;
}

/** The shape of a file: its columns by our names, and how a line becomes a row. */
export interface TableShape<Name extends string, Row> extends Delimiting {
  readonly columns: Readonly<Record<Name, Column>>;
  /** Makes a row of a line; null when a needed field cannot be read, which then is reported. */
  readonly toRow: (cells: Cells<Name>) => Row | null;
  /** `header`: the columns are named by a line, before which others may stand; `fixed`: they stand in the given order. */
  readonly order: 'header' | 'fixed';
}

const maxLinesBeforeHeader = 40;

/** Reads a table line by line. A column that is missing ends the reading with one problem for each. */
export async function* readTable<Name extends string, Row>(
  source: ReferenceSource,
  shape: TableShape<Name, Row>,
): AsyncGenerator<ReferenceRow<Row>> {
  let layout = shape.order === 'fixed' ? createFixedLayout(shape) : null;
  const skipped: DelimitedRecord[] = [];
  for await (const record of readDelimitedText(source, shape)) {
    if (layout !== null) {
      yield readRecord(record, layout, shape);
      continue;
    }
    layout = findLayout(record, shape);
    if (layout === null) skipped.push(record);
    if (skipped.length > maxLinesBeforeHeader) break;
  }
  if (layout === null) yield refuseFile(skipped, shape);
}

/** Where the columns stand in a line, and how many fields it has at least and at most. */
interface Layout<Name extends string> {
  readonly positions: ReadonlyMap<Name, number>;
  readonly minFields: number;
  readonly maxFields: number;
}

/** The fields of one line by the names of their columns; collects what is wrong with them. */
export class Cells<Name extends string> {
  readonly problems: Problem[] = [];
  private readonly record: DelimitedRecord;
  private readonly positions: ReadonlyMap<Name, number>;
  private readonly columns: Readonly<Record<Name, Column>>;

  constructor(record: DelimitedRecord, positions: ReadonlyMap<Name, number>, columns: Readonly<Record<Name, Column>>) {
    this.record = record;
    this.positions = positions;
    this.columns = columns;
  }

  /** Returns the text of a field without space around it; empty where the column is missing. */
  text(name: Name): string {
    const position = this.positions.get(name);
    return position === undefined ? '' : (this.record.fields[position] ?? '').trim();
  }

  /** Returns the text of a field, null where it is empty. */
  optional(name: Name): string | null {
    return this.text(name) || null;
  }

  /** Returns the text of a field that may not be empty. */
  required(name: Name): string {
    const text = this.text(name);
    if (text === '') this.report(referenceProblems.valueMissing, name);
    return text;
  }

  /** Reads a field by a parser; an empty field is null, one that the parser refuses is reported. */
  parsed<Value>(name: Name, parse: (text: string) => Value | null): Value | null {
    const text = this.text(name);
    if (text === '') return null;
    const value = parse(text);
    if (value === null) this.report(referenceProblems.valueInvalid, name);
    return value;
  }

  /** Reads a field that may not be empty by a parser. */
  requiredParsed<Value>(name: Name, parse: (text: string) => Value | null): Value | null {
    return this.required(name) === '' ? null : this.parsed(name, parse);
  }

  /** Reads a day in one of the forms of these files: `YYYYMMDD`, `YYYY-MM-DD` or `M/D/YYYY`. */
  day(name: Name): CalendarDay | null {
    const text = this.text(name);
    if (text === '') return null;
    const day = parseFileDay(text);
    if (day === null) this.report(referenceProblems.dateInvalid, name);
    return day;
  }

  /** Reads an NDC; null, and reported, when it cannot be read for certain. */
  ndc(name: Name): Ndc11 | null {
    const reading = readNdc(this.required(name));
    if (reading.ok) return reading.ndc;
    if (reading.fault !== 'empty') this.report(referenceProblems.ndcInvalid, name);
    return null;
  }

  /** Lists the parts of a field between separators. */
  list(name: Name, separator: string): readonly string[] {
    const text = this.text(name);
    return text === '' ? [] : text.split(separator).map((part) => part.trim());
  }

  report(kind: ReferenceProblemKind, name: Name): void {
    this.problems.push(problemAt(kind, this.record.line, this.columns[name].name));
  }
}

function readRecord<Name extends string, Row>(
  record: DelimitedRecord,
  layout: Layout<Name>,
  shape: TableShape<Name, Row>,
): ReferenceRow<Row> {
  const { line, fields, fault } = record;
  const kind =
    fault === null ? null : fault === 'quote-open' ? referenceProblems.quoteOpen : referenceProblems.lineTooLong;
  if (kind !== null || fields.length < layout.minFields) {
    return { line, row: null, problems: [problemAt(kind ?? referenceProblems.fieldsMissing, line, '1')] };
  }
  const cells = new Cells(record, layout.positions, shape.columns);
  const row = shape.toRow(cells);
  const isUseless = cells.problems.some(({ severity }) => severity === 'error');
  const hasExtra =
    fields.length > layout.maxFields && fields.slice(layout.maxFields).some((field) => field.trim() !== '');
  const extra = hasExtra ? [problemAt(referenceProblems.fieldsExtra, line, String(layout.maxFields + 1))] : [];
  return { line, row: isUseless ? null : row, problems: [...cells.problems, ...extra] };
}

function createFixedLayout<Name extends string, Row>(shape: TableShape<Name, Row>): Layout<Name> {
  const names = listNames(shape);
  return {
    positions: new Map(names.map((name, index) => [name, index])),
    minFields: names.length,
    maxFields: names.length,
  };
}

/** Finds where each column stands; null unless the line names every required one. */
function findLayout<Name extends string, Row>(
  { fields }: DelimitedRecord,
  shape: TableShape<Name, Row>,
): Layout<Name> | null {
  const titles = fields.map(normalizeTitle);
  const positions = new Map<Name, number>();
  for (const name of listNames(shape)) {
    const column = shape.columns[name];
    const position = titles.findIndex((title) => isTitleOf(column, title));
    if (position >= 0) positions.set(name, position);
    else if (column.isRequired) return null;
  }
  return { positions, minFields: Math.max(...positions.values()) + 1, maxFields: fields.length };
}

function isTitleOf(column: Column, title: string): boolean {
  return title === normalizeTitle(column.name) || column.alias?.test(title) === true;
}

function refuseFile<Name extends string, Row>(
  skipped: readonly DelimitedRecord[],
  shape: TableShape<Name, Row>,
): ReferenceRow<Row> {
  const [first] = skipped;
  if (first === undefined) return { line: 1, row: null, problems: [problemAt(referenceProblems.fileEmpty, 1, '1')] };
  const titles = first.fields.map(normalizeTitle);
  const missing = listNames(shape)
    .map((name) => shape.columns[name])
    .filter((column) => column.isRequired && !titles.some((title) => isTitleOf(column, title)));
  const problems = missing.map(({ name }) => problemAt(referenceProblems.columnMissing, first.line, name));
  return { line: first.line, row: null, problems };
}

function listNames<Name extends string, Row>(shape: TableShape<Name, Row>): readonly Name[] {
  return Object.keys(shape.columns) as Name[];
}

/** Titles are compared by their letters and digits: `NADAC_Per_Unit`, `NADAC Per Unit` and `nadac per unit` are one. */
function normalizeTitle(title: string): string {
  return title.toLowerCase().replace(/[^a-z0-9]/g, '');
}

function parseFileDay(text: string): CalendarDay | null {
  const american = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text);
  if (american === null) return parseBasicDay(text) ?? parseCalendarDay(text);
  const [, month = '', day = '', year = ''] = american;
  return parseCalendarDay(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
}
