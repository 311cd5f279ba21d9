/** What a command is given and how it answers. */
export interface CommandCall {
  readonly words: readonly string[];
  readonly options: Readonly<Record<string, string | boolean | undefined>>;
  /** Prints a line for a person; silent under `--json`. */
  say(line: string): void;
  /** Prints one JSON object on a line of its own. */
  sayJson(value: unknown): void;
  readonly isJson: boolean;
}

/** How a command ended: 0 well, 1 it found what it was looking for to be wrong, 2 it was called wrongly, 3 it could not be carried out. */
export type ExitCode = 0 | 1 | 2 | 3;

/** One command of the command line. */
export interface Command {
  /** The words by which it is called: `audit verify`. */
  readonly name: string;
  /** What follows the name: `FILE... [--json]`. */
  readonly usage: string;
  readonly summary: string;
  readonly options?: Readonly<Record<string, { readonly type: 'string' | 'boolean'; readonly help: string }>>;
  run(call: CommandCall): Promise<ExitCode>;
}

/** Thrown when a command was called wrongly; the sentence says how it is meant. */
export class UsageProblem extends Error {
  override readonly name = 'UsageProblem';
}
