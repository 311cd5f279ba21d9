import { createServer as createPlain, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTls } from 'node:https';
import type { AddressInfo } from 'node:net';

/** Where a simulated partner listens; without `tls` in plain text, on loopback only. */
export interface ListeningPlace {
  readonly host: string;
  /** 0 takes a free port. */
  readonly port: number;
  readonly tls: { readonly key: string; readonly cert: string; readonly ca: string } | null;
}

/** A document that was posted to a path, and what answers it; null stays silent. */
export type AnswerDocument = (body: Uint8Array, path: string) => Promise<HttpAnswer | null>;

export interface HttpAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

/** A simulated partner that listens. */
export interface ListeningPartner {
  readonly port: number;
  stop(): Promise<void>;
}

const largestBody = 1_048_576;

/** Listens for documents over HTTPS with client certificates, as interfaces of partners do. */
export async function listenForDocuments(place: ListeningPlace, answer: AnswerDocument): Promise<ListeningPartner> {
  const handle = (request: IncomingMessage, response: ServerResponse): void => {
    void readBody(request).then(async (body) => {
      const answered = body === null ? null : await answer(body, request.url ?? '/');
      if (answered === null) return;
      response.writeHead(answered.status, { 'content-type': answered.contentType }).end(answered.body);
    });
  };
  const server: Server =
    place.tls === null
      ? createPlain(handle)
      : createTls({ ...place.tls, requestCert: true, rejectUnauthorized: true }, handle);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(place.port, place.host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    stop: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

async function readBody(request: IncomingMessage): Promise<Uint8Array | null> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of request) chunks.push(chunk as Buffer);
  } catch {
    return null;
  }
  const bytes = Buffer.concat(chunks);
  return bytes.length > largestBody ? null : bytes;
}
