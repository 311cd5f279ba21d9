import type { Problem, ProblemSeverity } from '../../kernel/problem.ts';
import { type ScriptProblemKind, scriptProblem, scriptProblems } from './problems.ts';
import type { XmlElement } from './xml-element.ts';

/** Gathers problems once per code and place, and never more than a person could use. */
export class ProblemList {
  readonly #problems = new Map<string, Problem>();

  add(problem: Problem): void {
    const key = `${problem.code} ${problem.where}`;
    if (this.#problems.size < 200 && !this.#problems.has(key)) this.#problems.set(key, problem);
  }

  list(): readonly Problem[] {
    return [...this.#problems.values()];
  }
}

/**
 * Stands on one element, knows its path and reports problems with it.
 * A child that is present without content counts as absent, so that an empty element never passes for a value.
 */
export class ElementCursor {
  readonly element: XmlElement;
  readonly path: string;
  readonly #problems: ProblemList;

  constructor(element: XmlElement, path: string, problems: ProblemList) {
    this.element = element;
    this.path = path;
    this.#problems = problems;
  }

  /** The element's own text, or null when it has none. */
  get text(): string | null {
    return this.element.text === '' ? null : this.element.text;
  }

  /** Whether the element has neither text, children nor attributes. */
  get isEmpty(): boolean {
    return this.element.text === '' && this.element.children.length === 0 && this.element.attributes.size === 0;
  }

  /** Finds a child that may stand at most once; a second one is reported. */
  find(name: string): ElementCursor | null {
    const found = this.element.children.filter((child) => child.name === name);
    const first = found[0];
    if (first === undefined) return null;
    if (found.length > 1) this.report(scriptProblems.elementRepeated, { at: name });
    const cursor = new ElementCursor(first, `${this.path}/${name}`, this.#problems);
    return cursor.isEmpty ? null : cursor;
  }

  /** Finds the first of several names that is present: the standard's own name first, then accepted variants. */
  findAny(names: readonly string[]): ElementCursor | null {
    for (const name of names) {
      const cursor = this.find(name);
      if (cursor !== null) return cursor;
    }
    return null;
  }

  /** Finds a child or reports that a required part is missing. */
  require(name: string, severity: ProblemSeverity = 'error'): ElementCursor | null {
    const cursor = this.find(name);
    if (cursor === null) this.report(scriptProblems.requiredMissing, { at: name, severity });
    return cursor;
  }

  /** Lists all children of a name that may repeat, with their positions in the path when there are several. */
  list(name: string): readonly ElementCursor[] {
    const found = this.element.children.filter((child) => child.name === name);
    return found.map((child, index) => {
      const position = found.length > 1 ? `[${index + 1}]` : '';
      return new ElementCursor(child, `${this.path}/${name}${position}`, this.#problems);
    });
  }

  /** Lists all children in the order of the document, with their positions in the path where a name repeats. */
  listAll(): readonly ElementCursor[] {
    const totals = new Map<string, number>();
    for (const { name } of this.element.children) totals.set(name, (totals.get(name) ?? 0) + 1);
    const seen = new Map<string, number>();
    return this.element.children.map((child) => {
      const index = (seen.get(child.name) ?? 0) + 1;
      seen.set(child.name, index);
      const position = totals.get(child.name) === 1 ? '' : `[${index}]`;
      return new ElementCursor(child, `${this.path}/${child.name}${position}`, this.#problems);
    });
  }

  /** Finds an element of this name anywhere below, nearest first. */
  findDeep(name: string): ElementCursor | null {
    const direct = this.find(name);
    if (direct !== null) return direct;
    for (const child of this.element.children) {
      const found = new ElementCursor(child, `${this.path}/${child.name}`, this.#problems).findDeep(name);
      if (found !== null) return found;
    }
    return null;
  }

  findText(name: string): string | null {
    return this.find(name)?.text ?? null;
  }

  requireText(name: string, severity: ProblemSeverity = 'error'): string | null {
    const text = this.findText(name);
    if (text === null) this.report(scriptProblems.requiredMissing, { at: name, severity });
    return text;
  }

  findAttribute(name: string): string | null {
    const value = this.element.attributes.get(name);
    return value === undefined || value === '' ? null : value;
  }

  /** Reports a problem with this element, or with the part of it that `at` names. */
  report(kind: ScriptProblemKind, place: { readonly at?: string; readonly severity?: ProblemSeverity } = {}): void {
    const where = place.at === undefined ? this.path : `${this.path}/${place.at}`;
    this.#problems.add(scriptProblem(kind, where, place.severity));
  }
}
