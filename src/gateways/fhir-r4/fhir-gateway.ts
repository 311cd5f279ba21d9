import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { PartnerPlace } from '../../modules/exchange/index.ts';
import type { Subscription } from '../../platform/events/subscription.ts';
import { type DocumentIntakeParts, takeDocument } from '../inbound/document-intake.ts';
import { subscribeToReplay } from '../inbound/replay-message.ts';
import { type SweepParts, sweepWhileListening } from '../inbound/sweep-unsettled.ts';
import { capabilityStatement } from './capability-statement.ts';
import { statusOfAnswer } from './compose-answer.ts';
import { enrollmentFormat } from './enrollment-format.ts';
import { loadR4Validator } from './r4-validator.ts';

export { enrollmentFormat } from './enrollment-format.ts';

/** What the gateway runs on. */
export interface FhirGatewayParts extends DocumentIntakeParts, SweepParts {
  /** Finds whom a request proves, by the access token of a client that may send prescriptions; null when nobody. Given by the composition. */
  authenticate(request: FastifyRequest): Promise<PartnerPlace | null>;
}

/** What the gateway does when a person asks that a message be applied again. */
export const fhirSubscriptions: readonly Subscription[] = [subscribeToReplay(enrollmentFormat)];

const largestBundle = 4 * 1_048_576;
const fhirJson = 'application/fhir+json; charset=utf-8';

/**
 * Serves `POST /fhir` and `POST /fhir/$process-message` (a bundle of the Specialty Medication Enrollment guide) and
 * `GET /fhir/metadata`. Errors are OperationOutcomes with expressions; a message is answered with a message.
 */
export async function serveFhir(server: FastifyInstance, parts: FhirGatewayParts): Promise<void> {
  sweepWhileListening(server, parts, enrollmentFormat);
  const take = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    reply.header('cache-control', 'no-store');
    const place = await parts.authenticate(request);
    if (place === null) return refuse(reply.header('www-authenticate', 'Bearer'), { status: 401, code: 'login' });
    // Before any transaction begins, which would otherwise wait for it.
    await loadR4Validator();
    const bytes = Buffer.isBuffer(request.body) ? request.body : new Uint8Array();
    const answer = await takeDocument(parts, enrollmentFormat, { place, bytes });
    if (answer.kind === 'stopped') return refuse(reply, { status: 403, code: 'forbidden' });
    const status = answer.kind === 'faulty' ? 503 : statusOfAnswer(answer.bytes);
    return reply.code(status).type(fhirJson).send(Buffer.from(answer.bytes));
  };
  await server.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: largestBundle }, (_request, body, done) =>
      done(null, body),
    );
    scope.post('/fhir', { bodyLimit: largestBundle }, take);
    scope.post('/fhir/$process-message', { bodyLimit: largestBundle }, take);
    scope.get('/fhir/metadata', (_request, reply) =>
      reply.type(fhirJson).header('cache-control', 'no-store').send(JSON.stringify(capabilityStatement)),
    );
  });
}

function refuse(reply: FastifyReply, refusal: { readonly status: number; readonly code: string }): FastifyReply {
  const outcome = { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: refusal.code }] };
  return reply.code(refusal.status).type(fhirJson).send(JSON.stringify(outcome));
}
