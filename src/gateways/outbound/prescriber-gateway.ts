import { performance } from 'node:perf_hooks';
import type { Uuid } from '../../kernel/ids.ts';
import {
  completeOutbound,
  type ExchangedAbout,
  type OutboundOutcome,
  readRawMessage,
  type StatusFormat,
  type TakenOutbound,
  takeOutbound,
} from '../../modules/exchange/index.ts';
import { type PrescriberMessage, prescriberKinds, recordAcknowledgement } from '../../modules/outreach/index.ts';
import { formKind, type RequestId, recordFormSent } from '../../modules/referrals/index.ts';
import type { Subscription, TimerAction } from '../../platform/events/subscription.ts';
import type { Log } from '../../platform/log/log.ts';
import { partnerCause } from '../../platform/transaction/actor.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { Transactor } from '../../platform/transaction/transactor.ts';
import { createOutboundLane, type OutboundPlace } from './outbound-lane.ts';
import type { OutboundTls, PrescriberWay, ReadReply, WrittenMessage } from './prescriber-way.ts';
import { TurnTaking } from './turn-taking.ts';

/** The gateway to prescribers. Its subscriptions and timers belong to the worker; it sends in the worker's process. */
export interface PrescriberGateway {
  readonly subscriptions: readonly Subscription[];
  readonly timerActions: readonly TimerAction[];
  start(parts: PrescriberGatewayParts): void;
  /** Waits until nothing is being sent. */
  idle(): Promise<void>;
  stop(): Promise<void>;
}

interface PrescriberGatewayParts {
  readonly transactor: Transactor;
  readonly log: Log;
  /** What proves us to partners; null sends to loopback alone. */
  readonly tls: OutboundTls | null;
  /** Called when the partner has answered and nothing is recorded yet; tests end the process here. */
  readonly betweenSendAndRecord?: () => Promise<void>;
}

const actor = { kind: 'system', name: 'prescriber-status' } as const;

/** Creates the gateway that tells and asks prescribers, each by the way that its partner takes. */
export function createPrescriberGateway(options: {
  readonly ways: readonly PrescriberWay[];
  readonly timeoutMilliseconds: number;
}): PrescriberGateway {
  const ways = new Map<StatusFormat, PrescriberWay>(options.ways.map((way) => [way.format, way]));
  const lane = createOutboundLane({ name: 'prescriber-status', takes: ({ kind }) => prescriberKinds.has(kind) });
  const turns = new TurnTaking();

  function createSender(parts: PrescriberGatewayParts): (place: OutboundPlace) => Promise<void> {
    return async ({ tenantId, outboundId }) => {
      const transact = <Outcome>(work: (tx: TenantTransaction) => Promise<Outcome>): Promise<Outcome> =>
        parts.transactor.transact({ tenantId, actor }, work);
      const taken = await transact(async (tx) => {
        const message = await takeOutbound(tx, outboundId);
        if (message === null) await lane.settle(tx, outboundId);
        return message === null ? null : { message, original: await readOriginal(tx, message) };
      });
      if (taken === null) return;
      const { message } = taken;
      // What is said of one prescription is said in the order in which it happened.
      await turns.take(messageOf(message).prescription.prescriptionId, async () => {
        const way = message.format === null ? undefined : ways.get(message.format as StatusFormat);
        const talk = await converse(way, taken, { tls: parts.tls, timeoutMilliseconds: options.timeoutMilliseconds });
        await parts.betweenSendAndRecord?.();
        await transact(async (tx) => {
          await record(tx, message, talk);
          await lane.settle(tx, outboundId);
        });
      });
    };
  }

  return {
    subscriptions: lane.subscriptions,
    timerActions: lane.timerActions,
    start: (parts) => lane.open({ send: createSender(parts), log: parts.log }),
    idle: () => lane.idle(),
    stop: () => lane.close(),
  };
}

interface Original {
  readonly format: string;
  readonly bytes: Uint8Array;
}

interface Talk {
  readonly outcome: OutboundOutcome;
  readonly written: WrittenMessage | null;
  readonly reply: ReadReply | null;
  readonly replyBody: Uint8Array | null;
  readonly elapsedMilliseconds: number | null;
}

