import type { SiteId, StaffId } from '../../kernel/ids.ts';
import { canonicalJson } from '../../kernel/json.ts';
import { type Role, roles as roleLabels } from '../../kernel/roles.ts';
import type { AuditRecord } from '../../platform/audit/audit-queries.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import { listSites, listStaffNames } from '../identity/index.ts';

const mostPatientsNamed = 20;

/** Writes audit records for people: with the names of those who acted and of the sites at which they did. */
export async function describeEntries(tx: TenantTransaction, records: readonly AuditRecord[]) {
  const staffNames = await listStaffNames(tx, records.flatMap(listStaffIds));
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
    objectName: record.objectKind === 'staff' ? (staffNames.get(record.objectId as StaffId) ?? null) : null,
    patientIds: record.patientIds.slice(0, mostPatientsNamed),
    patientCount: record.patientIds.length,
    reason: record.reason,
    requestId: record.requestId,
    factsText: record.facts === null ? null : canonicalJson(record.facts),
    chainSequence: record.chainSequence,
  }));
}

function listStaffIds({ actorKind, actorId, objectKind, objectId }: AuditRecord): readonly StaffId[] {
  const ids = [actorKind === 'staff' ? actorId : null, objectKind === 'staff' ? objectId : null];
  return ids.filter((id) => id !== null).map((id) => id as StaffId);
}

function nameActor(record: AuditRecord, staffNames: ReadonlyMap<StaffId, string>): string {
  const actorId = record.actorId ?? 'unknown';
  if (record.actorKind === 'staff') return staffNames.get(actorId as StaffId) ?? actorId;
  // Whoever signs in is proven by the very deed that the entry records.
  if (record.kind === 'sign-in' && record.objectKind === 'staff')
    return staffNames.get(record.objectId as StaffId) ?? actorId;
  return record.actorKind === 'system' ? `Theriac (${actorId})` : `${record.actorKind} ${actorId}`;
}
