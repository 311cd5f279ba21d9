import { createServer as createPlainServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, type TLSSocket } from 'node:tls';
import { encodeMllpFrame, MllpDecoder, type MllpFrame } from '../../standards/hl7v2/hl7v2.ts';

/** The key and certificate of our own side, and the authorities whose client certificates are believed, as PEM. */
export interface ListenerTls {
  readonly key: string;
  readonly cert: string;
  readonly ca: string;
}

/** What a listener allows. A partner that goes beyond is cut off; its messages stay where they are until it comes back. */
export interface ListenerLimits {
  readonly connections: number;
  readonly frameBytes: number;
  /** How many messages of one connection may wait for their answers before no more are read. */
  readonly unansweredMessages: number;
  /** How long a frame that was begun may take to end. */
  readonly frameMilliseconds: number;
  /** How long a connection may stay silent. */
  readonly idleMilliseconds: number;
}

export const usualLimits: ListenerLimits = {
  connections: 200,
  frameBytes: 4 * 1024 * 1024,
  unansweredMessages: 32,
  frameMilliseconds: 30_000,
  idleMilliseconds: 15 * 60_000,
};

/** The bytes of a message; `none` when the sender wants no answer; `cut` when the connection may not go on. */
export type FrameAnswer = Uint8Array | 'none' | 'cut';

/** A connection whose partner is proven, with what answers its frames. Null from `open` means that nobody is proven: it is cut. */
export interface ListenerParts<Peer> {
  readonly host: string;
  readonly port: number;
  /** Null listens in plain text, which is allowed on loopback addresses only. */
  readonly tls: ListenerTls | null;
  readonly limits: ListenerLimits;
  /** Finds out who connects. @param certificate the DER bytes of the client certificate; null in plain text */
  open(certificate: Uint8Array | null): Promise<Peer | null>;
  /** Answers a frame. Never rejects. */
  answer(peer: Peer, frame: MllpFrame): Promise<FrameAnswer>;
  /** Hears of what was cut off or could not be read, by code. */
  warn(code: string): void;
}

/** A running listener. */
export interface MllpListener {
  readonly port: number;
  /** Takes no more connections or frames, answers what was received, then closes. */
  close(): Promise<void>;
}

const frameStart = 0x0b;
const frameEnd = 0x1c;
const loopback = new Set(['127.0.0.1', '::1', 'localhost']);

/** Starts listening for MLLP connections; throws when the address is taken, or is not a loopback address without TLS. */
export async function startMllpListener<Peer>(parts: ListenerParts<Peer>): Promise<MllpListener> {
  if (parts.tls === null && !loopback.has(parts.host))
    throw new Error('MLLP without TLS is allowed on loopback addresses only');
  const connections = new Set<Connection<Peer>>();
  const accept = (socket: Socket, certificate: Uint8Array | null): void => {
    if (connections.size >= parts.limits.connections) {
      parts.warn('mllp.too-many-connections');
      socket.destroy();
      return;
    }
    const connection = new Connection(parts, socket);
    connections.add(connection);
    socket.once('close', () => connections.delete(connection));
    connection.begin(certificate);
  };
  const server = parts.tls === null ? createPlainServer() : createSecureServer(parts.tls);
  if (parts.tls === null) server.on('connection', (socket) => accept(socket, null));
  else {
    server.on('secureConnection', (socket: TLSSocket) => accept(socket, socket.getPeerCertificate().raw ?? null));
    server.on('tlsClientError', () => parts.warn('mllp.tls-refused'));
  }
  const port = await listen(server, parts);
  return {
    port,
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      await Promise.all([...connections].map((connection) => connection.finish()));
      await closed;
    },
  };
}

function createSecureServer(tls: ListenerTls): Server {
  return createTlsServer({ ...tls, requestCert: true, rejectUnauthorized: true, minVersion: 'TLSv1.2' });
}

