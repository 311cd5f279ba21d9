import type { Instant } from '../../kernel/instant.ts';
import { hasErrors, type Problem } from '../../kernel/problem.ts';
import { type FhirMessageHeader, type FhirResource, toOperationOutcome } from '../../standards/fhir/fhir.ts';

/** What is answered: how the message fared, and its header when it is a message that expects a message back. */
export interface AnswerDraft {
  readonly header: FhirMessageHeader | null;
  readonly problems: readonly Problem[];
  readonly answerId: string;
  readonly at: Instant;
}

/**
 * Writes the answer as bytes: a message is answered with a message whose header names it, anything else with an OperationOutcome.
 * Problems become issues with their expressions.
 */
export function writeAnswer(draft: AnswerDraft): Uint8Array {
  const outcome = toOperationOutcome(draft.problems);
  const answer = draft.header === null ? outcome : composeResponseMessage(draft, draft.header, outcome);
  return new TextEncoder().encode(JSON.stringify(answer));
}

function composeResponseMessage(draft: AnswerDraft, request: FhirMessageHeader, outcome: FhirResource): FhirResource {
  const [headerUrl, outcomeUrl] = [`urn:uuid:${draft.answerId}`, `urn:uuid:${toOtherId(draft.answerId)}`];
  const header: FhirResource = {
    resourceType: 'MessageHeader',
    id: draft.answerId,
    ...(request.eventCode === null ? {} : { eventCoding: { system: eventSystem, code: request.eventCode } }),
    source: { name: 'Theriac', endpoint: 'urn:theriac' },
    response: {
      identifier: request.id ?? 'unknown',
      code: hasErrors(draft.problems) ? 'fatal-error' : 'ok',
      details: { reference: outcomeUrl },
    },
  };
  return {
    resourceType: 'Bundle',
    type: 'message',
    timestamp: draft.at,
    entry: [
      { fullUrl: headerUrl, resource: header },
      { fullUrl: outcomeUrl, resource: outcome },
    ],
  };
}

const eventSystem = 'http://hl7.org/fhir/us/specialty-rx/CodeSystem/specialty-rx-event-type';

/** The outcome's own id differs from the header's in its last digit. */
function toOtherId(id: string): string {
  const last = id.slice(-1);
  return `${id.slice(0, -1)}${last === '0' ? '1' : '0'}`;
}

const statusesByCode: Readonly<Record<string, number>> = {
  structure: 400,
  'not-supported': 422,
  duplicate: 409,
  transient: 503,
};

/**
 * Finds the HTTP status of an answer from its own words, so that a repeat is answered alike: a message is 200 whatever it says,
 * an OperationOutcome with an error has the status of its first error.
 */
export function statusOfAnswer(answer: Uint8Array): number {
  const outcome = JSON.parse(new TextDecoder().decode(answer)) as {
    readonly resourceType: string;
    readonly issue?: readonly { readonly severity: string; readonly code: string }[];
  };
  const error = outcome.issue?.find(({ severity }) => severity === 'error' || severity === 'fatal');
  return error === undefined ? 200 : (statusesByCode[error.code] ?? 422);
}
