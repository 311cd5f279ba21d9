import type pg from 'pg';
import type { TenantId } from '../../kernel/ids.ts';
import type { Clock } from '../clock/clock.ts';
import { withTenantClient } from '../crypto/tenant-client.ts';
import { type Anchor, type AnchorSink, signAnchor } from './anchor.ts';
import type { AuditKeys } from './audit-keys.ts';
import { findChainEnd } from './chainer.ts';

/** Anchors the chains that have grown since this process anchored them last, and returns the new anchors. */
export type AnchorChains = () => Promise<readonly Anchor[]>;

/** Creates what anchors the chains of all tenants in every sink; it is to be called at least once a minute. */
export function createAnchoring(parts: {
  readonly pool: pg.Pool;
  readonly keys: AuditKeys;
  readonly clock: Clock;
  readonly sinks: readonly AnchorSink[];
}): AnchorChains {
  const anchored = new Map<TenantId, number>();
  return async () => {
    const { rows } = await parts.pool.query<{ tenant_id: TenantId }>('select tenant_id from audit.list_tenants()');
    const anchors: Anchor[] = [];
    for (const { tenant_id: tenantId } of rows) {
      const end = await withTenantClient(parts.pool, tenantId, findChainEnd);
      if (end === null || end.sequence === anchored.get(tenantId)) continue;
      anchors.push(signAnchor(parts.keys, { tenantId, end, at: parts.clock.now() }));
    }
    for (const sink of parts.sinks) await sink.append(anchors);
    for (const anchor of anchors) anchored.set(anchor.tenantId, anchor.sequence);
    return anchors;
  };
}
