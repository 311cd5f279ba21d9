import type { RawMessageId } from '../../kernel/ids.ts';
import { millisecondsOf, parseInstant } from '../../kernel/instant.ts';
import { recordCourierEvent } from '../../modules/delivery/index.ts';
import {
  completeInbound,
  findPartner,
  type InboundSettlement,
  quarantineInbound,
  storeInbound,
} from '../../modules/exchange/index.ts';
import type { Clock } from '../../platform/clock/clock.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { Transactor } from '../../platform/transaction/transactor.ts';
import { type CourierPlace, isSignedBy, readAccount } from './courier-key.ts';
import { readEventId, readReport } from './read-report.ts';

/** A call of a courier as it came. */
export interface CourierCall {
  readonly account: string;
  readonly timestamp: string;
  readonly signature: string;
  readonly body: Uint8Array;
}

export interface ReportParts {
  readonly transactor: Transactor;
  readonly clock: Clock;
  keyOf(place: CourierPlace): Uint8Array;
}

/** What is answered: taken, not proven to be new and from the courier, or not readable. */
export type ReportAnswer = 200 | 400 | 401;

const freshMilliseconds = 5 * 60_000;
const messageType = 'shipment-event';
const taken = new TextEncoder().encode('{}');

/**
 * Takes a report of a courier. Unproven, stale and repeated calls are refused and change nothing; what is proven is stored before
 * anything reads it, and its effect and its outcome are recorded together.
 */
export async function takeReport(parts: ReportParts, call: CourierCall): Promise<ReportAnswer> {
  const place = readAccount(call.account);
  if (place === null || !isFresh(parts.clock, call.timestamp)) return 401;
  if (!isSignedBy(parts.keyOf(place), call, call.signature)) return 401;
  const transact = <Outcome>(work: (tx: TenantTransaction) => Promise<Outcome>): Promise<Outcome> =>
    parts.transactor.transact(
      { tenantId: place.tenantId, actor: { kind: 'partner', partnerId: place.partnerId } },
      work,
    );
  const rawMessageId = await transact((tx) => storeReport(tx, place, call.body));
  if (rawMessageId === null) return 401;
  return transact((tx) => applyReport(tx, rawMessageId, call.body));
}

function isFresh(clock: Clock, timestamp: string): boolean {
  const at = parseInstant(timestamp);
  return at !== null && Math.abs(millisecondsOf(clock.now()) - millisecondsOf(at)) <= freshMilliseconds;
}

/** Stores a report; null when its courier is stopped or its number came before. One that was cut off before its effect goes on. */
async function storeReport(
  tx: TenantTransaction,
  { partnerId }: CourierPlace,
  body: Uint8Array,
): Promise<RawMessageId | null> {
  const partner = await findPartner(tx, partnerId);
  if (partner?.status !== 'active' || partner.kind !== 'courier') return null;
  const stored = await storeInbound(tx, {
    partnerId,
    format: 'courier-webhook',
    controlId: readEventId(body),
    body,
    receivedAt: tx.now,
  });
  if (stored.kind === 'conflict') {
    const settlement = settle(stored.rawMessageId, 'quarantined');
    await quarantineInbound(tx, { settlement, reasonCode: 'control-id-reused' });
    return null;
  }
  return stored.kind === 'new' || stored.answer === null ? stored.rawMessageId : null;
}

async function applyReport(tx: TenantTransaction, rawMessageId: RawMessageId, body: Uint8Array): Promise<ReportAnswer> {
  const report = readReport(body);
  if (report === null) {
    const text = 'The report is not one of the courier interface.';
    const problem = { code: 'courier.report-unreadable', where: 'body', severity: 'error', text } as const;
    await completeInbound(tx, { ...settle(rawMessageId, 'refused'), problems: [problem] });
    return 400;
  }
  const deliveryId = await recordCourierEvent(tx, report);
  const links = deliveryId === null ? [] : [{ kind: 'delivery', id: deliveryId } as const];
  await completeInbound(tx, { ...settle(rawMessageId, 'applied'), links });
  return 200;
}

function settle(rawMessageId: RawMessageId, outcome: InboundSettlement['outcome']): InboundSettlement {
  return { rawMessageId, outcome, messageType, problems: [], links: [], patientIds: [], answer: taken };
}
