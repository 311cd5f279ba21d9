import type { PatientId, TenantId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import { canonicalJson, type Json } from '../../kernel/json.ts';
import { type Actor, actorIdOf } from '../transaction/actor.ts';

/** What kind of deed an entry records. `settlement` is the audit's own book-keeping. */
export type AuditKind =
  | 'read'
  | 'search'
  | 'print'
  | 'export'
  | 'write'
  | 'sign-in'
  | 'refusal'
  | 'configuration'
  | 'break-glass'
  | 'settlement';

/** What the caller says of a deed; who, where and when come from the transaction or the request. */
export interface AuditNote {
  /** `<module>.<verb-object>`. */
  readonly action: string;
  readonly outcome: 'done' | 'refused' | 'failed';
  /** Whose data were touched; one entry for a whole page of patients. */
  readonly patientIds: readonly PatientId[];
  /** `refusal` when the outcome is refused; otherwise `write` inside a transaction and `read` outside, unless said. */
  readonly kind?: AuditKind;
  readonly object?: { readonly kind: string; readonly id: string };
  /** A code, never free text, which might name a patient. */
  readonly reason?: string;
  /** How many records were touched; the number of patients unless said. */
  readonly count?: number;
  /** Codes and numbers that explain the deed; never patient data. */
  readonly facts?: Json;
}

/** Who did something, in which tenant, when, and in answer to which request. */
export interface AuditScope {
  readonly tenantId: TenantId;
  readonly actor: Actor;
  readonly at: Instant;
  readonly requestId?: string;
}

/** The columns of audit.entry that the MAC covers, in the order in which it covers them. */
export const entryColumns = [
  'tenant_id',
  'entry_id',
  'writer_id',
  'writer_sequence',
  'kind',
  'occurred_at',
  'actor_kind',
  'actor_id',
  'actor_roles',
  'session_id',
  'site_id',
  'action',
  'object_kind',
  'object_id',
  'patient_ids',
  'reason',
  'outcome',
  'subject_count',
  'request_id',
  'facts',
] as const;

/** The values of those columns; `facts` is canonical JSON text. */
export type EntryValues = readonly [
  tenantId: TenantId,
  entryId: string,
  writerId: string,
  writerSequence: number,
  kind: string,
  occurredAt: string,
  actorKind: string,
  actorId: string | null,
  actorRoles: readonly string[],
  sessionId: string | null,
  siteId: string | null,
  action: string,
  objectKind: string | null,
  objectId: string | null,
  patientIds: readonly string[],
  reason: string | null,
  outcome: string,
  subjectCount: number,
  requestId: string | null,
  facts: string | null,
];

/** Where an entry stands in the count of the process that writes it. */
export interface EntryNumber {
  readonly entryId: string;
  readonly writerId: string;
  readonly writerSequence: number;
}

/** Composes the stored values of an entry. */
export function composeEntry(
  scope: AuditScope,
  note: AuditNote & { readonly kind: AuditKind },
  number: EntryNumber,
): EntryValues {
  const { actor } = scope;
  const patientIds = [...new Set(note.patientIds)];
  return [
    scope.tenantId,
    number.entryId,
    number.writerId,
    number.writerSequence,
    note.kind,
    scope.at,
    actor.kind,
    actor.kind === 'system' ? actor.name : actorIdOf(actor),
    actor.kind === 'staff' ? actor.roles : [],
    actor.kind === 'staff' ? actor.sessionId : null,
    actor.kind === 'staff' ? actor.siteId : null,
    toStorable(note.action),
    note.object === undefined ? null : toStorable(note.object.kind),
    note.object === undefined ? null : toStorable(note.object.id),
    patientIds,
    note.reason === undefined ? null : toStorable(note.reason),
    note.outcome,
    note.count ?? patientIds.length,
    scope.requestId === undefined ? null : toStorable(scope.requestId),
    note.facts === undefined ? null : canonicalJson(note.facts),
  ];
}

/** Writes the values of an entry as the one text that its MAC covers. */
export function canonicalEntryText(values: EntryValues): string {
  return JSON.stringify(values);
}

/** Makes a text that PostgreSQL gives back exactly as it was stored. */
function toStorable(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\uFFFD');
}
