import type pg from 'pg';
import {
  completeReading,
  findArrivedScans,
  giveUpScan,
  keepScanPage,
  type Scan,
  type ScanPlace,
  takeScan,
} from '../../modules/documents/index.ts';
import type { Clock } from '../../platform/clock/clock.ts';
import { repeat, type Upkeep } from '../../platform/clock/upkeep.ts';
import type { Log } from '../../platform/log/log.ts';
import type { PageTools } from '../../platform/recognition/page-tools.ts';
import {
  mostPages,
  PageUnreadable,
  type RecognizedPage,
  recognizePages,
} from '../../platform/recognition/recognize-pages.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { Transactor } from '../../platform/transaction/transactor.ts';

/** What the reader runs on. Without tools it reads nothing, and people work from the originals. */
export interface ReaderParts {
  readonly pool: pg.Pool;
  readonly transactor: Transactor;
  readonly clock: Clock;
  readonly log: Log;
  readonly tools: PageTools | null;
}

const actor = { kind: 'system', name: 'scan-reader' } as const;
const everyMilliseconds = 2_000;
const mostAtOnce = 5;

/** Reads scans that arrived, one after the other, until it is stopped. Any number of workers may do it at once. */
export function startScanReader(parts: ReaderParts): Upkeep {
  return repeat(() => readArrivedScans(parts), { log: parts.log, part: 'scan-reader', everyMilliseconds });
}

/** Reads the scans that have arrived and returns how many there were. No transaction is open while a program works. */
export async function readArrivedScans(parts: ReaderParts): Promise<number> {
  const places = await findArrivedScans(parts.pool, { now: parts.clock.now(), most: mostAtOnce });
  for (const place of places)
    await readOne(parts, place).catch((error: unknown) => parts.log.fault('scan-reader', error));
  return places.length;
}

async function readOne(parts: ReaderParts, place: ScanPlace): Promise<void> {
  const { tenantId, scanId } = place;
  const transact = <Outcome>(work: (tx: TenantTransaction) => Promise<Outcome>): Promise<Outcome> =>
    parts.transactor.transact({ tenantId, actor }, work);
  const taken = await transact(async (tx) => {
    const scan = await takeScan(tx, scanId);
    const file = scan === null ? null : await tx.files.open(scan.fileId);
    return scan === null || file === null
      ? null
      : { scan, pieces: { [Symbol.asyncIterator]: () => file.read()[Symbol.asyncIterator]() } };
  });
  if (taken === null) return;
  try {
    await readPages(parts.tools, { ...taken, transact });
  } catch (error) {
    if (!(error instanceof PageUnreadable)) throw error;
    const { where } = error;
    await transact((tx) => giveUpScan(tx, { scanId, problem: 'page-unreadable', place: where }));
  }
}

async function readPages(
  tools: PageTools | null,
  reading: {
    readonly scan: Scan;
    readonly pieces: AsyncIterable<Uint8Array>;
    transact<Outcome>(work: (tx: TenantTransaction) => Promise<Outcome>): Promise<Outcome>;
  },
): Promise<void> {
  const { scan, pieces, transact } = reading;
  const { scanId, mediaType } = scan;
  if (tools === null) {
    await transact((tx) => completeReading(tx, { scanId, pageCount: null, problem: 'recognition-not-installed' }));
    return;
  }
  // All pages are kept together: a reading that broke in the middle begins anew.
  const pages: RecognizedPage[] = [];
  let pageCount = 0;
  for await (const page of recognizePages(tools, { pieces, mediaType })) {
    pages.push(page);
    pageCount = page.pageCount;
  }
  await transact(async (tx) => {
    for (const page of pages) await keepScanPage(tx, { scanId, ...page });
    await completeReading(tx, { scanId, pageCount, problem: pageCount > mostPages ? 'too-many-pages' : null });
  });
}
