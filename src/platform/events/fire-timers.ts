import { sql } from 'kysely';
import type { Instant } from '../../kernel/instant.ts';
import type { Json } from '../../kernel/json.ts';
import { timerCause } from '../transaction/actor.ts';
import type { TenantTransaction } from '../transaction/tenant-transaction.ts';
import type { TimerAction } from './subscription.ts';

interface DueTimer {
  readonly timer_id: string;
  readonly kind: string;
  readonly subject: string;
  readonly due_at: Instant;
  readonly payload: Json;
}

/**
 * Takes due timers out and acts on them in the order in which they fell due; one that another worker holds is left to it. A timer that an
 * earlier one cancels or moves does not act. Returns how many acted.
 */
export async function fireTimers(
  tx: TenantTransaction,
  due: { readonly timerIds: readonly string[]; readonly actions: readonly TimerAction[] },
): Promise<number> {
  const { rows } = await sql<DueTimer>`
    select timer_id, kind, subject, due_at, payload from platform.timer
    where tenant_id = ${tx.tenantId} and timer_id = any (${due.timerIds}::uuid[]) and due_at <= ${tx.now} and dead_at is null
    order by due_at, timer_id for update skip locked`.execute(tx.database);
  if (rows.length === 0) return 0;
  const held = rows.map(({ timer_id }) => timer_id);
  const removal = sql`delete from platform.timer where tenant_id = ${tx.tenantId} and timer_id = any (${held}::uuid[])`;
  tx.write(removal.compile(tx.database));
  const changed = new Set<string>();
  let done = 0;
  for (const { kind, subject, due_at: dueAt, payload } of rows) {
    if (changed.has(nameOf(kind, subject))) continue;
    const action = due.actions.find((candidate) => candidate.kind === kind);
    if (action === undefined) throw new Error(`nobody acts on timers of kind ${kind}`);
    await action.act(watchTimers(tx.onAccountOf(timerCause(kind)), changed), { subject, dueAt, payload });
    done += 1;
  }
  return done;
}

/** Notes which timers a transaction sets and cancels. */
function watchTimers(tx: TenantTransaction, changed: Set<string>): TenantTransaction {
  return {
    ...tx,
    onAccountOf: (cause) => watchTimers(tx.onAccountOf(cause), changed),
    setTimer: (timer) => {
      changed.add(nameOf(timer.kind, timer.subject));
      return tx.setTimer(timer);
    },
    cancelTimer: (kind, subject) => {
      changed.add(nameOf(kind, subject));
      return tx.cancelTimer(kind, subject);
    },
  };
}

function nameOf(kind: string, subject: string): string {
  return `${kind} ${subject}`;
}
