import { Type } from 'typebox';
import { endpoint } from '../../kernel/endpoint.ts';
import { auditKinds } from './domain/audit-entry-view.ts';
import { securityPermissions } from './permissions.ts';

const Id = Type.String({ format: 'uuid' });
const TextOrNull = Type.Union([Type.String(), Type.Null()]);
const Outcome = Type.Union([Type.Literal('done'), Type.Literal('refused'), Type.Literal('failed')]);

/** An entry as a person reads it. Of the patients of a long list only the first are named; `patientCount` counts all. */
const Entry = Type.Object({
  entryId: Type.String(),
  occurredAt: Type.String(),
  kind: Type.String(),
  action: Type.String(),
  outcome: Outcome,
  actorKind: Type.String(),
  actorName: Type.String(),
  actorId: TextOrNull,
  roles: Type.Array(Type.String()),
  siteName: TextOrNull,
  objectKind: TextOrNull,
  objectId: TextOrNull,
  objectName: TextOrNull,
  patientIds: Type.Array(Type.String()),
  patientCount: Type.Integer(),
  reason: TextOrNull,
  requestId: TextOrNull,
  factsText: TextOrNull,
  chainSequence: Type.Union([Type.Integer(), Type.Null()]),
});

/** Lists audit entries, the newest first. */
export const listAuditEntries = endpoint({
  module: 'security',
  name: 'list-audit-entries',
  kind: 'query',
  summary:
    'Lists who did what with whose data, the newest first, 100 at a time. Reading the audit stands in the audit.',
  permission: securityPermissions.readAudit,
  request: Type.Object({
    userName: Type.Optional(Type.String({ minLength: 1, maxLength: 128 })),
    patientId: Type.Optional(Id),
    action: Type.Optional(Type.String({ minLength: 1, maxLength: 128 })),
    kind: Type.Optional(Type.Enum([...auditKinds])),
    outcome: Type.Optional(Outcome),
    from: Type.Optional(Type.String({ format: 'date-time' })),
    to: Type.Optional(Type.String({ format: 'date-time' })),
    before: Type.Optional(Id),
  }),
  response: Type.Object({ entries: Type.Array(Entry), next: TextOrNull }),
});
