import type { Problem } from '../../kernel/problem.ts';
import { type FhirResource, readFhir } from '../../standards/fhir/fhir.ts';
import { postDocument } from '../outbound/post-document.ts';
import type { PrescriberWay, ReadReply, WrittenMessage } from '../outbound/prescriber-way.ts';
import { composeFormBundle } from './compose-form-bundle.ts';
import { composeNewsBundle } from './compose-news-bundle.ts';
import { toMessageId } from './message-parts.ts';

/** FHIR R4: a message with Task and MedicationDispense, or Task and Questionnaire, over HTTPS, answered by a message or an OperationOutcome. */
export const fhirWay: PrescriberWay = {
  format: 'fhir-r4',
  write: (message, parts) => {
    const { says } = message;
    const bundle =
      says.kind === 'form-request' ? composeFormBundle(message, says, parts) : composeNewsBundle(message, parts);
    const body = new TextEncoder().encode(JSON.stringify(bundle));
    return { body, controlId: parts.number, messageType: 'query-response-unsolicited' };
  },
  send: (asked) => postDocument({ ...asked, contentType: 'application/fhir+json; charset=utf-8' }),
  readReply,
};

interface Issue {
  readonly severity?: string;
  readonly code?: string;
  readonly expression?: readonly string[];
}

/** Codes of http://hl7.org/fhir/issue-type that pass by themselves. */
const passing: ReadonlySet<string> = new Set([
  'transient',
  'lock-error',
  'no-store',
  'timeout',
  'incomplete',
  'throttled',
]);

function readReply(
  reply: { readonly status: number | null; readonly body: Uint8Array },
  sent: WrittenMessage,
): ReadReply {
  const status = reply.status ?? 0;
  const document = readFhir(reply.body).message;
  const answer = findAnswer(document);
  const messageType = answer.isMessage ? 'message' : (document?.resourceType ?? '');
  const errors = answer.issues.filter(({ severity }) => severity === 'error' || severity === 'fatal');
  const code = errors[0]?.code ?? answer.responseCode ?? (status === 0 ? null : String(status));
  const isPassing =
    status >= 500 ||
    status === 429 ||
    status === 408 ||
    answer.responseCode === 'transient-error' ||
    errors.some((issue) => passing.has(issue.code ?? ''));
  // A message that answers something else is no answer.
  const isForeign = answer.isMessage && answer.responseTo !== toMessageId(sent.controlId);
  if (isPassing || isForeign || document === null) return { outcome: 'later', code, messageType, problems: [] };
  const isTaken = status < 300 && errors.length === 0 && answer.responseCode !== 'fatal-error';
  if (isTaken) return { outcome: 'taken', code, messageType, problems: [] };
  const places = errors.flatMap(({ expression }) => expression ?? []);
  return {
    ...{ outcome: 'refused', code, messageType },
    problems: (places.length === 0 ? ['Bundle'] : places.filter(isPlace)).map(toProblem),
  };
}

function findAnswer(document: FhirResource | null): {
  readonly isMessage: boolean;
  readonly responseTo: string | null;
  readonly responseCode: string | null;
  readonly issues: readonly Issue[];
} {
  const resources = document?.resourceType === 'Bundle' ? listResources(document) : document === null ? [] : [document];
  const header = resources.find(({ resourceType }) => resourceType === 'MessageHeader');
  const response = header?.['response'] as { readonly identifier?: string; readonly code?: string } | undefined;
  const outcomes = resources.filter(({ resourceType }) => resourceType === 'OperationOutcome');
  return {
    isMessage: header !== undefined,
    responseTo: response?.identifier ?? null,
    responseCode: response?.code ?? null,
    issues: outcomes.flatMap((outcome) => (Array.isArray(outcome['issue']) ? (outcome['issue'] as Issue[]) : [])),
  };
}

function listResources(bundle: FhirResource): readonly FhirResource[] {
  const entries = Array.isArray(bundle['entry'])
    ? (bundle['entry'] as readonly { readonly resource?: FhirResource }[])
    : [];
  return entries.flatMap(({ resource }) => resource ?? []);
}

function isPlace(expression: string): boolean {
  return /^[A-Z][\w.[\]]{0,160}$/.test(expression);
}

function toProblem(where: string): Problem {
  return {
    code: 'fhir.refused-by-partner',
    where,
    severity: 'error',
    text: 'The partner refuses this message; its own words stand in the answer.',
  };
}
