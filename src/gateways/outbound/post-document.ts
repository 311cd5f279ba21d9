import { request as requestPlain } from 'node:http';
import { request as requestTls } from 'node:https';
import type { OutboundTls, WireReply } from './prescriber-way.ts';

const largestReply = 1_048_576;

/** Posts a document over HTTPS, plain on loopback alone, and returns the answer. Never rejects. */
export function postDocument(asked: {
  readonly address: string;
  readonly contentType: string;
  readonly body: Uint8Array;
  readonly tls: OutboundTls | null;
  readonly timeoutMilliseconds: number;
}): Promise<WireReply> {
  const url = URL.parse(asked.address);
  if (url === null || !mayPostTo(url)) return Promise.resolve({ kind: 'unreached' });
  const isTls = url.protocol === 'https:';
  return new Promise((resolve) => {
    let isSent = false;
    const outgoing = (isTls ? requestTls : requestPlain)(url, {
      ...(isTls ? asked.tls : {}),
      method: 'POST',
      headers: { 'content-type': asked.contentType, 'content-length': asked.body.length },
      signal: AbortSignal.timeout(asked.timeoutMilliseconds),
      agent: false,
    });
    const fail = (): void => resolve({ kind: isSent ? 'silent' : 'unreached' });
    outgoing.on('error', fail);
    outgoing.on('socket', (socket) => {
      socket.once(isTls ? 'secureConnect' : 'connect', () => {
        isSent = true;
      });
    });
    outgoing.on('response', (incoming) => {
      const chunks: Buffer[] = [];
      let size = 0;
      incoming.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size > largestReply) outgoing.destroy();
        else chunks.push(chunk);
      });
      incoming.on('error', fail);
      incoming.on('close', fail);
      incoming.on('end', () =>
        resolve({ kind: 'answered', status: incoming.statusCode ?? 0, body: Buffer.concat(chunks) }),
      );
    });
    outgoing.end(asked.body);
  });
}

/** What patients' data may be posted to: anything that is encrypted, and our own machine. */
function mayPostTo(url: URL): boolean {
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname));
}

/** Tells whether a host is this machine. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}
