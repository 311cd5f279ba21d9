import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type pg from 'pg';
import type { TenantId } from '../../kernel/ids.ts';
import type { Log } from '../log/log.ts';
import { credentialsOf } from './http-server.ts';
import type { Authenticator } from './principal.ts';

/** Carries the news that something changed from the process that committed it to the browsers that look at it. Topics hold ids only. */
export interface LiveUpdates {
  publish(change: { readonly tenantId: TenantId; readonly topics: readonly string[] }): void;
  /** Serves `GET /api/live`, an event stream of the caller's own tenant. */
  serve(server: FastifyInstance, authenticator: Authenticator): void;
  close(): Promise<void>;
}

const channel = 'theriac_live';
const gatherMilliseconds = 50;
const heartbeatMilliseconds = 20_000;
const mostTopicsPerNotice = 60;
const listenAgainMilliseconds = 500;
const tellAgainMilliseconds = 500;

interface Listener {
  readonly tenantId: TenantId;
  readonly reply: FastifyReply;
}

interface Notice {
  readonly tenantId: TenantId;
  readonly topics: readonly string[];
}

/** Opens live updates over PostgreSQL notifications: changes are gathered for a moment, so that writers do not pay for each one. */
export async function openLiveUpdates(parts: { readonly pool: pg.Pool; readonly log: Log }): Promise<LiveUpdates> {
  const listeners = new Set<Listener>();
  const gathered = new Map<TenantId, Set<string>>();
  const line = await openLine(parts, listeners);
  let timer: NodeJS.Timeout | null = null;
  let isClosed = false;

  async function flush(): Promise<void> {
    timer = null;
    const notices = [...gathered].flatMap(([tenantId, topics]) => split({ tenantId, topics: [...topics] }));
    gathered.clear();
    for (const notice of notices) {
      await parts.pool.query('select pg_notify($1, $2)', [channel, JSON.stringify(notice)]).catch((error: unknown) => {
        parts.log.fault('live', error);
        // What a server that is just being started again did not take is told to it later, with what comes meanwhile.
        gather(notice, tellAgainMilliseconds);
      });
    }
  }

  function gather({ tenantId, topics }: Notice, milliseconds: number): void {
    if (isClosed || topics.length === 0) return;
    const waiting = gathered.get(tenantId) ?? new Set();
    for (const topic of topics) waiting.add(topic);
    gathered.set(tenantId, waiting);
    timer ??= setTimeout(() => void flush(), milliseconds);
  }

  const heartbeat = setInterval(() => {
    for (const listener of listeners) listener.reply.raw.write(': still here\n\n');
  }, heartbeatMilliseconds);

  return {
    publish: (change) => gather(change, gatherMilliseconds),
    serve: (server, authenticator) => serveStream(server, authenticator, listeners),
    close: async () => {
      isClosed = true;
      clearInterval(heartbeat);
      if (timer !== null) clearTimeout(timer);
      endStreams(listeners);
      await line.close();
    },
  };
}

/**
 * Listens to the database. When the connection breaks, as when the server is started again, it is opened anew; browsers are then sent
 * away, because nobody knows what they missed: they come back by themselves and read again.
 */
async function openLine(
  parts: { readonly pool: pg.Pool; readonly log: Log },
  listeners: ReadonlySet<Listener>,
): Promise<{ close(): Promise<void> }> {
  let isOpen = true;
  let client: pg.PoolClient | null = await listen();
  let listeningAgain = Promise.resolve();

  async function listen(): Promise<pg.PoolClient> {
    const opened = await parts.pool.connect();
    try {
      await opened.query(`listen ${channel}`);
    } catch (error) {
      opened.release(true);
      throw error;
    }
    opened.on('notification', (message) => send(listeners, message.payload));
    opened.once('end', () => {
      client = null;
      leave(opened);
      listeningAgain = listenAgain();
    });
    return opened;
  }

  async function listenAgain(): Promise<void> {
    while (isOpen && client === null) {
      const opened = await listen().catch((error: unknown) => void parts.log.fault('live', error));
      if (opened === undefined) await wait(listenAgainMilliseconds, undefined, { ref: false });
      else if (isOpen) client = opened;
      else leave(opened);
    }
    endStreams(listeners);
  }

  return {
    close: async () => {
      isOpen = false;
      if (client !== null) leave(client);
      // A connection that is just being opened again would otherwise be nobody's, and keep the pool from ending.
      await listeningAgain;
    },
  };
}

function leave(client: pg.PoolClient): void {
  client.removeAllListeners('notification').removeAllListeners('end');
  client.release(true);
}

/** Ends the streams of browsers with their connections, which would otherwise keep a server from closing. */
function endStreams(listeners: ReadonlySet<Listener>): void {
  for (const { reply } of listeners) {
    reply.raw.end();
    reply.raw.socket?.destroySoon();
  }
}

function serveStream(server: FastifyInstance, authenticator: Authenticator, listeners: Set<Listener>): void {
  server.addHook('preClose', async () => endStreams(listeners));
  server.get('/api/live', async (request, reply) => {
    const outcome = await authenticator.authenticate(credentialsOf(request));
    if (outcome.kind === 'refused') return reply.code(401).send();
    reply.hijack();
    const headers = { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' };
    reply.raw.writeHead(200, headers);
    reply.raw.write('retry: 2000\n\n');
    const listener: Listener = { tenantId: outcome.principal.tenantId, reply };
    listeners.add(listener);
    request.raw.on('close', () => listeners.delete(listener));
    return reply;
  });
}

function send(listeners: ReadonlySet<Listener>, payload: string | undefined): void {
  if (payload === undefined) return;
  const notice = JSON.parse(payload) as Notice;
  const line = `data: ${JSON.stringify({ topics: notice.topics })}\n\n`;
  for (const listener of listeners) if (listener.tenantId === notice.tenantId) listener.reply.raw.write(line);
}

/** Splits a notice so that each stays within what one PostgreSQL notification may carry (8,000 bytes). */
function split(notice: Notice): readonly Notice[] {
  const parts: Notice[] = [];
  for (let start = 0; start < notice.topics.length; start += mostTopicsPerNotice) {
    parts.push({ tenantId: notice.tenantId, topics: notice.topics.slice(start, start + mostTopicsPerNotice) });
  }
  return parts;
}
