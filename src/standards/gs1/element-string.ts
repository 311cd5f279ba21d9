import type { Problem } from '../../kernel/problem.ts';
import { type ApplicationIdentifier, findIdentifier, findLeadingIdentifier } from './application-identifiers.ts';
import { checkElement, type Element, type ElementReading } from './element.ts';
import { gs1Problem, gs1Problems } from './problems.ts';
import { computeFixedLength } from './value-format.ts';

/** The separator (FNC1) as a scanner transmits it. */
export const groupSeparator = '\x1d';

/**
 * Reads an element string without brackets: predefined lengths follow each other directly, a value of open length ends at
 * the separator. A needless separator is tolerated; where no identifier begins, reading stops with a problem.
 */
export function readElementString(text: string): ElementReading {
  const elements: Element[] = [];
  const problems: Problem[] = [];
  let at = text.startsWith(groupSeparator) ? 1 : 0;
  while (at < text.length) {
    const identifier = findLeadingIdentifier(text.slice(at, at + 4));
    if (identifier === null) {
      problems.push(gs1Problem(gs1Problems.identifierUnknown, `character ${at + 1}`));
      break;
    }
    const value = cutValue(identifier, text.slice(at + identifier.ai.length));
    const problem = checkElement(identifier, value);
    if (problem === null) elements.push({ ai: identifier.ai, value });
    else problems.push(problem);
    at += identifier.ai.length + value.length;
    if (text[at] === groupSeparator) at += 1;
  }
  return { elements, problems };
}

/** A predefined length ends early only at a separator, which then shows that the value is too short. */
function cutValue({ format, isFixed }: ApplicationIdentifier, rest: string): string {
  const end = rest.indexOf(groupSeparator);
  const open = end < 0 ? rest : rest.slice(0, end);
  return isFixed ? open.slice(0, computeFixedLength(format)) : open;
}

/** Reads the printed form `(01)…(17)…`; a bracket inside a value is escaped with a backslash. */
export function readBracketed(text: string): ElementReading {
  const elements: Element[] = [];
  const problems: Problem[] = [];
  let at = 0;
  while (at < text.length) {
    const match = /^\((\d{2,4})\)((?:[^(\\]|\\.|\\$)*)/.exec(text.slice(at));
    if (match === null) {
      problems.push(gs1Problem(gs1Problems.bracketUnbalanced, `character ${at + 1}`));
      break;
    }
    const [whole, ai = '', written = ''] = match;
    const identifier = findIdentifier(ai);
    const value = written.replaceAll('\\(', '(');
    const problem =
      identifier === null
        ? gs1Problem(gs1Problems.identifierUnknown, `character ${at + 1}`)
        : checkElement(identifier, value);
    if (problem === null) elements.push({ ai, value });
    else problems.push(problem);
    at += whole.length;
  }
  return { elements, problems };
}
