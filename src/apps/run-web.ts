import type { FastifyInstance } from 'fastify';
import { serveProviderSignIn } from '../gateways/openid-connect/sign-in-gateway.ts';
import { serveScim } from '../gateways/scim/scim-gateway.ts';
import { serveLaunch } from '../gateways/smart/launch-gateway.ts';
import { federationPermissions } from '../modules/federation/permissions.ts';
import { createAuthenticator } from '../modules/identity/index.ts';
import { findProgram, serveTokenEndpoint } from '../modules/programs/index.ts';
import type { Settings } from '../platform/config/settings.ts';
import { StartProblem } from '../platform/config/start-problem.ts';
import { serveHealth } from '../platform/http/health.ts';
import { createHttpServer } from '../platform/http/http-server.ts';
import type { LiveUpdates } from '../platform/http/live-updates.ts';
import { serveWebApplication } from '../platform/http/web-application.ts';
import { measureRequests } from '../platform/metrics/metrics-server.ts';
import type { Platform } from '../platform/open-platform.ts';
import { permissions, routes } from './composition.ts';

/** Starts the web server for staff: endpoints, live updates and the built application. */
export async function runWeb(parts: {
  readonly platform: Platform;
  readonly settings: Settings;
  readonly live: LiveUpdates;
  readonly webFolder: string | null;
  readonly tls: { readonly key: string; readonly cert: string } | null;
}): Promise<{ readonly port: number; stop(): Promise<void> }> {
  const { platform, settings } = parts;
  const { pool, transactor } = platform;
  const authenticator = createAuthenticator({ pool, transactor, permissions, findProgram });
  const server = await createHttpServer({
    transactor: platform.transactor,
    authenticator,
    readAuditor: platform.readAuditor,
    clock: platform.clock,
    log: platform.log,
    routes,
    tls: parts.tls,
    requestsPerMinute: settings.requestsPerMinute,
    files: platform.files,
    largestUploadBytes: settings.largestUploadBytes,
  });
  measureRequests(server, platform.metrics);
  parts.live.serve(server, authenticator);
  await serveTokenEndpoint(server, { authenticator, transactor: platform.transactor });
  serveProviderSignIn(server, {
    ...{ authenticator, transactor: platform.transactor, clock: platform.clock },
    trialPermission: federationPermissions.seeProviders,
    isTls: parts.tls !== null,
  });
  serveLaunch(server, {
    ...{ authenticator, transactor: platform.transactor, clock: platform.clock },
    isTls: parts.tls !== null,
  });
  await serveScim(server, {
    ...{ authenticator, transactor: platform.transactor, clock: platform.clock },
    permissions: { read: federationPermissions.readDirectory, change: federationPermissions.provisionDirectory },
  });
  serveHealth(server, platform.pool);
  if (parts.webFolder !== null) await serveWebApplication(server, parts.webFolder);
  await listen(server, { host: settings.host, port: settings.webPort, variable: 'THERIAC_WEB_PORT' });
  const address = server.server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : settings.webPort,
    stop: () => server.close(),
  };
}

/** Begins to listen; a busy port is told in a sentence that names the variable to change. */
export async function listen(
  server: FastifyInstance,
  place: { readonly host: string; readonly port: number; readonly variable: string },
): Promise<void> {
  try {
    await server.listen({ host: place.host, port: place.port });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
      throw new StartProblem(
        `Port ${place.port} is in use by another program: stop it, or choose another port with ${place.variable}.`,
      );
    }
    throw error;
  }
}
