import type { Problem } from '../kernel/problem.ts';
import type { RefusalFacts } from '../kernel/refusal.ts';

/**
 * How a call failed: `refusal` the rules say no, `problem` what was sent is wrong, `fault` the program is at fault,
 * `unreachable` no answer came, so nobody knows whether it happened.
 */
export type FailureKind = 'refusal' | 'problem' | 'fault' | 'unreachable';

/** What the server says in a problem+json answer. */
export interface FailureFacts {
  readonly status: number;
  readonly code: string;
  readonly sentence: string;
  readonly facts: RefusalFacts;
  readonly problems: readonly Problem[];
  readonly faultId: string | null;
}

/** A call that did not succeed, with one sentence for the person and the facts behind it. */
export class EndpointFailure extends Error {
  override readonly name = 'EndpointFailure';
  readonly kind: FailureKind;
  readonly status: number;
  readonly code: string;
  readonly sentence: string;
  readonly facts: RefusalFacts;
  readonly problems: readonly Problem[];
  readonly faultId: string | null;

  constructor(facts: FailureFacts) {
    super(facts.sentence);
    this.kind = kindOf(facts.status);
    this.status = facts.status;
    this.code = facts.code;
    this.sentence = facts.sentence;
    this.facts = facts.facts;
    this.problems = facts.problems;
    this.faultId = facts.faultId;
  }
}

/** The failure of a call that got no answer at all. */
export function failureOfSilence(): EndpointFailure {
  return new EndpointFailure({
    status: 0,
    code: 'connection.no-answer',
    sentence: 'No answer came from the server. Check the connection and try again.',
    facts: {},
    problems: [],
    faultId: null,
  });
}

/**
 * Reads an answer other than success. An answer that is not problem+json, such as a proxy's page, becomes a fault.
 * @param answer the status and the parsed body, null when the body was no JSON
 */
export function readFailure(answer: { readonly status: number; readonly body: unknown }): EndpointFailure {
  const body = isRecord(answer.body) ? answer.body : {};
  return new EndpointFailure({
    status: answer.status,
    code: textOf(body['code']) ?? 'connection.unexpected-answer',
    sentence: textOf(body['sentence']) ?? 'The server could not answer. Nothing more is known; try again.',
    facts: isRecord(body['facts']) ? (body['facts'] as RefusalFacts) : {},
    problems: Array.isArray(body['problems']) ? (body['problems'] as readonly Problem[]) : [],
    faultId: textOf(body['faultId']),
  });
}

function kindOf(status: number): FailureKind {
  if (status === 0) return 'unreachable';
  if (status >= 500) return 'fault';
  return status === 400 ? 'problem' : 'refusal';
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
