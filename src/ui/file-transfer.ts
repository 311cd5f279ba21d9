import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { Endpoint, RequestOf, ResponseOf } from '../kernel/endpoint.ts';
import { type Answer, type CallOptions, isAdmitted, queryKeyOf } from './endpoint-client.ts';
import { type EndpointFailure, failureOfSilence, readFailure } from './endpoint-failure.ts';
import { useSessionGate } from './session-gate.ts';

/** How a file is sent. Progress is told as the share of the bytes that have left, from 0 to 1. */
export interface UploadOptions extends CallOptions {
  readonly onProgress?: (share: number) => void;
}

/** Thrown when the person takes an upload back before its end. */
export class UploadCancelled extends Error {
  override readonly name = 'UploadCancelled';
}

/**
 * Sends a file to an endpoint that takes one, and returns its response; throws an `EndpointFailure` for anything else.
 * A locked session is unlocked by the person, then the same file is sent again with the same idempotency key.
 */
export async function uploadFile<Called extends Endpoint>(
  endpoint: Called,
  sent: { readonly request: RequestOf<Called>; readonly file: Blob; readonly mediaType: string },
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
async function downloadFile<Called extends Endpoint>(
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
