import type { Problem } from '../../kernel/problem.ts';
import { type ApplicationIdentifier, findIdentifier } from './application-identifiers.ts';
import { gs1Problem } from './problems.ts';
import { checkValue } from './value-format.ts';

/** One Application Identifier with its value. */
export interface Element {
  readonly ai: string;
  readonly value: string;
}

/** What was read, beside everything that is wrong with the rest. */
export interface ElementReading {
  readonly elements: readonly Element[];
  readonly problems: readonly Problem[];
}

/** Checks the value of an identifier; the place is `AI 17`. */
export function checkElement({ ai, format }: ApplicationIdentifier, value: string): Problem | null {
  const kind = checkValue(format, value);
  return kind === null ? null : gs1Problem(kind, `AI ${ai}`);
}

/** Writes elements as a scanner delivers them: the separator begins the text and ends each value of open length but the last. */
export function writeElements(elements: readonly Element[], separator: string): string {
  return elements
    .map(({ ai, value }, index) => {
      const previous = elements[index - 1];
      const isSeparated = previous === undefined || findIdentifier(previous.ai)?.isFixed === false;
      return `${isSeparated ? separator : ''}${ai}${value}`;
    })
    .join('');
}
