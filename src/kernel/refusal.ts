/** How a refusal is answered over HTTP: 404 unknown, 409 the state moved on, 413 too large, 415 of a kind not taken, 422 the rules say no, 401/403 not allowed, 428 step-up needed, 429 too many. */
export type RefusalStatus = 401 | 403 | 404 | 409 | 413 | 415 | 422 | 428 | 429;

/** A declared reason why the rules say no. Its code is `<module>.<kebab-case-name>`. */
export interface RefusalKind {
  readonly code: string;
  readonly status: RefusalStatus;
  readonly sentence: string;
}

/** Codes, numbers and ids that explain a refusal; never patient data. */
export type RefusalFacts = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

/** A refusal as it happened: the declared kind and the facts of this case. */
export interface Refusal extends RefusalKind {
  readonly facts: RefusalFacts;
}

type Declaration = Readonly<Record<string, { readonly status: RefusalStatus; readonly sentence: string }>>;

/** Declares a module's refusals once. Keys are camelCase and become `<module>.<kebab-case>` codes. */
export function declareRefusals<Kinds extends Declaration>(
  moduleName: string,
  kinds: Kinds,
): { readonly [Name in keyof Kinds]: RefusalKind } {
  const declared = Object.entries(kinds).map(([name, kind]) => [
    name,
    { code: `${moduleName}.${toKebabCase(name)}`, ...kind },
  ]);
  return Object.fromEntries(declared) as { readonly [Name in keyof Kinds]: RefusalKind };
}

function toKebabCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
