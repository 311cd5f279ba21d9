import type { Problem } from '../../kernel/problem.ts';
import type { Refusal } from '../../kernel/refusal.ts';

/** The body of every answer that is no success (RFC 9457). The same refusal always gives the same bytes. */
export interface ProblemJson {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly sentence: string;
  readonly facts?: Refusal['facts'];
  readonly problems?: readonly Problem[];
  readonly faultId?: string;
}

/** Writes a refusal as a problem. */
export function toProblemJson(refusal: Refusal): ProblemJson {
  const { code, status, sentence, facts } = refusal;
  return { type: `urn:theriac:refusal:${code}`, title: sentence, status, code, sentence, facts };
}

/** Writes what is wrong with a request as a problem. */
export function toBadRequestJson(problems: readonly Problem[]): ProblemJson {
  const sentence = 'The request does not have the shape that this endpoint takes.';
  return {
    type: 'urn:theriac:bad-request',
    title: sentence,
    status: 400,
    code: 'http.bad-request',
    sentence,
    problems,
  };
}

/** Writes a fault as a problem: an id to find it in the log, and nothing of what went wrong. */
export function toFaultJson(faultId: string): ProblemJson {
  const sentence =
    'Something broke on our side. Nothing was saved. Try again; if it stays, give the fault number to support.';
  return { type: 'urn:theriac:fault', title: sentence, status: 500, code: 'http.fault', sentence, faultId };
}