const nothingSent: Talk = {
  outcome: 'unreachable',
  written: null,
  reply: null,
  replyBody: null,
  elapsedMilliseconds: null,
};

const outcomes = { taken: 'answered', refused: 'refused', later: 'unreachable' } as const;

async function converse(
  way: PrescriberWay | undefined,
  taken: { readonly message: TakenOutbound; readonly original: Original | null },
  wire: { readonly tls: OutboundTls | null; readonly timeoutMilliseconds: number },
): Promise<Talk> {
  const { message, original } = taken;
  const { partner, kind } = message;
  const address = (kind === formKind ? partner?.formAddress : partner?.address) ?? null;
  if (way === undefined || address === null) return nothingSent;
  const written = way.write(messageOf(message), {
    number: composeNumber(message),
    sentAt: message.enqueuedAt,
    original: original?.format === way.format ? original.bytes : null,
  });
  const began = performance.now();
  const heard = await way.send({ address, body: written.body, ...wire });
  const elapsedMilliseconds = Math.round(performance.now() - began);
  if (heard.kind === 'unreached') return nothingSent;
  if (heard.kind === 'silent') return { ...nothingSent, written };
  const reply = way.readReply(heard, written);
  return { outcome: outcomes[reply.outcome], written, reply, replyBody: heard.body, elapsedMilliseconds };
}

async function record(tx: TenantTransaction, message: TakenOutbound, talk: Talk): Promise<void> {
  const { outboundId, kind, subjectId, partner } = message;
  const { outcome, written, reply, replyBody, elapsedMilliseconds } = talk;
  const standing = await completeOutbound(tx, {
    ...{ outboundId, outcome, replyBody, sentBody: written?.body ?? null },
    format: message.format ?? 'ncpdp-script',
    ...(written === null ? {} : { about: describeExchange(message, written, reply) }),
    ...(elapsedMilliseconds === null ? {} : { elapsedMilliseconds }),
    // What a form brings not is asked for by letter.
    refusalNeedsPerson: kind !== formKind,
  });
  const teller = reply !== null && partner !== null ? tx.onAccountOf(partnerCause(partner.partnerId)) : tx;
  const said = reply === null || reply.outcome === 'later' ? null : reply.outcome;
  if (kind === formKind) {
    await recordFormSent(teller, { requestId: subjectId as string as RequestId, outcome: said, standing });
    return;
  }
  await recordAcknowledgement(teller, {
    ...{ kind, subjectId: subjectId as Parameters<typeof recordAcknowledgement>[1]['subjectId'], standing },
    outcome: said,
    code: reply?.code ?? null,
  });
}

function describeExchange(message: TakenOutbound, written: WrittenMessage, reply: ReadReply | null): ExchangedAbout {
  const { prescription, patient, says } = messageOf(message);
  const fillId = says.kind === 'status' ? (says.fill?.fillId ?? null) : null;
  const links = [
    { kind: 'prescription', id: prescription.prescriptionId },
    { kind: 'therapy', id: prescription.therapyId },
    { kind: 'fill', id: fillId },
    { kind: 'patient', id: patient.patientId },
  ] as const;
  return {
    controlId: written.controlId,
    sentType: written.messageType,
    replyType: reply?.messageType ?? '',
    problems: reply?.problems ?? [],
    links: links.flatMap(({ kind, id }) => (id === null ? [] : [{ kind, id: id as Uuid }])),
    patientIds: patient.patientId === null ? [] : [patient.patientId],
  };
}

async function readOriginal(tx: TenantTransaction, message: TakenOutbound): Promise<Original | null> {
  const { originalMessageId } = messageOf(message).prescription;
  return originalMessageId === null ? null : readRawMessage(tx, originalMessageId);
}

function messageOf(message: TakenOutbound): PrescriberMessage {
  return message.payload as unknown as PrescriberMessage;
}

/** A message that was refused and goes out once more is another message; silence is asked again under the same number. */
function composeNumber({ outboundId, resends }: TakenOutbound): string {
  const number = outboundId.replaceAll('-', '');
  return resends === 0 ? number : `${number}R${resends}`;
}
