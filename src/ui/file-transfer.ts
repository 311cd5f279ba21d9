import { type UseQueryResult, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { Endpoint, RequestOf, ResponseOf } from '../kernel/endpoint.ts';
import { type Answer, type CallOptions, isAdmitted, queryKeyOf, refresh } from './endpoint-client.ts';
import { EndpointFailure, failureOfSilence, readFailure } from './endpoint-failure.ts';
import { useSessionGate } from './session-gate.ts';

/** How a file is sent. Progress is told as the share of the bytes that have left, from 0 to 1. */
interface UploadOptions extends CallOptions {
  readonly onProgress?: (share: number) => void;
}

/** A file with the request that goes with it. */
interface SentFile<Called extends Endpoint> {
  readonly request: RequestOf<Called>;
  readonly file: Blob;
  readonly mediaType: string;
}

/** Thrown when the person takes an upload back before its end. */
class UploadCancelled extends Error {
  override readonly name = 'UploadCancelled';
}

/**
 * Sends a file to an endpoint that takes one, and returns its response; throws an `EndpointFailure` for anything else.
 * A locked session is unlocked by the person, then the same file is sent again with the same idempotency key.
 */
async function uploadFile<Called extends Endpoint>(
  endpoint: Called,
  sent: SentFile<Called>,
  options: UploadOptions = {},
): Promise<ResponseOf<Called>> {
  const key = options.idempotencyKey ?? crypto.randomUUID();
  const headers = {
    'content-type': sent.mediaType,
    'x-theriac-csrf': '1',
    'x-theriac-request': toBase64Url(JSON.stringify(sent.request)),
    'idempotency-key': key,
  };
  const send = (): Promise<Answer> => sendFile(endpoint.path, { headers, file: sent.file }, options);
  let answer = await send();
  while (!answer.ok && (await isAdmitted(answer.failure, options.gate))) answer = await send();
  if (!answer.ok) throw answer.failure;
  return answer.body as ResponseOf<Called>;
}

/** Reads the bytes of a stored file from an endpoint that gives them; throws an `EndpointFailure` for anything else. */
export async function downloadFile<Called extends Endpoint>(
  endpoint: Called,
  request: RequestOf<Called>,
  options: CallOptions = {},
): Promise<Blob> {
  const fetchFile = async (): Promise<
    { readonly ok: true; readonly body: Blob } | (Answer & { readonly ok: false })
  > => {
    const answer = await fetch(endpoint.path, {
      method: 'POST',
      credentials: 'same-origin',
      cache: 'no-store',
      headers: { 'content-type': 'application/json', 'x-theriac-csrf': '1' },
      body: JSON.stringify(request),
      signal: options.signal ?? null,
    }).catch(() => null);
    if (answer === null) return { ok: false, failure: failureOfSilence() };
    // A file that turns out damaged on its way breaks the connection.
    const body = answer.ok ? await answer.blob().catch(() => null) : null;
    if (body !== null) return { ok: true, body };
    if (answer.ok) return { ok: false, failure: failureOfSilence() };
    const problem: unknown = await answer.json().catch(() => null);
    return { ok: false, failure: readFailure({ status: answer.status, body: problem }) };
  };
  let answer = await fetchFile();
  while (!answer.ok && (await isAdmitted(answer.failure, options.gate))) answer = await fetchFile();
  if (!answer.ok) throw answer.failure;
  return answer.body;
}

/** Reads a stored file for as long as something shows it. Its bytes stay in memory and never in an address. */
export function useStoredFile<Called extends Endpoint>(
  endpoint: Called,
  request: RequestOf<Called>,
): UseQueryResult<Blob, EndpointFailure> {
  const gate = useSessionGate();
  return useQuery<Blob, EndpointFailure>({
    queryKey: queryKeyOf(endpoint, request),
    queryFn: ({ signal }) => downloadFile(endpoint, request, { signal, gate }),
    // A stored file never changes; once nobody shows it, it is let go.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
}

/** An upload ready to be made. `run` never throws: the failure is shown where the file was given. */
interface FileUpload<Called extends Endpoint> {
  readonly run: (sent: SentFile<Called>) => void;
  readonly cancel: () => void;
  /** How much has left, from 0 to 1; null while nothing is being sent. */
  readonly share: number | null;
  readonly failure: EndpointFailure | null;
}

/** Sends files to an endpoint, one at a time. Nothing is shown as done before the server says so. */
export function useFileUpload<Called extends Endpoint>(
  endpoint: Called,
  options: {
    readonly onDone: (response: ResponseOf<Called>) => void;
    readonly invalidates?: readonly Endpoint[];
  },
): FileUpload<Called> {
  const gate = useSessionGate();
  const client = useQueryClient();
  const [share, setShare] = useState<number | null>(null);
  const [failure, setFailure] = useState<EndpointFailure | null>(null);
  const running = useRef<AbortController | null>(null);
  const unanswered = useRef<{ readonly file: Blob; readonly request: string; readonly key: string } | null>(null);
  useEffect(() => () => running.current?.abort(), []);
  const run = async (sent: SentFile<Called>): Promise<void> => {
    const request = JSON.stringify(sent.request);
    const earlier = unanswered.current;
    const isSame = earlier !== null && earlier.file === sent.file && earlier.request === request;
    const idempotencyKey = isSame ? earlier.key : crypto.randomUUID();
    unanswered.current = { file: sent.file, request, key: idempotencyKey };
    const stopping = new AbortController();
    running.current = stopping;
    setShare(0);
    setFailure(null);
    try {
      const { signal } = stopping;
      const response = await uploadFile(endpoint, sent, { gate, signal, idempotencyKey, onProgress: setShare });
      unanswered.current = null;
      await refresh(client, options.invalidates ?? []);
      options.onDone(response);
    } catch (error) {
      if (error instanceof EndpointFailure) setFailure(error);
      else if (!(error instanceof UploadCancelled)) throw error;
    } finally {
      running.current = null;
      setShare(null);
    }
  };
  return {
    run: (sent) => {
      if (running.current === null) void run(sent);
    },
    cancel: () => running.current?.abort(),
    share,
    failure,
  };
}

/** Sends by XMLHttpRequest, because fetch tells nothing of how far an upload is. */
function sendFile(
  path: string,
  sent: { readonly headers: Readonly<Record<string, string>>; readonly file: Blob },
  options: UploadOptions,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const call = new XMLHttpRequest();
    const cancel = (): void => call.abort();
    call.open('POST', path);
    for (const [name, value] of Object.entries(sent.headers)) call.setRequestHeader(name, value);
    call.upload.onprogress = ({ loaded, total }) => options.onProgress?.(total === 0 ? 1 : loaded / total);
    call.onerror = () => resolve({ ok: false, failure: failureOfSilence() });
    call.onabort = () => reject(new UploadCancelled());
    call.onload = () => {
      const body = readJson(call.responseText);
      const isDone = call.status >= 200 && call.status < 300;
      resolve(isDone ? { ok: true, body } : { ok: false, failure: readFailure({ status: call.status, body }) });
    };
    call.onloadend = () => options.signal?.removeEventListener('abort', cancel);
    if (options.signal?.aborted === true) return reject(new UploadCancelled());
    options.signal?.addEventListener('abort', cancel);
    call.send(sent.file);
  });
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function toBase64Url(text: string): string {
  const binary = String.fromCharCode(...new TextEncoder().encode(text));
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
