import type { FastifyInstance } from 'fastify';
import type { Subscription } from '../../platform/events/subscription.ts';
import { type DocumentIntakeParts, takeDocument } from '../inbound/document-intake.ts';
import { subscribeToReplay } from '../inbound/replay-message.ts';
import { findRequestPartner, type RequestPartnerParts } from '../inbound/request-partner.ts';
import { type SweepParts, sweepWhileListening } from '../inbound/sweep-unsettled.ts';
import { scriptFormat } from './script-format.ts';

export { scriptFormat } from './script-format.ts';

/** What the gateway runs on. */
export type ScriptGatewayParts = DocumentIntakeParts & RequestPartnerParts & SweepParts;

/** What the gateway does when a person asks that a message be applied again. */
export const scriptSubscriptions: readonly Subscription[] = [subscribeToReplay(scriptFormat)];

const largestMessage = 1_048_576;

/**
 * Serves `POST /gateways/script`: a SCRIPT message in XML from a partner whom its client certificate or bearer key proves.
 * What is wrong with a message is said in SCRIPT (Error with its place) under status 200; 401 means that nobody is proven.
 */
export async function serveScript(server: FastifyInstance, parts: ScriptGatewayParts): Promise<void> {
  sweepWhileListening(server, parts, scriptFormat);
  await server.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: largestMessage }, (_request, body, done) =>
      done(null, body),
    );
    scope.post('/gateways/script', { bodyLimit: largestMessage }, async (request, reply) => {
      const place = await findRequestPartner(parts, request);
      reply.header('cache-control', 'no-store');
      if (place === null) return reply.code(401).header('www-authenticate', 'Bearer').send();
      const bytes = Buffer.isBuffer(request.body) ? request.body : new Uint8Array();
      const answer = await takeDocument(parts, scriptFormat, { place, bytes });
      if (answer.kind === 'stopped') return reply.code(403).send();
      const status = answer.kind === 'faulty' ? 503 : 200;
      return reply.code(status).type('application/xml; charset=utf-8').send(Buffer.from(answer.bytes));
    });
  });
}