async function listen(server: Server, at: { readonly host: string; readonly port: number }): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(at.port, at.host, resolve);
  });
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : at.port;
}

/** One connection: frames are handed out as they end, answers go back in the order of their frames. */
class Connection<Peer> {
  readonly #parts: ListenerParts<Peer>;
  readonly #socket: Socket;
  readonly #decoder: MllpDecoder;
  readonly #unanswered: Promise<FrameAnswer>[] = [];
  #writing: Promise<void> | null = null;
  #frameTimer: NodeJS.Timeout | null = null;
  #isInsideFrame = false;
  #isClosing = false;

  constructor(parts: ListenerParts<Peer>, socket: Socket) {
    this.#parts = parts;
    this.#socket = socket;
    this.#decoder = new MllpDecoder({ maximumFrameBytes: parts.limits.frameBytes });
  }

  /** Finds out who connects, then begins to read. */
  begin(certificate: Uint8Array | null): void {
    const socket = this.#socket;
    socket.pause();
    socket.setNoDelay(true);
    socket.on('error', () => undefined);
    socket.setTimeout(this.#parts.limits.idleMilliseconds, () => this.#cut('mllp.idle'));
    this.#parts.open(certificate).then(
      (peer) => (peer === null ? this.#cut('mllp.partner-unknown') : this.#read(peer)),
      () => this.#cut('mllp.partner-lookup-broke'),
    );
  }

  /** Reads nothing more, waits for the answers of what was read, and closes. */
  async finish(): Promise<void> {
    this.#isClosing = true;
    this.#socket.pause();
    await this.#writing;
    await new Promise<void>((resolve) => {
      if (this.#socket.closed) resolve();
      this.#socket.once('close', resolve);
      this.#socket.destroySoon();
    });
  }

  #read(peer: Peer): void {
    this.#socket.on('data', (chunk) => this.#take(peer, chunk));
    this.#socket.once('close', () => this.#stopFrameTimer());
    this.#socket.resume();
  }

  #take(peer: Peer, chunk: Buffer): void {
    if (this.#isClosing) return;
    const { frames, problems } = this.#decoder.push(chunk);
    for (const problem of problems) this.#parts.warn(problem.code);
    for (const frame of frames) this.#unanswered.push(this.#parts.answer(peer, frame));
    this.#watchFrame(chunk, frames.length > 0);
    if (this.#unanswered.length >= this.#parts.limits.unansweredMessages) this.#socket.pause();
    this.#writing ??= this.#write();
  }

  async #write(): Promise<void> {
    for (let next = this.#unanswered[0]; next !== undefined; next = this.#unanswered[0]) {
      const answer = await next;
      this.#unanswered.shift();
      if (answer === 'cut') this.#cut('mllp.partner-stopped');
      else if (answer !== 'none' && this.#socket.writable) this.#socket.write(encodeMllpFrame(answer));
      if (!this.#isClosing && this.#socket.isPaused()) this.#socket.resume();
    }
    this.#writing = null;
  }

  /** A frame that was begun and does not end in time is cut off, so that nobody holds a connection with single bytes. */
  #watchFrame(chunk: Buffer, hasEnded: boolean): void {
    const [begun, ended] = [chunk.lastIndexOf(frameStart), chunk.lastIndexOf(frameEnd)];
    if (begun !== ended) this.#isInsideFrame = begun > ended;
    if (hasEnded || !this.#isInsideFrame) this.#stopFrameTimer();
    if (!this.#isInsideFrame) return;
    this.#frameTimer ??= setTimeout(() => this.#cut('mllp.frame-too-slow'), this.#parts.limits.frameMilliseconds);
  }

  #stopFrameTimer(): void {
    if (this.#frameTimer !== null) clearTimeout(this.#frameTimer);
    this.#frameTimer = null;
  }

  #cut(code: string): void {
    this.#parts.warn(code);
    this.#socket.destroy();
  }
}
