import type { Problem, ProblemSeverity } from '../../kernel/problem.ts';

/** A declared kind of problem with a reference file. */
export interface ReferenceProblemKind {
  readonly code: string;
  readonly severity: ProblemSeverity;
  readonly text: string;
}

const declare = (name: string, severity: ProblemSeverity, text: string): ReferenceProblemKind => ({
  code: `reference.${name}`,
  severity,
  text,
});

/** Every problem that reading a reference file can find, declared once. */
export const referenceProblems = {
  fileEmpty: declare('file-empty', 'error', 'The file has no lines.'),
  columnMissing: declare('column-missing', 'error', 'No line of the file names this column.'),
  lineTooLong: declare('line-too-long', 'error', 'The line is longer than any real one; the rest was not read.'),
  quoteOpen: declare('quote-open', 'error', 'A quotation mark is never closed; the line was left out.'),
  fieldsMissing: declare('fields-missing', 'error', 'The line has fewer fields than there are columns.'),
  fieldsExtra: declare('fields-extra', 'warning', 'The line has more fields than there are columns.'),
  valueMissing: declare('value-missing', 'error', 'The field is empty.'),
  valueInvalid: declare('value-invalid', 'error', 'The field is not of the form that the column demands.'),
  ndcInvalid: declare('ndc-invalid', 'error', 'The field is no NDC that can be read for certain.'),
  ndcContradictory: declare('ndc-contradictory', 'error', 'The two forms of the NDC name different packages.'),
  dateInvalid: declare('date-invalid', 'warning', 'The field is no date.'),
  productCode: declare('product-code', 'note', 'The product is named by a code of its maker, not by an NDC.'),
} as const;

/** States a declared problem at its line and column. */
export function problemAt(kind: ReferenceProblemKind, line: number, column: string): Problem {
  return { code: kind.code, where: `line ${line} column ${column}`, severity: kind.severity, text: kind.text };
}
