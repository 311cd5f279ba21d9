import Fastify, { type FastifyInstance } from 'fastify';
import type { Log } from '../log/log.ts';
import type { Metrics } from './metrics.ts';
import { openMetricsType, writeOpenMetrics } from './openmetrics-text.ts';

/** Creates the server of `GET /metrics`. It has a port of its own, so that the port of the staff application tells nothing. */
export function createMetricsServer(parts: { readonly metrics: Metrics; readonly log: Log }): FastifyInstance {
  const server = Fastify({ logger: false, requestTimeout: 10_000 });
  server.get('/metrics', async (_request, reply) =>
    reply
      .header('cache-control', 'no-store')
      .type(openMetricsType)
      .send(writeOpenMetrics(await parts.metrics.collect())),
  );
  server.setErrorHandler((error: Error, _request, reply) => {
    parts.log.fault('metrics', error);
    return reply.code(503).type('text/plain').send('The metrics could not be read.\n');
  });
  return server;
}

/** Counts and times every answer of a server by the template of its route; an address that no route has is counted as one. */
export function measureRequests(server: FastifyInstance, metrics: Metrics): void {
  server.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'unknown';
    metrics.count('httpRequests', { route, method: request.method, status: String(reply.statusCode) });
    metrics.observe('httpRequest', { route }, reply.elapsedTime / 1000);
  });
}
