import type { FastifyInstance } from 'fastify';
import { credentialsOf } from '../../platform/http/http-server.ts';
import type { Authenticator } from '../../platform/http/principal.ts';
import type { Transactor } from '../../platform/transaction/transactor.ts';
import { toRelyingParty } from '../identity/index.ts';
import { issueAccessToken, type TokenAnswer } from './actions/issue-access-token.ts';

/** The path at which programs ask for access tokens. */
const tokenPath = '/oauth/token';

const largestForm = 16_384;

/** Serves `POST /oauth/token`: client credentials with a private-key JWT. The tenant is that of the address. */
export async function serveTokenEndpoint(
  server: FastifyInstance,
  parts: { readonly authenticator: Authenticator; readonly transactor: Transactor },
): Promise<void> {
  await server.register(async (scope) => {
    const type = 'application/x-www-form-urlencoded';
    scope.addContentTypeParser(type, { parseAs: 'string', bodyLimit: largestForm }, (_request, body, done) =>
      done(null, new URLSearchParams(String(body))),
    );
    scope.post(tokenPath, async (request, reply) => {
      const form = request.body instanceof URLSearchParams ? request.body : new URLSearchParams();
      const answer = await answerTokenRequest(parts, form, credentialsOf(request).host);
      const { status, body } = toHttp(answer);
      return reply.code(status).header('cache-control', 'no-store').send(body);
    });
  });
}

async function answerTokenRequest(
  parts: { readonly authenticator: Authenticator; readonly transactor: Transactor },
  form: URLSearchParams,
  host: string,
): Promise<TokenAnswer> {
  const tenantId = await parts.authenticator.findTenant(host);
  if (tenantId === null) return { ok: false, error: 'invalid_client', clientId: null };
  const scope = { tenantId, actor: { kind: 'system', name: 'token-endpoint' } as const };
  return parts.transactor.transact(scope, async (tx) => {
    const answer = await issueAccessToken(tx, {
      grantType: form.get('grant_type'),
      assertionType: form.get('client_assertion_type'),
      assertion: form.get('client_assertion'),
      scope: form.get('scope'),
      audiences: toRelyingParty(host).origins.map((origin) => `${origin}${tokenPath}`),
    });
    await tx.audit({
      kind: 'sign-in',
      action: 'programs.issue-access-token',
      outcome: answer.ok ? 'done' : 'refused',
      patientIds: [],
      ...(answer.ok ? {} : { reason: answer.error }),
    });
    return answer;
  });
}

function toHttp(answer: TokenAnswer): { readonly status: number; readonly body: Readonly<Record<string, unknown>> } {
  if (!answer.ok) return { status: answer.error === 'invalid_client' ? 401 : 400, body: { error: answer.error } };
  const { token, expiresInSeconds, scope } = answer;
  return {
    status: 200,
    body: { access_token: token, token_type: 'Bearer', expires_in: expiresInSeconds, scope },
  };
}
