import {
  getNoteToSend,
  type NoteId,
  type NoteToSend,
  noteMessageKind,
  recordNoteAnswer,
} from '../../modules/charts/index.ts';
import {
  completeOutbound,
  type ExchangedAbout,
  type TakenOutbound,
  takeOutbound,
} from '../../modules/exchange/index.ts';
import type { Clock } from '../../platform/clock/clock.ts';
import type { Subscription, TimerAction } from '../../platform/events/subscription.ts';
import type { Log } from '../../platform/log/log.ts';
import { partnerCause } from '../../platform/transaction/actor.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { Transactor } from '../../platform/transaction/transactor.ts';
import { createOutboundLane, type OutboundPlace } from '../outbound/outbound-lane.ts';
import { TurnTaking } from '../outbound/turn-taking.ts';
import { type ChartCredentials, createChartAccess, findChartCredentials } from '../smart/chart-access.ts';
import type { ChartPlace } from './ask-chart.ts';
import { type SentNote, sendChartNote } from './send-chart-note.ts';

/** The gateway that files notes in charts. Its subscriptions and timers belong to the worker; it sends in the worker's process. */
export interface NoteGateway {
  readonly subscriptions: readonly Subscription[];
  readonly timerActions: readonly TimerAction[];
  start(parts: NoteGatewayParts): void;
  /** Waits until nothing is being sent. */
  idle(): Promise<void>;
  stop(): Promise<void>;
}

interface NoteGatewayParts {
  readonly transactor: Transactor;
  readonly log: Log;
  readonly clock: Clock;
  /** Called when the EHR has answered and nothing is recorded yet; tests end the process here. */
  readonly betweenSendAndRecord?: () => Promise<void>;
}

interface TakenNote {
  readonly message: TakenOutbound;
  readonly note: NoteToSend;
  readonly credentials: ChartCredentials | null;
}

const actor = { kind: 'system', name: 'fhir-notes' } as const;

/** Creates the gateway that files notes as documents, those about one therapy in the order in which they were written. */
export function createNoteGateway(options: { readonly timeoutMilliseconds: number }): NoteGateway {
  const lane = createOutboundLane({ name: 'fhir-notes', takes: ({ kind }) => kind === noteMessageKind });
  const turns = new TurnTaking();
  return {
    subscriptions: lane.subscriptions,
    timerActions: lane.timerActions,
    start: (parts) => {
      const way = { ...options, access: createChartAccess(parts.clock) };
      lane.open({
        log: parts.log,
        send: async (place) => {
          const transact = <Outcome>(work: (tx: TenantTransaction) => Promise<Outcome>): Promise<Outcome> =>
            parts.transactor.transact({ tenantId: place.tenantId, actor }, work);
          const taken = await transact((tx) => take(tx, place));
          if (taken === null) return transact((tx) => lane.settle(tx, place.outboundId));
          await turns.take(taken.note.therapyId, async () => {
            const sent = await file(taken, way);
            await parts.betweenSendAndRecord?.();
            await transact(async (tx) => {
              await record(tx, taken, sent);
              await lane.settle(tx, place.outboundId);
            });
          });
        },
      });
    },
    idle: () => lane.idle(),
    stop: () => lane.close(),
  };
}

async function take(tx: TenantTransaction, { outboundId }: OutboundPlace): Promise<TakenNote | null> {
  const message = await takeOutbound(tx, outboundId);
  if (message === null) return null;
  const note = await getNoteToSend(tx, noteOf(message));
  return { message, note, credentials: await findChartCredentials(tx, message.partner) };
}

const unreached: SentNote = {
  ...{ outcome: 'unreachable', sentBody: null, replyBody: null, sentType: 'DocumentReference', replyType: '' },
  ...{ documentId: null, code: null, problems: [] },
};

function file(taken: TakenNote, way: Pick<ChartPlace, 'access' | 'timeoutMilliseconds'>): Promise<SentNote> {
  const { message, note, credentials } = taken;
  const address = message.partner?.queryAddress ?? null;
  // A chart that is asked without a token, or a partner that is stopped, takes nothing until it is set up again.
  if (address === null || credentials === null) return Promise.resolve(unreached);
  return sendChartNote({ ...way, address, credentials }, note);
}

async function record(tx: TenantTransaction, taken: TakenNote, sent: SentNote): Promise<void> {
  const { message, note } = taken;
  const { outcome, sentBody, replyBody } = sent;
  const standing = await completeOutbound(tx, {
    ...{ outboundId: message.outboundId, outcome, sentBody, replyBody },
    ...{ format: 'fhir-r4', about: describeExchange(message, note, sent), refusalNeedsPerson: true },
  });
  const { partner } = message;
  const teller = replyBody === null || partner === null ? tx : tx.onAccountOf(partnerCause(partner.partnerId));
  await recordNoteAnswer(teller, {
    ...{ noteId: note.noteId, standing, documentId: sent.documentId, code: sent.code },
    isRefused: outcome === 'refused',
  });
}

function describeExchange(message: TakenOutbound, note: NoteToSend, sent: SentNote): ExchangedAbout {
  const { sentType, replyType, problems } = sent;
  return {
    controlId: message.outboundId.replaceAll('-', ''),
    ...{ sentType, replyType, problems },
    links: [
      { kind: 'therapy', id: note.therapyId },
      { kind: 'patient', id: note.patientId },
    ],
    patientIds: [note.patientId],
  };
}

function noteOf({ subjectId }: TakenOutbound): NoteId {
  return subjectId as string as NoteId;
}
