import type { Endpoint, RequestOf, ResponseOf } from '../../kernel/endpoint.ts';
import type { Refusal } from '../../kernel/refusal.ts';
import type { Result } from '../../kernel/result.ts';
import type { AuditNote } from '../audit/audit-entry.ts';
import type { OpenedFile, ReceivedFile } from '../files/stored-file.ts';
import type { Answer, TenantTransaction } from '../transaction/tenant-transaction.ts';
import type { Principal } from './principal.ts';

/** A change of the browser's session that goes with an answer. */
export type SessionChange =
  | { readonly kind: 'open'; readonly token: string; readonly maxAgeSeconds: number }
  | { readonly kind: 'close' };

/** The answer of an endpoint over HTTP. */
export interface HttpAnswer<Body> extends Answer<Body> {
  readonly session?: SessionChange;
  /** What the audit entry of a command says beside who did what: on which object, and for which coded reason. */
  readonly about?: Pick<AuditNote, 'kind' | 'object' | 'reason'>;
  /** The file whose bytes are the answer of an endpoint that is declared as a download. */
  readonly file?: OpenedFile;
}

/** One request as a route sees it: its checked body, and who sends it (null before sign-in). */
export interface Call<Request> {
  readonly request: Request;
  readonly principal: Principal | null;
  readonly requestId: string;
  /** The host name and port that the request was sent to. */
  readonly host: string;
  /** What tells devices apart before sign-in: the device's own token, or its address when it has none yet. */
  readonly source: string;
  readonly sessionToken: string | null;
  /** What ties a sign-in that is under way at an identity provider to this browser; absent where there is none. */
  readonly signInToken?: string;
  /** The file that came as the body of the request: whole, sealed on the disk, and named by nothing until it is adopted. */
  readonly upload?: ReceivedFile;
}

/** What a route gives back. A refusal rolls everything back, unless what led to it must be kept: a failed sign-in is counted. */
export type RouteOutcome<Body> =
  | Result<HttpAnswer<Body>>
  | { readonly ok: false; readonly refusal: Refusal; readonly keepsChanges: true };

/** An endpoint with what answers it. Commands run in a transaction that a refusal rolls back; queries in one that is read only. */
export interface Route {
  readonly endpoint: Endpoint;
  answer(tx: TenantTransaction, call: Call<unknown>): Promise<RouteOutcome<unknown>>;
}

/** Joins an endpoint with the function that answers it. */
export function route<Declared extends Endpoint>(
  endpoint: Declared,
  answer: (tx: TenantTransaction, call: Call<RequestOf<Declared>>) => Promise<RouteOutcome<ResponseOf<Declared>>>,
): Route {
  return { endpoint, answer: (tx, call) => answer(tx, call as Call<RequestOf<Declared>>) };
}

/** Joins an endpoint that takes a file with the function that answers it. */
export function uploadRoute<Declared extends Endpoint>(
  endpoint: Declared,
  answer: (
    tx: TenantTransaction,
    call: Call<RequestOf<Declared>> & { readonly upload: ReceivedFile },
  ) => Promise<RouteOutcome<ResponseOf<Declared>>>,
): Route {
  return route(endpoint, (tx, call) => {
    const { upload } = call;
    if (upload === undefined) throw new Error(`${endpoint.path}: there is no file`);
    return answer(tx, { ...call, upload });
  });
}
