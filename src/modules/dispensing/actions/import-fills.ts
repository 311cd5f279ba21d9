import type { StaffId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { type Actor, actorIdOf } from '../../../platform/transaction/actor.ts';
import { inBulk, type RandomBytes } from '../../../platform/transaction/bulk.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import type { Fill } from '../domain/fill.ts';
import { decideFillStep, type FillStep } from '../domain/fill-lifecycle.ts';
import { appendStepAt, insertFillRow } from '../fill-store.ts';
import { insertPaper, insertScan, type PackageScanned, type RecordedPaper } from '../scan-store.ts';

type Moment = { readonly at: Instant; readonly actor: Actor };
type Opened = Omit<
  Fill,
  'state' | 'openedBy' | 'filledBy' | 'verifiedBy' | 'openedAt' | 'filledAt' | 'verifiedAt' | 'handedOverAt'
>;

/** A fill of the past: what was opened and from which lot, each step with who took it, what was scanned and which papers went along. */
export interface FillHistory extends Opened {
  readonly opened: Moment;
  readonly steps: readonly (Moment & { readonly step: FillStep; readonly reasonCode?: string })[];
  readonly scans: readonly (Moment & PackageScanned)[];
  readonly papers: readonly (Moment & Omit<RecordedPaper, 'recordedAt'>)[];
}

/** Takes over many fills; the table of steps decides each as when it was taken. Their stock is taken over by itself. */
export async function importFills(
  tx: TenantTransaction,
  histories: readonly FillHistory[],
  random?: RandomBytes,
): Promise<void> {
  await inBulk(
    tx,
    async (bulk) => {
      for (const history of histories) {
        const { fill, taken } = replay(history);
        const { fillId } = fill;
        await insertFillRow(bulk.at(history.opened.at, history.opened.actor), fill, taken.length);
        for (const [index, { at, actor, ...step }] of taken.entries())
          await appendStepAt(bulk.at(at, actor), { ...step, fillId, sequence: index + 1 });
        for (const { at, actor, ...scan } of history.scans) await insertScan(bulk.at(at, actor), fillId, scan);
        for (const { at, actor, ...paper } of history.papers) await insertPaper(bulk.at(at, actor), fillId, paper);
      }
    },
    random,
  );
}

interface TakenStep extends Moment {
  readonly step: string;
  readonly from: Fill['state'] | null;
  readonly to: Fill['state'];
  readonly reasonCode: string | null;
}

function replay({ opened, steps, scans, papers, ...base }: FillHistory) {
  let fill: Fill = {
    ...base,
    state: base.payment === 'claim' ? 'awaiting-claim' : 'awaiting-release',
    openedBy: staffIdOf(opened.actor),
    openedAt: opened.at,
    ...{ filledBy: null, verifiedBy: null, filledAt: null, verifiedAt: null, handedOverAt: null },
  };
  const taken: TakenStep[] = [{ ...opened, step: 'open', from: null, to: fill.state, reasonCode: null }];
  for (const { at, actor, step, reasonCode = null } of steps) {
    const next = decideFillStep(fill.state, step);
    if (!next.ok) throw new Error(`an imported step was refused: ${fill.state}, ${step}`);
    taken.push({ at, actor, step, from: fill.state, to: next.value, reasonCode });
    fill = { ...fill, state: next.value, ...changeOf(step, { at, by: staffIdOf(actor) }) };
  }
  const isPicked = taken.some(({ to }) => to === 'picked');
  const lot = isPicked ? {} : { lotId: null, lotNumber: null, lotExpiresOn: null };
  return { fill: { ...fill, ...lot }, taken };
}

function changeOf(step: FillStep, { at, by }: { readonly at: Instant; readonly by: StaffId | null }): Partial<Fill> {
  if (step === 'complete-filling') return { filledBy: by, filledAt: at };
  if (step === 'verify') return { verifiedBy: by, verifiedAt: at };
  return step === 'hand-over' ? { handedOverAt: at } : {};
}

function staffIdOf(actor: Actor): StaffId | null {
  return actor.kind === 'staff' ? (actorIdOf(actor) as StaffId) : null;
}
