import type { TenantTransaction, TimerRequest } from '../transaction/tenant-transaction.ts';

/** Sets a timer, or moves the one that stands for the same kind and subject. */
export function setTimer(tx: TenantTransaction, timer: TimerRequest): void {
  const wait = {
    payload: JSON.stringify(timer.payload),
    due_at: timer.dueAt,
    attempts: 0,
    last_fault: null,
    dead_at: null,
  };
  const setting = tx.database
    .insertInto('platform.timer')
    .values({
      tenant_id: tx.tenantId,
      timer_id: tx.newId<'timer'>(),
      kind: timer.kind,
      subject: timer.subject,
      ...wait,
    })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'kind', 'subject']).doUpdateSet(wait));
  tx.write(setting);
}

/** Removes a timer if it stands. */
export function cancelTimer(tx: TenantTransaction, timer: { readonly kind: string; readonly subject: string }): void {
  const removal = tx.database
    .deleteFrom('platform.timer')
    .where('tenant_id', '=', tx.tenantId)
    .where('kind', '=', timer.kind)
    .where('subject', '=', timer.subject);
  tx.write(removal);
}
