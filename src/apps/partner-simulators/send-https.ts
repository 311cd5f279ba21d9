import { request as requestPlain } from 'node:http';
import { request as requestTls } from 'node:https';

/** A message for an interface over HTTP, with what proves its sender. */
export interface HttpMessage {
  readonly url: string;
  /** The name under which the interface is asked, where it differs from the address that is reached. */
  readonly host?: string;
  readonly contentType: string;
  readonly body: Uint8Array | string;
  readonly bearerKey: string | null;
  readonly tls: { readonly key?: string; readonly cert?: string; readonly ca: string } | null;
}

/** What an interface answered. */
export interface HttpReply {
  readonly status: number;
  readonly body: string;
}

/** Sends a message and returns the answer; rejects when there is none. */
export function sendHttps(message: HttpMessage): Promise<HttpReply> {
  const send = message.url.startsWith('https:') ? requestTls : requestPlain;
  const authorization = message.bearerKey === null ? {} : { authorization: `Bearer ${message.bearerKey}` };
  return new Promise((resolve, reject) => {
    const outgoing = send(
      message.url,
      {
        ...message.tls,
        method: 'POST',
        headers: {
          'content-type': message.contentType,
          ...authorization,
          ...(message.host === undefined ? {} : { host: message.host }),
        },
        timeout: 10_000,
      },
      (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.on('error', reject);
        incoming.on('end', () => resolve({ status: incoming.statusCode ?? 0, body: Buffer.concat(chunks).toString() }));
      },
    );
    outgoing.on('timeout', () => outgoing.destroy(new Error('the interface stayed silent')));
    outgoing.on('error', reject);
    outgoing.end(message.body);
  });
}
