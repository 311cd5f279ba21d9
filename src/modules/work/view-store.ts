import type { Static } from 'typebox';
import type { Id, StaffId } from '../../kernel/ids.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { NarrowingShape } from './api.ts';
import type { QueueCode } from './domain/queue.ts';

/** What a saved view shows of its queue. */
interface ViewFilter {
  readonly owner: string;
  readonly siteId: string | null;
  readonly narrowing: Static<typeof NarrowingShape> | null;
}

/** What a person saved of the filters of a queue, by name; shared with a role, or their own. */
export interface SavedView {
  readonly viewId: Id<'work-view'>;
  readonly queue: QueueCode;
  readonly staffId: StaffId;
  readonly sharedWith: string | null;
  readonly name: string;
  readonly filter: ViewFilter;
}

/** Lists the views of a queue that a person saved or that are shared with one of their roles, by name. */
export async function listViews(
  tx: TenantTransaction,
  seen: { readonly queue: QueueCode; readonly staffId: StaffId; readonly roles: readonly string[] },
): Promise<readonly SavedView[]> {
  const rows = await tx.database
    .selectFrom('work.saved_view')
    .select(['view_id', 'queue', 'staff_id', 'shared_with', 'name', 'narrowing'])
    .where('tenant_id', '=', tx.tenantId)
    .where('queue', '=', seen.queue)
    .where((row) => row.or([row('staff_id', '=', seen.staffId), row('shared_with', 'in', ['', ...seen.roles])]))
    .orderBy('name')
    .execute();
  return rows.map((row) => ({
    viewId: row.view_id as Id<'work-view'>,
    queue: row.queue as QueueCode,
    staffId: row.staff_id as StaffId,
    sharedWith: row.shared_with,
    name: row.name,
    filter: row.narrowing as unknown as ViewFilter,
  }));
}

/** Saves a view; one of the same person, queue and name is replaced. */
export function saveView(tx: TenantTransaction, view: Omit<SavedView, 'viewId'>): void {
  const says = {
    shared_with: view.sharedWith,
    narrowing: JSON.stringify(view.filter),
    saved_at: tx.now,
  };
  tx.write(
    tx.database
      .insertInto('work.saved_view')
      .values({
        tenant_id: tx.tenantId,
        view_id: tx.newId<'work-view'>(),
        queue: view.queue,
        staff_id: view.staffId,
        name: view.name,
        ...says,
      })
      .onConflict((conflict) => conflict.columns(['tenant_id', 'queue', 'staff_id', 'name']).doUpdateSet(says)),
  );
}

/** Deletes a view of a person; returns whether there was one. */
export async function deleteView(
  tx: TenantTransaction,
  view: { readonly viewId: Id<'work-view'>; readonly staffId: StaffId },
): Promise<boolean> {
  const { numDeletedRows } = await tx.database
    .deleteFrom('work.saved_view')
    .where('tenant_id', '=', tx.tenantId)
    .where('view_id', '=', view.viewId)
    .where('staff_id', '=', view.staffId)
    .executeTakeFirstOrThrow();
  return numDeletedRows > 0n;
}
