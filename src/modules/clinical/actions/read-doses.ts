import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { TherapyId } from '../../../kernel/ids.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { computeDoseStanding, type DoseLedger } from '../domain/dose-ledger.ts';
import { listPhases, listSupplies } from '../dose-store.ts';
import { runOutMoved } from '../events.ts';
import { listRefillCalls } from '../refill-call-store.ts';

/** What moves the day on which a supply ends. */
export type RunOutReason = 'patient-count' | 'doses-reported' | 'dose-changed' | 'supply-received' | 'supply-returned';

/** Reads all that is known about the doses of a therapy. */
export async function readDoseLedger(tx: TenantTransaction, therapyId: TherapyId): Promise<DoseLedger> {
  const [supplies, phases, calls] = await Promise.all([
    listSupplies(tx, therapyId),
    listPhases(tx, therapyId),
    listRefillCalls(tx, therapyId),
  ]);
  const reports = calls.flatMap(({ calledOn, answers }) => {
    if (answers === null) return [];
    const { onHandThousandths, dosesMissed, dosesLost } = answers;
    return [{ on: calledOn, onHandThousandths, dosesMissed, dosesLost }];
  });
  return { supplies, phases, reports: reports.toReversed() };
}

/** Announces on which day the doses of a therapy end; nothing while none is due or none is known. */
export async function announceRunOut(
  tx: TenantTransaction,
  therapyId: TherapyId,
  change: { readonly ledger: DoseLedger; readonly today: CalendarDay; readonly reasonCode: RunOutReason },
): Promise<void> {
  const { runOutOn } = computeDoseStanding(change.ledger, change.today);
  if (runOutOn === null) return;
  await tx.announce(runOutMoved, { therapyId, runOutOn, reasonCode: change.reasonCode }, therapyId);
}
