import type { PatientId, SiteId, TherapyId, Uuid } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { canonicalJson } from '../../../kernel/json.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { computePlaces, type OrderState } from '../domain/order-places.ts';
import type { QueueCode } from '../domain/queue.ts';
import type { WorkItem } from '../domain/work-item.ts';
import type { WorkFacts } from '../domain/work-order.ts';
import { holdOrder } from '../order-store.ts';
import { holdTherapyFacts } from '../therapy-fact-store.ts';
import { insertItem, lockItemOf, updateItem, type WorkItemContent } from '../work-store.ts';

/** Work that a module asks for. Facts hold codes, amounts and instants, never patient data. */
export interface WorkRequest {
  readonly queue: QueueCode;
  readonly subjectKind: string;
  readonly subjectId: Uuid;
  readonly siteId: SiteId | null;
  readonly patientId?: PatientId | null;
  readonly therapyId?: TherapyId | null;
  readonly stage?: string | null;
  readonly role?: string | null;
  readonly reasonCode: string;
  readonly dueAt: Instant;
  readonly facts?: WorkFacts;
}

/** Opens work in a queue, or brings the open item of the same subject in that queue up to date; its owner keeps it. */
export async function openWorkItem(tx: TenantTransaction, request: WorkRequest): Promise<void> {
  const { therapyId = null } = request;
  const state = await holdOrder(tx);
  const content = toContent(request, state, therapyId === null ? {} : await holdTherapyFacts(tx, therapyId));
  const inserted = await insertItem(tx, content);
  if (inserted === null && !(await bringUpToDate(tx, content))) return;
  tx.touch(`queue:${request.queue}`);
  if (therapyId !== null) tx.touch(`therapy:${therapyId}`);
}

/** Completes a request with what its therapy lends to it and the places in the queue that follow. */
export function toContent(request: WorkRequest, state: OrderState, therapyFacts: WorkFacts): WorkItemContent {
  const { facts = {}, patientId = null, therapyId = null, stage = null, role = null, ...rest } = request;
  const places = computePlaces(state, { dueAt: request.dueAt, facts: { ...therapyFacts, ...facts } });
  return { ...rest, facts, therapyFacts, patientId, therapyId, stage, role, places };
}

async function bringUpToDate(tx: TenantTransaction, content: WorkItemContent): Promise<boolean> {
  const item = await lockItemOf(tx, content);
  if (item === null || says(item, content)) return false;
  await updateItem(tx, item, content);
  return true;
}

/** Tells whether an item says this already; its order follows from its due time and its facts. */
function says(item: WorkItem, content: WorkItemContent): boolean {
  return (
    item.reasonCode === content.reasonCode &&
    item.dueAt === content.dueAt &&
    item.siteId === content.siteId &&
    item.patientId === content.patientId &&
    item.therapyId === content.therapyId &&
    item.stage === content.stage &&
    item.role === content.role &&
    canonicalJson(item.facts) === canonicalJson({ ...content.therapyFacts, ...content.facts })
  );
}
