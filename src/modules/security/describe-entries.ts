import type { SiteId, StaffId } from '../../kernel/ids.ts';
import { canonicalJson } from '../../kernel/json.ts';
import { type Role, roles as roleLabels } from '../../kernel/roles.ts';
import type { AuditRecord } from '../../platform/audit/audit-queries.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import { listSites, listStaffNames } from '../identity/index.ts';

const mostPatientsNamed = 20;

/** Writes audit records for people: with the names of those who acted and of the sites at which they did. */
export async function describeEntries(tx: TenantTransaction, records: readonly AuditRecord[]) {
  const staffIds = records.flatMap((record) =>
    record.actorKind === 'staff' && record.actorId !== null ? [record.actorId as StaffId] : [],
  );
  const staffNames = await listStaffNames(tx, staffIds);
  const siteNames = new Map((await listSites(tx)).map((site) => [site.siteId, site.name]));
  return records.map((record) => ({
    entryId: record.entryId,
    occurredAt: record.occurredAt,
    kind: record.kind,
    action: record.action,
    outcome: record.outcome as 'done' | 'refused' | 'failed',
    actorKind: record.actorKind,
    actorName: nameActor(record, staffNames),
    actorId: record.actorId,
    roles: record.actorRoles.map((role) => roleLabels[role as Role] ?? role),
    siteName: record.siteId === null ? null : (siteNames.get(record.siteId as SiteId) ?? null),
    objectKind: record.objectKind,
    objectId: record.objectId,
    patientIds: record.patientIds.slice(0, mostPatientsNamed),
    patientCount: record.patientIds.length,
    reason: record.reason,
    requestId: record.requestId,
    factsText: record.facts === null ? null : canonicalJson(record.facts),
    chainSequence: record.chainSequence,
  }));
}

function nameActor(record: AuditRecord, staffNames: ReadonlyMap<StaffId, string>): string {
  const actorId = record.actorId ?? 'unknown';
  if (record.actorKind === 'staff') return staffNames.get(actorId as StaffId) ?? actorId;
  return record.actorKind === 'system' ? `Theriac (${actorId})` : `${record.actorKind} ${actorId}`;
}
