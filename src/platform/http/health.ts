import type { FastifyInstance } from 'fastify';
import type pg from 'pg';

/** Serves `GET /health/live` (the process answers) and `GET /health/ready` (it can do its work: the database answers). */
export function serveHealth(server: FastifyInstance, pool: pg.Pool): void {
  server.get('/health/live', async (_request, reply) => reply.send({ status: 'live' }));
  server.get('/health/ready', async (_request, reply) => {
    const ready = await pool.query('select 1').then(
      () => true,
      () => false,
    );
    return reply.code(ready ? 200 : 503).send({ status: ready ? 'ready' : 'database out of reach' });
  });
}
