import { createHash } from 'node:crypto';
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import type { FastifyRequest } from 'fastify';
import type { TenantId } from '../../kernel/ids.ts';
import { findPartnerByCertificate, findPartnerByKey, type PartnerPlace } from '../../modules/exchange/index.ts';
import type { Transactor } from '../../platform/transaction/transactor.ts';

export interface RequestPartnerParts {
  readonly transactor: Transactor;
  /** Finds the health system of an address; given by identity. */
  findTenant(host: string): Promise<TenantId | null>;
}

/** Finds the partner that a request proves by its client certificate or its bearer key, in the health system of its address. */
export async function findRequestPartner(
  parts: RequestPartnerParts,
  request: FastifyRequest,
): Promise<PartnerPlace | null> {
  const certificate = readCertificate(request.raw.socket);
  const key = readBearerKey(request.headers.authorization);
  if (certificate === null && key === null) return null;
  const tenantId = await parts.findTenant(request.host);
  if (tenantId === null) return null;
  const scope = { tenantId, actor: { kind: 'system', name: 'inbound' } as const };
  return parts.transactor.transact(scope, async (tx) => {
    const byCertificate = certificate === null ? null : await findPartnerByCertificate(tx, certificate);
    const partner = byCertificate ?? (key === null ? null : await findPartnerByKey(tx, key));
    return partner === null ? null : { tenantId, partnerId: partner.partnerId };
  });
}

/** Reads the bearer token of a request; null when there is none. */
export function readBearerKey(authorization: string | undefined): string | null {
  return authorization?.startsWith('Bearer ') === true ? authorization.slice(7) : null;
}

/** Returns SHA-256 over a client certificate that the server's authorities signed; null when there is none. */
function readCertificate(socket: Socket): Uint8Array | null {
  if (!(socket instanceof TLSSocket) || !socket.authorized) return null;
  const { raw } = socket.getPeerCertificate();
  return raw === undefined ? null : createHash('sha256').update(raw).digest();
}
