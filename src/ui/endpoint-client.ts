import {
  keepPreviousData,
  type QueryClient,
  type UseQueryResult,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { Endpoint, RequestOf, ResponseOf } from '../kernel/endpoint.ts';
import { type EndpointFailure, failureOfSilence, readFailure } from './endpoint-failure.ts';
import { useLiveTopics } from './live-updates.ts';
import { presenceCodes, type SessionGate, useSessionGate } from './session-gate.ts';

/** How a call is made. A command that is repeated after silence keeps its `idempotencyKey`, so that it happens once. */
export interface CallOptions {
  readonly signal?: AbortSignal;
  readonly idempotencyKey?: string;
  readonly gate?: SessionGate;
}

/**
 * Calls an endpoint and returns its response; throws an `EndpointFailure` for anything else.
 * A locked session or a wanted fresh proof is asked of the person through the gate, then the same call is repeated
 * with the same idempotency key.
 */
export async function callEndpoint<Called extends Endpoint>(
  endpoint: Called,
  request: RequestOf<Called>,
  options: CallOptions = {},
): Promise<ResponseOf<Called>> {
  const key = endpoint.kind === 'command' ? (options.idempotencyKey ?? crypto.randomUUID()) : null;
  const send = (): Promise<Answer> => postJson(endpoint.path, request, { key, signal: options.signal });
  let answer = await send();
  while (!answer.ok && (await isAdmitted(answer.failure, options.gate))) answer = await send();
  if (!answer.ok) throw answer.failure;
  return answer.body as ResponseOf<Called>;
}

/** Names a query in the cache; the request stays in memory and is never part of an address. */
export function queryKeyOf(endpoint: Endpoint, request?: unknown): readonly unknown[] {
  return request === undefined ? ['endpoint', endpoint.path] : ['endpoint', endpoint.path, request];
}

/** How a query behaves. `topics` are the live topics that make it stale; `keepsPrevious` shows the old page while a new one loads. */
export interface QueryOptions {
  readonly enabled?: boolean;
  readonly staleMilliseconds?: number;
  readonly topics?: readonly string[];
  readonly keepsPrevious?: boolean;
}

/** Reads from an endpoint and keeps the answer fresh. */
export function useEndpointQuery<Called extends Endpoint>(
  endpoint: Called,
  request: RequestOf<Called>,
  options: QueryOptions = {},
): UseQueryResult<ResponseOf<Called>, EndpointFailure> {
  const gate = useSessionGate();
  const client = useQueryClient();
  const queryKey = queryKeyOf(endpoint, request);
  useLiveTopics({ topics: options.topics ?? [], reading: endpoint.path }, () => refresh(client, [endpoint]));
  useStaleOnceLeft(queryKey, (options.topics ?? []).length > 0);
  return useQuery<ResponseOf<Called>, EndpointFailure>({
    queryKey,
    queryFn: ({ signal }) => callEndpoint(endpoint, request, { signal, gate }),
    enabled: options.enabled ?? true,
    staleTime: options.staleMilliseconds ?? 15_000,
    ...(options.keepsPrevious === true ? { placeholderData: keepPreviousData } : {}),
  });
}

/** Marks what follows news as out of date once it is left, because nobody hears its news until it is shown again. */
function useStaleOnceLeft(queryKey: readonly unknown[], followsNews: boolean): void {
  const client = useQueryClient();
  const key = JSON.stringify(queryKey);
  useEffect(() => {
    if (!followsNews) return;
    return () => void client.invalidateQueries({ queryKey: JSON.parse(key) as unknown[], refetchType: 'none' });
  }, [client, key, followsNews]);
}

/** What happens around a command. `invalidates` names the queries to read again before `onDone` is called. */
export interface CommandOptions<Called extends Endpoint> {
  readonly onDone?: (response: ResponseOf<Called>, request: RequestOf<Called>) => void;
  readonly invalidates?: readonly Endpoint[];
}

/** A command ready to be given. `run` never throws: the failure is shown where the command was given. */
export interface EndpointCommand<Called extends Endpoint> {
  readonly run: (request: RequestOf<Called>) => void;
  readonly isRunning: boolean;
  readonly failure: EndpointFailure | null;
  readonly response: ResponseOf<Called> | null;
  readonly clear: () => void;
}

/**
 * Gives a command to an endpoint. Nothing is shown as done before the server says so.
 * The same request given again after silence or a fault keeps its idempotency key, so it can't happen twice.
 */
export function useEndpointCommand<Called extends Endpoint>(
  endpoint: Called,
  options: CommandOptions<Called> = {},
): EndpointCommand<Called> {
  const gate = useSessionGate();
  const client = useQueryClient();
  const unanswered = useRef<{ readonly request: string; readonly key: string } | null>(null);
  const mutation = useMutation<ResponseOf<Called>, EndpointFailure, RequestOf<Called>>({
    mutationFn: (request) => {
      const text = JSON.stringify(request);
      const key = unanswered.current?.request === text ? unanswered.current.key : crypto.randomUUID();
      unanswered.current = { request: text, key };
      return callEndpoint(endpoint, request, { gate, idempotencyKey: key });
    },
    onSuccess: async (response, request) => {
      unanswered.current = null;
      await refresh(client, options.invalidates ?? []);
      options.onDone?.(response, request);
    },
    onError: (failure) => {
      if (failure.kind === 'refusal' || failure.kind === 'problem') unanswered.current = null;
    },
  });
  return {
    run: (request) => {
      if (!mutation.isPending) mutation.mutate(request);
    },
    isRunning: mutation.isPending,
    failure: mutation.error,
    response: mutation.data ?? null,
    clear: mutation.reset,
  };
}

/** What came back from the server, before anything is made of it. */
export type Answer =
  | { readonly ok: true; readonly body: unknown }
  | { readonly ok: false; readonly failure: EndpointFailure };

async function postJson(
  path: string,
  request: unknown,
  call: { readonly key: string | null; readonly signal: AbortSignal | undefined },
): Promise<Answer> {
  const answer = await fetch(path, {
    method: 'POST',
    credentials: 'same-origin',
    cache: 'no-store',
    headers: {
      'content-type': 'application/json',
      'x-theriac-csrf': '1',
      ...(call.key === null ? {} : { 'idempotency-key': call.key }),
    },
    body: JSON.stringify(request),
    signal: call.signal ?? null,
  }).catch(() => null);
  if (answer === null) return { ok: false, failure: failureOfSilence() };
  const body: unknown = await answer.json().catch(() => null);
  return answer.ok ? { ok: true, body } : { ok: false, failure: readFailure({ status: answer.status, body }) };
}

/** Asks the person for what a call lacks, and tells whether it may be made again. */
export async function isAdmitted(failure: EndpointFailure, gate: SessionGate | undefined): Promise<boolean> {
  if (gate === undefined) return false;
  if (failure.code === presenceCodes.sessionLocked) return gate.unlock();
  if (failure.code === presenceCodes.freshProofNeeded) return gate.prove();
  if (failure.code === presenceCodes.sessionNeeded) gate.signIn();
  return false;
}

/** Has what is shown of endpoints read again. */
export async function refresh(client: QueryClient, endpoints: readonly Endpoint[]): Promise<void> {
  await Promise.all(endpoints.map((endpoint) => client.invalidateQueries({ queryKey: queryKeyOf(endpoint) })));
}
