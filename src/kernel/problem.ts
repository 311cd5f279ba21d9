/** `error` means the part cannot be used; `warning` means it was read with a reservation; `note` is worth knowing. */
export type ProblemSeverity = 'error' | 'warning' | 'note';

/**
 * Something wrong with outside input. `where` names the place in the words of the format
 * (`PID-5.1`, `Message/Body/NewRx/Patient`, `Bundle.entry[3].resource.status`, `line 4 column 7`).
 * `text` is one sentence for a person and never repeats the input's own values, which may identify a patient.
 */
export interface Problem {
  readonly code: string;
  readonly where: string;
  readonly severity: ProblemSeverity;
  readonly text: string;
}

/** What a reader returns: whatever could be read, beside everything that is wrong with the rest. */
export interface Reading<Message> {
  readonly message: Message | null;
  readonly problems: readonly Problem[];
}

/** Tells whether any problem forbids the use of what was read. */
export function hasErrors(problems: readonly Problem[]): boolean {
  return problems.some((problem) => problem.severity === 'error');
}
