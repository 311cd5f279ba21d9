import type { Problem } from '../../kernel/problem.ts';
import { type ApplicationIdentifier, findIdentifier, isOfFamily } from './application-identifiers.ts';
import type { Element } from './element.ts';
import { gs1Problem, gs1Problems } from './problems.ts';

/**
 * Checks the elements of one package together: no identifier twice with different values, none beside one that it bars,
 * none without one of those that it needs (GS1 General Specifications, 4.13 and 4.14). Elements of several barcodes on
 * the same package are checked as one list.
 */
export function checkAssociations(elements: readonly Element[]): readonly Problem[] {
  const present = [...new Set(elements.map(({ ai }) => ai))];
  const identifiers = present.flatMap((ai) => findIdentifier(ai) ?? []);
  return [
    ...present
      .filter((ai) => hasSeveralValues(ai, elements))
      .map((ai) => problemAt(gs1Problems.valueContradictory, ai)),
    ...identifiers
      .filter((identifier) => hasBarred(identifier, present))
      .map(({ ai }) => problemAt(gs1Problems.identifiersExclusive, ai)),
    ...identifiers
      .filter((identifier) => !hasNeeded(identifier, present))
      .map(({ ai }) => problemAt(gs1Problems.identifierDependent, ai)),
  ];
}

function problemAt(kind: (typeof gs1Problems)[keyof typeof gs1Problems], ai: string): Problem {
  return gs1Problem(kind, `AI ${ai}`);
}

function hasSeveralValues(ai: string, elements: readonly Element[]): boolean {
  return new Set(elements.filter((element) => element.ai === ai).map(({ value }) => value)).size > 1;
}

function hasBarred({ ai, bars }: ApplicationIdentifier, present: readonly string[]): boolean {
  return present.some((other) => other !== ai && bars.some((family) => isOfFamily(other, family)));
}

function hasNeeded({ needs }: ApplicationIdentifier, present: readonly string[]): boolean {
  const isThere = (family: string): boolean => present.some((ai) => isOfFamily(ai, family));
  return needs.length === 0 || needs.some((set) => set.every(isThere));
}
