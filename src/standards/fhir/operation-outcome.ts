import type { Problem } from '../../kernel/problem.ts';
import type { Refusal, RefusalStatus } from '../../kernel/refusal.ts';
import { findIssueType } from './problems.ts';
import type { FhirResource } from './read-fhir.ts';

const severities = { error: 'error', warning: 'warning', note: 'information' } as const;

/** Codes of http://hl7.org/fhir/issue-type for the statuses of a refusal. */
const issueTypesByStatus: Readonly<Record<RefusalStatus, string>> = {
  401: 'login',
  403: 'forbidden',
  404: 'not-found',
  409: 'conflict',
  413: 'too-long',
  415: 'not-supported',
  422: 'business-rule',
  428: 'security',
  429: 'throttled',
};

/**
 * Writes problems as an OperationOutcome, one issue each. A FHIRPath becomes its expression, another place (a line of
 * the text) its diagnostics. No problems make one informational issue, because an outcome has at least one.
 */
export function toOperationOutcome(problems: readonly Problem[]): FhirResource {
  const issues = problems.map((problem) => ({
    severity: severities[problem.severity],
    code: findIssueType(problem.code),
    details: { coding: [{ code: problem.code }], text: problem.text },
    ...(/^[A-Z][\w.[\]]*$/.test(problem.where) ? { expression: [problem.where] } : { diagnostics: problem.where }),
  }));
  const fine = { severity: 'information', code: 'informational', details: { text: 'Accepted.' } };
  return { resourceType: 'OperationOutcome', issue: issues.length === 0 ? [fine] : issues };
}

/** Writes a refusal as an OperationOutcome; its facts, which never hold patient data, become the diagnostics. */
export function toRefusalOutcome(refusal: Refusal): FhirResource {
  const facts = Object.entries(refusal.facts).map(([name, fact]) => `${name}=${String(fact)}`);
  const issue = {
    severity: 'error',
    code: issueTypesByStatus[refusal.status],
    details: { coding: [{ code: refusal.code }], text: refusal.sentence },
    ...(facts.length === 0 ? {} : { diagnostics: facts.join(' ') }),
  };
  return { resourceType: 'OperationOutcome', issue: [issue] };
}
