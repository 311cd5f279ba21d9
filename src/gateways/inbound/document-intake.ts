import type { Instant } from '../../kernel/instant.ts';
import type { Problem } from '../../kernel/problem.ts';
import {
  findPartner,
  type InboundSettlement,
  type Partner,
  type PartnerPlace,
  quarantineInbound,
  type StoredInbound,
  storeInbound,
} from '../../modules/exchange/index.ts';
import type { Clock } from '../../platform/clock/clock.ts';
import type { Log } from '../../platform/log/log.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { TenantScope, Transactor } from '../../platform/transaction/transactor.ts';
import type { InboundFormat, StoredMessage } from './inbound-format.ts';
import { recordVerdict } from './replay-message.ts';
import { settleAfterFault } from './settle-fault.ts';

/** A format that comes as one document a request. */
export interface DocumentFormat extends InboundFormat {
  /** Finds the sender's number of a message in its bytes; empty when there is none. */
  findControlId(bytes: Uint8Array): string;
  /** Writes the answer to a message that is refused as a whole. */
  composeRefusal(
    message: Pick<StoredMessage, 'bytes'>,
    refusal: { readonly problem: Problem; readonly at: Instant },
  ): Uint8Array;
}

export interface DocumentIntakeParts {
  readonly transactor: Transactor;
  readonly clock: Clock;
  readonly log: Log;
  /** Called after the bytes are committed and before their effect is; tests end the process here. */
  readonly betweenCommits?: () => Promise<void>;
}

/** How a document was answered: `faulty` asks the sender to send it again; `stopped` means that its partner may send nothing. */
export type DocumentAnswer =
  | { readonly kind: 'answered'; readonly bytes: Uint8Array }
  | { readonly kind: 'faulty'; readonly bytes: Uint8Array }
  | { readonly kind: 'stopped' };

const controlIdReused: Problem = {
  code: 'inbound.control-id-reused',
  where: '',
  severity: 'error',
  text: 'The number of this message was used before with another message.',
};

const applicationFault: Problem = {
  code: 'inbound.application-fault',
  where: '',
  severity: 'error',
  text: 'The message is stored but could not be applied. Send it again later.',
};

/** Takes a document: its bytes are committed, then its effect, then it is answered. A repeat gets the recorded bytes. Never rejects. */
export async function takeDocument(
  parts: DocumentIntakeParts,
  format: DocumentFormat,
  document: { readonly place: PartnerPlace; readonly bytes: Uint8Array },
): Promise<DocumentAnswer> {
  try {
    return await take(parts, format, document);
  } catch (error) {
    parts.log.fault(format.part, error, { tenantId: document.place.tenantId });
    return answerFault(parts, format, document);
  }
}

async function take(
  parts: DocumentIntakeParts,
  format: DocumentFormat,
  { place, bytes }: { readonly place: PartnerPlace; readonly bytes: Uint8Array },
): Promise<DocumentAnswer> {
  const { tenantId, partnerId } = place;
  const scope: TenantScope = { tenantId, actor: { kind: 'partner', partnerId } };
  const receivedAt = parts.clock.now();
  const kept = await parts.transactor.transact(scope, (tx) => keepBytes(tx, format, { place, bytes, receivedAt }));
  if (kept === null) return { kind: 'stopped' };
  const { stored, partner } = kept;
  if (stored.kind === 'repeat' && stored.answer !== null) return { kind: 'answered', bytes: stored.answer };
  const message: StoredMessage = { rawMessageId: stored.rawMessageId, partner, bytes, receivedAt };
  if (stored.kind === 'conflict') {
    const answer = await parts.transactor.transact(scope, (tx) => setAside(tx, format, message));
    return { kind: 'answered', bytes: answer };
  }
  await parts.betweenCommits?.();
  try {
    const answer = await parts.transactor.transact(scope, (tx) => settle(tx, format, message));
    return { kind: 'answered', bytes: answer };
  } catch (error) {
    const recorded = await settleAfterFault({ ...parts, part: format.part }, scope, { message, error });
    return recorded === undefined || recorded === null
      ? answerFault(parts, format, { bytes })
      : { kind: 'answered', bytes: recorded };
  }
}

async function keepBytes(
  tx: TenantTransaction,
  format: DocumentFormat,
  document: { readonly place: PartnerPlace; readonly bytes: Uint8Array; readonly receivedAt: Instant },
): Promise<{ readonly stored: StoredInbound; readonly partner: Partner } | null> {
  const partner = await findPartner(tx, document.place.partnerId);
  if (partner === null || partner.status !== 'active' || !partner.formats.includes(format.format)) return null;
  const stored = await storeInbound(tx, {
    partnerId: partner.partnerId,
    siteId: partner.siteId,
    format: format.format,
    controlId: format.findControlId(document.bytes),
    body: document.bytes,
    receivedAt: document.receivedAt,
  });
  return { stored, partner };
}

async function settle(tx: TenantTransaction, format: DocumentFormat, message: StoredMessage): Promise<Uint8Array> {
  const verdict = await format.apply(tx, message);
  await recordVerdict(tx, verdict);
  const { answer } = verdict.settlement;
  if (answer === null) throw new Error('a document was settled without an answer');
  return answer;
}

/** A document whose number was used with another body is kept in quarantine and refused. */
async function setAside(tx: TenantTransaction, format: DocumentFormat, message: StoredMessage): Promise<Uint8Array> {
  const answer = format.composeRefusal(message, { problem: controlIdReused, at: tx.now });
  const settlement: InboundSettlement = {
    rawMessageId: message.rawMessageId,
    outcome: 'quarantined',
    messageType: '',
    problems: [controlIdReused],
    links: [],
    patientIds: [],
    answer,
  };
  await quarantineInbound(tx, { settlement, reasonCode: 'control-id-reused' });
  return answer;
}

function answerFault(
  parts: DocumentIntakeParts,
  format: DocumentFormat,
  document: { readonly bytes: Uint8Array },
): DocumentAnswer {
  const bytes = format.composeRefusal(document, { problem: applicationFault, at: parts.clock.now() });
  return { kind: 'faulty', bytes };
}
