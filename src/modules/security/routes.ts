import type { PatientId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import { parseInstant } from '../../kernel/instant.ts';
import { ok } from '../../kernel/result.ts';
import { type AuditFilter, listAuditEntries } from '../../platform/audit/audit-queries.ts';
import { type Route, route } from '../../platform/http/route.ts';
import { findStaffByUserName } from '../identity/index.ts';
import * as api from './api.ts';
import { describeEntries } from './describe-entries.ts';

const pageSize = 100;
const nobody = { body: { entries: [], next: null }, patientIds: [] };

/** What answers the endpoints of security. */
export const securityRoutes: readonly Route[] = [
  route(api.listAuditEntries, async (tx, call) => {
    const { userName, patientId, action, kind, outcome, from, to, before } = call.request;
    const member = userName === undefined ? null : await findStaffByUserName(tx, userName);
    if (userName !== undefined && member === null) return ok(nobody);
    const filter: AuditFilter = {
      most: pageSize,
      ...(member === null ? {} : { actorId: member.staffId }),
      ...(patientId === undefined ? {} : { patientId: patientId as PatientId }),
      ...(action === undefined ? {} : { action }),
      ...(kind === undefined ? {} : { kind }),
      ...(outcome === undefined ? {} : { outcome }),
      ...instantOrNothing('from', from),
      ...instantOrNothing('to', to),
      ...(before === undefined ? {} : { before }),
    };
    const records = await listAuditEntries(tx, filter);
    const next = records.length < pageSize ? null : (records.at(-1)?.entryId ?? null);
    // Naming every patient of every entry here would make each reading of the audit longer than the one before.
    const patientIds = patientId === undefined ? [] : [patientId as PatientId];
    return ok({ body: { entries: await describeEntries(tx, records), next }, patientIds });
  }),
];

function instantOrNothing(name: 'from' | 'to', text: string | undefined): { from?: Instant; to?: Instant } {
  const instant = text === undefined ? null : parseInstant(text);
  return instant === null ? {} : { [name]: instant };
}
