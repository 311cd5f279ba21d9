/** What a provider answered: the status, and the JSON object in the body; null when there is none. */
export interface JsonReply {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>> | null;
}

const largestReply = 262_144;
const timeoutMilliseconds = 5_000;

/**
 * Fetches a JSON object from a provider, within five seconds and a quarter of a megabyte. Follows no redirect, so that a provider
 * cannot send us to an address of somebody else. Null when nobody answered.
 */
export async function fetchJson(
  address: string,
  posted: { readonly form: URLSearchParams; readonly authorization: string | null } | null = null,
): Promise<JsonReply | null> {
  try {
    const response = await fetch(address, {
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMilliseconds),
      headers: {
        accept: 'application/json',
        ...(posted?.authorization == null ? {} : { authorization: posted.authorization }),
      },
      ...(posted === null ? {} : { method: 'POST', body: posted.form }),
    });
    return { status: response.status, body: await readObject(response) };
  } catch {
    return null;
  }
}

async function readObject(response: Response): Promise<JsonReply['body']> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > largestReply) return null;
    chunks.push(chunk);
  }
  try {
    const read: unknown = JSON.parse(Buffer.concat(chunks).toString());
    return typeof read === 'object' && read !== null && !Array.isArray(read) ? { ...read } : null;
  } catch {
    return null;
  }
}
