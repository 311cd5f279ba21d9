import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { TherapyId } from '../../../kernel/ids.ts';
import { dayIn, type Instant, instantAt } from '../../../kernel/instant.ts';
import { inBulk, type RandomBytes } from '../../../platform/transaction/bulk.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { listLastDeliveries } from '../../delivery/index.ts';
import { type FirstFillStanding, findFirstFillRule, judgeFirstFill } from '../../quality/index.ts';
import { listTherapies } from '../../therapies/index.ts';
import { closeWorkItem, importWorkItems, openWorkItem, type WaitingWork, type WorkRequest } from '../../work/index.ts';
import { composeFirstFillWork, toFirstFillFacts } from '../domain/first-fill.ts';
import { lookAround, type TherapyAround } from './look-around.ts';

/** The timer at which a first fill that was not handed over falls overdue. */
export const firstFillTimer = 'flow.first-fill';

const queue = 'first-fills';

/** Keeps the work about a first fill that is overdue as the therapy stands: opened, brought up to date, or closed. */
export async function keepFirstFillWork(tx: TenantTransaction, around: TherapyAround): Promise<void> {
  const { therapyId, isCycleDelivered, endReasonCode } = around.standing;
  const close = (outcome: string) => closeWorkItem(tx, { queue, subjectId: therapyId, outcome });
  if (isCycleDelivered) return close('handed-over');
  const judged = await judge(tx, around);
  if (judged === null || judged.kind === 'waiting') return;
  if (judged.kind === 'overdue') return openWorkItem(tx, toRequest(around, judged.overdueOn));
  await close(judged.kind === 'ended' ? `ended.${endReasonCode ?? 'unknown'}` : judged.kind);
}

/** Waits for the day on which the first fill of an accepted prescription is overdue. */
export async function awaitFirstFill(tx: TenantTransaction, around: TherapyAround): Promise<void> {
  const judged = await judge(tx, around);
  if (judged?.kind !== 'waiting') return;
  await tx.setTimer({ kind: firstFillTimer, ...toWish(around, judged.overdueOn) });
}

/** Opens work about a first fill that is overdue by now. */
export async function fallOverdue(tx: TenantTransaction, therapyId: TherapyId): Promise<void> {
  for (const around of await lookAround(tx, [therapyId])) await keepFirstFillWork(tx, around);
}

/** Watches the first fills of many therapies whose past was imported: what is overdue is work since it was, the rest is waited for. */
export async function watchImported(
  tx: TenantTransaction,
  therapies: readonly TherapyAround[],
  random?: RandomBytes,
): Promise<void> {
  const overdue: WaitingWork[] = [];
  await inBulk(
    tx,
    async (bulk) => {
      const view = bulk.at(tx.now, tx.actor);
      for (const around of therapies) {
        const judged = await judge(tx, around);
        if (judged?.kind === 'waiting')
          await view.setTimer({ kind: firstFillTimer, ...toWish(around, judged.overdueOn) });
        if (judged?.kind !== 'overdue') continue;
        const work = toRequest(around, judged.overdueOn);
        overdue.push({ ...work, openedAt: work.dueAt });
      }
    },
    random,
  );
  await importWorkItems(tx, overdue, random);
}

/** Judges the first fill of a therapy that begins; null once it was delivered. Earlier fills are looked for only where they matter. */
async function judge(tx: TenantTransaction, around: TherapyAround): Promise<FirstFillStanding | null> {
  const facts = around.standing.isCycleDelivered ? null : toFirstFillFacts(around);
  if (facts === null) return null;
  const rule = findFirstFillRule(facts.receivedOn);
  if (rule === null) return null;
  const today = dayIn(tx.now, around.timeZone);
  const judged = judgeFirstFill(facts, rule, today);
  if (judged.kind !== 'overdue') return judged;
  return judgeFirstFill({ ...facts, filledBeforeOn: await findFillBefore(tx, around, facts.receivedOn) }, rule, today);
}

/** Finds the last day before the receipt on which the ingredient was handed over for another therapy of the patient. */
async function findFillBefore(
  tx: TenantTransaction,
  { standing, timeZone }: TherapyAround,
  receivedOn: CalendarDay,
): Promise<CalendarDay | null> {
  const others = (await listTherapies(tx, { patientId: standing.patientId })).filter(
    ({ therapyId, ingredientRxcui }) =>
      therapyId !== standing.therapyId && ingredientRxcui === standing.ingredientRxcui,
  );
  if (others.length === 0) return null;
  const deliveries = await listLastDeliveries(
    tx,
    others.map(({ therapyId }) => therapyId),
  );
  const days = deliveries.flatMap(({ handedOverAt }) => (handedOverAt === null ? [] : [dayIn(handedOverAt, timeZone)]));
  return (
    days
      .filter((day) => day <= receivedOn)
      .sort()
      .at(-1) ?? null
  );
}

function toRequest(around: TherapyAround, overdueOn: CalendarDay): WorkRequest {
  return { queue, ...composeFirstFillWork(around.standing, overdueAt(around, overdueOn)) };
}

function toWish(around: TherapyAround, overdueOn: CalendarDay) {
  return { subject: around.standing.therapyId, dueAt: overdueAt(around, overdueOn), payload: null };
}

function overdueAt({ timeZone }: TherapyAround, overdueOn: CalendarDay): Instant {
  return instantAt({ day: overdueOn, time: '00:00', timeZone });
}
