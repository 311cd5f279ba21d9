import type { Endpoint, RequestOf, ResponseOf } from '../../kernel/endpoint.ts';
import type { Result } from '../../kernel/result.ts';
import type { Answer, TenantTransaction } from '../transaction/tenant-transaction.ts';
import type { Principal } from './principal.ts';

/** A change of the browser's session that goes with an answer. */
export type SessionChange =
  | { readonly kind: 'open'; readonly token: string; readonly maxAgeSeconds: number }
  | { readonly kind: 'close' };

/** The answer of an endpoint over HTTP. */
export interface HttpAnswer<Body> extends Answer<Body> {
  readonly session?: SessionChange;
}

/** One request as a route sees it: its checked body, and who sends it (null before sign-in). */
export interface Call<Request> {
  readonly request: Request;
  readonly principal: Principal | null;
  readonly requestId: string;
  readonly address: string;
}

/** An endpoint with what answers it. Commands run in a transaction that a refusal rolls back; queries in one that is read only. */
export interface Route {
  readonly endpoint: Endpoint;
  answer(tx: TenantTransaction, call: Call<unknown>): Promise<Result<HttpAnswer<unknown>>>;
}

/** Joins an endpoint with the function that answers it. */
export function route<Declared extends Endpoint>(
  endpoint: Declared,
  answer: (tx: TenantTransaction, call: Call<RequestOf<Declared>>) => Promise<Result<HttpAnswer<ResponseOf<Declared>>>>,
): Route {
  return { endpoint, answer: (tx, call) => answer(tx, call as Call<RequestOf<Declared>>) };
}
